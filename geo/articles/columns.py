"""Rows of any table to drafts: what a column holds is told by its cells, then by its name.

What was taken for what is said, and can be named instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from geo.articles.dates import is_day_first, read_date
from geo.articles.encoding import as_meant
from geo.articles.markup import without_markup
from geo.articles.parsed import (
    ColumnsUnknownError,
    ParsedArticle,
    ParsedFile,
    TableColumns,
    with_headline,
)
from geo.articles.text import article_id
from geo.errors import ArticleError
from geo.word_lists import column_names, languages

MAX_ROWS = 10_000
UNNAMED = "column "  # and its number: a table whose columns have no names
MIN_TEXT_LENGTH = 20  # characters on average; less is no column of articles
_LOOKED_AT = 100  # rows
_MAX_EXAMPLE = 60  # characters of a cell that are shown
WHATS = ("text", "title", "published", "source", "address", "language")
_LETTERS = re.compile(r"[\W\d_]")
_CODE = re.compile(r"[a-z]{2}(?=$|[-_])")
_URL = re.compile(r"(?:https?:/|www\.|/)(?=\S*/)\S*+$|https?://\S++$", re.IGNORECASE)
_BARE_HTML = re.compile(r"\s*<a\s[^>]*>[^<]*</a>\s*$", re.IGNORECASE)
# A word; of scripts without blanks between them, two signs.
_WORDS = re.compile(
    r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2}|[^\W\d_]+"
)
_SMALL = re.compile(r"(?:^|\s)[a-zà-öø-ÿа-я]{2,}")
_CASED = re.compile(r"[A-Za-zÀ-ÿА-я]")
_ESCAPED_ENDS = re.compile(r"\\r\\n|\\n|\\r")
# GDELT's knowledge graph has a headline between marks of its own.
_TITLE_MARK = re.compile(r"<PAGE_TITLE>([^<]{1,1000})</PAGE_TITLE>")
_CUT = re.compile(r"\[\+\d++ chars\]\s*+$")
# Parts of names of columns, where none has a whole one.
_WORDED = {
    "published": ("date", "publi", "posted", "created"),
    "address": ("url", "link"),
}
_OTHER_DAY = re.compile(
    "download|crawl|modif|updat|retriev|access|scrap|birth|image|media"
)
_GONE = frozenset("[removed] [deleted] nan nat none null n/a <na> #n/a".split())
_MIN_SHARE = 0.5  # share of the cells: more tell what a column holds
_NEARLY = 0.8  # share of the cells
_MIN_SENTENCES = 0.1  # share of the cells with sentences: less is no column of texts
_NAME_WORDS, _TITLE_WORDS, _CODE_WORDS = (0.3, 12), 60, 2  # on average
_TITLES = (3, 25, 3)  # words of a headline on average; times as many of its text
_SENTENCE_WORDS = 4  # words; fewer are a name or a label
Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column holds what; "" for none.

    Attributes:
        text: The words.
        title: The headline.
        published: The day.
        source: The newspaper.
        address: Where the article stands on the web.
        language: Its language.
        instead: Columns of words that are read where a row has no text, best first.
    """

    text: str
    title: str = ""
    published: str = ""
    source: str = ""
    address: str = ""
    language: str = ""
    instead: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class _Column:
    """What the cells of a column look like, of those that are not empty."""

    name: str
    filled: float  # share of all rows
    cut: float  # share of cells that say that more follows elsewhere
    words: float  # on average
    sentences: float  # share of cells
    addresses: float
    dates: float
    written_dates: float  # those with more than figures, which might be anything

    @property
    def plain(self) -> str:
        return _plain(self.name)

    @property
    def is_text(self) -> bool:
        return self.sentences >= _MIN_SHARE and self.addresses < _MIN_SHARE


def _plain(name: str) -> str:
    """Return the letters of a column's name; of a field of a field, where that is unknown, its own."""
    plain = _LETTERS.sub("", name.lower())
    own = _LETTERS.sub("", name.lower().rpartition(".")[2])
    known = any(plain in plains for plains in column_names().values())
    # The name of what stands in something else is its own, and no headline.
    return plain if known or own in {"", "name"} else own


