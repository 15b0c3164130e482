"""Plain text, exactly as it is; an export of a newsroom's archive or a chat is its articles."""

from __future__ import annotations

from geo.articles.encoding import decode
from geo.articles.labelled import split_labelled
from geo.articles.newsroom import split_export
from geo.articles.parsed import ParsedArticle, ParsedFile


def parse(content: bytes, name: str, charset: str = "") -> ParsedFile:
    """Read a text file; see `Parser`."""
    text, note = decode(content, name, charset)
    notes = (note,) if note else ()
    if export := split_export(text) or split_labelled(text):
        return ParsedFile(export.drafts, notes=(*notes, *export.notes))
    return ParsedFile((ParsedArticle(text, notes=notes),))
