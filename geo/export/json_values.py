"""What every JSON format says alike: passages and decisions as plain values, and the URIs of things."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from geo.model import Article, Atlas, Evidence, Passage, Place, Reason, Resolution

SCORE_DECIMALS = 4

Texts = Mapping[str, str]  # article id to text


def texts_of(atlas: Atlas) -> Texts:
    """Return the text of each article by its id."""
    return {article.id: article.text for article in atlas.articles}


def quote(passage: Passage, texts: Texts) -> dict[str, Any]:
    """Return the range and the words of a passage."""
    text = texts[passage.article_id][passage.start : passage.end]
    return {"start": passage.start, "end": passage.end, "text": text}


def mention_values(resolution: Resolution, texts: Texts) -> dict[str, Any]:
    """Return a mention with its sentence and why it was taken so."""
    mention = resolution.mention
    return {
        "article_id": mention.passage.article_id,
        **quote(mention.passage, texts),
        "sentence": quote(mention.sentence, texts),
        "kind": mention.kind.value,
        "score": round(resolution.score, SCORE_DECIMALS),
        "reasons": notes(resolution.reasons),
    }


def evidence_values(evidence: Evidence, texts: Texts) -> dict[str, Any]:
    """Return the passage that states a link, and the words of its ends."""
    return {
        "article_id": evidence.passage.article_id,
        **quote(evidence.passage, texts),
        "origin": quote(evidence.origin.passage, texts),
        "destination": quote(evidence.destination.passage, texts),
    }


def notes(reasons: Sequence[Reason]) -> list[str]:
    """Return the reasons in words."""
    return [reason.note for reason in reasons]


def by_name(resolutions: Sequence[Resolution]) -> list[list[Resolution]]:
    """Put the mentions of one name together, in the order of the text."""
    groups: dict[str, list[Resolution]] = {}
    for resolution in resolutions:
        groups.setdefault(resolution.mention.toponym, []).append(resolution)
    return list(groups.values())


_OSM = re.compile(r"osm:(node|way|relation)/([0-9]+)")
_NO_NAME = re.compile(rb"[^A-Za-z0-9._~-]")  # what a name may hold only as %XX
_ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`\x00-\x20]+")


def place_uri(place: Place) -> str:
    """Return GeoNames' or OpenStreetMap's own address of a place, else a name of ours."""
    if place.geonames_id is not None:
        return f"https://sws.geonames.org/{place.geonames_id}/"
    known = _OSM.fullmatch(place.id)
    if known:
        return "https://www.openstreetmap.org/{}/{}".format(*known.groups())
    return name_uri("place", place.id)


def article_uri(article: Article) -> str:
    """Return the name of an article: its id is the hash of its text."""
    return name_uri("article", article.id)


def passage_uri(passage: Passage) -> str:
    """Return the name of a range of an article."""
    return name_uri("passage", passage.article_id, passage.start, passage.end)


def name_uri(kind: str, *parts: str | int) -> str:
    """Return a name of ours for what has no address: the same as long as its id is."""
    words = (_quoted(str(part)) for part in parts)
    return ":".join(("urn:dateline", kind, *words))


def is_address(text: str) -> bool:
    """True for a web address that may be written as a link."""
    return bool(_ADDRESS.fullmatch(text))


def _quoted(text: str) -> str:
    """Write a part of a name in the letters that every URI may hold."""
    raw = text.encode("utf-8", "replace")
    return _NO_NAME.sub(lambda byte: b"%%%02X" % ord(byte.group()), raw).decode()