def known_columns(names: Iterable[str]) -> dict[str, str]:
    """Return what is known of columns by their names: ``{"text": "Body", ...}``."""
    by_plain = {_plain(name): name for name in reversed([*names])}
    found: dict[str, str] = {}
    for what, plains in column_names().items():
        for plain in plains:
            if plain in by_plain:
                found[what] = by_plain[plain]
                break
    return found


def find_columns(
    rows: Sequence[Row], names: Sequence[str], name: str, given: Mapping[str, str]
) -> Columns:
    """Find which column holds what.

    Args:
        rows: The rows.
        names: Their columns, in order.
        name: The file's name, for messages.
        given: What somebody said: ``{"text": "Body", "title": ""}``, the latter of what no
            column holds; the rest is found.

    Raises:
        ArticleError: No column holds texts, or one that was named is not there.
    """
    chosen = {what: _named(names, word, name) for what, word in given.items() if word}
    seen = [_look(rows[:_LOOKED_AT], each) for each in names]
    free = [column for column in seen if column.name not in chosen.values()]
    texts = _texts(free)
    title = chosen.get("title") or _title(free, texts)
    texts = [column for column in texts if column.name != title]
    text = chosen.get("text") or (texts[0].name if texts else "")
    if not text:
        text, title = title or _longest(rows, free, name, names), ""
    taken = {text, title}
    rest = [column for column in free if column.name not in taken]
    found = {
        "published": _day(rest),
        "source": _first(
            rest,
            "source",
            lambda c: (
                c.addresses < _MIN_SHARE and _NAME_WORDS[0] < c.words < _NAME_WORDS[1]
            ),
        ),
        "address": _address(rest),
        "language": _first(rest, "language", lambda c: c.words <= _CODE_WORDS),
    }
    unwanted = {what: "" for what, word in given.items() if not word}
    columns = {**found, "title": title, "text": text, **chosen, **unwanted}
    return Columns(
        **columns,
        instead=tuple(c.name for c in texts if c.name not in columns.values()),
    )


def _named(names: Sequence[str], word: str, name: str) -> str:
    plain = _LETTERS.sub("", word.lower())
    for each in names:
        if each == word or (plain and _LETTERS.sub("", each.lower()) == plain):
            return each
    raise ArticleError(
        f"{name} has no column {word!r} (there are: {', '.join(names)[:300]})"
    )


def _look(rows: Sequence[Row], name: str) -> _Column:
    cells = [c for row in rows if (c := row.get(name, "").strip()) and c.lower() not in _GONE]  # fmt: skip
    count = max(1, len(cells))
    words = [0 if _BARE_HTML.match(c) else len(_WORDS.findall(c)) for c in cells]
    dates = [read_date(c) for c in cells]
    said = sum(_is_sentence(c, n) for c, n in zip(cells, words, strict=True))
    return _Column(
        name,
        len(cells) / max(1, len(rows)),
        sum(bool(_CUT.search(c)) for c in cells) / count,
        sum(words) / count,
        said / count,
        sum(bool(_URL.match(c)) for c in cells) / count,
        sum(map(bool, dates)) / count,
        sum(bool(d) and not c.isdigit() for c, d in zip(cells, dates, strict=True))
        / count,
    )


def _is_sentence(cell: str, words: int) -> bool:
    """True for several words that are not all names: "Nairobi, Nairobi Area, Kenya" is.

    Nor are the letters between the figures of a key without blanks ("wy5Yd7Vn2pC").
    """
    return words >= _SENTENCE_WORDS and bool(
        (_SMALL.search(cell) and len(cell.split()) > 1) or not _CASED.search(cell)
    )


def _texts(free: Sequence[_Column]) -> list[_Column]:
    """Return the columns of sentences, the article first: whole ones before their beginnings."""
    texts = sorted((c for c in free if c.is_text), key=_text_weight, reverse=True)
    if texts and texts[0].cut >= _MIN_SHARE:
        cut = texts[0].words
        texts.sort(key=lambda c: c.words <= cut or c.cut >= _MIN_SHARE)
    return texts


def _text_weight(column: _Column) -> float:
    """Return how likely a column of sentences is the article: the longest, as a rule."""
    known = column_names()["text"]
    named = 1 + (len(known) - known.index(column.plain)) / len(known) if column.plain in known else 0.7  # fmt: skip
    titled = 0.4 if column.plain in column_names()["title"] else 1
    return column.words * named * titled * (0.2 + column.filled)


