"""The ledger of names that are not on the map: nothing is lost in silence."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from geo.atlas import once_per_atlas
from geo.model import Atlas, Passage, Resolution
from geo.view.signs import why_not


@dataclass(frozen=True, slots=True)
class Unmapped:
    """One name without a place.

    Attributes:
        name: How the articles most often spell it.
        count: How often they name it.
        why: Why it has no place, in words; one reason a line of the first mention.
        sentence: The first sentence that names it.
        article_ids: The articles that do, in order.
    """

    name: str
    count: int
    why: str
    sentence: Passage
    article_ids: tuple[str, ...]


@once_per_atlas
def ledger_of(atlas: Atlas) -> tuple[Unmapped, ...]:
    """Return every unmapped name once, the most frequent first."""
    groups: dict[str, list[Resolution]] = {}
    for resolution in atlas.unresolved:
        groups.setdefault(resolution.mention.toponym, []).append(resolution)
    rows = map(_unmapped, groups.values())
    return tuple(sorted(rows, key=lambda row: -row.count))


def _unmapped(group: list[Resolution]) -> Unmapped:
    first = group[0]
    spelt = Counter(r.mention.text for r in group)
    return Unmapped(
        name=spelt.most_common(1)[0][0],
        count=len(group),
        why=why_not(first),
        sentence=first.mention.sentence,
        article_ids=tuple(dict.fromkeys(r.mention.passage.article_id for r in group)),
    )
