"""A text without what only its printing put there: line ends, odd blanks, hyphens, note marks.

Mail is quoted and wrapped, pages hold blanks that must not break and hyphens that nobody sees, an
encyclopedia sets note marks behind its words. None of it is part of a name. `plain` keeps the
length of a text, so that every offset holds; `Printed` leaves out, and knows where each character
of the rest stood.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from geo.word_lists import keeps_hyphen

Stretch = tuple[int, int]

MIN_WIDTH = 30  # characters from which lines can have been broken at a width
MAX_WIDTH = 120  # and up to which: a longer line is a paragraph
MAX_PRINTED = (
    2 * MAX_WIDTH
)  # of a line with its blanks and marks: longer ones need no close look
_ODD_BLANK = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
# Between two words of a name; within a word it only says where that may be broken.
_BLANK_OF_NO_WIDTH = re.compile("(?<=[a-zß-öø-ÿ])\u200b(?=[A-ZÀ-ÖØ-Þ])")
_UNSEEN = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_NOTE_MARK = re.compile(
    r"(?<=[^\W\d_])[.,;:]?(?:\[(?:\d{1,3}|[a-z]|note \d+|citation needed)\])+"
    r"|(?<=[^\W\d_])[.,;:]?[¹²³⁰⁴-⁹†‡]+"
)
_MARK = re.compile(r"[\[¹²³⁰⁴-⁹†‡]")
# A line end, with the marks and blanks by which mail quotes the next line.
_QUOTE = r"[ \t]*(?:>[> ]*)?"
_LINE_END = re.compile(rf"(?<![ \t])[ \t]*\r?\n{_QUOTE}(?=\S)")
_EMPTY_LINES = re.compile(r"\n(?:[ \t>]*\r?\n)+")
_BROKEN_WORD = re.compile(
    rf"(?<![\w'’-])([^\W\d_][\w'’-]*)[-‐\u00ad]\r?\n{_QUOTE}([^\W\d_][\w'’-]*)"
)
_HYPHEN_END = re.compile(r"[-‐\u00ad]\r?\n")
_NAME = r"[A-ZÀ-Þ][\w'’-]+"
_NAME_BREAK = re.compile(
    rf"(?<![\w'’-])({_NAME}(?: {_NAME})?)\r?\n{_QUOTE}({_NAME}(?: {_NAME})?)"
)
_CAPITAL = re.compile(rf"\r?\n{_QUOTE}[A-ZÀ-Þ]")  # at the beginning of a line
# What prints nothing, and all but one of a few blanks between words: more of them are a table's.
_UNREAD = re.compile(rf"[{_UNSEEN}]+|(?<=[\w,.;:’'\"”)]) {{1,3}}(?= [\w(“\"‘'])")
_UNSEEN_OR_BLANKS = re.compile(rf"[{_UNSEEN}]|  ")  # a quick look before a slow one
_SPECIAL = re.compile(
    rf"[\n{_UNSEEN}\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\[¹²³⁰⁴-⁹†‡]|  "
)
_ENDS = frozenset(".!?:;|•")
_LEADS = re.compile(
    r"(?:^|\s)(?:[A-Z]\.)+$|(?:^|\s)[A-Z][a-z]?[a-z]?[a-z]?\.$|(?:^|\s)(?:ST|FT|MT)\.$"
)
_ITEM = re.compile(r"[-*•·–—#|]|\d+[.)]\s")


def plain(text: str) -> str:
    """Return a text of the same length, blanks and line ends inside paragraphs as spaces."""
    return _level(text)[0]


def _level(text: str) -> tuple[str, tuple[Stretch, ...]]:
    """Return the text so, and where its lines were broken at a width."""
    if not _SPECIAL.search(text):
        return text, ()
    text = _BLANK_OF_NO_WIDTH.sub(" ", _ODD_BLANK.sub(" ", text))
    if _MARK.search(text):
        text = _NOTE_MARK.sub(_blank_mark, text)
    wraps = tuple(_wraps(text)) if "\n" in text else ()
    return (_blanked(text, wraps) if wraps else text), wraps


def _blanked(text: str, stretches: Iterable[Stretch]) -> str:
    pieces = []
    last = 0
    for start, end in stretches:
        pieces += [text[last:start], " " * (end - start)]
        last = end
    return "".join([*pieces, text[last:]])


def _blank_mark(found: re.Match[str]) -> str:
    """Return spaces for a note mark, and the stop before it where it has one."""
    mark = found.group()
    stop = mark[0] if mark[0] in ".,;:" else ""
    return stop + " " * (len(mark) - len(stop))


def _wraps(text: str) -> Iterator[Stretch]:
    """Return the line ends that a program set: where the next word would not have fitted."""
    for start, end in _paragraphs(text):
        lines = text[start:end].split("\n")
        if len(lines) == 1 or max(map(len, lines)) > MAX_PRINTED:
            continue
        breaks = [(b.start(), b.end()) for b in _LINE_END.finditer(text, start, end)]
        starts = [start, *(after for _, after in breaks)]
        ends = [*(before for before, _ in breaks), end]
        width = max(map(int.__sub__, ends, starts), default=0)
        if not MIN_WIDTH <= width <= MAX_WIDTH:
            continue
        for (before, after), line, next_end in zip(
            breaks, starts, ends[1:], strict=False
        ):
            word = text[after:next_end].split(" ", 1)[0]
            if before - line + 1 + len(word) > width and _goes_on(text, before, after):
                yield before, after


def _paragraphs(text: str) -> Iterator[Stretch]:
    """Return the stretches between empty lines, those of quoted mail among them."""
    start = 0
    for gap in _EMPTY_LINES.finditer(text):
        yield start, gap.start()
        start = gap.end()
    yield start, len(text)


def _goes_on(text: str, before: int, after: int) -> bool:
    """True where a sentence goes on over a line end, as far as its ends tell."""
    if _ITEM.match(text, after):
        return False
    return text[before - 1 : before] not in _ENDS or bool(
        _LEADS.search(text, max(0, before - 8), before)
    )


@dataclass(frozen=True)
class Printed:
    """What is left of a text when what only its printing put there is gone.

    Attributes:
        text: The rest.
        cuts: Where something was left out: offset in the rest, and how many characters of the
            text were left out up to there, in order.
    """

    text: str
    cuts: tuple[tuple[int, int], ...] = ()

    @cached_property
    def _offsets(self) -> list[int]:
        return [offset for offset, _ in self.cuts]

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """Return where a stretch of the rest stands in the text."""
        return self._at(start), self._at(end - 1) + 1 if end > start else self._at(end)

    def _at(self, offset: int) -> int:
        cut = bisect_right(self._offsets, offset) - 1
        return offset + (self.cuts[cut][1] if cut >= 0 else 0)


def read_printed(text: str, is_known: Callable[[str], bool]) -> Printed:
    """Leave out what nobody reads.

    Args:
        text: A text, as it was given.
        is_known: Tells whether words are a name: it decides whether a hyphen at a line end
            belongs to it, before a list of words does, and whether a name goes on over one.
    """
    level, wraps = _level(text)
    names = tuple(_broken_names(level, is_known)) if "\n" in level else ()
    level, wraps = _blanked(level, names), (*wraps, *names)
    words = _BROKEN_WORD.finditer(text) if _HYPHEN_END.search(text) else ()
    broken = (_in_broken_word(word, is_known) for word in words)
    gone = sorted((*broken, *_left_out(level, wraps)))
    if not gone:
        return Printed(level)
    pieces: list[str] = []
    cuts: list[tuple[int, int]] = []
    last = length = left = 0
    for start, end in gone:
        if start < last:
            continue
        pieces.append(level[last:start])
        length += start - last
        left += end - start
        cuts.append((length, left))
        last = end
    return Printed("".join([*pieces, level[last:]]), tuple(cuts))


def _left_out(level: str, wraps: Iterable[Stretch]) -> Iterator[Stretch]:
    """Return what is left out of a text; of a line end at least one character stays."""
    yield from ((start, end - 1) for start, end in wraps if end > start + 1)
    if _UNSEEN_OR_BLANKS.search(level):
        yield from (found.span() for found in _UNREAD.finditer(level))


def _broken_names(text: str, is_known: Callable[[str], bool]) -> Iterator[Stretch]:
    """Return the line ends within "Hong", "Kong", however short the lines."""
    if not any(
        text[b.start() - 1] not in "\n.,;:!?" for b in _CAPITAL.finditer(text, 1)
    ):
        return
    for found in _NAME_BREAK.finditer(text):
        before, after = found.group(1).split(" "), found.group(2).split(" ")
        if any(
            is_known(" ".join([*before[-i:], *after[:j]]))
            for i in range(1, len(before) + 1)
            for j in range(1, len(after) + 1)
        ):
            yield found.end(1), found.start(2)


def _in_broken_word(broken: re.Match[str], is_known: Callable[[str], bool]) -> Stretch:
    """Return what is left out of "Johannes-", "burg", and of "Stratford-", "upon-Avon"."""
    head, tail = broken.groups()
    joins = head[-1].islower() and tail[0].islower()
    if is_known(f"{head}-{tail}"):
        joins = False
    elif is_known(head + tail):
        joins = True
    elif (kept := keeps_hyphen(head, tail)) is not None:
        joins = not kept
    return (broken.end(1) if joins else broken.end(1) + 1), broken.start(2)