def _title(free: Sequence[_Column], texts: Sequence[_Column]) -> str:
    """Return the column of headlines: by its name, unless it is the longest of all; or as it looks."""
    named = _first(
        [c for c in free if c.dates < _MIN_SHARE and c.addresses < _MIN_SHARE],
        "title",
        lambda c: (
            (
                not texts
                or c.name != texts[0].name
                or c.plain in column_names()["title"][:4]
            )
            and 0 < c.words < _TITLE_WORDS
        ),
    )
    least, most, times = _TITLES
    looks_so = (
        c.name
        for c in texts[1:]
        if least < c.words < min(most, texts[0].words / times)
        and c.filled > _NEARLY
        and c.plain not in column_names()["text"]
    )
    return named or next(looks_so, "")


def _day(rest: Sequence[_Column]) -> str:
    """Return the column of days: by its name, else one that holds nothing but dates."""
    return _first(rest, "published", lambda c: c.dates >= _MIN_SHARE) or next(
        (
            c.name
            for c in rest
            if c.written_dates > _NEARLY and not _OTHER_DAY.search(c.plain)
        ),
        "",
    )


def _address(rest: Sequence[_Column]) -> str:
    """Return the column of addresses: by its name; of a table without names, the first."""
    return _first(rest, "address", lambda c: c.addresses >= _MIN_SHARE) or next(
        (c.name for c in rest if c.name.startswith(UNNAMED) and c.addresses > _NEARLY),
        "",
    )


def _first(columns: Sequence[_Column], what: str, fits: object) -> str:
    """Return the first column that is called so and looks so; then one that looks so."""
    assert callable(fits)
    by_plain = {column.plain: column for column in reversed(columns)}
    for plain in column_names()[what]:
        if (column := by_plain.get(plain)) and column.filled and fits(column):
            return column.name
    for column in columns:
        worded = any(word in column.plain for word in _WORDED.get(what, ()))
        named = worded and not _OTHER_DAY.search(column.plain)
        if named and column.filled and fits(column):
            return column.name
    return ""


def _longest(
    rows: Sequence[Row], free: Sequence[_Column], name: str, names: Sequence[str]
) -> str:
    """Return the column with the longest cells that are no addresses or dates."""
    lengths = {
        c.name: sum(len(row.get(c.name, "")) for row in rows[:_LOOKED_AT])
        for c in free
        if max(c.addresses, c.dates) < _MIN_SHARE
        and (
            c.sentences > _MIN_SENTENCES
            or (c.plain in column_names()["text"] and c.words >= 1)
        )
    }
    longest = max(lengths, key=lambda each: lengths[each], default="")
    least = MIN_TEXT_LENGTH * min(len(rows), _LOOKED_AT)
    if not longest or lengths[longest] < least:
        raise ColumnsUnknownError(
            f'{name} has no column of texts; call the right one "text", or name it '
            f"(there are: {', '.join(names)[:200] or 'none'})",
            _table_columns(rows, names, {}),
        )
    return longest


def rows_to_drafts(
    rows: Sequence[Row],
    names: Sequence[str],
    name: str,
    unit: str,
    given: Mapping[str, str] | None = None,
) -> ParsedFile:
    """Take each row as an article.

    Args:
        rows: The rows.
        names: Their columns, in order.
        name: The file's name, for messages.
        unit: What a row is called: "row" or "line".
        given: Columns that somebody named.

    Raises:
        ArticleError: No column holds texts, or no row has one.
    """
    if not rows:
        raise ArticleError(f"{name} has no {unit} with a text; give it some {unit}s")
    columns = find_columns(rows, names, name, given or {})
    read = rows[:MAX_ROWS]
    day_first = is_day_first(row.get(columns.published, "") for row in read)
    drafts = [_draft(row, columns, day_first) for row in read]
    kept = tuple(draft for draft in drafts if draft.text.strip())
    if not kept:
        raise ArticleError(f"{name} has no {unit} with a text; check {columns.text!r}")
    notes = [_said(columns, names, bool(given)), *_told(read, drafts, columns, unit)]
    if len(rows) > MAX_ROWS:
        notes.append(
            f"only the first {MAX_ROWS:,} of {len(rows):,} {unit}s were read; "
            "split the file to read the rest"
        )
    taken = {what: name for what in WHATS if (name := getattr(columns, what))}
    return ParsedFile(
        kept, notes=tuple(notes), columns=_table_columns(rows, names, taken)
    )


