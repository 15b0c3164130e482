"""A text to an Article, checked: the one place where articles are made. And whose it is."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from geo.errors import ArticleError, InputError, require_type
from geo.model import Article, DatePrecision
from geo.net.hosts import ascii_host

if TYPE_CHECKING:
    from geo.settings import Settings

MAX_TITLE_LENGTH = 200
# Surrogates without their other half: JSON can say them, no file or page can hold them.
_HALVES = re.compile("[\ud800-\udfff]")
_HALVES_NOTE = "the text has broken characters; each was replaced by �"
# Controls print nothing, and can steer a terminal. Those from 0x80 on are punctuation of
# windows-1252 that was decoded wrongly, as every browser takes them.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_MEANT = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 127), " ") | {
    code: bytes([code]).decode("cp1252", "ignore") or " " for code in range(128, 160)
}
_TURNING = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)))
_CONTROLS_NOTE = "the text has control characters; each was replaced by a space"


def settings() -> Settings:
    """Return the settings, imported when asked for: half of what a parsing process would load."""
    from geo.settings import get_settings

    return get_settings()


def read_text(
    text: str,
    *,
    title: str = "",
    source: str = "",
    published: date | None = None,
    precision: DatePrecision = DatePrecision.DAY,
    address: str = "",
) -> Article:
    """Take a text as an article, exactly as it is.

    Only what nothing could print is replaced, one character by one, so that offsets into
    what was given hold: halves of characters by "�", control characters by spaces. A note
    says so.

        >>> article = geo.read_text("Rain fell in Wonsan.", source="Harbour Wire")
        >>> article.source, article.language
        ('Harbour Wire', 'en')

    Args:
        text: The text.
        title: Its headline; "" is the first line where a blank line follows it.
        source: The newspaper or site it is from.
        published: The day it was published.
        precision: How much of that day is known.
        address: Where it stands on the web.

    Raises:
        InputError: It is no text.
        ArticleError: It is empty, blank or longer than the setting allows.
    """
    require_type(text, str, "read_text takes a text; read_file takes a file")
    if not text.strip():
        raise ArticleError(
            "the text is empty; paste or give an article with words in it"
        )
    longest = settings().max_characters
    if len(text) > longest:
        raise ArticleError(
            f"the text has {len(text):,} characters, more than {longest:,}; "
            "split it, or raise DATELINE_MAX_CHARACTERS"
        )
    whole = printable(text)
    return Article(
        id=article_id(whole),
        text=whole,
        title=_line(title) or headline(whole),
        source=_line(source),
        published=_first_day(published, precision) if published else None,
        notes=tuple(_notes(text)),
        published_precision=precision,
        address=printable(address).strip(),
    )


def article_id(text: str) -> str:
    """Return the id of a text: the beginning of its hash."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def redescribe(
    article: Article,
    *,
    title: str,
    source: str,
    published: date | None,
    precision: DatePrecision,
) -> Article:
    """Return an article with another title, source and date; its text stays.

    Of a month or year its first day is kept, as for every article.
    """
    return replace(
        article,
        title=_line(title).strip() or headline(article.text),
        source=_line(source).strip(),
        published=_first_day(published, precision) if published else None,
        published_precision=precision if published else DatePrecision.DAY,
    )


def _first_day(day: date, precision: DatePrecision) -> date:
    match precision:
        case DatePrecision.YEAR:
            return day.replace(month=1, day=1)
        case DatePrecision.MONTH:
            return day.replace(day=1)
        case DatePrecision.DAY:
            return day


def printable(text: str) -> str:
    """Replace what nothing could print, one character by one."""
    if not _CONTROLS.search(text):
        return _HALVES.sub("�", text)
    return _HALVES.sub("�", text.translate(_MEANT))


def _line(words: str) -> str:
    """Return a title or a source without what turns the order of its letters round.

    A text keeps such marks, which its offsets count.
    """
    return printable(words).translate(_TURNING)


def _notes(text: str) -> list[str]:
    found = ((_HALVES, _HALVES_NOTE), (_CONTROLS, _CONTROLS_NOTE))
    return [note for pattern, note in found if pattern.search(text)]


def headline(text: str) -> str:
    """Return the first line where a blank line follows it, as in a saved article."""
    first, _, rest = text.lstrip().partition("\n")
    second = rest.partition("\n")[0]
    is_title = rest.strip() and not second.strip() and len(first) <= MAX_TITLE_LENGTH
    return first.translate(_TURNING).strip() if is_title else ""


def newspaper(source: str) -> str:
    """Return what articles of one paper share: the site of an address, else the name."""
    if "://" not in source:
        return source
    site = source.partition("://")[2].partition("/")[0]
    try:
        site = ascii_host(site)  # one site, whether its name is spelt in ASCII or not
    except InputError:  # it has a port, or is no name
        site = site.lower()
    return site.removeprefix("www.")
