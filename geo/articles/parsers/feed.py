"""RSS and Atom: one article an entry. The only door to feedparser."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import feedparser

from geo.articles.dates import read_date
from geo.articles.encoding import decode
from geo.articles.markup import without_markup, words_of
from geo.articles.parsed import ParsedArticle, ParsedFile, with_headline
from geo.articles.safe_xml import read_xml
from geo.errors import ArticleError

MAX_BYTES = 5_000_000
MAX_ENTRIES = 200
# What exports of WordPress hold beside posts and pages.
_NO_POSTS = frozenset(
    "attachment nav_menu_item revision custom_css wp_navigation wp_global_styles".split()
)
SUMMARY = 800  # characters: a shorter text is a summary of what stands elsewhere

_UTF8 = {"content-type": "application/xml; charset=utf-8"}
_DECLARATION = re.compile(r"\A\s*<\?xml\b[^>]{0,300}>")
_DECLARED = re.compile(rb"""encoding\s*=\s*["']([\w.:-]{1,40})["']""")


class _Nothing:
    """Listens to nothing: the document is only checked."""

    def start(self, tag: str, attrs: dict[str, str]) -> None: ...

    def end(self, tag: str) -> None: ...

    def data(self, text: str) -> None: ...


def parse(content: bytes, name: str, charset: str = "") -> ParsedFile:
    """Read a feed; see `Parser`. Broken XML, which is common, is read as far as it goes."""
    if len(content) > MAX_BYTES:
        raise ArticleError(f"{name} is too large for a feed; give one below 5 MB")
    plain = _in_utf8(content, name, charset)
    _refuse_entities(plain, name)
    # Bytes in a stream: of a text, feedparser would take an address and go there.
    feed: Any = feedparser.parse(BytesIO(plain), response_headers=_UTF8)
    entries = feed.entries
    if not feed.version and not entries:
        raise ArticleError(
            f"{name} is no RSS or Atom feed; give the feed's own address"
        )
    site = " ".join(str(feed.feed.get("title", "")).split())
    language = str(feed.feed.get("language", "")).lower()[:2]
    posts = [entry for entry in entries if entry.get("wp_post_type") not in _NO_POSTS]
    drafts = [_draft(entry, site, language) for entry in posts[:MAX_ENTRIES]]
    kept = tuple(draft for draft in drafts if draft.text.strip())
    if not kept:
        raise ArticleError(f"{name} has no entries with words; try it again later")
    notes = []
    if len(posts) > MAX_ENTRIES:
        notes.append(f"only the first {MAX_ENTRIES} of {len(posts)} entries were read")
    if left := len(entries) - len(posts):
        notes.append(f"{left} pictures and menus of the site were left out")
    return ParsedFile(kept, notes=tuple(notes))


def _in_utf8(content: bytes, name: str, charset: str) -> bytes:
    """Return a feed in UTF-8, without the line that says otherwise: it names any codec."""
    said = _DECLARED.search(content[:300])
    text, _ = decode(content, name, charset or (said[1].decode() if said else ""))
    return _DECLARATION.sub("", text, count=1).encode("utf-8", "replace")


def _refuse_entities(content: bytes, name: str) -> None:
    """Refuse what defines entities; other faults are feedparser's to mend."""
    try:
        read_xml((content,), _Nothing(), name)
    except ArticleError as error:
        if "is damaged" not in str(error):
            raise


def _draft(entry: Any, site: str, language: str) -> ParsedArticle:
    bodies = [part.get("value", "") for part in entry.get("content", ())]
    longest = max((*bodies, entry.get("summary", "")), key=len)
    text = without_markup(words_of(longest))
    title = without_markup(words_of(str(entry.get("title", "")))).replace("\n", " ")
    link = str(entry.get("link", ""))
    source = link if link.startswith(("https://", "http://")) else site
    notes: tuple[str, ...] = ()
    if len(text) < SUMMARY and source != site:
        notes = (f"the feed may hold a summary only; the whole is at {source[:300]}",)
    return ParsedArticle(
        with_headline(title, text),
        title=title,
        source=source,
        address=source if source != site else "",
        published=read_date(str(entry.get("published") or entry.get("updated") or "")),
        language=language,
        notes=notes,
    )