def _table_columns(
    rows: Sequence[Row], names: Sequence[str], taken: dict[str, str]
) -> TableColumns:
    cells = (
        next((c for row in rows[:_LOOKED_AT] if (c := row.get(name, "").strip())), "")
        for name in names
    )
    examples = tuple(" ".join(cell.split())[:_MAX_EXAMPLE] for cell in cells)
    return TableColumns(tuple(names), taken, examples)


def _told(
    rows: Sequence[Row], drafts: Sequence[ParsedArticle], columns: Columns, unit: str
) -> Iterator[str]:
    """Return notes of what of the rows was left out or could not be read."""
    if left := sum(not draft.text.strip() for draft in drafts):
        yield f"{left:,} {unit}s without a text were left out"
    if columns.published and (
        lost := [
            cell
            for row, draft in zip(rows, drafts, strict=True)
            if (cell := row.get(columns.published, "").strip()) and not draft.published
        ]
    ):
        yield f"{len(lost):,} dates could not be read: {', '.join(dict.fromkeys(lost))[:100]}"
    if columns.published and not is_whole(drafts):
        yield "of some dates only the month or year is certain"
    instead = sum(not _cell(row, columns.text) for row in rows) - left
    if instead > 0:
        yield f"{instead:,} {unit}s without {columns.text!r} are read by their other words"
    if any(
        as_meant(cell) != cell for row in rows if (cell := row.get(columns.text, ""))
    ):
        yield "letters that were encoded twice (“SÃ£o”) were mended"
    if any(_CUT.search(row.get(columns.text, "")) for row in rows):
        yield "the texts are cut (“[+… chars]”): the file holds only their beginning"


def is_whole(drafts: Iterable[ParsedArticle]) -> bool:
    """True where every date that was read is a day."""
    return all(len(d.published) in {0, 10} for d in drafts)


def _cell(row: Row, column: str) -> str:
    """Return the words of a cell, without marks of HTML or escapes in them."""
    text = row.get(column, "")
    if text.strip().lower() in _GONE:
        return ""
    if titled := _TITLE_MARK.search(text):
        return without_markup(titled[1])
    if "\n" not in text and _ESCAPED_ENDS.search(text):
        text = _ESCAPED_ENDS.sub("\n", text)
    return as_meant(_without_cut(without_markup(text)))


def _without_cut(text: str) -> str:
    """Take off the words that say how much is missing: "… [+1234 chars]"."""
    cut = _CUT.search(text)
    if not cut:
        return text
    return text[: cut.start()].rstrip().removesuffix("…").removesuffix("...").rstrip()


def _draft(row: Row, columns: Columns, day_first: bool | None) -> ParsedArticle:
    said = row.get(columns.language, "").strip().lower()
    language = languages().get(said) or (code[0] if (code := _CODE.match(said)) else "")
    title = " ".join(_cell(row, columns.title).split())
    text = _cell(row, columns.text)
    if not text.strip():
        text = max((_cell(row, c) for c in columns.instead), key=len, default="")
    address = row.get(columns.address, "").strip()
    source = " ".join(_cell(row, columns.source).split())
    return ParsedArticle(
        # A file of ours names a text by its id: then it is whole as it is.
        text=text if row.get("id") == article_id(text) else with_headline(title, text),
        title=title,
        source=source,
        address=address if "://" in address else "",
        published=read_date(row.get(columns.published, ""), day_first=day_first),
        language=language,
    )


def _said(columns: Columns, names: Sequence[str], given: bool) -> str:
    read = {what: getattr(columns, what) for what in WHATS if getattr(columns, what)}
    how = "columns" if given else "columns guessed"
    said = f"{how}: " + ", ".join(f"{w} from “{name}”" for w, name in read.items())
    used = {*read.values(), *columns.instead}
    rest = [column for column in names if column not in used]
    return f"{said}; not read: {', '.join(rest)}"[:500] if rest else said
