"""Web pages: the article without navigation, cookie bars and comments."""

from __future__ import annotations

import re

from geo.articles.dates import read_date
from geo.articles.encoding import decode
from geo.articles.listings import split_listing
from geo.articles.markup import Element, blocks_of, read_markup
from geo.articles.newsroom import split_export
from geo.articles.page import Page
from geo.articles.parsed import ParsedArticle, ParsedFile, with_headline
from geo.articles.said import Said, what_is_said
from geo.articles.scripted import body_in_scripts
from geo.errors import ArticleError

MAX_BYTES = 5_000_000
MAX_TAGS = 150_000  # a page of 5 MB has so many
_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}charset\s*=\s*["']?([\w-]{2,30})""", re.IGNORECASE
)
# Pictures and fonts inside a saved page are none of its words.
_PICTURE = re.compile(rb"data:[\w/+.-]{0,60};base64,[A-Za-z0-9+/=\s%]+")
_IN_ADDRESS = re.compile(r"/(20\d\d)[/-](\d\d?)[/-](\d\d?)(?=[/-]|$)")
_MORE_IN_BODY = 1.15  # times the words shown: the page shows a part of its article
_LITTLE = 300  # characters; a page that shows fewer may leave the rest to its scripts
_WAITING = re.compile(r"\W*(?:loading|please wait|enable javascript)\b[^.]{0,60}[.…]*\s*", re.IGNORECASE)  # fmt: skip
_MAX_TEASER_LENGTH = (
    1_500  # characters shown of what has to be paid for: likely a beginning
)


def parse(content: bytes, name: str, charset: str = "") -> ParsedFile:
    """Read a page; see `Parser`."""
    if len(content) > MAX_BYTES:
        content = _PICTURE.sub(b"data:,", content)
    if len(content) > MAX_BYTES:
        raise ArticleError(
            f"{name} has {len(content) / 1e6:,.0f} MB, too much for a web page; "
            "save its text instead"
        )
    declared = _CHARSET.search(content[:4096])
    said = charset or (declared[1].decode("ascii") if declared else "")
    markup, note = decode(content, name, said)
    return read_page(markup, name, note)


def read_page(markup: str, name: str, note: str = "") -> ParsedFile:
    """Read a page that is decoded.

    Args:
        markup: The page.
        name: Its name or address.
        note: What was assumed of its encoding, or "".

    Raises:
        ArticleError: It has no words, or far too many marks.
    """
    if markup.count("<") > MAX_TAGS:
        raise ArticleError(f"{name} has more marks than words; save its text instead")
    root = read_markup(markup)
    notes = (note,) if note else ()
    export = split_export("\n".join(b.text for b in blocks_of(root)))
    if several := export or split_listing(root):
        return ParsedFile(several.drafts, notes=(*several.notes, *notes))
    return ParsedFile((_article(root, name, notes),))


def _article(root: Element, name: str, notes: tuple[str, ...]) -> ParsedArticle:
    said = what_is_said(root)
    page = Page(root)
    title = said.title
    shown = "\n\n".join(
        block.text
        for block in page.article()
        if not (block.element.tag == "h1" and _same(block.text, title))
    )
    text = said.body if len(said.body) > _MORE_IN_BODY * len(shown) else shown
    given = body_in_scripts(root) if len(text) < _LITTLE else ""
    text = given if len(given) > _LITTLE else text
    if not text.strip() or _WAITING.fullmatch(text):
        raise ArticleError(
            f"{name} has no words in it; perhaps a script writes them: open it in a "
            "browser, and copy the text from there"
        )
    if text is given:
        notes = (*notes, "the text is what the page keeps for its scripts; it shows less")  # fmt: skip
    elif text is said.body:
        notes = (*notes, "the text is what the page gives to search engines; it shows less")  # fmt: skip
    elif cut := _paywall(page, said, text):
        notes = (*notes, cut)
    return ParsedArticle(
        with_headline(title, text),
        title=title,
        source=said.site,
        address=said.address or (name if "://" in name else ""),
        published=said.published or _from_address(name) or _from_address(said.address),
        language=said.language,
        notes=notes,
    )


def _paywall(page: Page, said: Said, text: str) -> str:
    """Return a note that a page shows the beginning of its article only."""
    if words := page.paywall():
        return (
            f"the page ends with “{words}”: it may hold only the beginning of the article; "
            "open it with your subscription and save it again"
        )
    if said.paid and len(text) < _MAX_TEASER_LENGTH:
        return (
            "the page says that the article has to be paid for: it may hold only the "
            "beginning; open it with your subscription and save it again"
        )
    return ""


def _same(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()


def _from_address(name: str) -> str:
    """Return the date that many newspapers put in their addresses."""
    found = _IN_ADDRESS.search(name) if "://" in name else None
    return read_date("-".join(found.groups())) if found else ""
