"""Places to JSON and back. A cache file may come from anywhere, so reading is strict."""

from __future__ import annotations

import json
import math
import re
from typing import Any

from geo.model import Extent, Place

MAX_NAME = 200
# Controls, the marks that reorder text, line separators, lone surrogates, invisible
# tags. Joiners (U+200C, U+200D) stay: Persian and Indic names are spelt with them.
_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]+"
)
_NUMBERS = (float, int, str)  # and not bool, which is an int to isinstance
_TEXTS = (
    "id",
    "name",
    "feature_class",
    "feature_code",
    "country_code",
    "admin1",
    "admin1_name",
)


def safe_name(text: str) -> str:
    """Keep a name as plain text: nothing invisible, one line, 200 characters at most."""
    if len(text) <= MAX_NAME and text.isprintable():
        return text.strip()  # most names, a thousand at a time from the cache
    # Cut first, generously: cleaning 2 MB of "name" would be work for nothing.
    cleaned = _UNSAFE.sub(" ", text[: 10 * MAX_NAME])
    return " ".join(cleaned.split())[:MAX_NAME].rstrip()


def degrees(value: Any, limit: float) -> float:
    """Read a coordinate.

    Raises:
        ValueError: It is no number, not finite, or beyond ``limit``.
    """
    number = float(value) if type(value) in _NUMBERS else math.nan
    if not -limit <= number <= limit:  # NaN is not, either
        raise ValueError(f"{value!r:.40} is no coordinate up to {limit:g} degrees")
    return number


def refuse_constant(name: str) -> float:
    """Refuse what Python's JSON reads and JSON does not know: NaN, Infinity."""
    raise ValueError(f"{name} is not JSON")


def places_to_json(places: tuple[Place, ...]) -> str:
    """Write places, without provenance: the row itself says who answered and when."""
    rows = [
        {
            **{field: getattr(place, field) for field in _TEXTS},
            "lat": place.lat,
            "lon": place.lon,
            "population": place.population,
            "extent": _extent_to_list(place.extent),
        }
        for place in places
    ]
    return json.dumps(rows, ensure_ascii=False, allow_nan=False)


def places_from_json(text: str) -> tuple[Place, ...]:
    """Read what ``places_to_json`` wrote.

    Raises:
        ValueError: It is not that.
    """
    try:
        rows = json.loads(text, parse_constant=refuse_constant)
        if isinstance(rows, list):
            return tuple(_place(row) for row in rows)
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"not a cached answer: {error!r}") from error
    raise ValueError("not a list of places")


def _extent_to_list(extent: Extent | None) -> list[float] | None:
    if extent is None:
        return None
    return [extent.south, extent.west, extent.north, extent.east]


def _place(row: dict[str, Any]) -> Place:
    texts: dict[str, Any] = {field: safe_name(row[field]) for field in _TEXTS}
    return Place(
        **texts,
        lat=degrees(row["lat"], 90),
        lon=degrees(row["lon"], 180),
        extent=_extent(row["extent"]),
        population=int(row["population"]),
    )


def _extent(box: list[object] | None) -> Extent | None:
    if box is None:
        return None
    south, west, north, east = box
    return Extent(
        south=degrees(south, 90),
        west=degrees(west, 180),
        north=degrees(north, 90),
        east=degrees(east, 180),
    )
