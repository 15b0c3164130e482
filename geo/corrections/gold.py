"""Checked articles as gold: how right the machine is on a person's own archive.

Only articles that somebody marked as checked are gold. One that was merely corrected says
where the machine was wrong and not where it was right: figures from such articles would
make it look worse than it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from geo.corrections.apply import correct_reading
from geo.corrections.model import RULE, Checked, Correction, NotAPlace
from geo.corrections.precedence import Applicable
from geo.corrections.text import reason_of
from geo.model import Article, Atlas, Resolution


def gold_records(
    atlases: Iterable[Atlas],
    corrections: Sequence[Correction],
    *,
    unchecked: bool = False,
) -> Iterator[dict[str, Any]]:
    """Return the gold articles, one record each, as ``dateline evaluate`` reads them.

    A mention that is no place is left out; one without a place has null for lat and lon.

    Args:
        atlases: What the machine read, uncorrected.
        corrections: Those in force.
        unchecked: Also the articles that were corrected and not checked.
    """
    applicable = Applicable(corrections)
    checked = checked_articles(corrections)
    refused = {
        reason_of(c).note for c in corrections if isinstance(c.action, NotAPlace)
    }
    for reading in (reading for atlas in atlases for reading in atlas.readings):
        corrected = correct_reading(reading, applicable)
        is_checked = reading.article.id in checked
        if is_checked or (unchecked and corrected is not reading):
            kept = [r for r in corrected.resolutions if not _is_refused(r, refused)]
            yield _record(reading.article, kept, checked=is_checked)


def checked_articles(corrections: Iterable[Correction]) -> frozenset[str]:
    """Return the ids of the articles that somebody marked as checked."""
    return frozenset(c.article_id for c in corrections if isinstance(c.action, Checked))


def _is_refused(resolution: Resolution, refused: set[str]) -> bool:
    """True for a mention that a person said is no place."""
    first = resolution.reasons[:1]
    return any(r.rule == RULE and r.note in refused for r in first)


def _record(
    article: Article, resolutions: Iterable[Resolution], *, checked: bool
) -> dict[str, Any]:
    return {
        "id": article.id,
        "title": article.title,
        "source": article.source,
        "date": article.published.isoformat() if article.published else None,
        "checked": checked,
        "text": article.text,
        "toponyms": [_toponym(r) for r in resolutions],
    }


def _toponym(resolution: Resolution) -> dict[str, Any]:
    mention, place = resolution.mention, resolution.place
    return {
        "start": mention.passage.start,
        "end": mention.passage.end,
        "text": mention.text,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "name": place.name if place else None,
        "kind": mention.kind.value,
        "place_id": place.id if place else None,
    }
