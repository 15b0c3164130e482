"""Lines of printed pages to paragraphs: columns apart, without running heads, over page ends."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from geo.word_lists import keeps_hyphen

Line = tuple[str, float, float]  # words, and where they begin: to the right, upwards
Piece = tuple[str, float, float]  # words with their line ends, height on the page, size
Page = list[str]

_SAME_LINE = 2.0  # points: pieces less apart in height stand on one line
_GRID = 10.0  # points to the right that do not count
_GUTTER = 100.0  # points between the beginnings of two columns
_PIECE = 12  # letters; a shorter piece is a cell of a table
_ROWS = 3  # times that a line goes on in another column
_EDGE = 3  # lines at the top and the bottom of a page that can be heads and feet
_MAX_HEAD_LENGTH = 90  # characters
_MOSTLY = 0.5  # of the pages
_NUMBER = re.compile(
    r"\W*+(?:(?:page|p\.|seite|pág\.?)\s*+)?(?:\d{1,4}|[ivxlc]{1,7})"
    r"(?:\s*+(?:of|/|von|de)\s*+\d{1,4})?\W*+",
    re.IGNORECASE,
)
_FULL = 0.7  # of the longest line: a shorter one ends its paragraph
_SENTENCE_END = re.compile(r"[.!?:;…][\"'”’)\]]*$")
_HYPHENS = ("-", "\u00ad", "\u2010")
_MAX_WORD_LENGTH = 60  # letters
_BROKEN = re.compile(r"(?<![^\W\d_])([^\W\d_]++)(?:-| ?[\u00ad\u2010])$")
_WORD = re.compile(r"[^\W\d_]+")
_OTHER_SIZE = 1.12  # times the size of the line before: another kind of text
_GAP = 1.4  # times the usual distance of lines
_COMPOUND = re.compile(r"[^\W\d_]+-[^\W\d_]")  # upon-Avon, au-Prince


def in_columns(lines: Sequence[Line]) -> Page | None:
    """Return the lines of a page column by column, where they were drawn across, row by row.

    None where they were not: then they stand in their order.
    """
    filled = [(" ".join(words.split()), x, y) for words, x, y in lines]
    across = [
        (round(a[1] / _GRID), round(b[1] / _GRID))
        for a, b in pairwise(filled)
        if abs(a[2] - b[2]) < _SAME_LINE
        and b[1] - a[1] > _GUTTER
        and min(len(a[0]), len(b[0])) >= _PIECE
    ]
    # Columns begin where they began above; pieces of a line in bold begin anywhere.
    same = max(Counter(across).values(), default=0)
    if same < _ROWS or same * 4 < len(filled) or same * 3 < len(across) * 2:
        return None
    starts: list[float] = []
    for start in sorted(x for words, x, _ in filled if words):
        if not starts or start - starts[-1] > _GUTTER:
            starts.append(start)
    columns: dict[int, list[str]] = {}
    for words, x, _ in filled:
        # A line that is set in belongs to the column on its left.
        at = sum(start <= x + 1 for start in starts)
        columns.setdefault(at, []).append(words)
    return [line for at in sorted(columns) for line in columns[at]]


def in_order(pieces: Sequence[Piece]) -> Page:
    """Return the lines of a page as they were drawn, an empty one where another text begins.

    That is where the letters are larger or smaller, or the lines further apart than usual.
    """
    lines = [*_sized(pieces)]
    usual = median(
        [a[1] - b[1] for a, b in pairwise(lines) if a[1] > b[1]] or [_SAME_LINE]
    )
    page = [lines[0][0]] if lines else []
    for (_, above, before), (words, height, size) in pairwise(lines):
        resized = max(size, before) > _OTHER_SIZE * min(size, before)
        page += ["", words] if resized or above - height > _GAP * usual else [words]
    return page


def _sized(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Return lines with height and size of most of their letters."""
    words, weights = "", Counter[tuple[float, float]]()
    for text, height, size in (*pieces, ("\n", 0.0, 0.0)):
        for number, part in enumerate(text.split("\n")):
            if number and words.strip():
                yield " ".join(words.split()), *weights.most_common(1)[0][0]
            if number:
                words, weights = "", Counter()
            words += part
            if part.strip():
                weights[height, size] += len(part)


