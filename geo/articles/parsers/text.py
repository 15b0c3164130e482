"""Plain text, exactly as it is."""

from __future__ import annotations

from geo.articles.encoding import decode
from geo.articles.parsed import ParsedArticle, ParsedFile


def parse(content: bytes, name: str, charset: str = "") -> ParsedFile:
    """Read a text file; see `Parser`."""
    text, note = decode(content, name, charset)
    return ParsedFile((ParsedArticle(text, notes=(note,) if note else ()),))
