"""A place's dossier: all its passages in order of date, its links, its spellings."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from geo.atlas import PlaceSummary, article_number, links_of, summary_of
from geo.model import Article, Atlas, Link, Mention, Passage


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence that names a place.

    Attributes:
        article: The article it stands in, with title, source and date.
        number: The article's place in the atlas, from 0.
        sentence: The sentence.
        mentions: The mentions of the place in it, in order of the text.
    """

    article: Article
    number: int
    sentence: Passage
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Dossier:
    """All that the articles say of one place.

    Attributes:
        summary: The place, with its resolutions in order of the articles.
        passages: Its sentences by the day of the article (those without a day last),
            then by the order of the atlas and the text.
        links_out: Directed links that start here.
        links_in: Directed links that lead here.
        links_beside: Links without a direction.
        spellings: Each spelling met and how often, the most frequent first.
    """

    summary: PlaceSummary
    passages: tuple[Said, ...]
    links_out: tuple[Link, ...]
    links_in: tuple[Link, ...]
    links_beside: tuple[Link, ...]
    spellings: tuple[tuple[str, int], ...]


def dossier(atlas: Atlas, place_id: str) -> Dossier | None:
    """Return a place's dossier, or None where the atlas has no such place."""
    summary = summary_of(atlas, place_id)
    if summary is None:
        return None
    links = links_of(atlas, place_id)
    met = Counter(r.mention.text for r in summary.resolutions)
    return Dossier(
        summary=summary,
        passages=_passages(atlas, summary),
        links_out=tuple(k for k in links if k.directed and k.origin.id == place_id),
        links_in=tuple(k for k in links if k.directed and k.destination.id == place_id),
        links_beside=tuple(k for k in links if not k.directed),
        spellings=tuple(met.most_common()),
    )


def _passages(atlas: Atlas, summary: PlaceSummary) -> tuple[Said, ...]:
    groups: dict[Passage, list[Mention]] = {}
    for resolution in summary.resolutions:
        mention = resolution.mention
        groups.setdefault(mention.sentence, []).append(mention)
    said = []
    for sentence, mentions in groups.items():
        number = article_number(atlas, sentence.article_id)
        in_order = tuple(sorted(mentions, key=lambda m: m.passage))
        said.append(Said(atlas.articles[number], number, sentence, in_order))
    return tuple(sorted(said, key=_by_day))


def _by_day(said: Said) -> tuple[bool, date, int, int]:
    day = said.article.published
    return day is None, day or date.max, said.number, said.sentence.start
