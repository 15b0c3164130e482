"""Which format is a file in? Its ending says so, or its first bytes."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import PurePosixPath


class Format(StrEnum):
    """What can be read; each has a module in `geo.articles.parsers`."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    PDF = "pdf"
    DOCX = "docx"
    EMAIL = "email"
    EPUB = "epub"
    TABLE = "table"
    JSONL = "jsonl"
    FEED = "feed"
    ZIP = "zip"


# Endings and their formats, as an uploader offers them.
FORMATS_IN: dict[str, Format] = {
    ".txt": Format.TEXT,
    ".md": Format.MARKDOWN,
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".pdf": Format.PDF,
    ".docx": Format.DOCX,
    ".eml": Format.EMAIL,
    ".epub": Format.EPUB,
    ".csv": Format.TABLE,
    ".tsv": Format.TABLE,
    ".jsonl": Format.JSONL,
    ".xml": Format.FEED,
    ".rss": Format.FEED,
    ".atom": Format.FEED,
    ".zip": Format.ZIP,
}
MEDIA_TYPES: dict[str, Format] = {
    "application/pdf": Format.PDF,
    "application/zip": Format.ZIP,
    "application/epub+zip": Format.EPUB,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": Format.DOCX,
    "message/rfc822": Format.EMAIL,
    "text/csv": Format.TABLE,
    "text/html": Format.HTML,
    "application/xhtml+xml": Format.HTML,
    "text/xml": Format.FEED,
    "application/xml": Format.FEED,
    "application/rss+xml": Format.FEED,
    "application/atom+xml": Format.FEED,
    "text/markdown": Format.MARKDOWN,
    "text/plain": Format.TEXT,
}
LOOKED_AT = 1024  # bytes
_MARKUP = re.compile(rb"<(!doctype html|html|rss|feed|rdf:rdf)[\s>]", re.IGNORECASE)


def ending(name: str) -> str:
    """Return a file's ending, in small letters: ".txt", or ""."""
    return PurePosixPath(name.replace("\\", "/")).suffix.lower()


def format_of(name: str, content: bytes, media_type: str = "") -> Format:
    """Return the format of a file.

    Args:
        name: Its name, with its ending.
        content: Its bytes.
        media_type: What the server that sent it calls it, or "".
    """
    head = content[:LOOKED_AT]
    if b"%PDF-" in head:
        return Format.PDF  # whatever it is called
    said = MEDIA_TYPES.get(media_type) or FORMATS_IN.get(ending(name))
    if said not in (None, Format.HTML, Format.FEED):
        return said
    if markup := _MARKUP.search(head):
        is_page = b"html" in markup[1].lower()
        return Format.HTML if is_page else Format.FEED
    if said is None and head.startswith(b"PK\x03\x04"):
        return Format.ZIP
    return said or Format.TEXT
