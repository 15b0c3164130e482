"""When, from whom and how sure: what every table and layer says beside the place itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from geo.articles.text import newspaper
from geo.atlas import PlaceSummary
from geo.export.json_values import SCORE_DECIMALS, Texts, is_address, quote
from geo.labels import certainty, country_name, link_time
from geo.model import Article, Atlas, Link, Passage, Place
from geo.when import time_values

Columns = tuple[tuple[str, type], ...]
Articles = Mapping[str, Article]
Scores = Mapping[Passage | str, float]  # of a mention, and of a place by its id

# Of one article: the one that names it, or the first that does.
ARTICLE: Columns = (
    ("article_date", date),
    ("date_precision", str),
    ("article_source", str),
    ("article_address", str),
    ("article_language", str),
)
_NAMED: Columns = (("certainty", str), ("country", str), ("gazetteer_name", str))
OF_MENTION: Columns = (*_NAMED, *ARTICLE, ("time", str))
OF_PLACE: Columns = (
    *_NAMED,
    ("spellings", str),
    ("sentence", str),
    ("articles", int),
    ("sources", str),
    ("first_date", date),
    ("last_date", date),
    ("article_title", str),
    *ARTICLE,
    ("time", str),
)
WHEN: Columns = (("date_words", str), ("date_first", date), ("date_last", date))
OF_LINK: Columns = (
    ("name", str),
    ("score", float),
    ("certainty", str),
    ("origin_country", str),
    ("destination_country", str),
    *WHEN,
    ("articles", int),
    ("sources", str),
    ("first_date", date),
    ("last_date", date),
    ("article_title", str),
    *ARTICLE,
    ("time", str),
)
_MAX_NAMED = 20  # spellings and sources


def articles_of(atlas: Atlas) -> Articles:
    """Return the articles of an atlas by their ids."""
    return {article.id: article for article in atlas.articles}


def scores_of(atlas: Atlas) -> Scores:
    """Return the belief in each mention that has a place, and in each place."""
    scores: dict[Passage | str, float] = {}
    for resolution in atlas.resolutions:
        if place := resolution.place:
            scores[resolution.mention.passage] = resolution.score
            scores[place.id] = max(resolution.score, scores.get(place.id, 0.0))
    return scores


def article_values(article: Article) -> dict[str, Any]:
    """Return when and where an article was published: the paper, and its address."""
    day = article.published
    address = article.address or (article.source if is_address(article.source) else "")
    return {
        "article_date": day,
        "date_precision": article.published_precision.value if day else "",
        "article_source": newspaper(article.source),
        "article_address": address,
        "article_language": article.language,
    }


def mention_extras(
    place: Place | None, score: float, article: Article
) -> dict[str, Any]:
    """Return what stands beside a mention."""
    return {
        "certainty": certainty(score) if place else None,
        "country": country_name(place.country_code) if place else None,
        "gazetteer_name": (place.listed_as or place.name) if place else None,
        **article_values(article),
        "time": moment(article.published),
    }


def place_extras(
    summary: PlaceSummary, articles: Articles, texts: Texts
) -> dict[str, Any]:
    """Return what stands beside a place: all its articles, and the first that names it."""
    mentions = [resolution.mention for resolution in summary.resolutions]
    named = [articles[m.passage.article_id] for m in mentions]
    return {
        "certainty": certainty(summary.score),
        "country": country_name(summary.place.country_code),
        "gazetteer_name": summary.place.listed_as or summary.place.name,
        "spellings": _listed(mention.text for mention in mentions),
        "sentence": quote(mentions[0].sentence, texts)["text"],
        **_several(named),
    }


def link_extras(link: Link, articles: Articles, scores: Scores) -> dict[str, Any]:
    """Return what stands beside a link; it is as sure as the less sure of its places."""
    # "The capital" is no mention of its own: as sure as its place.
    origin, destination = (
        scores.get(p.id, 0.0) for p in (link.origin, link.destination)
    )
    believed = [
        min(
            scores.get(e.origin.passage, origin),
            scores.get(e.destination.passage, destination),
        )
        for e in link.evidence
    ]
    score = max(believed, default=0.0)
    return {
        "score": round(score, SCORE_DECIMALS),
        "certainty": certainty(score),
        "origin_country": country_name(link.origin.country_code),
        "destination_country": country_name(link.destination.country_code),
        **time_values(link_time(link)),
        **_several([articles[e.passage.article_id] for e in link.evidence], link.date),
    }


def moment(day: date | None) -> str | None:
    """Return a day with a time, without which some programs play nothing."""
    return f"{day.isoformat()}T00:00:00Z" if day else None


def _several(named: list[Article], stated: date | None = None) -> dict[str, Any]:
    days = sorted(article.published for article in named if article.published)
    first = named[0] if named else Article("", "")
    return {
        "articles": len({article.id for article in named}),
        "sources": _listed(newspaper(article.source) for article in named),
        "first_date": days[0] if days else None,
        "last_date": days[-1] if days else None,
        "article_title": first.title,
        **article_values(first),
        "time": moment(stated or (days[0] if days else None)),
    }


def _listed(words: Iterable[str]) -> str:
    """Return each word once: "Rangoon; Yangon"."""
    each = list(dict.fromkeys(filter(None, words)))
    return "; ".join(each[:_MAX_NAMED]) + ("; ..." if len(each) > _MAX_NAMED else "")
