"""Atlas to Linked Places format 1.2: a gazetteer of what the articles name, for historians.

Every place is a GeoJSON feature with its names as the articles write them, cited, and its
relations to other places. https://github.com/LinkedPasts/linked-places-format
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from geo.atlas import PlaceSummary, summarise
from geo.export.attribution import attribution_of
from geo.export.geometry import box, place_position
from geo.export.json_values import (
    Texts,
    article_uri,
    by_name,
    name_uri,
    passage_uri,
    place_uri,
    quote,
    texts_of,
)
from geo.export.rfc7946 import check_rfc7946
from geo.labels import certainty, kind_of_place, link_name, link_time, link_words
from geo.model import (
    Article,
    Atlas,
    Link,
    LinkStatus,
    MentionKind,
    Passage,
    Place,
    Resolution,
    When,
)

CONTEXT = (
    "https://raw.githubusercontent.com/LinkedPasts/linked-places/master/"
    "linkedplaces-context-v1.1.jsonld"  # the context of versions 1.1 and 1.2
)
RELATED = "gvp:tgn3000_related_to"
FCLASSES = frozenset("AHLPRST")  # those that the format knows
CERTAINTY = {"sure": "certain", "likely": "less-certain", "unsure": "uncertain"}

Articles = Mapping[str, Article]
Values = dict[str, Any]


def to_linked_places(atlas: Atlas, *, unresolved: bool = False) -> str:
    """Write an atlas as a collection of Linked Places.

    Args:
        atlas: What to write.
        unresolved: Also write each name without a place, as a feature whose geometry
            is null.

    Raises:
        ValueError: A coordinate is not on Earth; the message names the feature.
    """
    articles = {article.id: article for article in atlas.articles}
    texts = texts_of(atlas)
    relations = _relations(atlas.links, texts)
    features = [
        _place(summary, articles, texts, relations.get(summary.place.id, []))
        for summary in summarise(atlas)
    ]
    if unresolved:
        groups = by_name(atlas.unresolved)
        features += [_nowhere(group, articles, texts) for group in groups]
    document = {
        "type": "FeatureCollection",
        "@context": CONTEXT,
        "features": features,
        "attribution": list(attribution_of(atlas)),
    }
    check_rfc7946(document)
    return json.dumps(document, allow_nan=False, ensure_ascii=False)


def _place(
    summary: PlaceSummary, articles: Articles, texts: Texts, relations: list[Values]
) -> Values:
    place = summary.place
    uri = place_uri(place)
    source = {"label": str(place.provenance), "@id": uri}
    listed = place.listed_as or place.name
    names = [{"toponym": listed, "citations": [source]}]
    names += _names(summary.resolutions, articles, but=listed)
    feature = _feature(name_uri("place", place.id), place.name, names)
    properties = feature["properties"]
    if place.country_code:
        properties["ccodes"] = [place.country_code]
    if place.feature_class in FCLASSES:
        properties["fclasses"] = [place.feature_class]
    feature["geometry"] = {
        "type": "Point",
        "coordinates": place_position(place),
        "certainty": CERTAINTY[certainty(summary.score)],
        "citations": [source],
    }
    if place.extent:
        feature["bbox"] = box(place.extent)
    feature["types"] = [_type(place)]
    if not uri.startswith("urn:"):
        feature["links"] = [{"type": "closeMatch", "identifier": uri}]
    if relations:
        feature["relations"] = relations
    return feature | _said(summary.resolutions, articles, texts)


def _nowhere(group: Sequence[Resolution], articles: Articles, texts: Texts) -> Values:
    first = group[0].mention
    uri = name_uri("unresolved", first.toponym)
    feature = _feature(uri, first.text, _names(group, articles))
    return feature | _said(group, articles, texts)


def _feature(uri: str, title: str, names: list[Values]) -> Values:
    return {
        "@id": uri,
        "type": "Feature",
        "properties": {"title": title},
        "names": names,
        "geometry": None,
    }


def _names(
    resolutions: Sequence[Resolution], articles: Articles, but: str = ""
) -> list[Values]:
    """Return each way the articles write the name, with the articles that do.

    Names of peoples and of those who rule ("Russian", "Kremlin") are no names of the place.
    """
    found: dict[str, dict[str, Article]] = {}
    for mention in (r.mention for r in resolutions):
        is_name = mention.kind in {MentionKind.PLACE, MentionKind.EMBEDDED}
        if is_name and mention.text != but:
            article = articles[mention.passage.article_id]
            found.setdefault(mention.text, {})[article.id] = article
    return [_name(text, list(by.values())) for text, by in found.items()]


def _name(text: str, by: Sequence[Article]) -> Values:
    name = {
        "toponym": text,
        "lang": by[0].language,
        "citations": [_citation(article) for article in by],
    }
    return name | _when(article.published for article in by)


def _citation(article: Article) -> Values:
    day = article.published.isoformat() if article.published else ""
    said = filter(None, (article.title, article.source, day))
    return {"label": ", ".join(said) or article.id, "@id": article_uri(article)}


def _said(
    resolutions: Sequence[Resolution], articles: Articles, texts: Texts
) -> Values:
    """Return the sentences that name it, and when they were published."""
    sentences = dict.fromkeys(r.mention.sentence for r in resolutions)
    named_in = {s.article_id: articles[s.article_id] for s in sentences}
    descriptions = [
        {
            "@id": passage_uri(sentence),
            "value": quote(sentence, texts)["text"],
            "lang": named_in[sentence.article_id].language,
        }
        for sentence in sentences
    ]
    days = _when(article.published for article in named_in.values())
    return {"descriptions": descriptions, **days}


def _when(days: Iterable[date | None]) -> Values:
    """Return the time from the first to the last of some days, where any is known."""
    known = sorted(day for day in days if day)
    if not known:
        return {}
    span = {"start": {"in": known[0].isoformat()}}
    if known[-1] > known[0]:
        span["end"] = {"in": known[-1].isoformat()}
    return {"when": {"timespans": [span]}}


def _type(place: Place) -> Values:
    code = f"{place.feature_class}.{place.feature_code}"
    return {"identifier": f"gn:{code}", "label": kind_of_place(place)}


def _relations(links: Iterable[Link], texts: Texts) -> dict[str, list[Values]]:
    """Return the relations of each place: to where a link leads, both ways if undirected."""
    found: dict[str, list[Values]] = {}
    for link in links:
        ends = [(link.origin, link.destination)]
        if not link.directed:
            ends.append((link.destination, link.origin))
        for one, other in ends:
            found.setdefault(one.id, []).append(_relation(link, other, texts))
    return found


def _relation(link: Link, other: Place, texts: Texts) -> Values:
    stated = link.status is LinkStatus.STATED
    relation = {
        "relationType": RELATED,
        "relationTo": name_uri("place", other.id),
        "label": f"{link_name(link)}: {link_words(link)}",
        "certainty": "certain" if stated else "uncertain",
        "citations": [_cited(each.passage, texts) for each in link.evidence],
    }
    when = link_time(link) or When("")
    return relation | _when([when.first, when.last])


def _cited(passage: Passage, texts: Texts) -> Values:
    return {"label": quote(passage, texts)["text"], "@id": passage_uri(passage)}
