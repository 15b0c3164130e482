"""Tables of geo/data written by hand, for the tests of how they are read."""

from __future__ import annotations

from pathlib import Path

CREDIT = "# a table\n# origin: these tests\n# licence: MIT\n"
BOX = ("lat", "lon", "south", "west", "north", "east")
COUNTRY = ("iso2", "name", *BOX, "aliases", "demonyms")
REGION = (
    *("slug", "name", "feature_class", "feature_code", *BOX),
    *("country_code", "admin1", "aliases", "demonyms"),
)
AIRPORT = ("iata", "name", "lat", "lon", "country_code", "admin1", "aliases")
CHAD = "TD|Chad|15|19|7|13|24|24||Chadian"
MALI = "ML|Mali|18|-2|10|-13|25|5||Malian"


def table(folder: Path, columns: tuple[str, ...], *rows: str) -> Path:
    """Write a table; a row's cells are separated by ``|`` and lists by ``+``."""
    lines = [row.replace("|", "\t").replace("+", "|") for row in rows]
    path = folder / "bad.tsv"
    path.write_text(CREDIT + "\n".join(["\t".join(columns), *lines, ""]), "utf-8")
    return path
