"""What text, map, panel and lists say alike: of a place, a link, a passage, an article."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from geo.atlas import Bundle, PlaceSummary, article_number, index_of, memoized
from geo.labels import bundle_words, how_meant, link_name, link_words, where
from geo.model import (
    Article,
    Atlas,
    DatePrecision,
    Link,
    Mention,
    Passage,
    Place,
    Resolution,
)
from geo.view.types import LinkRow, MarkerView, PassageView, Spoken

ENGLISH = "en"  # what the page itself is in
SAID = "said"  # marks the words that a link goes by
MAX_TITLE_LENGTH = 80  # characters
MAX_STEM_LENGTH = 60
# Characters of a date in ISO 8601 that say no more than is known.
_KNOWN = {DatePrecision.DAY: 10, DatePrecision.MONTH: 7, DatePrecision.YEAR: 4}


def passage_view(
    atlas: Atlas, sentence: Passage, mentions: Iterable[Mention], said: str = ""
) -> PassageView:
    """Return a sentence as runs of text, its mentions apart, and where it stands.

    Args:
        atlas: What the filters show.
        sentence: The sentence.
        mentions: Those to mark in it.
        said: The words to mark besides, where the sentence has them just once.
    """
    number = article_number(atlas, sentence.article_id)
    article = atlas.articles[number]
    several = len(atlas.articles) > 1
    named = sorted(mentions, key=lambda m: m.passage)
    return {
        "article": number,
        "start": sentence.start,
        "end": sentence.end,
        "title": title_of(article) if several else "",
        "source": article.source if _has_several_sources(atlas) else "",
        "day": day_of(article) if several else "",
        "language": article.language,
        "meant": [note for mention in named for note in how_meant(mention)],
        "runs": _runs(
            article.text, sentence, _marks(article.text, sentence, named, said)
        ),
    }


def _marks(
    text: str, sentence: Passage, named: Iterable[Mention], said: str
) -> list[tuple[int, int, str]]:
    """Return what is marked in a sentence as (start, end, kind), in the order of the text."""
    marks = [(m.passage.start, m.passage.end, m.kind.value) for m in named]
    if said:
        words = re.compile(rf"(?<!\w){re.escape(said)}(?!\w)", re.IGNORECASE)
        found = list(words.finditer(text, sentence.start, sentence.end))
        if len(found) == 1:  # of several it is not known which one is meant
            marks.append((*found[0].span(), SAID))
    return sorted(marks)


def _runs(
    text: str, sentence: Passage, marks: Iterable[tuple[int, int, str]]
) -> list[list[str]]:
    """Cut a sentence into [words, what they are marked as or ""]."""
    runs, at = [], sentence.start
    for start, end, kind in marks:
        if start < at or end > sentence.end:
            continue
        runs += [[text[at:start], ""], [text[start:end], kind]]
        at = end
    runs.append([text[at : sentence.end], ""])
    return [run for run in runs if run[0]]


def stops_view(atlas: Atlas, sentences: Iterable[Passage]) -> list[list[int]]:
    """Return sentences as [article, start, end], each once, in the order of the list that shows them."""
    stops = ((article_number(atlas, s.article_id), s.start, s.end) for s in sentences)
    return [list(stop) for stop in dict.fromkeys(stops)]


def when_told(atlas: Atlas, said: Passage) -> tuple[date, int, int]:
    """Return what sorts passages by the day of their article, those without one last, then as they stand."""
    number = article_number(atlas, said.article_id)
    return atlas.articles[number].published or date.max, number, said.start


@memoized
def _has_several_sources(atlas: Atlas) -> bool:
    return len({article.source for article in atlas.articles}) > 1


def day_of(article: Article) -> str:
    """Return the day, month or year an article was published (ISO 8601), or ""."""
    known = _KNOWN[article.published_precision]
    return article.published.isoformat()[:known] if article.published else ""


def spoken(*said: Place | Article) -> Spoken:
    """Return what names of places or titles of articles are in, where any is not in English."""
    languages = [language_of(each) for each in said]
    return {"languages": languages} if any(languages) else {}


def language_of(said: Place | Article) -> str:
    """Return what the name of a place or the title of an article is in; "" for English."""
    if isinstance(said, Place):
        return said.name_language
    return "" if said.language == ENGLISH else said.language


def marker_view(summary: PlaceSummary) -> MarkerView:
    """Return the name and the tooltip of a place's marker."""
    place = summary.place
    row: MarkerView = {
        "name": place.name,
        "where": where(place),
        "n": summary.count,
        "unsure": summary.unsure,
    }
    return {**row, **spoken(place)}


