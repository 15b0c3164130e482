"""Plain text, exactly as it is."""

from __future__ import annotations

from geo.articles.draft import Draft, Parsed
from geo.articles.encodings import decode


def parse(content: bytes, name: str, charset: str = "") -> Parsed:
    """Read a text file; see `Parser`."""
    text, note = decode(content, name, charset)
    return Parsed((Draft(text, notes=(note,) if note else ()),))
