"""Degrees: "39.1525° N, 127.4437° E", "39°09′09″N 127°26′37″E", "lat 39.15, lon 127.44".

Each number that could be a latitude or a longitude is found alone; neighbours are then
joined to chains, and a chain is believed only if it falls into pairs. "Between 39°N and
40°N, 127°E and 128°E" is a box, and "1.2345, 2.3456 and 3.4567" a list: neither is a point.

Degrees and minutes of fixed width need no signs: "39 09 09N, 127 26 37E", "390909N1272637E".
Sailors and pilots write so. Only both letters, and the same gap in both halves, tell such
numbers from others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from geo.coordinates.cues import allows_numbers, says_coordinates
from geo.coordinates.point import (
    DEGREE_SIGNS,
    Notation,
    Point,
    from_degrees,
    rounding_km,
)

MIN_DECIMALS = 3  # of plain numbers
MIN_DECIMALS_WITH_LETTERS = 1  # of numbers with letters, but without degree signs
EXACT_DECIMALS = 4
EXACT_WHOLE = 10.0  # degrees: exchange rates, odds and the like are mostly below
MAX_GAP_LENGTH = 18  # characters between two numbers of a chain
_LAT, _LON = "lat", "lon"

_GAP = r"[ \t\u00a0\u2009\u202f]?"
_HEMISPHERE = r"[NSEW](?![A-Za-z])|(?i:north|south|east|west)\b"
_MINUTE_SIGNS = "'′’‘´`ʹ"
_SECOND_SIGNS = '"″”“ʺ'
_AXIS = re.compile(
    rf"""(?:(?<![\w.])|(?<=[{DEGREE_SIGNS}{_MINUTE_SIGNS}{_SECOND_SIGNS}\d][NSEW]))
    (?:(?P<label>(?i:lat(?:itude)?s?|lon(?:g(?:itude)?)?s?|lng))\b[.]?["']?
       {_GAP}(?:of\b|is\b|was\b|[:=])?{_GAP})?
    (?:(?P<before>[NSEW]\.?(?={_GAP}\d)|(?i:north|south|east|west)\b){_GAP})?
    (?P<sign>[-−–+])?
    (?P<number>\d{{1,3}}(?:\.\d{{1,15}})?)(?!\d|\.\d|,\d{{3}}\b(?!\.))
    (?:{_GAP}-?(?P<mark>[{DEGREE_SIGNS}]|(?i:degrees?|deg)\b\.?)(?!{_GAP}[CFK]\b)
       (?:[ ,]{{0,2}}(?P<minutes>[0-5]?\d(?:\.\d{{1,10}})?)(?![\d.]|{_GAP}[{DEGREE_SIGNS}])
          {_GAP}(?P<minute>[{_MINUTE_SIGNS}](?![{_MINUTE_SIGNS}])|(?i:minutes?|mins?)\b\.?)?
          (?:[ ,]{{0,2}}(?:and[ ])?
             (?P<seconds>[0-5]?\d(?:\.\d{{1,10}})?)(?![\d.]|{_GAP}[{DEGREE_SIGNS}])
             {_GAP}(?:[{_SECOND_SIGNS}]|[{_MINUTE_SIGNS}]{{2}}|(?i:seconds?|secs?)\b\.?)?
          )?
       )?
    )?
    (?(before)|(?:{_GAP}(?P<after>{_HEMISPHERE}))?)
    (?(label)|(?:[ ](?P<suffix>(?i:lat(?:itude)?|lon(?:g(?:itude)?)?))\b
       (?![.:="']{{0,2}}[ ]?[-−NSEW]?{_GAP}\d|[ ](?:of|is)\b))?)
    """,
    re.VERBOSE,
)
_JOIN = re.compile(
    r"[\s,;/|&\"'{}.–—-]{0,6}(?:(?:and|by|to|through|until)\s{1,2})?[\"'-]?"
)
_APART = re.compile(r"\b(?:to|through|until)\b")
_PLAIN_PAIR = re.compile(r"\s{0,2}[,;/]?\s{0,2}(?:and\s)?")
_BOTH = re.compile(r"\blat(?:itude)?s?\.?\s?(?:[,/&-]|and)\s?$", re.IGNORECASE)
_RANGE = re.compile(
    rf"(?:\bbetween|\d{_GAP}[{DEGREE_SIGNS}]?{_GAP}[NSEW]?{_GAP}(?:to|and|or|[-–—])){_GAP}$",
    re.IGNORECASE,
)
_LOOK_BACK = 18  # characters
_ALWAYS_PLUS = ("N", "E")
_TELLING = ("label", "before", "after", "suffix", "minutes")
_SIDES = {"N": _LAT, "S": _LAT, "E": _LON, "W": _LON, "lat": _LAT} | dict.fromkeys(
    ("lon", "lng"), _LON
)
# Of fixed width, without signs.
_SPACED = re.compile(
    r"(?<![\w.,°-])"
    r"(?P<lat>\d{1,2})(?P<gap>[ -])(?P<lat_min>[0-5]\d(?:\.\d{1,6})?)"
    r"(?:(?P=gap)(?P<lat_sec>[0-5]\d(?:\.\d{1,6})?))?[ ]?(?P<ns>[NS])"
    r"[ ,;/-]{0,3}"
    r"(?P<lon>\d{1,3})(?P=gap)(?P<lon_min>[0-5]\d(?:\.\d{1,6})?)"
    r"(?:(?P=gap)(?P<lon_sec>[0-5]\d(?:\.\d{1,6})?))?[ ]?(?P<ew>[EW])(?!\w)"
)
_RUN_TOGETHER = re.compile(
    r"(?<![\w.,-])"
    r"(?P<lat>\d{2})(?P<lat_min>[0-5]\d)(?P<lat_sec>[0-5]\d(?:\.\d{1,6})?)?(?P<ns>[NS])"
    r"[ ,;/]{0,2}"
    r"(?P<lon>\d{3})(?P<lon_min>[0-5]\d)(?P<lon_sec>[0-5]\d(?:\.\d{1,6})?)?(?P<ew>[EW])"
    r"(?!\w)"
)


@dataclass(frozen=True, slots=True)
class _Axis:
    """A number that could be a latitude or a longitude.

    Attributes:
        start: Where it begins, its label with it.
        end: One past its end.
        axis: "lat" or "lon" as its letter or label says, or "" for a plain number.
        degrees: As the library reads it: "39°09′09″N".
        decimals: Digits after the point of a number without minutes.
        unit: Size of the last digit written, degrees.
        marked: True where it has a degree sign.
        labelled: True where a word says which it is.
        has_minutes: True where it has minutes.
    """

    start: int
    end: int
    axis: str
    degrees: str
    decimals: int
    unit: float
    marked: bool
    labelled: bool
    has_minutes: bool


def find_degrees(text: str, *, trusted: bool) -> Iterator[Point]:
    """Find points written in degrees.

    Args:
        text: Any text.
        trusted: True where the words are known to be coordinates.
    """
    for chain in _chains(text):
        if len(chain) % 2 or not _is_told(text, chain, trusted):
            continue
        for first, second in zip(chain[::2], chain[1::2], strict=True):
            yield from _point(first, second)


def _point(first: _Axis, second: _Axis) -> Iterator[Point]:
    lat, lon = (second, first) if first.axis == _LON else (first, second)
    spot = from_degrees(lat.degrees, lon.degrees)
    if spot:
        sexagesimal = first.has_minutes or second.has_minutes
        notation = Notation.SEXAGESIMAL if sexagesimal else Notation.DECIMAL
        km = rounding_km(max(first.unit, second.unit))
        yield Point(first.start, second.end, *spot, km, notation)


# One number


def _axes(text: str) -> Iterator[_Axis]:
    for match in _AXIS.finditer(text):
        if any(match.group(*_TELLING)) or "." in match["number"]:
            axis = _axis(text, match)
            if axis:
                yield axis


def _axis(text: str, match: re.Match[str]) -> _Axis | None:
    label, start = _label(text, match)
    letter = (match["before"] or match["after"] or "")[:1].upper()
    which = {_SIDES.get(letter, ""), _SIDES.get(label, "")} - {""}
    sign = "-" if match["sign"] in ("-", "−", "–") else ""
    if (
        len(which) > 1
        or not _is_number(match, which)
        or (sign and letter in _ALWAYS_PLUS)
    ):
        return None
    decimals = len(match["number"].partition(".")[2])
    return _Axis(
        start=start,
        end=match.end(),
        axis="".join(which),
        degrees=("" if letter else sign) + _degrees(match) + letter,
        decimals=decimals,
        unit=_unit(match, decimals),
        marked=bool(match["mark"]),
        labelled=bool(label),
        has_minutes=bool(match["minutes"]),
    )


def _label(text: str, match: re.Match[str]) -> tuple[str, int]:
    """Return "lat", "lon", "lng" or "" for a number, and where it begins, label and all.

    The last label of "latitude, longitude: 39.1525, 127.4437" says nothing of the number
    after it.
    """
    label = (match["label"] or match["suffix"] or "")[:3].lower()
    start = match.start()
    if match["label"] and _BOTH.search(text[max(0, start - _LOOK_BACK) : start]):
        starts = (match.start(group) for group in ("before", "sign", "number"))
        return "", min(at for at in starts if at > start)
    return label, start


def _is_number(match: re.Match[str], which: set[str]) -> bool:
    """True unless it is any number: without letter, label, minutes or three decimals."""
    if match["minutes"]:
        return "." not in match["number"] and bool(which or match["minute"])
    decimals = len(match["number"].partition(".")[2])
    return bool(which) or decimals >= MIN_DECIMALS


def _degrees(match: re.Match[str]) -> str:
    if not match["minutes"]:
        return match["number"]
    return f"{match['number']}°{match['minutes']}′{match['seconds'] or 0}″"


def _unit(match: re.Match[str], decimals: int) -> float:
    """Return the size of the last digit written, in degrees."""
    for name, parts in (("seconds", 3600), ("minutes", 60)):
        if match[name]:
            return 10.0 ** -len(match[name].partition(".")[2]) / parts
    return 10.0**-decimals


# Chains of numbers, and pairs


def _chains(text: str) -> Iterator[list[_Axis]]:
    chain: list[_Axis] = []
    for axis in _axes(text):
        if chain and not _joined(text, chain[-1], axis):
            yield chain
            chain = []
        chain.append(axis)
    if chain:
        yield chain


def _joined(text: str, before: _Axis, after: _Axis) -> bool:
    if (
        bool(before.axis) != bool(after.axis)
        or after.start - before.end > MAX_GAP_LENGTH
    ):
        return False
    gap = text[before.end : after.start]
    return bool(_JOIN.fullmatch(gap)) and gap.count("\n") <= 1


def _is_told(text: str, chain: Sequence[_Axis], trusted: bool) -> bool:
    """True where a chain falls into pairs that the text means as coordinates."""
    first, last = chain[0], chain[-1]
    if _RANGE.search(text[max(0, first.start - _LOOK_BACK) : first.start]):
        return False
    gaps = [text[a.end : b.start] for a, b in pairwise(chain)]
    pairs = zip(chain[::2], chain[1::2], gaps[::2], strict=True)
    if first.axis:
        return all(_fits(*pair) for pair in pairs)
    if set(gaps[::2]) & set(gaps[1::2]) or not all(_fits_plain(*p) for p in pairs):
        return False
    return trusted or _has_cue(text, first, last)


def _fits(first: _Axis, second: _Axis, gap: str) -> bool:
    if {first.axis, second.axis} != {_LAT, _LON} or _APART.search(gap):
        return False
    if first.labelled or second.labelled or (first.marked and second.marked):
        return True
    exact = min(first.decimals, second.decimals) >= MIN_DECIMALS_WITH_LETTERS
    return exact and first.marked == second.marked and first.axis == _LAT


def _fits_plain(first: _Axis, second: _Axis, gap: str) -> bool:
    same = first.marked == second.marked and first.has_minutes == second.has_minutes
    return same and bool(gap) and bool(_PLAIN_PAIR.fullmatch(gap))


def _has_cue(text: str, first: _Axis, last: _Axis) -> bool:
    if first.has_minutes:
        return says_coordinates(text, first.start, last.end)
    exact = min(first.decimals, last.decimals) >= EXACT_DECIMALS and any(
        abs(float(axis.degrees)) >= EXACT_WHOLE for axis in (first, last)
    )
    return allows_numbers(text, first.start, last.end, exact=exact)


# Of fixed width, without signs


def find_fixed(text: str) -> Iterator[Point]:
    """Find points written in degrees and minutes of fixed width."""
    for pattern in (_SPACED, _RUN_TOGETHER):
        for match in pattern.finditer(text):
            spot = from_degrees(
                _canonical(match, "lat", "ns"), _canonical(match, "lon", "ew")
            )
            if spot:
                km = rounding_km(
                    max(_fixed_unit(match, "lat"), _fixed_unit(match, "lon"))
                )
                yield Point(match.start(), match.end(), *spot, km, Notation.SEXAGESIMAL)


def _canonical(match: re.Match[str], axis: str, letter: str) -> str:
    seconds = match[f"{axis}_sec"] or "0"
    return f"{match[axis]}°{match[f'{axis}_min']}′{seconds}″{match[letter]}"


def _fixed_unit(match: re.Match[str], axis: str) -> float:
    """Return the size of the last digit written, in degrees."""
    seconds = match[f"{axis}_sec"]
    last = seconds or match[f"{axis}_min"]
    decimals = len(last.partition(".")[2])
    return 10.0**-decimals / (3600 if seconds else 60)
