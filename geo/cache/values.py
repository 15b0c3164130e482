"""The values of the cache: what was asked, what came back, and for how long it holds."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from geo.model import Place


class Status(StrEnum):
    """What a geocoder said; an error is no answer and has no status."""

    OK = "ok"
    NONE = "none"  # it answered, and knows no such place


LIFETIME = {Status.OK: timedelta(days=180), Status.NONE: timedelta(days=14)}


@dataclass(frozen=True, slots=True)
class CacheKey:
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
