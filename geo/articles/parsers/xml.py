"""News as XML: NITF, NewsML, TEI and their kin; other XML is named as what it is."""

from __future__ import annotations

from dataclasses import dataclass, field

from geo.articles.dates import read_date
from geo.articles.newsroom import split_export
from geo.articles.parsed import ParsedArticle, ParsedFile
from geo.articles.safe_xml import local, read_xml
from geo.errors import ArticleError

# Elements that are an article each, in the formats and collections that have many in a file.
_ARTICLES = frozenset(
    "nitf newsitem tei text.article article doc document record story press-release".split()
)
_BODIES = frozenset(
    "body.content body text articlebody content fulltext maintext story.text".split()
)
_PARAGRAPHS = frozenset("p ab head hl2 para li l s.text h1 h2 h3".split())
_TITLES = frozenset(
    "hl1 headline article-title title hedline main-title slugline docid.title".split()
)
_HEADLINES = frozenset(
    {"hl1", "headline", "article-title"}
)  # believed before any other title
_DATES = frozenset(
    "date.issue story.date date pubdate published contentcreated versioncreated datetime "
    "publicationdate date.publication thisrevisioncreated firstcreated dateline.date day".split()
)
_SOURCES = frozenset("publisher source provider newspaper publication pubdata".split())
_NO_TEXT = frozenset(
    "teiheader note.meta catalogref rightsinfo script style metadata".split()
)
_IN_ATTRIBUTES = ("norm", "when", "date.publication", "content", "iso")
_REFUSED = {
    "urlset": "is a site map, a list of addresses; give the addresses of the pages",
    "sitemapindex": "is a list of site maps; give the addresses of the pages",
    "opml": "is a list of feeds (OPML); give a feed's own address",
    "kml": "is a map (KML), not articles",
    "gpx": "is a track (GPX), not articles",
    "svg": "is a drawing (SVG), not articles",
    "plist": "is a list of settings, not articles",
    "mediawiki": "is an export of a wiki, whose texts are marked up; save the pages as HTML",
}


@dataclass
class _Draft:
    title: str = ""
    published: str = ""
    source: str = ""
    language: str = ""
    paragraphs: list[str] = field(default_factory=list)
    loose: list[str] = field(default_factory=list)


class _News:
    """Gathers articles: each with its headline, day, newspaper and paragraphs."""

    def __init__(self) -> None:
        self.root = ""
        self.drafts = [_Draft()]
        self._open: list[str] = []
        self._words: list[str] = []
        self._in_body = 0

    def start(self, tag: str, attrs: dict[str, str]) -> None:
        name = local(tag).lower()
        self.root = self.root or name
        draft = self.drafts[-1]
        if name in _ARTICLES and (draft.paragraphs or draft.loose):
            self.drafts.append(_Draft())
        if name in _PARAGRAPHS | _TITLES | _DATES | _SOURCES:
            self._end_words("")
        self._open.append(name)
        self._in_body += self._is_body(name)
        self._note(name, {local(k).lower(): v for k, v in attrs.items()})

    def _is_body(self, name: str) -> bool:
        return name in _BODIES and not _NO_TEXT.intersection(self._open)

    def _note(self, name: str, attrs: dict[str, str]) -> None:
        draft = self.drafts[-1]
        if name in _DATES:
            given = (attrs.get(key, "") for key in _IN_ATTRIBUTES)
            draft.published = draft.published or next(filter(None, map(read_date, given)), "")  # fmt: skip
        if name in _ARTICLES:
            draft.published = draft.published or read_date(attrs.get("date", ""))
            draft.language = draft.language or attrs.get("lang", "")[:2].lower()
        if name in _SOURCES:
            draft.source = draft.source or attrs.get("name") or attrs.get("literal", "")

    def data(self, text: str) -> None:
        self._words.append(text)

    def end(self, tag: str) -> None:
        name = local(tag).lower()
        if name in _PARAGRAPHS | _TITLES | _DATES | _SOURCES | _BODIES:
            self._end_words(name)
        self._in_body -= self._is_body_end(name)
        if self._open:
            self._open.pop()

    def _is_body_end(self, name: str) -> bool:
        return name in _BODIES and not _NO_TEXT.intersection(self._open[:-1])

    def _end_words(self, name: str) -> None:
        words = " ".join("".join(self._words).split())
        self._words = []
        if not words:
            return
        draft = self.drafts[-1]
        if self._in_body and name in _PARAGRAPHS:
            draft.paragraphs.append(words)
        elif name in _HEADLINES or (
            self._in_body and not draft.title and name in _TITLES
        ):
            draft.title = words
        elif self._in_body:
            draft.loose.append(words)
        elif name in _TITLES:
            draft.title = draft.title or words
        elif name in _DATES:
            draft.published = draft.published or read_date(words)
        elif name in _SOURCES and len(words) < 100:  # noqa: PLR2004
            draft.source = draft.source or words


def parse(content: bytes, name: str, charset: str = "") -> ParsedFile:
    """Read news as XML; see `Parser`."""
    del charset
    news = _News()
    read_xml((content,), news, name)
    if advice := _REFUSED.get(news.root):
        raise ArticleError(f"{name} {advice}")
    drafts = tuple(
        _article(draft) for draft in news.drafts if draft.paragraphs or draft.loose
    )
    kept = tuple(draft for draft in drafts if " " in draft.text)
    if not kept:
        raise ArticleError(
            f"{name} is XML of another kind (<{news.root[:40]}>): no RSS or Atom feed and no "
            "news (NITF, NewsML, TEI); give its text as .txt, or its table as .csv"
        )
    if len(kept) == 1 and (export := split_export(kept[0].text)):
        return export
    return ParsedFile(kept, notes=(f"read as XML of the kind <{news.root[:40]}>",))


def _article(draft: _Draft) -> ParsedArticle:
    body = "\n\n".join(draft.paragraphs or draft.loose)
    title = draft.title
    return ParsedArticle(
        f"{title}\n\n{body}" if title and not body.startswith(title) else body,
        title=title,
        source=draft.source,
        published=draft.published,
        language=draft.language,
    )
