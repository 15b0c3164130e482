"""Fields of an answer, read as if the server meant harm."""

from __future__ import annotations

import re
from typing import Any

Row = dict[str, Any]

_COUNTRY = re.compile("[A-Z]{2}")


def expect(value: Any, kind: type) -> Any:
    """Return a value back if it is of a kind.

    Raises:
        ValueError: It is not.
    """
    if isinstance(value, kind):
        return value
    raise ValueError(f"a {type(value).__name__} in place of a {kind.__name__}")


def text_of(row: Row, field: str) -> str:
    """Return a field that is text, or ""."""
    value = row.get(field)
    return value if isinstance(value, str) else ""


def code_of(text: str) -> str:
    """Return the ISO 3166-1 alpha-2 code that a text is, in capitals, or ""."""
    code = text.upper()
    return code if _COUNTRY.fullmatch(code) else ""


def point_id(scheme: str, lat: float, lon: float) -> str:
    """Name a place that its service does not number."""
    return f"{scheme}:point/{lat:.5f},{lon:.5f}"
