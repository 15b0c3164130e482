"""HTML to plain paragraphs, with Python's own parser: scripts and styles never become text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.parser import HTMLParser

Attributes = list[tuple[str, str | None]]

_NEVER = frozenset(
    "script style noscript template svg math iframe object select textarea head".split()
)
_CLUTTER = frozenset("nav header footer aside form button menu dialog".split())
_BLOCKS = frozenset(
    "p div section article main li ul ol dl dt dd tr table blockquote pre figure figcaption "
    "h1 h2 h3 h4 h5 h6 hr header footer aside nav address body".split()
)
_HOLDERS = frozenset("div section aside ul ol form span p table dialog".split())
_CLUTTER_NAMES = re.compile(
    r"(?:^|[\s_-])(?:cookies?|consent|gdpr|comments?|disqus|share|sharing|social|related|"
    r"newsletter|subscribe|promo|advert|ads?|sidebar|breadcrumbs?|nav|menu|footer)"
    r"(?=$|[\s_-])"
)
_VOID = frozenset(
    "area base br col embed hr img input link meta source track wbr".split()
)
_DATES = ("article:published_time", "datepublished", "date", "dc.date", "dc.date.issued",
          "dcterms.created", "pubdate", "publishdate", "parsely-pub-date")  # fmt: skip
_JSON_DATE = re.compile(r'"datePublished"\s*:\s*"([^"]{4,40})"')
_SPACE = re.compile(r"\s+")
_MOSTLY_LINKS = 0.5  # share of a block's letters
_SHORT = 200  # characters: a longer block of links is still a paragraph
_ENOUGH = 200  # characters that make an <article> or <main> believable


@dataclass(slots=True)
class Block:
    """One paragraph, and where it stood."""

    text: str
    linked: float  # share of its letters that are links
    inside: frozenset[str]  # of "article" and "main"


@dataclass(slots=True)
class Head:
    """What a page says of itself; "" where it does not."""

    title: str = ""
    published: str = ""
    site: str = ""
    language: str = ""


class Markup(HTMLParser):
    """Gathers paragraphs, and what the page says of itself."""

    def __init__(self, *, clutter: bool) -> None:
        """Begin.

        Args:
            clutter: True to keep navigation, cookie bars and comments as well.
        """
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self.said: dict[str, str] = {}
        self._keep_clutter = clutter
        self._words: list[str] = []
        self._linked = 0
        self._skipping = ""  # the tag that is left out, with all in it
        self._skipped_depth = 0
        self._open = {"a": 0, "article": 0, "main": 0}
        self._special = ""  # "title" or "json" while inside one

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        """An element begins."""
        self._note_head(tag, dict(attrs))
        if self._skipping:
            self._skipped_depth += tag == self._skipping
            return
        if tag not in _VOID and self._is_left_out(tag, attrs):
            self._end_block()
            self._skipping, self._skipped_depth = tag, 1
            return
        if tag in self._open:
            self._open[tag] += 1
        if tag in _BLOCKS:
            self._end_block()
        elif tag == "br":
            self._words.append("\n")
        elif tag in {"td", "th"} and self._words:
            self._words.append("\t")

    def handle_endtag(self, tag: str) -> None:
        """An element ends."""
        self._special = ""
        if self._skipping:
            self._skipped_depth -= tag == self._skipping
            if not self._skipped_depth:
                self._skipping = ""
            return
        if tag in _BLOCKS:
            self._end_block()
        if self._open.get(tag):
            self._open[tag] -= 1

    def handle_data(self, data: str) -> None:
        """Words, or what only looks like words."""
        if self._special == "title":
            self.said["<title>"] = self.said.get("<title>", "") + data
        elif self._special == "json" and (date := _JSON_DATE.search(data)):
            self.said.setdefault("datepublished", date[1])
        if not self._skipping and not self._special:
            self._words.append(_SPACE.sub(" ", data))
            self._linked += len(data) if self._open["a"] else 0

    def close(self) -> None:
        """The end: what is left is a paragraph too."""
        super().close()
        self._end_block()

    def _is_left_out(self, tag: str, attrs: Attributes) -> bool:
        if tag in _NEVER:
            return True
        if self._keep_clutter:
            return False
        if tag in _CLUTTER:
            # An article's own <header> holds its headline.
            return tag != "header" or not self._open["article"]
        named = " ".join(value or "" for key, value in attrs if key in {"class", "id"})
        return tag in _HOLDERS and bool(_CLUTTER_NAMES.search(named.lower()[:300]))

    def _note_head(self, tag: str, attrs: dict[str, str | None]) -> None:
        if tag == "meta":
            key = attrs.get("property") or attrs.get("name") or attrs.get("itemprop")
            if key and (content := attrs.get("content")):
                self.said.setdefault(key.lower(), content)
        elif tag == "html" and (language := attrs.get("lang")):
            self.said["<lang>"] = language
        elif tag == "time" and (moment := attrs.get("datetime")):
            self.said.setdefault("<time>", moment)
        elif tag == "title" and "<title>" not in self.said:
            self._special = "title"
        elif tag == "script":
            self._special = (
                "json" if "ld+json" in (attrs.get("type") or "") else "script"
            )

    def _end_block(self) -> None:
        lines = "".join(self._words).split("\n")
        text = "\n".join(filter(None, (line.strip(" ") for line in lines))).strip()
        if text:
            inside = frozenset(tag for tag in ("article", "main") if self._open[tag])
            self.blocks.append(Block(text, self._linked / len(text), inside))
        self._words, self._linked = [], 0


def read_markup(markup: str, *, clutter: bool) -> Markup:
    """Read a page or a piece of one."""
    parser = Markup(clutter=clutter)
    parser.feed(markup)
    parser.close()
    return parser


def words_of(markup: str) -> str:
    """Return all the words of a piece of markup, a blank line between paragraphs."""
    return "\n\n".join(block.text for block in read_markup(markup, clutter=True).blocks)


def main_text(blocks: list[Block]) -> str:
    """Return the article of a page: what stands in <article>, else <main>, else all."""
    for tag in ("article", "main", ""):
        chosen = [
            b.text
            for b in blocks
            if (not tag or tag in b.inside)
            and (b.linked < _MOSTLY_LINKS or len(b.text) > _SHORT)
        ]
        if sum(map(len, chosen)) >= _ENOUGH or not tag:
            return "\n\n".join(chosen)
    return ""


def head_of(said: dict[str, str]) -> Head:
    """Sort what a page says of itself."""
    dates = (said[key] for key in (*_DATES, "<time>") if said.get(key))
    title = said.get("og:title") or said.get("<title>", "")
    return Head(
        title=" ".join(title.split())[:300],
        published=next(dates, ""),
        site=" ".join(said.get("og:site_name", "").split())[:100],
        language=said.get("<lang>", "").strip().lower()[:2],
    )
