"""Values to bytes and back, each written once: compressed JSON.

A reading says the same places, mentions and reasons many times over. Each value
becomes one row ``[class, field, field ...]``; where a field holds a value, the row holds
the number of an earlier row. The last row is the whole. So the bytes are few, and what
was one object is one object again.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from geo import model
from geo.model import Article, Reading

FORMAT = 2  # counts up when old bytes can no longer be read
LEVEL = 6  # of compression: more costs time and saves nothing

# A row names its class by its place in this list: add at the end.
_CLASSES: tuple[type, ...] = tuple(
    getattr(model, name)
    for name in (
        "Article Reading Candidate Evidence Extent Focus Link Mention Passage Place "
        "Provenance Reason Resolution Scored When"
    ).split()
)
# How many fields at their end came later: where these are empty, none is written.
_GROWN = {Article: 1, model.Evidence: 1, model.Place: 2, Reading: 1}
_NUMBER = {kind: number for number, kind in enumerate(_CLASSES)}

V = TypeVar("V")
Read = Callable[[Any, list[Any]], Any]  # what a row holds, the rows read before


def encode(value: Any) -> bytes:
    """Write one of the values of ``geo.model``."""
    return zlib.compress(_words(value).encode("utf-8"), LEVEL)


def stamp(value: Any) -> str:
    """Name a value by a hash of all it has."""
    return hashlib.sha256(_words(value).encode("utf-8")).hexdigest()


def _words(value: Any) -> str:
    rows: list[list[Any]] = []
    _Writer(rows).write(value)
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def decode(packed: bytes, kind: type[V]) -> V:
    """Read what ``encode`` wrote.

    Raises:
        ValueError: It is not that, or no value of this class.
    """
    read: list[Any] = []
    try:
        for number, *row in json.loads(zlib.decompress(packed)):
            made = _CLASSES[number]
            for place, of in _readers(made):
                if place < len(row):  # a field added since has its default
                    row[place] = of(row[place], read)
            read.append(made(*row))
        value = read[-1]
    except (AttributeError, LookupError, TypeError, zlib.error) as error:
        raise ValueError(f"not a stored value: {error!r}") from error
    if not isinstance(value, kind):
        raise ValueError(f"not a stored {kind.__name__}")  # noqa: TRY004 - as above
    return value


def encode_reading(reading: Reading) -> bytes:
    """Write a reading; its article's text is left out, as it is kept beside it."""
    return encode(_with_text(reading, ""))


def decode_reading(packed: bytes, article: Article) -> Reading:
    """Read what ``encode_reading`` wrote, with the text of the same article.

    Raises:
        ValueError: It is not that.
    """
    return _with_text(decode(packed, Reading), article.text)


def _with_text(reading: Reading, text: str) -> Reading:
    return replace(reading, article=replace(reading.article, text=text))


class _Writer:
    """Puts values into rows, each once."""

    def __init__(self, rows: list[list[Any]]) -> None:
        self._rows = rows
        self._numbers: dict[str, int] = {}
        self._seen: dict[int, int] = {}  # by identity, as most are met again so

    def write(self, value: Any) -> Any:
        """Return what a row holds for a value."""
        if isinstance(value, tuple):
            return [self.write(part) for part in value]
        if isinstance(value, date):
            return value.isoformat()
        if type(value) not in _NUMBER:
            return value
        if id(value) not in self._seen:
            self._seen[id(value)] = self._add(value)
        return self._seen[id(value)]

    def _add(self, value: Any) -> int:
        held = [self.write(getattr(value, f.name)) for f in fields(value)]
        for _ in range(_GROWN.get(type(value), 0)):
            if held[-1]:
                break
            held.pop()  # what is kept without it stays the same
        row = [_NUMBER[type(value)], *held]
        # repr tells 1 from 1.0 and True, which are equal and not the same.
        number = self._numbers.setdefault(repr(row), len(self._rows))
        if number == len(self._rows):
            self._rows.append(row)
        return number


@cache
def _readers(kind: type) -> tuple[tuple[int, Read], ...]:
    """Return how to read the fields of a class that a row does not hold as they are."""
    hints = get_type_hints(kind)
    readers = [(i, _reader(hints[f.name])) for i, f in enumerate(fields(kind))]
    return tuple((place, of) for place, of in readers if of is not None)


def _reader(hint: Any) -> Read | None:
    if hint in _NUMBER:
        return lambda held, read: read[held]
    if hint is date:
        return lambda held, _: date.fromisoformat(held)
    if get_origin(hint) is tuple:
        return _tuple_reader(get_args(hint)[0])
    if get_origin(hint) in (UnionType, Union):  # "X | None", the only kind there is
        (inner,) = (arg for arg in get_args(hint) if arg is not NoneType)
        of = _reader(inner)
        return of and (lambda held, read: None if held is None else of(held, read))
    if issubclass(hint, StrEnum):
        members = {member.value: member for member in hint}
        return lambda held, _: members[held]
    return None


def _tuple_reader(item: Any) -> Read:
    if item in _NUMBER:
        return lambda held, read: tuple([read[number] for number in held])
    return lambda held, _: tuple(held)  # of words or numbers
