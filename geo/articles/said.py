"""What a page says of itself: its marks, its elements, and JSON-LD for search engines."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from geo.articles.dates import read_date
from geo.articles.markup import Element, without_markup

_DATES = ("article:published_time", "datepublished", "date", "dc.date", "dc.date.issued",
          "dcterms.created", "pubdate", "publishdate", "parsely-pub-date", "article.published",
          "sailthru.date", "publish-date", "citation_publication_date", "<time>", "<byline>")  # fmt: skip
_ARTICLE = re.compile(r"article|posting|report|review|^recipe$", re.IGNORECASE)
_DATED = re.compile(r"date|publish|posted|byline|timestamp|entry-meta", re.IGNORECASE)
_DATE_IN_WORDS = re.compile(
    r"\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]{2,8}\.?,? \d{4}|[A-Z][a-z]{2,8}\.? \d{1,2},? \d{4}|"
    r"\d{4}-\d\d-\d\d"
)
_SEPARATED = re.compile(r"(?<!\s)\s++[|–—·»:-]\s++")
_SEPARATED_LAST = re.compile(r"(?<!\s)\s++[|–—·»:-]\s++$")
_PLACEHOLDER = re.compile(r"\*\|[^|]{1,60}\|\*|\{\{[^{}]{1,60}\}\}")
_DEEPEST, _MOST = 20, 5_000  # of JSON: levels, values


@dataclass(frozen=True, slots=True)
class Said:
    """What a page says of itself; "" where it does not.

    Attributes:
        title: Its headline, without the name of the site.
        published: As `read_date` writes it.
        site: The newspaper.
        language: ISO 639-1 code.
        address: Where it was published.
        body: The whole article, where the page gives it to search engines.
        paid: True where it says that it is not free to read.
    """

    title: str = ""
    published: str = ""
    site: str = ""
    language: str = ""
    address: str = ""
    body: str = ""
    paid: bool = False


def what_is_said(root: Element) -> Said:
    """Gather what a page says of itself."""
    marks = _marks(root)
    linked = _linked_article(root, marks.get("og:title") or marks.get("<title>", ""))
    publisher = linked.get("publisher")
    publisher = publisher[0] if isinstance(publisher, list) and publisher else publisher
    name = publisher.get("name", "") if isinstance(publisher, dict) else publisher
    site = marks.get("og:site_name") or _plain(name)
    dates = (read_date(marks[key]) for key in _DATES if key in marks)
    headline = _plain(linked.get("headline"))
    language = marks.get("<lang>") or _plain(linked.get("inLanguage"))
    return Said(
        title=_title(marks, headline, site)[:300],
        published=read_date(_plain(linked.get("datePublished")))
        or next(filter(None, dates), ""),
        site=" ".join(site.split())[:100],
        language=language.strip().lower()[:2],
        address=_address(marks, linked),
        body=without_markup(_body(linked)).strip(),
        paid=str(linked.get("isAccessibleForFree", "")).lower() == "false",
    )


def _marks(root: Element) -> dict[str, str]:
    """Return the marks in the head of a page, and the first of some elements."""
    said: dict[str, str] = {}
    for element in root.elements():
        attrs = element.attrs
        if element.tag == "meta":
            key = attrs.get("property") or attrs.get("name") or attrs.get("itemprop")
            if key and (content := attrs.get("content", "").strip()):
                said.setdefault(key.lower(), content)
        elif (known := _known(element)) and known[1]:
            said.setdefault(*known)
        else:
            _note_date(element, said)
    return said


def _known(element: Element) -> tuple[str, str] | None:
    """Return what an element that every page has says, and by which name."""
    attrs = element.attrs
    match element.tag:
        case "html":
            return "<lang>", attrs.get("lang", "")
        case "title" | "h1":
            return f"<{element.tag}>", element.words()
        case "time":
            return "<time>", attrs.get("datetime") or element.words()[:80]
        case "link" if attrs.get("rel", "").lower() == "canonical":
            return "<canonical>", attrs.get("href", "")
    return None


def _note_date(element: Element, said: dict[str, str]) -> None:
    """Take the day from what a page shows as one."""
    named = f"{element.attrs.get('class', '')} {element.attrs.get('itemprop', '')}"
    if "<byline>" in said or not _DATED.search(named):
        return
    words = element.words()
    if len(words) <= 200 and (found := _DATE_IN_WORDS.search(words)):  # noqa: PLR2004
        said["<byline>"] = found[0]


def _title(marks: dict[str, str], headline: str, site: str) -> str:
    """Return the headline; the name of the site behind it is cut off."""
    told = (marks.get("og:title"), headline, marks.get("<title>"))
    title = next((t for t in told if t and not _PLACEHOLDER.search(t)), "")
    title = " ".join(title.split()) or marks.get("<h1>", "")
    parts = _SEPARATED.split(title)
    if len(parts) < 2:  # noqa: PLR2004
        return title
    first = title[: title.rfind(parts[-1])]
    shown = {marks.get("<h1>", ""), headline}
    without = _SEPARATED.sub("", first[-1:]) and _SEPARATED_LAST.sub("", first)
    if parts[-1].casefold() == site.casefold() or without in shown or parts[0] in shown:
        return parts[0] if parts[0] in shown else without
    return title


def _address(marks: dict[str, str], linked: dict[str, Any]) -> str:
    given = linked.get("mainEntityOfPage")
    of_linked = given.get("@id") if isinstance(given, dict) else given
    for address in (marks.get("<canonical>"), marks.get("og:url"), of_linked):
        if isinstance(address, str) and re.match(r"https?://", address):
            return address.strip()[:2_000]
    return ""


def _plain(value: object) -> str:
    if isinstance(value, list):
        value = value[0] if value else ""
    return without_markup(value).strip() if isinstance(value, str) else ""


def _body(linked: dict[str, Any]) -> str:
    """Return the text of an article; of a live blog, that of its posts."""
    own = linked.get("articleBody") or linked.get("reviewBody") or ""
    updates = linked.get("liveBlogUpdate")
    posts = [_body(u) for u in updates if isinstance(u, dict)] if isinstance(updates, list) else []  # fmt: skip
    return "\n\n".join(filter(None, (own if isinstance(own, str) else "", *posts)))


def _linked_article(root: Element, title: str) -> dict[str, Any]:
    """Return the article that the JSON-LD of a page is about, or nothing."""
    found = [
        article
        for element in root.elements()
        if element.tag == "script" and "ld+json" in element.attrs.get("type", "")
        for article in _articles(_loaded("".join(map(str, element.children))))
    ]
    words = set(title.casefold().split())

    def alike(article: dict[str, Any]) -> tuple[float, int]:
        headline = set(_plain(article.get("headline")).casefold().split())
        shared = len(words & headline) / max(1, len(headline))
        return shared, len(_body(article))

    return max(found, key=alike, default={})


def _loaded(text: str) -> Any:
    """Read JSON as pages have it: in a comment, with bare line ends."""
    text = re.sub(r"^\s*(?:<!--|/\*<!\[CDATA\[\*/|//<!\[CDATA\[)|(?:-->|/\*\]\]>\*/|//\]\]>)\s*$", "", text)  # fmt: skip
    try:
        return json.loads(text.strip().rstrip(";"), strict=False)
    except (ValueError, RecursionError):
        return None


def _articles(value: Any) -> Iterator[dict[str, Any]]:
    """Return what calls itself an article, at any depth."""
    left, seen = [(value, 0)], 0
    while left and seen < _MOST:
        one, depth = left.pop()
        seen += 1
        if isinstance(one, dict):
            kinds = one.get("@type", "")
            kinds = kinds if isinstance(kinds, list) else [kinds]
            if any(_ARTICLE.search(str(kind)) for kind in kinds):
                yield one
        inner = one.values() if isinstance(one, dict) else one if isinstance(one, list) else ()  # fmt: skip
        if depth < _DEEPEST:
            left += [
                (each, depth + 1) for each in inner if isinstance(each, dict | list)
            ]
