"""What ``dateline gazetteer`` does: build the offline gazetteer, tell of it, search it."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import geo
from geo.cli.progress import progress_bar
from geo.errors import GazetteerError, InputError

Row = dict[str, Any]
_FIGURES = range(3, 6)  # the columns set flush right

GEONAMES = "https://download.geonames.org/export/dump/"


def build(source: str | None, country: str | None) -> None:
    """Build the gazetteer, showing progress.

    Args:
        source: Folder, file or address of GeoNames' own files, or None.
        country: Code of the one country to add from them, or None.

    Raises:
        InputError: No country has this code.
        GazetteerError: The build failed; the message says what to do.
    """
    from geo.gazetteer import build_gazetteer, extend_gazetteer

    code = _country(country) if country is not None else ""
    with progress_bar() as progress:
        if source is None and not code:
            path = build_gazetteer(progress)
        else:
            path = extend_gazetteer(source or GEONAMES, code, progress)
    _say(str(path))
    if code or source:
        with_file = geo.open_gazetteer()
        missing = json.loads(with_file.meta.get("missing", "[]"))
        with_file.close()
        if missing:
            sys.stderr.write(f"dateline: built without {', '.join(missing)}\n")


def _country(code: str) -> str:
    from geo import data

    wanted = code.upper()
    if wanted not in {row.iso2 for row in data.countries()}:
        raise InputError(f"no country has the code {code!r}; give two letters, like FR")
    return wanted


def info() -> None:
    """Print what the gazetteer is made of.

    Raises:
        GazetteerError: It has not been built, or cannot be read.
    """
    from geo.gazetteer import outdated_extension

    if not geo.gazetteer_ready():
        raise GazetteerError(
            "the gazetteer has not been built yet: dateline gazetteer build"
        )
    gazetteer = geo.open_gazetteer()
    meta = gazetteer.meta
    _say(f"file      {gazetteer.path}")
    _say(f"size      {gazetteer.path.stat().st_size / 1e6:.1f} MB")
    _say(f"built     {meta['built']}")
    _say(f"places    {int(meta['places']):,}")
    _say(f"names     {int(meta['distinct_names']):,}")
    for package, release in json.loads(meta["packages"]).items():
        _say(f"from      {package} {release}")
    for name, size, day in json.loads(meta.get("files", "[]")):
        _say(f"from      GeoNames {name}, {size:,} bytes, {day}")
    for name in json.loads(meta.get("missing", "[]")):
        _say(f"without   GeoNames {name}")
    for table, origin, licence in json.loads(meta["tables"]):
        _say(f"table     {table}: {origin} [{licence}]")
    _say(f"credit    {meta['attribution']}")
    if advice := outdated_extension():
        _say(f"note      {advice}")
    gazetteer.close()


def search(name: str, *, as_json: bool, with_names: bool) -> None:
    """Print the places of a name, the most prominent first.

    Args:
        name: The name as typed.
        as_json: One JSON list instead of lines.
        with_names: Also every name that each place is known by.

    Raises:
        InputError: There is none.
    """
    with progress_bar() as progress:
        geo.ensure_gazetteer(progress)
    gazetteer = geo.open_gazetteer()
    found = geo.gazetteer_view(gazetteer, name)
    features = json.loads(gazetteer.meta.get("features", "{}"))
    rows = [
        {**row, "meaning": features.get(row["feature"], "")} for row in found["places"]
    ]
    if with_names:
        _add_names(gazetteer, rows)
    gazetteer.close()
    if not rows:
        raise InputError(_advice(name, found["similar"]))
    if as_json:
        _say(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        for line in _lines(rows):
            _say(line)


def _add_names(gazetteer: geo.OfflineGazetteer, rows: list[Row]) -> None:
    from geo.view.gazetteer import names_view

    places = [place for row in rows if (place := gazetteer.place(row["id"]))]
    names = gazetteer.names_of_each(places)
    for row in rows:
        row["names"] = names_view(names[row["id"]])


def _advice(name: str, similar: Sequence[Mapping[str, Any]]) -> str:
    said = f"the gazetteer knows no place called {name!r}; "
    if similar:
        near = ", ".join(place["name"] for place in similar)
        return f"{said}names spelt nearly so: {near}"
    return (
        f"{said}a smaller place an online geocoder may know: "
        "switch one on with DATELINE_GEOCODERS"
    )


def _lines(rows: list[Row]) -> Iterator[str]:
    """Return the places in columns as wide as they need, names below their place."""
    table = [_cells(row) for row in rows]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    for row, cells in zip(rows, table, strict=True):
        padded = (
            cell.rjust(width) if at in _FIGURES else cell.ljust(width)
            for at, (cell, width) in enumerate(zip(cells, widths, strict=True))
        )
        yield "  ".join(padded).rstrip()
        for group in row.get("names", ()):
            yield f"    {group['matched']}: {', '.join(group['names'])}"


def _cells(row: Row) -> tuple[str, ...]:
    return (
        row["name"],
        row["what"],
        ", ".join(filter(None, (row["province"], row["country"]))),
        f"{row['lat']:.4f}",
        f"{row['lon']:.4f}",
        f"{row['population']:,}",
        row["matched"],
        row["id"],
        row["feature"],
        row["meaning"],
    )


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
