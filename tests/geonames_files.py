"""Small files in GeoNames' own formats, for the tests of the build from them.

World(folder).write() puts a whole dump there; each table below can be changed before.
"""

from __future__ import annotations

import random
import string
import sys
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

DAY = "2026-01-31"


def place(  # noqa: PLR0913, PLR0917 - the columns of the format
    number: int,
    name: str,
    lat: float,
    lon: float,
    code: str,
    country: str = "FR",
    admin1: str = "",
    population: int = 0,
    *,
    ascii_name: str = "",
    alternates: str = "",
) -> str:
    """Give a line of a places file; ``code`` is class and code: "P.PPLA"."""
    feature_class, _, feature_code = code.partition(".")
    row = [
        number, name, ascii_name or name, alternates, lat, lon, feature_class,
        feature_code, country, "", admin1 or "00", "", "", "", population, "", 0,
        "Europe/Paris", DAY,
    ]  # fmt: skip
    return "\t".join(map(str, row))


def alternate(number: int, language: str, name: str, flags: str = "") -> str:
    """Give a line of alternateNamesV2; flags: p(referred) s(hort) c(olloquial) h."""
    marks = ["1" if letter in flags else "" for letter in "psch"]
    return "\t".join(["1", str(number), language, name, *marks, "", ""])


def country(code: str, number: int) -> str:
    """Give a line of countryInfo."""
    return "\t".join([code, *[""] * 15, str(number), "", ""])


# A made-up piece of France: the packaged gazetteer has Lyon (2996944) and Paris (2988507).
PLACES = [
    place(3017382, "Republic of France", 46.0, 2.0, "A.PCLI", population=66_987_244),
    place(11071625, "Auvergne-Rhône-Alpes", 45.5, 4.5, "A.ADM1", "FR", "84", 7_916_889),
    place(2987410, "Rhône", 45.8, 4.6, "A.ADM2", "FR", "84", 1_821_995),
    place(2996944, "Lyon", 45.7485, 4.8467, "P.PPLA", "FR", "84", 522_250,
          alternates="LYS,Lugdunum,Lyons,Лион"),
    place(2988507, "Paris", 48.8534, 2.3488, "P.PPLC", "FR", "11", 2_138_551,
          alternates="PAR,Lutetia,Panam"),
    place(91000001, "Xaronval-le-Vieux", 45.9, 4.1, "P.PPL", "FR", "84", 37,
          alternates="Xaronvalle"),
    place(91000002, "Xaronval Aérodrome", 45.91, 4.12, "S.AIRP", "FR", "84",
          ascii_name="Xaronval Aerodrome"),
    place(91000003, "Black Sea", 43.5, 34.9, "H.SEA", ""),
    place(91000004, "Black Sea", 45.6, 4.3, "H.POND", "FR", "84"),
    place(91000005, "Route de Xaronval", 45.9, 4.2, "R.RD", "FR", "84"),
    place(91000006, "Xaronval Seamount", 45.9, -9.9, "U.SMU", ""),
    place(91000007, "Xaronval Chapelle", 45.9, 4.11, "S.CH", ""),
    place(91000008, "Xaronval-Quartier", 45.9, 4.1, "P.PPLX", "FR"),
    place(91000009, "Bois de Xaronval", 45.9, 4.1, "V.FRST", "FR", "84"),
]  # fmt: skip
OTHER_COUNTRY = place(91000100, "Xaronburg", 50.1, 8.6, "P.PPL", "DE", "05", 99)
ALTERNATES = [
    alternate(2996944, "en", "Lyons", "p"),
    alternate(2996944, "la", "Lugdunum", "h"),
    alternate(2996944, "iata", "LYS"),
    alternate(2996944, "link", "https://en.wikipedia.org/wiki/Lyon"),
    alternate(2996944, "ru", "Лион"),
    alternate(2996944, "", "Xarlyon"),
    alternate(2988507, "la", "Lutetia", "h"),
    alternate(91000001, "de", "Alt-Xaronwald"),
    alternate(91000001, "abbr", "XLV."),
    alternate(91000001, "abbr", "X.L.V."),
    alternate(91000001, "abbr", "XV"),
    alternate(99000000, "en", "Xnowhere"),
]
ADMIN1 = ["FR.84\tAuvergne-Rhône-Alpes\tAuvergne-Rhone-Alpes\t11071625",
          "FR.11\tÎle-de-France\tIle-de-France\t3012874"]  # fmt: skip
ADMIN2 = ["FR.84.69\tRhône\tRhone\t2987410"]
HIERARCHY = [
    "2996944\t91000007\t",
    "11071625\t91000008\tADM",
    "6255148\t3017382\tADM",
    "3017382\t91000003\t",
]
FEATURES = ["P.PPLA\tseat of a first-order administrative division\t",
            "S.AIRP\tairport\ta place where aircraft land", "null\tnot available\t"]  # fmt: skip


class World:
    """A folder of GeoNames files; the attributes are the lines of each, by its name."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files: dict[str, list[str]] = {
            "FR.zip": [*PLACES],
            "allCountries.zip": [*PLACES, OTHER_COUNTRY],
            "alternateNamesV2.zip": [*ALTERNATES],
            "admin1CodesASCII.txt": [*ADMIN1],
            "admin2Codes.txt": [*ADMIN2],
            "hierarchy.zip": [*HIERARCHY],
            "countryInfo.txt": [
                "#ISO\tISO3",
                country("FR", 3017382),
                country("XK", 831053),
            ],
            "featureCodes_en.txt": [*FEATURES],
        }

    def only(self, *names: str) -> World:
        """Keep these files."""
        self.files = {name: self.files[name] for name in names}
        return self

    def write(self) -> World:
        """Write them all."""
        self.folder.mkdir(parents=True, exist_ok=True)
        for name, lines in self.files.items():
            write(self.folder / name, lines)
        return self


def write(path: Path, lines: Iterable[str]) -> Path:
    """Write a .txt, or a .zip with the .txt of its name (and one that is not meant)."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".txt":
        with path.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(f"{line}\n" for line in lines)
        return path
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("readme.txt", "not a place\n")
        with archive.open(f"{path.stem}.txt", "w", force_zip64=True) as file:
            for line in lines:
                file.write(f"{line}\n".encode())
    return path


def many(count: int) -> Iterator[str]:
    """Give so many made-up places, to measure with."""
    chance = random.Random(7)
    numbers = chance.sample(range(20_000_000, 20_000_000 + 4 * count), count)
    codes = ("P.PPL", "P.PPL", "P.PPL", "H.STM", "T.HLL", "S.CH", "A.ADM4", "L.LCTY")
    for number in numbers:
        name = "".join(chance.choices(string.ascii_lowercase, k=8)).title()
        yield place(
            number, name, chance.uniform(42, 51), chance.uniform(-4, 8),
            chance.choice(codes), "FR", "84", chance.randrange(5000),
            alternates=f"{name}ville,Saint-{name},Ле {name}",
        )  # fmt: skip


def many_names(count: int) -> Iterator[str]:
    """Give two further names for each of those places."""
    for line in many(count):
        number, name, *_ = line.split("\t")
        yield alternate(int(number), "en", f"{name} Town", "p")
        yield alternate(int(number), "de", f"{name}stadt")


if __name__ == "__main__":  # a folder to measure with: FOLDER COUNT
    target, size = Path(sys.argv[1]), int(sys.argv[2])
    write(target / "allCountries.zip", many(size))
    write(target / "alternateNamesV2.zip", many_names(size))
