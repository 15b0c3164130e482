"""HTML as a tree of elements and their paragraphs, with Python's own parser.

Scripts and styles never become text. What is clutter is `geo.articles.page`'s to say.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape
from html.parser import HTMLParser

Attributes = list[tuple[str, str | None]]

NEVER = frozenset(
    "script style noscript template svg math iframe object select textarea head datalist "
    "amp-consent amp-sidebar amp-ad amp-embed amp-user-notification amp-social-share "
    "amp-analytics amp-sticky-ad amp-iframe".split()
)
BLOCKS = frozenset(
    "p div section article main li ul ol dl dt dd tr table blockquote pre figure figcaption "
    "h1 h2 h3 h4 h5 h6 hr header footer aside nav address body form details summary "
    "center fieldset menu dialog".split()
)
HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_VOID = frozenset(
    "area base br col embed hr img input link meta source track wbr".split()
)
# What a new element ends that was left open: <li> another <li>, all but to its list.
_ENDS = {
    "li": ("li", "ul ol menu"),
    "dt": ("dt dd", "dl"),
    "dd": ("dt dd", "dl"),
    "tr": ("tr", "table"),
    "td": ("td th", "tr table"),
    "th": ("td th", "tr table"),
    "option": ("option", "select"),
}
DEEPEST = 150  # elements in one another; deeper ones are taken for neighbours
_SPACE = re.compile(r"\s+")
_TAG = re.compile(
    r"</?(?:p|br|div|a|b|i|em|strong|span|h[1-6]|[uo]l|li|img|blockquote|table|t[dr]|"
    r"section|figure|font|u|sup|sub|hr)(?:\s[^<>]{0,2000})?/?>",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:[a-zA-Z][a-zA-Z0-9]{1,20}|#\d{1,7}|#x[0-9a-fA-F]{1,6});")


class Element:
    """One element of a page.

    Attributes:
        tag: Its name.
        attrs: What it says of itself.
        parent: What it stands in; None for the whole page.
        children: Words and elements, in order.
    """

    __slots__ = ("attrs", "children", "parent", "tag")

    def __init__(self, tag: str, attrs: dict[str, str], parent: Element | None) -> None:
        self.tag, self.attrs, self.parent = tag, attrs, parent
        self.children: list[str | Element] = []

    def inside(self) -> Iterator[Element]:
        """Return the elements around it, the nearest first."""
        around = self.parent
        while around is not None:
            yield around
            around = around.parent

    def elements(self) -> Iterator[Element]:
        """Return it and all elements in it, in order."""
        left = [self]
        while left:
            element = left.pop()
            yield element
            left += [e for e in reversed(element.children) if isinstance(e, Element)]

    def words(self) -> str:
        """Return all that stands in it, on one line, scripts too."""
        parts: list[str] = []
        left: list[str | Element] = [self]
        while left:
            one = left.pop()
            if isinstance(one, str):
                parts.append(one)
            else:
                left += reversed(one.children)
        return _SPACE.sub(" ", "".join(parts)).strip()


class Block:
    """One paragraph, and where it stands.

    Attributes:
        text: Its words.
        element: What it stands in.
        linked: Share of its letters that are links.
    """

    __slots__ = ("element", "linked", "text")

    def __init__(self, text: str, element: Element, linked: float) -> None:
        self.text, self.element, self.linked = text, element, linked


class _Builder(HTMLParser):
    """Builds the tree, and mends what is left open."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("", {}, None)
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        if tag in BLOCKS:
            self._end("p", frozenset(BLOCKS - {"p"}))
        if tag in _ENDS:
            ended, holders = _ENDS[tag]
            for each in ended.split():
                self._end(each, frozenset(holders.split()))
        around = self._open[-1]
        element = Element(tag, {k: v or "" for k, v in attrs}, around)
        around.children.append(element)
        if tag not in _VOID and len(self._open) < DEEPEST:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        # A mark of a phrase ends in its paragraph; a block ends what is open in it.
        self._end(tag, frozenset({"td", "th"} if tag in BLOCKS else BLOCKS))

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)

    def _end(self, tag: str, within: frozenset[str]) -> None:
        for back in range(len(self._open) - 1, 0, -1):
            if self._open[back].tag == tag:
                del self._open[back:]
                return
            if self._open[back].tag in within:
                return


def read_markup(markup: str) -> Element:
    """Read a page or a piece of one."""
    builder = _Builder()
    builder.feed(markup)
    builder.close()
    return builder.root


def blocks_of(
    root: Element, skip: Callable[[Element], bool] = lambda _: False
) -> list[Block]:
    """Return the paragraphs of an element in order.

    Args:
        root: The element.
        skip: True for an element that is left out, with all in it.
    """
    gathered = _Paragraphs(root)
    # An element is met twice: on the way in, and (as a number) on the way out.
    left: list[Element | str | tuple[Element]] = [root]
    while left:
        one = left.pop()
        if isinstance(one, str):
            gathered.add(one)
        elif isinstance(one, tuple):
            gathered.leave(one[0])
        elif one.tag not in NEVER and not skip(one):
            gathered.enter(one)
            left += [(one,), *reversed(one.children)]
    gathered.end()
    return gathered.blocks


def _is_block(element: Element) -> bool:
    """True for what holds paragraphs; a cell does where a table lays out the page."""
    if element.tag not in {"td", "th"}:
        return element.tag in BLOCKS
    inner = [e.tag for e in element.children if isinstance(e, Element)]
    return not BLOCKS.isdisjoint(inner) or inner.count("br") > 1


class _Paragraphs:
    """Puts words together to paragraphs."""

    def __init__(self, root: Element) -> None:
        self.blocks: list[Block] = []
        self._at = [root]
        self._words: list[str] = []
        self._linked = self._links = self._kept = 0

    def enter(self, element: Element) -> None:
        if _is_block(element):
            self.end()
            self._at.append(element)
        self._links += element.tag == "a"
        self._kept += element.tag == "pre"
        if element.tag == "br":
            self._words.append("\n")
        elif element.tag in {"td", "th"} and self._words:
            self._words.append("\t")

    def leave(self, element: Element) -> None:
        self._links -= element.tag == "a"
        self._kept -= element.tag == "pre"
        if _is_block(element):
            self.end()
            self._at.pop()

    def add(self, words: str) -> None:
        plain = words if self._kept else _SPACE.sub(" ", words)
        self._words.append(plain)
        self._linked += len(plain.strip()) if self._links else 0

    def end(self) -> None:
        """End a paragraph; an empty line in it, of two <br>, ends one too."""
        lines = [line.strip(" ") for line in "".join(self._words).split("\n")]
        whole = "\n".join(lines).strip()
        linked = min(1.0, self._linked / max(1, len(whole)))
        for text in re.split(r"\n{2,}", whole):
            if text.strip():
                self.blocks.append(Block(text.strip(), self._at[-1], linked))
        self._words, self._linked = [], 0


def words_of(markup: str) -> str:
    """Return all the words of a piece of markup, a blank line between paragraphs."""
    return "\n\n".join(block.text for block in blocks_of(read_markup(markup)))


def without_markup(text: str) -> str:
    """Return a text that may have been markup, or escaped, without its marks."""
    if _TAG.search(text):
        text = words_of(text)
    if _ENTITY.search(text):
        text = unescape(text)
        text = words_of(text) if _TAG.search(text) else text
    return text
