"""What was asked, what came back, and for how long it holds; places to JSON and back.

A cache file may come from anywhere, so reading is strict.
"""

from __future__ import annotations

import hashlib
import json
import math
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import astuple, dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, NamedTuple

from geo.model import Extent, Place


class Status(StrEnum):
    """What a geocoder said; an error is no answer and has no status."""

    OK = "ok"
    NONE = "none"  # it answered, and knows no such place


LIFETIME = {Status.OK: timedelta(days=180), Status.NONE: timedelta(days=14)}


class CacheKey(NamedTuple):
    """One question to one geocoder.

    Attributes:
        provider: The kind of geocoder ("nominatim").
        endpoint: The server's address, without user name or key.
        query: The name, from ``normalise_query``.
        params: Whatever else changes the answer, from ``params_hash``; never a key.
    """

    provider: str
    endpoint: str
    query: str
    params: str


@dataclass(frozen=True, slots=True)
class CachedAnswer:
    """What a geocoder answered, and when.

    Attributes:
        places: What it found, best first; () where it knows no such place.
        asked_at: When it was asked, UTC.
        expires_at: Until when the answer holds, UTC.
        stale: True once it no longer holds.
    """

    places: tuple[Place, ...]
    asked_at: datetime
    expires_at: datetime
    stale: bool = False

    @property
    def status(self) -> Status:
        """Return whether it is an answer with places or a true "no such place"."""
        return Status.OK if self.places else Status.NONE


@dataclass(frozen=True, slots=True)
class LoggedQuery:
    """One request that left this machine.

    Attributes:
        provider: The kind of geocoder.
        endpoint: The server.
        query: The words that were sent.
        at: When, UTC.
        outcome: "3 places", "no such place", what went wrong, or "asked" while open.
    """

    provider: str
    endpoint: str
    query: str
    at: datetime
    outcome: str


def normalise_query(name: str) -> str:
    """Make one key of spellings no geocoder tells apart.

    Accents and punctuation stay: unlike the gazetteer's names they change what a
    geocoder answers. Folding case can decompose letters, hence the order of forms.
    """
    folded = unicodedata.normalize("NFD", name).casefold()
    return " ".join(unicodedata.normalize("NFC", folded).split())


def params_hash(params: Mapping[str, str | int | bool]) -> str:
    """Name a set of request parameters by 16 hexadecimal digits."""
    text = json.dumps(dict(params), sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def is_fresh(asked_at: datetime, expires_at: datetime, now: datetime) -> bool:
    """Return whether an answer holds, looking both ways from when it was asked.

    A stamp from the future (a clock that was wrong, or is) holds no longer than any
    other; without this one wrong clock would make an answer hold for years.
    """
    lifetime = expires_at - asked_at
    return asked_at - lifetime <= now < expires_at


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
            "extent": place.extent and astuple(place.extent),
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
    limits = (90, 180, 90, 180)  # south, west, north, east
    return Extent(*(degrees(n, limit) for n, limit in zip(box, limits, strict=True)))
