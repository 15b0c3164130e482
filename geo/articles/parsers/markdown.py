"""Markdown: the words without their marks; title and date from the lines in front."""

from __future__ import annotations

import re
from collections.abc import Callable

from geo.articles.columns import known_columns
from geo.articles.dates import read_date
from geo.articles.encoding import decode
from geo.articles.markup import without_markup
from geo.articles.parsed import ParsedArticle, ParsedFile

_FRONT = re.compile(r"---\n(.{0,5000}?)\n(?:---|\.\.\.)(?:\n|$)", re.DOTALL)
_KEY = re.compile(r"^(\w[\w -]{0,40}):[ \t]++(.{1,500})$", re.MULTILINE)
_IMAGE = re.compile(r"!\[([^\[\]\n]{0,500})\]\([^()\n]{0,2000}\)")
_LINK = re.compile(
    r"\[([^\[\]\n]{1,500})\](?:\([^()\n]{0,2000}\)|\[[^\[\]\n]{0,200}\])"
)
_ADDRESS = re.compile(r"<(https?://[^<>\s]{1,2000})>")
# What is taken once is never given back ("++"): many blanks in a line cost no more than words.
_HEADING = re.compile(r"^#{1,6}[ \t]++([^\n]++)$", re.MULTILINE)
_STRONG = re.compile(r"(\*\*|__|\*|~~)(?=\S)([^*_~\n]{1,500}?)(?<=\S)\1")
_EMPHASIS = re.compile(r"(?<!\w)_(?=\S)([^_\n]{1,500}?)(?<=\S)_(?!\w)")
_CODE = re.compile(r"`([^`\n]{1,500})`")
_QUOTE = re.compile(r"^(?:>[ \t]?){1,5}", re.MULTILINE)
_RULE = re.compile(
    r"^[ \t]{0,3}(?:```[^\n]{0,100}|(?:[-*_][ \t]?){3,80})$", re.MULTILINE
)
_NOTE = re.compile(r"\[\^[^\[\]\n]{1,40}\]:?")
_TABLE_RULE = re.compile(
    r"^[ \t]*+\|?(?:[ \t]*+:?-{3,}+:?[ \t]*+\|)++(?:[ \t]*+:?-{3,}+:?)?[ \t]*+\n",
    re.MULTILINE,
)
_TABLE_ROW = re.compile(r"^[ \t]*\|(.+)\|[ \t]*$", re.MULTILINE)
_WIKI_LINK = re.compile(r"\[\[(?:[^\[\]|\n]{1,300}\|)?([^\[\]|\n]{1,300})\]\]")
# Not over the next one that begins: else each of many that never end is read to the far end.
_COMMENT = re.compile(r"<!--(?:(?!<!--).){0,5000}?-->|%%.{0,2000}?%%", re.DOTALL)
_Words = str | Callable[[re.Match[str]], str]
_STEPS: tuple[tuple[re.Pattern[str], _Words], ...] = (
    (_COMMENT, ""),
    (_NOTE, ""),
    (_WIKI_LINK, r"\1"),
    (_TABLE_RULE, ""),
    (_TABLE_ROW, lambda row: "\t".join(cell.strip() for cell in row[1].split("|"))),
    (_IMAGE, r"\1"),
    (_LINK, r"\1"),
    (_ADDRESS, r"\1"),
    (_HEADING, lambda found: _without_closing(found[1])),
    (_RULE, ""),
    (_QUOTE, ""),
    (_STRONG, r"\2"),
    (_EMPHASIS, r"\1"),
    (_CODE, r"\1"),
)


def parse(content: bytes, name: str, charset: str = "") -> ParsedFile:
    """Read a Markdown file; see `Parser`."""
    text, note = decode(content, name, charset)
    front = _FRONT.match(text)
    given = _given(front[1]) if front else {}
    body = text[front.end() :] if front else text
    heading = _HEADING.search(body)
    return ParsedFile(
        (
            ParsedArticle(
                plain(body).strip("\n"),
                title=given.get("title", "")
                or (plain(_without_closing(heading[1])) if heading else ""),
                source=""
                if "://" in given.get("source", "")
                else given.get("source", ""),
                address=_address(given),
                published=read_date(given.get("published", "")),
                language=given.get("language", "").lower()[:2],
                notes=(note,) if note else (),
            ),
        )
    )


def plain(text: str) -> str:
    """Take the marks off, those of HTML too."""
    text = without_markup(text) if text.lstrip().startswith("<") else text
    for pattern, words in _STEPS:
        text = pattern.sub(words, text)
    return text


def _without_closing(heading: str) -> str:
    """Take off the marks that may close a heading: "Rain in Wonsan ##"."""
    words = heading.rstrip(" \t")
    return words.rstrip("#").rstrip(" \t") or words


def _address(given: dict[str, str]) -> str:
    said = (given.get("address", ""), given.get("source", ""))
    return next((word for word in said if "://" in word), "")


def _given(front: str) -> dict[str, str]:
    said = {key: value.strip().strip("\"'") for key, value in _KEY.findall(front)}
    return {what: said[key] for what, key in known_columns(said).items()}
