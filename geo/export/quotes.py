"""Passages and decisions as plain values: what every JSON format says of them alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from geo.model import Atlas, Evidence, Passage, Reason, Resolution

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
