"""Let spaCy store a document with what was found in it: between processes, in files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any

import srsly

from geo import model

_KEY = "dateline.value"

Chain = Callable[[Any], Any]


def encode(value: Any, chain: Chain | None = None) -> Any:
    """Write a value of `geo.model` as plain ones; anything else goes down the chain."""
    if is_dataclass(value) and _class(type(value).__name__) is type(value):
        named = {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
        return {_KEY: type(value).__name__, **named}
    return value if chain is None else chain(value)


def decode(stored: Any, chain: Chain | None = None) -> Any:
    """Make a value of its plain ones; anything else goes down the chain."""
    if not (isinstance(stored, dict) and _KEY in stored):
        return stored if chain is None else chain(stored)
    name = stored[_KEY]
    if name == date.__name__:
        return date.fromisoformat(stored["value"])
    given = {k: v for k, v in stored.items() if k != _KEY}
    lists = {k: tuple(v) for k, v in given.items() if isinstance(v, list)}
    return _class(name)(**given | lists)


def _plain(value: Any) -> Any:
    """Name what msgpack would write as mere text, or not at all."""
    if isinstance(value, Enum):
        return {_KEY: type(value).__name__, "value": value.value}
    if isinstance(value, date):
        return {_KEY: date.__name__, "value": value.isoformat()}
    return value


def _class(name: str) -> Any:
    """Find a value or a closed list of ours by its name; nothing else can be made."""
    found = getattr(model, name, None)
    if isinstance(found, type) and (is_dataclass(found) or issubclass(found, Enum)):
        return found
    return None


srsly.msgpack_encoders(_KEY, func=encode)
srsly.msgpack_decoders(_KEY, func=decode)
