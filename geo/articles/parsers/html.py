"""Web pages: the article without navigation, cookie bars and comments.

The only door to trafilatura, which finds the article best; without it (it comes with the
extra "pages"), or where a page is too large for it, our own simpler way does.
"""

from __future__ import annotations

import re

from geo.articles.dates import read_date
from geo.articles.encoding import decode
from geo.articles.markup import head_of, main_text, read_markup, words_of
from geo.articles.parsed import ParsedArticle, ParsedFile
from geo.errors import ArticleError

MAX_BYTES = 5_000_000
MAX_TAGS_OF_TRAFILATURA = 50_000  # what trafilatura reads in seconds
MAX_TAGS = 150_000  # a page of 5 MB has so many
_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}charset\s*=\s*["']?([\w-]{2,30})""", re.IGNORECASE
)
_IN_ADDRESS = re.compile(r"/(20\d\d)[/-](\d\d?)[/-](\d\d?)(?=[/-]|$)")


def parse(content: bytes, name: str, charset: str = "") -> ParsedFile:
    """Read a page; see `Parser`."""
    if len(content) > MAX_BYTES:
        raise ArticleError(
            f"{name} has {len(content) / 1e6:,.0f} MB, too much for a web page; "
            "save its text instead"
        )
    declared = _CHARSET.search(content[:4096])
    said = charset or (declared[1].decode("ascii") if declared else "")
    markup, note = decode(content, name, said)
    if markup.count("<") > MAX_TAGS:
        raise ArticleError(f"{name} has more marks than words; save its text instead")
    page = read_markup(markup, clutter=False)
    head = head_of(page.said)
    text = _best(markup) or main_text(page.blocks) or words_of(markup)
    if not text.strip():
        raise ArticleError(
            f"{name} has no words in it; perhaps a script writes them: open it in a "
            "browser, and copy the text from there"
        )
    return ParsedFile(
        (
            ParsedArticle(
                with_headline(head.title, text),
                title=head.title,
                source=head.site,
                published=read_date(head.published) or _from_address(name),
                language=head.language,
                notes=(note,) if note else (),
            ),
        )
    )


def with_headline(title: str, text: str) -> str:
    """Put the headline above the text, unless it is there: it names places too."""
    if not title or text.lstrip().startswith(title):
        return text
    return f"{title}\n\n{text.lstrip()}"


def _best(markup: str) -> str:
    """Return the article as trafilatura finds it, or ""."""
    if markup.count("<") > MAX_TAGS_OF_TRAFILATURA:
        return ""
    try:
        from trafilatura import extract
    except ImportError:
        return ""
    try:
        text = extract(markup, include_comments=False, include_tables=True)
    except Exception:
        return ""
    return "\n\n".join(line for line in (text or "").split("\n") if line.strip())


def _from_address(name: str) -> str:
    """Return the date that many newspapers put in their addresses."""
    found = _IN_ADDRESS.search(name) if "://" in name else None
    return read_date("-".join(found.groups())) if found else ""
