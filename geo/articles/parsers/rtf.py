"""RTF: its paragraphs. The only door to striprtf."""

from __future__ import annotations

import re

from striprtf.striprtf import rtf_to_text

from geo.articles.newsroom import split_export
from geo.articles.parsed import ParsedArticle, ParsedFile
from geo.errors import ArticleError

MAX_BYTES = 10_000_000
_TITLE = re.compile(r"\{\\title ((?:[^{}\\]|\\'[0-9a-f]{2}){1,300})\}")
_CODE_PAGE = re.compile(rb"\\ansicpg(\d{3,5})")
# Pictures are most of a file, and none of its words.
_PICTURE = re.compile(rb"\{\\(?:\*\\)?(?:shppict|nonshppict|pict|objdata)[^{}]*(?:\{[^{}]*\}[^{}]*){0,50}\}")  # fmt: skip
_HIDDEN = re.compile(rb"\{\\v\b(?!0)[^{}]*\}|\\v\b(?!0) [^{}]*?\\v0\b")


def parse(content: bytes, name: str, charset: str = "") -> ParsedFile:
    """Read a document; see `Parser`."""
    del charset
    content = _HIDDEN.sub(b"", _PICTURE.sub(b"", content))
    if len(content) > MAX_BYTES:
        raise ArticleError(f"{name} has more than 10 MB of text; split it")
    page = _CODE_PAGE.search(content)
    source = content.decode("latin-1")
    text = _words(source, _encoding(page))
    lines = [line.strip(" \t") for line in text.split("\n")]
    if export := split_export("\n".join(lines)):
        return export
    whole = "\n\n".join(line.replace("|", "\t").strip() if _is_row(line) else line for line in lines if line)  # fmt: skip
    if not whole.strip():
        raise ArticleError(f"{name} has no words in it; give a document with text")
    title = _TITLE.search(source)
    named = _words("{\\rtf1 " + title[1] + "}", "cp1252") if title else ""
    return ParsedFile((ParsedArticle(whole, title=" ".join(named.split())),))


def _words(source: str, encoding: str) -> str:
    words: str = rtf_to_text(source, encoding=encoding, errors="replace")  # type: ignore[no-untyped-call]
    return words


def _encoding(page: re.Match[bytes] | None) -> str:
    known = f"cp{page[1].decode()}" if page else "cp1252"
    try:
        b"".decode(known)
    except LookupError:
        return "cp1252"
    return known


def _is_row(line: str) -> bool:
    """True for a row of a table, whose cells the library parts with bars."""
    return line.endswith("|")
