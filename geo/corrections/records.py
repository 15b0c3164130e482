"""Corrections as JSON, one a line, exact both ways.

A file of corrections may come from anybody, so reading is strict.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from pydantic import TypeAdapter, ValidationError

from geo.cache import safe_name
from geo.cache.values import degrees
from geo.corrections.model import Correction, require_usable
from geo.errors import InputError
from geo.model import Place

MAX_NOTE_LENGTH = 2_000


@dataclass(frozen=True, slots=True)
class Undo:
    """A correction taken back: by whom and when."""

    author: str
    time: datetime


@dataclass(frozen=True, slots=True)
class StoredCorrection:
    """A correction as it is kept: never deleted, only taken back."""

    correction: Correction
    undone: Undo | None = None

    @property
    def in_force(self) -> bool:
        """True until it is taken back."""
        return self.undone is None


_KEPT = TypeAdapter(StoredCorrection)


def to_json(stored: StoredCorrection) -> str:
    """Write one as one line."""
    return _KEPT.dump_json(stored).decode("utf-8")


def from_json(line: str) -> StoredCorrection:
    """Read what `to_json` wrote.

    Raises:
        InputError: It is not that, or could never apply; the message says why.
    """
    try:
        stored = _KEPT.validate_json(line, strict=True)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        message = f"not a correction: {where} {first['msg']}".replace("  ", " ")
        raise InputError(message) from error
    require_usable(stored.correction)
    for place in _places(stored.correction):
        require_sane(place)
    short = stored.correction.note[:MAX_NOTE_LENGTH]
    return replace(stored, correction=replace(stored.correction, note=short))


def require_sane(place: Place) -> None:
    """Refuse a place that is nowhere on Earth or whose name is no plain text.

    Raises:
        InputError: It is; the message says what.
    """
    try:
        degrees(place.lat, 90)
        degrees(place.lon, 180)
    except ValueError as error:
        raise InputError(str(error)) from error
    if not place.name or place.name != safe_name(place.name):
        raise InputError("the place needs a name of one line of plain text")


def _places(correction: Correction) -> Iterator[Place]:
    place = getattr(correction.action, "place", None)
    if isinstance(place, Place):
        yield place
