"""The filters as parameters of a URL, and read back from one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from math import isfinite
from typing import TypeVar
from urllib.parse import quote, unquote

from geo.atlas.compare import Comparing, asked_comparison
from geo.atlas.filters import Filters
from geo.geometry import HALF_TURN, POLE, TURN
from geo.model import Atlas, Extent, LinkKind, MentionKind, PlaceKind

K = TypeVar("K", bound=StrEnum)

URL_NAMES = (
    "words", "names", "kinds", "countries", "provinces", "places", "lines", "actors", "links", "certainty",
    "articles", "since", "until", "area",
)  # fmt: skip
NONE = "none"  # every kind switched off
_COMMA = "~"
_ALL = Filters()


def to_url(filters: Filters) -> dict[str, str]:
    """Return the filters that are set as URL parameters, each under one of ``URL_NAMES``."""
    area = filters.area
    sides = (area.south, area.west, area.north, area.east) if area else ()
    written = {
        "words": filters.words,
        "names": _switched(filters.mention_kinds, MentionKind),
        "kinds": _switched(filters.place_kinds, PlaceKind),
        "countries": _listed(filters.countries),
        "provinces": _listed(filters.provinces),
        "places": _listed(filters.place_ids),
        "lines": _listed(filters.bundle_ids),
        "actors": _listed(filters.actors),
        "links": _listed(filters.link_kinds, NONE)
        if filters.link_kinds is not None
        else "",
        "certainty": f"{filters.min_score:g}" if filters.min_score else "",
        "articles": _listed(filters.article_ids),
        "since": filters.since.isoformat() if filters.since else "",
        "until": filters.until.isoformat() if filters.until else "",
        "area": ",".join(f"{side:.4f}" for side in sides),
    }
    return {name: words for name, words in written.items() if words}


def _switched(kinds: frozenset[K], every: type[K]) -> str:
    """List the kinds that are kept; all of them need not be listed."""
    return "" if kinds == frozenset(every) else _listed(kinds, NONE)


def _listed(values: Iterable[str], none: str = "") -> str:
    # A point's id has a comma of its own.
    return ",".join(value.replace(",", _COMMA) for value in sorted(values)) or none


def from_url(parameters: Mapping[str, str]) -> Filters:
    """Read filters from URL parameters; what makes no sense there is left out."""
    names = _kinds(parameters.get("names", ""), MentionKind)
    kinds = _kinds(parameters.get("kinds", ""), PlaceKind)
    return Filters(
        words=parameters.get("words", ""),
        mention_kinds=_ALL.mention_kinds if names is None else names,
        place_kinds=_ALL.place_kinds if kinds is None else kinds,
        countries=frozenset(_parts(parameters.get("countries", ""))),
        provinces=frozenset(_parts(parameters.get("provinces", ""))),
        place_ids=frozenset(_parts(parameters.get("places", ""))),
        bundle_ids=frozenset(_parts(parameters.get("lines", ""))),
        actors=frozenset(_parts(parameters.get("actors", ""))),
        link_kinds=_kinds(parameters.get("links", ""), LinkKind),
        min_score=_number(parameters.get("certainty", "")),
        article_ids=frozenset(_parts(parameters.get("articles", ""))),
        since=_day(parameters.get("since", "")),
        until=_day(parameters.get("until", "")),
        area=_area(parameters.get("area", "")),
    )


def comparison_to_url(comparing: Comparing | None) -> str:
    """Return a comparison as a URL parameter; "" for none."""
    if comparing is None:
        return ""
    return "|".join(quote(p, "") for p in (comparing.by, comparing.a, comparing.b))


def comparison_from_url(atlas: Atlas, written: str) -> Comparing | None:
    """Read a comparison from a URL parameter; None where it makes no sense."""
    by, a, b, *_ = [*map(unquote, written.split("|")), "", "", ""]
    return asked_comparison(atlas, by, a, b)


def _parts(words: str) -> list[str]:
    return [part.replace(_COMMA, ",") for part in words.split(",") if part]


def _kinds(words: str, every: type[K]) -> frozenset[K] | None:
    """Read kinds; None where the parameter names none that there is."""
    found = frozenset(kind for kind in every if kind in _parts(words))
    return found if found or words == NONE else None


def _number(words: str) -> float:
    try:
        return min(1.0, max(0.0, float(words)))
    except ValueError:
        return 0.0


def _day(words: str) -> date | None:
    try:
        return date.fromisoformat(words)
    except ValueError:
        return None


def _area(words: str) -> Extent | None:
    """Read a box as a map gives it: its longitudes may run on past 180°."""
    try:
        south, west, north, east = map(float, words.split(","))
    except ValueError:
        return None
    if not (
        all(map(isfinite, (west, east))) and south <= north and west <= east + TURN
    ):
        return None
    if east - west >= TURN:
        west, east = -HALF_TURN, HALF_TURN
    return Extent(
        south=max(-POLE, south),
        west=_wrap(west),
        north=min(POLE, north),
        east=_wrap(east),
    )


def _wrap(lon: float) -> float:
    return lon if abs(lon) <= HALF_TURN else (lon + HALF_TURN) % TURN - HALF_TURN
