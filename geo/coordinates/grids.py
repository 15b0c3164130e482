"""Grids: UTM ("52S 365000 4335000") and MGRS ("52SCJ6500035000")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from geo.coordinates.cues import says_grid, says_product
from geo.coordinates.point import (
    MIN_KM,
    Notation,
    Point,
    Spot,
    from_mgrs,
    from_utm,
    in_band,
)

MIN_DIGITS_RUN_TOGETHER = 6  # digits of MGRS without any space: codes look like fewer
MIN_DIGITS_ALONE = 6  # digits of MGRS that need no word beside them
_FULL = 5  # digits for a whole metre
_NORTHING = 7  # digits of one, but beside the equator
_EASTING_FROM, _EASTING_TO = 100_000.0, 900_000.0  # metres, of any point in its zone
_NORTHING_TO = 10_000_000.0  # metres

_ZONE = r"(?P<zone>60|[1-5]\d|0?[1-9])"
_GAP = r"[ \u00a0]?"
_MGRS = re.compile(
    rf"(?<![\w.,+-]){_ZONE}(?P<band>[C-HJ-NP-X])(?P<gap>{_GAP})"
    rf"(?P<square>[A-HJ-NP-Z][A-HJ-NP-V])(?P<gap2>{_GAP})"
    r"(?:(?P<east>\d{5}(?=[ ]\d{5}(?!\d))|\d{4}(?=[ ]\d{4}(?!\d))|\d{3}(?=[ ]\d{3}(?!\d))"
    r"|\d\d(?=[ ]\d\d(?!\d)))[ ](?P<north>\d{2,5})"
    r"|(?P<run>\d{10}|\d{8}|\d{6}|\d{4}))(?!\w|[.,-]\d)"
)
_METRES = r"(?P<{0}>\d{{5,7}}(?:\.\d{{1,3}})?|\d{{1,3}}(?:[, ]\d{{3}}){{1,2}}(?!\d))"
_UTM = re.compile(
    rf"(?<![\w.,+-])(?P<utm>UTM\b[ :,]{{0,2}})?(?P<word>[Zz]one[ ])?{_ZONE}{_GAP}"
    r"(?P<band>[C-HJ-NP-X]\b|(?i:north|south)\b)[,:;]?[ ]{1,2}"
    rf"(?:E(?:asting)?[:= ]{{0,2}})?{_METRES.format('east')}"
    r"[ ]?(?P<unit>m?[ ]?E\b|m\b)?[,;/]?[ ]{0,2}"
    rf"(?:N(?:orthing)?[:= ]{{0,2}})?{_METRES.format('north')}"
    r"(?!\d)(?:[ ]?(?P<unit2>m?[ ]?N|m)\b)?"
)


def find_grids(text: str, *, trusted: bool) -> Iterator[Point]:
    """Find grid references.

    Args:
        text: Any text.
        trusted: True where the words are known to be coordinates.
    """
    for match in _MGRS.finditer(text):
        if trusted or _is_meant(text, match):
            yield from _mgrs(match)
    for match in _UTM.finditer(text):
        yield from _utm(match)


def _is_meant(text: str, match: re.Match[str]) -> bool:
    """True unless it looks like a product code, or is too short to stand alone."""
    if says_grid(text, match.start(), match.end()):
        return True
    digits = len(match["run"] or match["east"] + match["north"])
    return digits >= MIN_DIGITS_ALONE and not says_product(text, match.start())


def _mgrs(match: re.Match[str]) -> Iterator[Point]:
    run = match["run"]
    half = len(run) // 2 if run else len(match["east"])
    together = run and not match["gap"] and not match["gap2"]
    if together and len(run) < MIN_DIGITS_RUN_TOGETHER:
        return
    east, north = (run[:half], run[half:]) if run else (match["east"], match["north"])
    spot = from_mgrs(match["zone"] + match["band"], match["square"], east, north)
    if spot:
        km = MIN_KM * 10.0 ** (_FULL - half)
        yield Point(match.start(), match.end(), *spot, km, Notation.MGRS)


def _utm(match: re.Match[str]) -> Iterator[Point]:
    north, east = (re.sub("[, ]", "", match[name]) for name in ("north", "east"))
    said = match["utm"] or match["word"] or (match["unit"] and match["unit2"])
    if not said and (
        len(north.partition(".")[0]) < _NORTHING or north != match["north"]
    ):
        return
    if not _EASTING_FROM <= float(east) <= _EASTING_TO or float(north) > _NORTHING_TO:
        return
    spot = _read_utm(int(match["zone"]), match["band"], float(east), float(north))
    if spot:
        yield Point(match.start(), match.end(), *spot, MIN_KM, Notation.UTM)


def _read_utm(zone: int, letter: str, east: float, north: float) -> Spot | None:
    """Read the letter as a band where the point lies in it, else as a hemisphere.

    "52S" is zone 52, band S (32° to 40° N), to most; to others it is zone 52 south. Only
    one of the two fits the northing, but for a strip of sea south of 50° S.
    """
    if len(letter) > 1:
        return from_utm(zone, letter[0].upper(), east, north)
    spot = from_utm(zone, "N" if letter >= "N" else "S", east, north)
    if spot and in_band(spot, letter):
        return spot
    return from_utm(zone, letter, east, north) if letter in "NS" else None
