"""Subtitles (.srt, .vtt): the cues put together, without times and marks."""

from __future__ import annotations

import re
from functools import reduce
from html import unescape

from geo.articles.encoding import decode
from geo.articles.parsed import ParsedArticle, ParsedFile
from geo.articles.pdf_lines import join_lines
from geo.errors import ArticleError

_TIMES = re.compile(
    r"(?:(\d{1,3}):)?(\d\d):(\d\d)[,.]\d{3}[ \t]*-->[ \t]*(?:(\d{1,3}):)?(\d\d):(\d\d)[,.]\d{3}[^\n]*"
)
_MARKS = re.compile(r"</?[a-zA-Z0-9][^<>\n]{0,200}>|\{\\[^{}\n]{0,200}\}")
_SOUND = re.compile(r"\s*(?:[\[(][^\[\]()]{1,80}[\])]|♪.*|-)\s*$")
_SPEAKER = re.compile(r"^\s*(?:-|>>+)\s*")
_PAUSE = 4  # seconds of silence after a sentence: another paragraph
_END = re.compile(r"[.!?…][\"'”’]?$")


def parse(content: bytes, name: str, charset: str = "") -> ParsedFile:
    """Read subtitles; see `Parser`."""
    text, note = decode(content, name, charset)
    paragraphs: list[list[str]] = [[]]
    ended = 0
    for cue in re.split(r"\n(?:[^\S\n]*+\n)++", text):
        if not (times := _TIMES.search(cue)):
            continue
        begins, ends = _seconds(times, 1), _seconds(times, 4)
        said = paragraphs[-1]
        if said and begins - ended >= _PAUSE and _END.search(said[-1]):
            paragraphs.append([])
        _add(paragraphs[-1], cue[times.end() :])
        ended = ends
    whole = "\n\n".join(reduce(join_lines, part) for part in paragraphs if part)
    if not whole:
        raise ArticleError(
            f"{name} has no words in it, only times; give its transcript"
        )
    notes = ("the cues are put together; the times are left out", *([note] if note else ()))  # fmt: skip
    return ParsedFile((ParsedArticle(whole),), notes=notes)


def _seconds(times: re.Match[str], group: int) -> int:
    hours, minutes, seconds = (int(times[group + n] or 0) for n in range(3))
    return hours * 3600 + minutes * 60 + seconds


def _add(said: list[str], cue: str) -> None:
    """Add the lines of a cue; captions that roll say each line twice."""
    for line in cue.split("\n"):
        words = _SPEAKER.sub("", unescape(_MARKS.sub("", line))).strip()
        if words and not _SOUND.match(words) and words not in said[-2:]:
            said.append(words)
