"""Pages that are lists: an export of messages or of a press archive, whose items are articles."""

from __future__ import annotations

import re
from dataclasses import dataclass

from geo.articles.dates import read_date
from geo.articles.markup import Element, blocks_of
from geo.articles.parsed import ParsedArticle, ParsedFile, with_headline

_DAY = re.compile(
    r"\d{1,2}\.\d{1,2}\.\d{4}|\d{1,2}\.? [^\W\d_]{3,12}\.? \d{4}|[^\W\d_]{3,12}\.? \d{1,2}, \d{4}"
)
_NUMBER = re.compile(r", (?:no|n°|nr|vol)\b.*", re.IGNORECASE)

Parts = dict[str, Element]  # of an item, by their classes


@dataclass(frozen=True, slots=True)
class Listing:
    """How a program writes its lists: the classes of what holds what.

    Attributes:
        made_by: What the program is called.
        item: The tag of each article, and its classes.
        text: Of its words.
        title: Of its headline, or "".
        source: Of who wrote it; where an item has none, that of the one before.
        day: Of its date.
    """

    made_by: str
    item: tuple[str, str]
    text: str
    title: str
    source: str
    day: str


_LISTINGS = (
    Listing("Telegram", ("div", "message default"), "text", "", "from_name", "date"),
    Listing("Europresse", ("article", ""), "doctext", "titrearticlevisu", "docpublicationname", "docheader"),
)  # fmt: skip


def split_listing(root: Element) -> ParsedFile | None:
    """Return the articles of a page that is a list of them, or None of any other."""
    for listing in _LISTINGS:
        items = _items(root, listing)
        if drafts := _drafts(items, listing):
            note = f"an export of {listing.made_by}: an article each"
            return ParsedFile(drafts, notes=(note,))
    return None


def _items(root: Element, listing: Listing) -> dict[Element, Parts]:
    """Return the items of a list, each with its parts by their classes."""
    tag, named = listing.item
    wanted = {listing.text, listing.title, listing.source, listing.day}
    found: dict[Element, Parts] = {}
    left: list[tuple[Element, Parts]] = [(root, {})]
    while left:
        element, parts = left.pop()
        names = _classes(element)
        if element.tag == tag and names.issuperset(named.split()):
            parts = found[element] = {}
        for name in wanted & names:
            parts.setdefault(name, element)
        inner = (e for e in reversed(element.children) if isinstance(e, Element))
        left += [(each, parts) for each in inner]
    needed = {listing.text, listing.day}
    return {item: parts for item, parts in found.items() if needed <= parts.keys()}


def _drafts(items: dict[Element, Parts], listing: Listing) -> tuple[ParsedArticle, ...]:
    found = []
    source = ""
    for parts in items.values():
        source = _NUMBER.sub("", _words(parts.get(listing.source))) or source
        title = _words(parts.get(listing.title))
        blocks = blocks_of(parts[listing.text], items.__contains__)
        text = "\n\n".join(block.text for block in blocks)
        if text:
            found.append(
                ParsedArticle(
                    with_headline(title, text),
                    title=title,
                    source=source,
                    published=_day(parts[listing.day]),
                )
            )
    return tuple(found)


def _classes(element: Element) -> set[str]:
    return set(element.attrs.get("class", "").lower().split())


def _words(element: Element | None) -> str:
    return element.words() if element else ""


def _day(element: Element) -> str:
    said = f"{element.attrs.get('title', '')} {element.words()}"
    found = _DAY.search(said[:300])
    return read_date(found[0], day_first=True) if found else ""
