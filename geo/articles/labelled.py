"""Texts whose lines say what they are: "Title: ..." above an article, chats line by line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from geo.articles.columns import known_columns
from geo.articles.dates import is_day_first, read_date
from geo.articles.parsed import ParsedArticle, ParsedFile, with_headline

_LABEL = re.compile(r"([^\W\d_][\w /-]{1,25}):\s+(\S.{0,300})$")
_MIN_LABELS = 3  # lines with a label: fewer are a text that begins so
_MIN_MESSAGES = 3
# Of chats that are saved as text: day, time, who, what.
_MESSAGE = re.compile(
    r"\u200e?\[?(\d{1,4}[./-]\d{1,2}[./-]\d{2,4}),? \d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:\s?[AaPp]\.?[Mm]\.?)?"
    r"\]?(?: -)? (?:([^:\n]{1,60}): )?(.*)$"
)
_NO_WORDS = re.compile(
    r"\u200e|(?:<[^<>]{1,60}>|\S+ omitted|\w+ weggelassen|(?:This message was|You) deleted(?: this message)?\.?|"
    r"Messages and calls are end-to-end encrypted.*)$"
)


def split_labelled(text: str) -> ParsedFile | None:
    """Return the articles of a text whose lines say what they are, or None of any other."""
    lines = text.split("\n")
    return _chat(lines) or _labelled(lines)


def _labelled(lines: Sequence[str]) -> ParsedFile | None:
    starts = [
        number
        for number, line in enumerate(lines)
        if _LABEL.match(line) and not (number and lines[number - 1].strip())
    ]
    heads = {start: head for start in starts if (head := _head(lines, start))}
    if not heads or any(line.strip() for line in lines[: min(heads)]):
        return None
    ends = [*list(heads)[1:], len(lines)]
    found = [
        _article(head, lines[start + len(head) : end])
        for (start, head), end in zip(heads.items(), ends, strict=True)
    ]
    drafts = tuple(draft for draft in found if draft.text)
    note = "what the lines above say was taken as title, date, source and address"
    return ParsedFile(drafts, notes=(note,)) if drafts else None


def _head(lines: Sequence[str], start: int) -> list[tuple[str, str]]:
    """Return labels and what they say, where a headline and more of an article are among them."""
    head = []
    for line in lines[start:]:
        if not (said := _LABEL.match(line)):
            break
        head.append((said[1], said[2].strip()))
    known = known_columns(label for label, _ in head)
    told = {"title", "published"} <= known.keys() or {"title", "source"} <= known.keys()
    return head if told and len(head) >= _MIN_LABELS else []


def _article(head: Sequence[tuple[str, str]], lines: Sequence[str]) -> ParsedArticle:
    columns = known_columns(label for label, _ in head)
    said = {what: dict(head)[name] for what, name in columns.items()}
    text = "\n".join(lines).strip("\n")
    address = said.get("address", "")
    return ParsedArticle(
        with_headline(said["title"], text) if text else "",
        title=said["title"],
        source=said.get("source", ""),
        address=address if "://" in address else "",
        published=read_date(said.get("published", "")),
    )


def _chat(lines: Sequence[str]) -> ParsedFile | None:
    """Return the messages of a chat, each with its day and who wrote it."""
    first = next((line for line in lines if line.strip()), "")
    found = [_MESSAGE.match(line) for line in lines]
    days = [message[1] for message in found if message]
    if not _MESSAGE.match(first) or len(days) < _MIN_MESSAGES:
        return None
    day_first = is_day_first(days)
    drafts = tuple(
        ParsedArticle(text, source=who, published=read_date(day, day_first=day_first))
        for day, who, text in _messages(lines)
        if who and text and not _NO_WORDS.match(text)
    )
    note = "a chat: a message is an article; what the program itself says was left out"
    return ParsedFile(drafts, notes=(note,)) if drafts else None


def _messages(lines: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """Return day, writer and words of messages; one goes on until the next begins."""
    day = who = ""
    words: list[str] = []
    for line in lines:
        message = _MESSAGE.match(line)
        if message:
            yield day, who, "\n".join(words).strip()
            day, who, words = message[1], message[2] or "", []
        words.append(message[3] if message else line)
    yield day, who, "\n".join(words).strip()