def link_row(link: Link) -> LinkRow:
    """Return a link in one line."""
    row: LinkRow = {
        "id": link.id,
        "name": link_name(link),
        "kind": link.kind.value,
        "status": link.status.value,
        "directed": link.directed,
        "words": link_words(link),
    }
    return {**row, **spoken(link.origin, link.destination)}


def bundle_row(bundle: Bundle) -> LinkRow:
    """Return a bundle in one line; ``status`` is what it is drawn as."""
    row: LinkRow = {
        "id": bundle.id,
        "name": link_name(bundle),
        "kind": bundle.kind.value,
        "status": bundle.status.value,
        "directed": bundle.directed,
        "words": bundle_words(bundle),
    }
    return {**row, **spoken(bundle.origin, bundle.destination)}


def why_not(resolution: Resolution) -> str:
    """Return why a name is not on the map: what decided, then why it is taken for a place."""
    notes = [reason.note for reason in resolution.reasons]
    return "; ".join(dict.fromkeys(notes[-1:] + notes)) or "No place was found."


@memoized
def atlas_stamp(atlas: Atlas) -> str:
    """Return a short name for what an atlas holds: scripts draw anew with other data."""
    parts = [article.id for article in atlas.articles]
    parts += [f"{link.id}{len(link.evidence)}" for link in atlas.links]
    parts += [
        f"{r.place.id if r.place else ''}{r.score:.3f}" for r in atlas.resolutions
    ]
    return hashlib.sha256("|".join(parts).encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class ArticleLine:
    """One article in the list.

    Attributes:
        article: The article.
        title: Its title, or how its text begins.
        places: Places it names.
        links: Links it is evidence of.
        unmapped: Names in it that are not mapped.
        about: What it is mainly about, country first.
    """

    article: Article
    title: str
    places: int
    links: int
    unmapped: int
    about: tuple[str, ...]


@memoized
def article_lines(atlas: Atlas) -> tuple[ArticleLine, ...]:
    """Return the list of the articles, in order."""
    within = index_of(atlas).within
    links = Counter(
        article
        for link in atlas.links
        for article in {said.passage.article_id for said in link.evidence}
    )
    about: dict[str, list[str]] = {}
    for focus in atlas.focus:
        about.setdefault(focus.article_id, []).append(focus.place.name)
    lines = []
    for article in atlas.articles:
        found = within.get(article.id, ())
        lines.append(
            ArticleLine(
                article=article,
                title=title_of(article),
                places=len({r.place.id for r in found if r.place}),
                links=links[article.id],
                unmapped=sum(r.place is None for r in found),
                about=tuple(dict.fromkeys(about.get(article.id, ()))),
            )
        )
    return tuple(lines)


def file_stem(title: str) -> str:
    """Return a title as the beginning of a file's name, on every system: "lavrov-in-wonsan"."""
    words = re.sub(r"[\W_]+", "-", unicodedata.normalize("NFC", title).casefold())
    whole = words.strip("-")
    if len(whole) > MAX_STEM_LENGTH:
        whole = (
            whole[: MAX_STEM_LENGTH + 1].rpartition("-")[0] or whole[:MAX_STEM_LENGTH]
        )
    return whole or "dateline"


def title_of(article: Article) -> str:
    """Return the title of an article, or how its text begins; its start where it is long."""
    title = article.title.strip() or article.text.strip().partition("\n")[0].strip()
    short = len(title) <= MAX_TITLE_LENGTH
    return title if short else f"{title[: MAX_TITLE_LENGTH - 1].rstrip()}…"