def without_furniture(pages: Sequence[Page]) -> tuple[list[Page], list[str]]:
    """Return pages without running heads, feet and page numbers; and the heads."""
    seen: Counter[str] = Counter()
    for page in pages:
        # What stands several times on a page is a line of it, and no head.
        times = Counter(map(_key, page))
        seen.update({k for at in _edges(page) if times[k := _key(page[at])] <= 2})  # noqa: PLR2004
    least = max(2, _MOSTLY * len(pages))
    heads: dict[str, None] = {}
    kept = []
    for page in pages:
        gone = set()
        for at in _edges(page):
            key = _key(page[at])
            if key and seen[key] >= least and len(pages) > 1:
                heads[page[at]] = None
                gone.add(at)
            elif len(pages) > 1 and _NUMBER.fullmatch(page[at]):
                gone.add(at)
        kept.append([line for at, line in enumerate(page) if at not in gone])
    return kept, list(heads)


def _edges(page: Page) -> list[int]:
    """Return which lines can be heads and feet: the short ones at the edges."""
    filled = [at for at, line in enumerate(page) if line]
    ends = {*filled[:_EDGE], *filled[-_EDGE:]}
    return [at for at in sorted(ends) if len(page[at]) <= _MAX_HEAD_LENGTH]


def _key(line: str) -> str:
    """Return what a head has in common on all pages: its words, not its number."""
    return re.sub(r"\d+", "#", line.casefold()).strip() if re.search(r"[^\W\d]", line) else ""  # fmt: skip


def text_of(pages: Sequence[Page]) -> str:
    """Return the paragraphs of all pages; one goes on over the end of a page."""
    whole: list[str] = []
    for page in pages:
        for number, paragraph in enumerate(paragraphs(page)):
            if number == 0 and whole and _goes_on(whole[-1], paragraph):
                whole[-1] = join_lines(whole[-1], paragraph)
            else:
                whole.append(paragraph)
    return "\n\n".join(whole)


def _goes_on(paragraph: str, following: str) -> bool:
    if _SENTENCE_END.search(paragraph):
        return False
    is_open = paragraph.endswith((",", *_HYPHENS)) or len(paragraph) > _MAX_HEAD_LENGTH
    return is_open or following[:1].islower()


def paragraphs(page: Page) -> Iterator[str]:
    """Put a page's lines together: a name broken over two lines is one name again."""
    full = _FULL * max(map(len, page), default=0)
    gathered = ""
    for line in page:
        gathered = join_lines(gathered, line)
        ends = len(line) < full and (not line or bool(_SENTENCE_END.search(line)))
        if gathered and ends:
            yield gathered
            gathered = ""
    if gathered:
        yield gathered


def join_lines(before: str, line: str) -> str:
    """Put a line behind another. A hyphen between them may be one of the word's own.

    A list of words tells; of what may be a name, the gazetteer will: the line end stays.
    """
    # Only the end of what may be a long paragraph is looked at.
    end = before[-_MAX_WORD_LENGTH:] if before.endswith(_HYPHENS) else ""
    broken, following = _BROKEN.search(end), _WORD.match(line)
    if not broken or not following:
        return f"{before} {line}".strip()
    whole = before[: len(before) - len(end) + broken.end(1)]
    word = broken[1]
    if not line[0].islower() or _COMPOUND.match(line):
        return f"{whole}-{line}"  # Stratford-upon-Avon, wherever it was broken
    kept = keeps_hyphen(word, following[0])
    if not word[0].isupper() or kept is False or before.endswith("\u00ad"):
        return f"{whole}-{line}" if kept else whole + line
    return f"{whole}-\n{line}"
