"""Atlas to W3C Web Annotations (JSON-LD): one annotation per mention and per link.

Each points at its words twice, as the recommendation advises: by their place in the text
and by quoting them with what stands around, so that a changed text can still be matched.
https://www.w3.org/TR/annotation-model/
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from geo.export.attribution import attribution_of
from geo.export.geometry import place_position
from geo.export.json_values import (
    SCORE_DECIMALS,
    article_uri,
    is_address,
    name_uri,
    notes,
    passage_uri,
    place_uri,
)
from geo.labels import link_name, link_time, link_words
from geo.model import Article, Atlas, Link, Passage, Place, Resolution
from geo.when import time_values

CONTEXT = (
    "http://www.w3.org/ns/anno.jsonld",
    {
        "geo": "http://www.w3.org/2003/01/geo/wgs84_pos#",
        "gn": "http://www.geonames.org/ontology#",
        "dateline": "urn:dateline:term:",
    },
)
AROUND = 32  # characters quoted before and after, to find the words again

Articles = Mapping[str, Article]
Values = dict[str, Any]


def to_annotations(atlas: Atlas) -> str:
    """Write an atlas as an AnnotationCollection of one page.

    A mention with a place *identifies* it, one without is only *highlighted*, with the
    reason; a link has one target for each passage that states it.
    """
    articles = {article.id: article for article in atlas.articles}
    items = [_mention(r, articles) for r in atlas.resolutions]
    items += [_link(link, articles) for link in atlas.links]
    collection = name_uri("annotations", *articles)
    document = {
        "@context": CONTEXT,
        "id": collection,
        "type": "AnnotationCollection",
        "label": "; ".join(a.title for a in atlas.articles if a.title) or "Dateline",
        "generator": {
            "id": name_uri("software"),
            "type": "Software",
            "name": "Dateline",
        },
        "dcterms:rights": list(attribution_of(atlas)),
        "total": len(items),
        "first": {
            "id": f"{collection}:1",
            "type": "AnnotationPage",
            "partOf": collection,
            "startIndex": 0,
            "items": items,
        },
    }
    return json.dumps(document, allow_nan=False, ensure_ascii=False)


def _mention(resolution: Resolution, articles: Articles) -> Values:
    mention, place = resolution.mention, resolution.place
    body = [_text("; ".join(notes(resolution.reasons)), "commenting")]
    if place:
        score = round(resolution.score, SCORE_DECIMALS)
        body = [_identified(place, {"dateline:score": score}), *body]
    return {
        "id": passage_uri(mention.passage),
        "type": "Annotation",
        "motivation": "identifying" if place else "highlighting",
        "body": [*body, _text(mention.kind.value, "classifying")],
        "target": _target(mention.passage, articles),
    }


def _link(link: Link, articles: Articles) -> Values:
    values = {
        "id": name_uri("link", link.evidence[0].passage.article_id, link.id),
        "type": "Annotation",
        "motivation": "linking",
        "body": [
            _identified(link.origin, {"dateline:role": "origin"}),
            _identified(link.destination, {"dateline:role": "destination"}),
            _text(link.kind.value, "classifying"),
            _text(f"{link_name(link)}: {link_words(link)}", "describing"),
        ],
        "target": [_target(each.passage, articles) for each in link.evidence],
        "dateline:directed": link.directed,
        "dateline:status": link.status.value,
    }
    said = {"actor": link.actor, "predicate": link.predicate, "date": link.date}
    said |= time_values(link_time(link))
    return values | {f"dateline:{key}": str(word) for key, word in said.items() if word}


def _identified(place: Place, more: Values) -> Values:
    lon, lat = place_position(place)
    source = {
        "id": place_uri(place),
        "type": "gn:Feature",
        "label": place.listed_as or place.name,
        "geo:lat": lat,
        "geo:long": lon,
        "dateline:place_id": place.id,
        "dateline:coordinates_from": str(place.provenance),
    }
    if place.country_code:
        source["gn:countryCode"] = place.country_code
    kind = {"type": "SpecificResource", "purpose": "identifying"}
    return {**kind, "source": source, **more}


def _text(words: str, purpose: str) -> Values:
    return {
        "type": "TextualBody",
        "purpose": purpose,
        "value": words,
        "format": "text/plain",
        "language": "en",
    }


def _target(passage: Passage, articles: Articles) -> Values:
    article = articles[passage.article_id]
    text, start, end = article.text, passage.start, passage.end
    return {
        "type": "SpecificResource",
        "source": _article(article),
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": text[start:end],
                "prefix": text[max(0, start - AROUND) : start],
                "suffix": text[end : end + AROUND],
            },
            {"type": "TextPositionSelector", "start": start, "end": end},
        ],
    }


def _article(article: Article) -> Values:
    source: Values = {
        "id": article_uri(article),
        "type": "Text",
        "format": "text/plain",
        "language": article.language,
        "label": article.title,
    }
    if article.published:
        source["dcterms:issued"] = article.published.isoformat()
    if article.source:
        is_link = is_address(article.source)
        source["dcterms:source"] = {"id": article.source} if is_link else article.source
    return source
