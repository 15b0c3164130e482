"""Which paragraphs of a page are its article: blocks are weighed, not believed by name.

A class such as "sidebar" or a tag such as <form> makes an element suspect. It is left out
only where the prose of the page stands elsewhere: what holds most of it is never clutter.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from geo.articles.markup import HEADINGS, NEVER, Block, Element, blocks_of

_CLUTTER_TAGS = frozenset("nav footer aside form button menu dialog".split())
_CLUTTER_ROLES = frozenset(
    "navigation banner contentinfo complementary search dialog alertdialog".split()
)
_CLUTTER_WORDS = frozenset(
    "cookie cookies consent gdpr comment comments commentlist respond disqus share sharing "
    "sharebar sharedaddy social related recirc recirculation newsletter newsletters "
    "subscribe subscription signup promo promos promotion advert adverts advertisement "
    "ad ads adslot adunit sponsor sponsored sidebar breadcrumb breadcrumbs nav navbar "
    "navigation menu footer masthead toolbar widget widgets popular trending mostread "
    "recommended recommendations recommends outbrain taboola teaser teasers banner modal "
    "popup overlay author bio byline tags taglist pagination pager paywall regwall piano "
    "toc upsell donate donation noprint jp printonly skip wm alsoread readmore "
    "hidden hide upnext onward marketing cta follow whatsapp telegram".split()
)
# Two words that mean nothing by themselves: "most-read", "more-stories".
_CLUTTER_PAIRS = frozenset(
    "most read,most viewed,most popular,more stories,more news,more from,more on,read next,"
    "read more,read also,also read,you may,up next,editors picks,editor picks,sign up,log in,"
    "call out,latest news,latest stories,top stories,other stories,site header,"
    "site footer,page footer,page header,global header,post meta,entry meta,article meta,"
    "entry footer,post footer,post navigation,tag list,story list,card grid,link list".split(",")
)  # fmt: skip
_BODY_NAMES = re.compile(
    r"(?:^|[\s_-])(?:(?:entry|article|story|post|node|caas|gh|single|news|page|available|"
    r"td-post|richtext|rich)[_-]{0,2}(?:body|content|text|copy)|articlebody|storybody|"
    r"postcontent|field--name-body|body markup|paywall-content|body-text|bodytext)"
    r"(?=$|[\s_-])",
    re.IGNORECASE,
)
_CARD_WORDS = frozenset(
    "card cards teaser tease promo item tile river storycard".split()
)
_WORD = re.compile(r"[A-Z]?[a-z0-9]+|[A-Z]+")
_NAMES_LOOKED_AT = 300  # characters
_PROSE_FROM = 40  # characters of a paragraph; shorter only with the end of a sentence
_THREE_LETTERS = re.compile(r"\w{3}")
_REST = 11  # characters of a sentence, at least, from its first word on to its stop
_MOSTLY_LINKS, _SHORT = 0.5, 200
_ENOUGH = 200  # characters that can be an article
_CARD_PROSE = 500  # characters; a longer one is no teaser
_LIGHT = 12  # an element with less of the prose than this part may well be clutter
_MAX_ACQUITTED = 60
_ALIKE = 0.4  # of the best part's prose: another part of the article
_STOP = re.compile(
    r"(?:related(?: (?:stories|articles|coverage|news|topics|posts|content))?|"
    r"more (?:on this|from|stories|news|like this|in)\b.{0,60}|read (?:next|more|also)\b.{0,60}|"
    r"most (?:read|popular|viewed|shared)|recommended(?: for you| reading)?|trending(?: now)?|"
    r"(?:latest|top) (?:news|stories)|you (?:may|might) (?:also )?(?:like|be interested).{0,40}|"
    r"(?:\d+ )?comments?|leave a (?:reply|comment)|share this.{0,60}|newsletter|"
    r"about the authors?|tags|topics|also (?:read|in the news)|what to read next|"
    r"editors?['’]?s? picks|elsewhere on .{0,40}|around the web|sponsored|discussion about this post)[:.…]?",
    re.IGNORECASE,
)  # fmt: skip
_BOILERPLATE = re.compile(
    r"(?:advertisement|sponsored content|continue reading|read more|read also|also read|see also|"
    r"sign up|subscribe|already a subscriber|share this|share on|follow us|click here|"
    r"join our|download our|get our|listen to this|skip (?:to|past)|support our|"
    r"(?:©|copyright)\W{0,4}(?=\d{4})|all rights reserved|unsubscribe|our mailing address is|"
    r"you (?:are receiving|received) this|view this (?:e-?mail )?in your browser|photograph:|photo:|image (?:credit|source)|"
    r"reporting by|editing by|our standards:|thanks for reading|this post is public|"
    r"you're reading|filed under|posted in|topics:|tags:|view comments|log in|"
    r"a version of this article|we use cookies|accept (?:all )?cookies|print this)\b.{0,180}",
    re.IGNORECASE | re.DOTALL,
)  # fmt: skip
_PAYWALL = re.compile(
    r"subscribe (?:now )?to (?:continue|read|keep|unlock)|to continue reading|"
    r"already (?:a |have a )?(?:subscriber|subscription|member)|subscribers? only|"
    r"(?:this|the) (?:article|post|story|content) is (?:for|only (?:available )?(?:to|for)) "
    r"(?:paying |paid )?(?:subscribers|members)|create (?:a free|an) account to (?:read|continue)|"
    r"register (?:for free )?to (?:continue|read)|unlock this article",
    re.IGNORECASE,
)  # fmt: skip


class Page:
    """A page whose paragraphs are weighed.

    Attributes:
        root: All of it.
        blocks: All its paragraphs.
    """

    def __init__(self, root: Element) -> None:
        """Weigh it."""
        self.root = root
        self._drop_marks_of_notes()
        self.blocks = blocks_of(root)
        self._clutter: set[Element] = set()
        self._suspects = [e for e in root.elements() if _is_suspect(e)]
        self._clutter.update(self._suspects)
        self._clutter.update(_cards(root, self._prose(set())))
        self._acquit()

    def _drop_marks_of_notes(self) -> None:
        """Take away "[1]" and "[edit]", which stand glued to words."""
        for element in [*self.root.elements()]:
            if _is_mark_of_note(element):
                element.children = []

    def _prose(self, without: set[Element]) -> Counter[Element]:
        """Return how much prose stands in each element."""
        found: Counter[Element] = Counter()
        for block in self.blocks:
            if not (weight := _weight(block)):
                continue
            around = [block.element, *block.element.inside()]
            if not without.isdisjoint(around):
                continue
            for element in around:
                found[element] += weight
        return found

    def _acquit(self) -> None:
        """Take elements that hold the prose of the page for no clutter after all."""
        raw = self._prose(set())
        heavy = [e for e in self._clutter if raw[e] * _LIGHT > raw[self.root]]
        titled = {e for e in heavy if any(i.tag == "h1" for i in e.elements())}
        heavy.sort(key=lambda e: (e not in titled, -raw[e], -_depth(e)))
        # Again, as what was inside one that is none may count for that around it.
        for suspect in heavy[:_MAX_ACQUITTED] * 2:
            if suspect not in self._clutter or (
                _talk(suspect) and suspect not in titled
            ):
                continue
            prose = self._prose(self._clutter - {suspect} - set(suspect.inside()))
            within = prose[suspect]
            rest = prose[self.root] - within
            if within > rest and (
                suspect in titled or rest < _ENOUGH or within > 2 * rest
            ):
                self._clutter.discard(suspect)

    def article(self) -> list[Block]:
        """Return the paragraphs of its article."""
        prose = self._prose(self._clutter)
        best = self._best(prose)
        blocks = blocks_of(best, self._clutter.__contains__)
        kept = [*self._standfirst(best), *_without_boxes(blocks)]
        return kept or [b for b in self.blocks if b.linked < _MOSTLY_LINKS]

    def _best(self, prose: Counter[Element]) -> Element:
        """Return the element that holds the article, and little else."""
        named = [e for e in prose if _is_body(e)]
        whole = prose[self.root]
        body = max(named, key=lambda e: (prose[e], -_depth(e)), default=None)
        if body is not None and prose[body] >= whole / 2:
            return body
        scores: Counter[Element] = Counter()
        for block in self.blocks:
            around = [block.element, *block.element.inside()]
            if (weight := _weight(block)) and self._clutter.isdisjoint(around):
                # Its own element is the paragraph; one that holds several is sought.
                for share, element in zip((0.1, 1, 0.5, 0.25), around, strict=False):
                    scores[element] += weight * share  # type: ignore[assignment]
        if not scores:
            return self.root
        return self._grown(max(scores, key=lambda e: scores[e]), prose)

    def _grown(self, best: Element, prose: Counter[Element]) -> Element:
        """Widen it to the <article> around, and to parts like it beside it."""
        for around in best.inside():
            beside = [e for e in around.children if isinstance(e, Element)]
            others = [e for e in beside if e is not best and prose[e]]
            is_part = any(_alike(best, e) for e in others) or (
                sum(prose[e] for e in others) >= _ALIKE * prose[best]
                and all(_is_flowing(e) for e in others)
            )
            of_article = best.tag != "article" and (
                around.tag == "article" or _is_body(around)
            )
            if is_part or of_article:
                best = around
        return best

    def _standfirst(self, best: Element) -> Iterator[Block]:
        """Return what stands between the headline and the article."""
        within = {id(e) for e in best.elements()}
        after = False
        for block in self.blocks:
            if id(block.element) in within:
                return
            if block.element.tag == "h1":
                after = True
            elif after and _is_standfirst(block) and not _is_boilerplate(block):
                around = {block.element, *block.element.inside()}
                if self._clutter.isdisjoint(around):
                    yield block

    def paywall(self) -> str:
        """Return the words with which the page says that there is more, or ""."""
        for block in self.blocks:
            if len(block.text) < 2 * _SHORT and (found := _PAYWALL.search(block.text)):
                return found[0]
        return ""


def _is_mark_of_note(element: Element) -> bool:
    """True for a mark glued to words, a comment of Google Docs, the bar of archive.today."""
    if "mw-editsection" in element.attrs.get("class", ""):
        return True
    first = next((e for e in element.children if isinstance(e, Element)), element)
    if first.attrs.get("href", "").startswith("#cmnt_ref"):
        return True
    if element.attrs.get("id") == "HEADER":
        return "webpage capture" in element.words()
    return (
        element.tag == "sup"
        and bool(re.fullmatch(r"\[?[\w ]{1,20}\]?|[*†‡]", element.words()))
        and any(e.tag == "a" for e in element.elements())
    )


def _weight(block: Block) -> int:
    """Return the letters of prose in a paragraph; a headline or a button has none."""
    if block.element.tag in HEADINGS or block.linked > _MOSTLY_LINKS:
        return 0
    if len(block.text) < _PROSE_FROM and not _is_sentence(block.text):
        return 0
    return int(len(block.text) * (1 - block.linked)) if " " in block.text else 0


def _is_sentence(text: str) -> bool:
    """True for a text whose last line has a word and ends in a stop."""
    line = text.rstrip("\n").rpartition("\n")[2].rstrip("\"'”’»)]")
    word = _THREE_LETTERS.search(line)
    return word is not None and line[-1] in ".!?…" and len(line) > word.start() + _REST


def _is_standfirst(block: Block) -> bool:
    below = block.element.tag in {"h2", "h3"} and len(block.text) >= _PROSE_FROM
    return bool(below or _weight(block))


def _names(element: Element) -> list[str]:
    named = f"{element.attrs.get('class', '')} {element.attrs.get('id', '')}"
    return [word.lower() for word in _WORD.findall(named[:_NAMES_LOOKED_AT])]


def _is_suspect(element: Element) -> bool:
    """True for what is clutter as a rule."""
    if element.tag in NEVER or element.tag in {"", "html", "body", "a", "img"}:
        return False
    if element.tag in _CLUTTER_TAGS or element.attrs.get("role") in _CLUTTER_ROLES:
        return True
    if element.tag == "header":
        return not any(e.tag in {"article", "main"} for e in element.inside())
    style = element.attrs.get("style", "").replace(" ", "").lower()
    if "hidden" in element.attrs or "display:none" in style:
        return True
    words = _names(element)
    pairs = {" ".join(pair) for pair in pairwise(words)}
    return not (_CLUTTER_WORDS.isdisjoint(words) and _CLUTTER_PAIRS.isdisjoint(pairs))


def _talk(element: Element) -> bool:
    """True for what readers wrote: it may well be longer than the article."""
    return not {"comment", "comments", "commentlist", "disqus", "respond"}.isdisjoint(
        _names(element)
    )


def _is_body(element: Element) -> bool:
    if element.attrs.get("itemprop") == "articleBody":
        return True
    named = f"{element.attrs.get('class', '')} {element.attrs.get('id', '')}"
    return element.tag in {"div", "section", "article", "main", "td"} and bool(
        _BODY_NAMES.search(named[:_NAMES_LOOKED_AT])
    )


def _cards(root: Element, prose: Counter[Element]) -> Iterator[Element]:
    """Return teasers of other articles: short neighbours alike, headed by a link."""
    for element in root.elements():
        groups: dict[tuple[str, str], list[Element]] = {}
        for child in element.children:
            if isinstance(child, Element) and child.tag in {"article", "div", "li", "section", "a"}:  # fmt: skip
                key = child.tag, child.attrs.get("class", "")
                groups.setdefault(key, []).append(child)
        for group in groups.values():
            short = all(prose[each] < _CARD_PROSE for each in group)
            if (
                len(group) > 1
                and short
                and any(_is_teaser(e) for e in group if prose[e])
            ):
                yield from group


def _is_teaser(element: Element) -> bool:
    if not _CARD_WORDS.isdisjoint(_names(element)) and element.tag == "article":
        return True
    for inner in element.elements():
        if inner.tag in HEADINGS:
            links = [*inner.elements(), *inner.inside()]
            if any(
                e.tag == "a" and not e.attrs.get("href", "#").startswith("#")
                for e in links
            ):
                return True
    return False


def _depth(element: Element) -> int:
    return sum(1 for _ in element.inside())


def _alike(one: Element, other: Element) -> bool:
    """True for neighbours that are marked alike, but for a number."""
    marked = [
        (e.tag, re.sub(r"\d+", "", e.attrs.get("class", ""))) for e in (one, other)
    ]
    return marked[0] == marked[1] and one.tag != "p"


def _is_flowing(element: Element) -> bool:
    return element.tag in {"p", "blockquote", "ul", "ol", "h2", "h3", "figure", "pre"}


def _is_boilerplate(block: Block) -> bool:
    if block.linked >= _MOSTLY_LINKS and len(block.text) <= _SHORT:
        return True
    short = len(block.text) <= 2 * _SHORT
    return short and bool(
        _BOILERPLATE.fullmatch(block.text) or _PAYWALL.search(block.text)
    )


def _without_boxes(blocks: list[Block]) -> Iterator[Block]:
    """Leave out buttons and boxes: "Related", and what stands below up to a headline."""
    level = 0
    for block in blocks:
        tag = block.element.tag
        if tag in HEADINGS or len(block.text) < _PROSE_FROM:
            rank = int(tag[1]) if tag in HEADINGS else 7
            if _STOP.fullmatch(block.text):
                level = rank
            elif tag in HEADINGS and rank <= level:
                level = 0
        if not level and not _is_boilerplate(block):
            yield block
        if level == 7 and len(block.text) >= _SHORT:  # noqa: PLR2004 - no headline ended it
            level = 0
            yield block
