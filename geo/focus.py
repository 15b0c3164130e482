"""What an article is about: its main country, province and spot.

Each place counts by how often and how early it is named; a town also speaks for its province
and country, a people for its country.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log

from geo.gazetteer import Gazetteer
from geo.model import Article, Focus, FocusLevel, MentionKind, Place, Resolution

# Share of what the article names below which it is about no such place; a town has most
# other names beside it.
MIN_SHARE = {
    FocusLevel.COUNTRY: 0.25,
    FocusLevel.ADMIN1: 0.25,
    FocusLevel.SPOT: 0.2,
}
MAX_PLACES = 2  # places a level can have
LEAD = 400  # characters that say what an article is about
LEAD_WEIGHT = 1.5
_KIND_WEIGHT = {MentionKind.PLACE: 1.0, MentionKind.EMBEDDED: 0.5}
_OTHER_WEIGHT = 0.7  # peoples and governments: they act, but little happens there

Key = tuple[FocusLevel, str, str]  # level; country code and admin-1 code, or place id


@dataclass(frozen=True, slots=True)
class _Named:
    """A place of the article, with what its mentions weigh together."""

    place: Place
    weight: float
    count: int


def find_focus(
    article: Article, resolutions: Sequence[Resolution], gazetteer: Gazetteer
) -> tuple[Focus, ...]:
    """Return the main places of an article, country first, each with its share.

    Args:
        article: The article.
        resolutions: Its mentions, resolved.
        gazetteer: Gives the countries and provinces that its towns lie in.
    """
    named = tuple(_named(article, resolutions))
    total = sum(each.weight for each in named)
    weights: defaultdict[Key, float] = defaultdict(float)
    counts: defaultdict[Key, int] = defaultdict(int)
    for each in named:
        for key in _keys(each.place):
            weights[key] += each.weight
            counts[key] += each.count
    spots = {each.place.id: each.place for each in named}
    found = []
    for level in FocusLevel:
        keys = sorted(
            (key for key in weights if key[0] is level), key=lambda k: -weights[k]
        )
        for key in keys[:MAX_PLACES]:
            place = _place_of(key, spots, gazetteer)
            if place and weights[key] >= MIN_SHARE[level] * total:
                share = weights[key] / total
                found.append(Focus(article.id, level, place, share, counts[key]))
    return tuple(found)


def _named(article: Article, resolutions: Sequence[Resolution]) -> Iterator[_Named]:
    groups: defaultdict[str, list[Resolution]] = defaultdict(list)
    for resolution in resolutions:
        if resolution.place:
            groups[resolution.place.id].append(resolution)
    for group in groups.values():
        place = group[0].place
        assert place
        most = max(mention_weight(resolution, article) for resolution in group)
        yield _Named(place, most * (1.0 + log(len(group))), len(group))


def mention_weight(resolution: Resolution, article: Article) -> float:
    """Return what one mention weighs: by its kind, its certainty, and whether the lead names it."""
    mention = resolution.mention
    early = mention.passage.start < min(LEAD, len(article.text) // 3)
    kind = _KIND_WEIGHT.get(mention.kind, _OTHER_WEIGHT)
    return kind * resolution.score * (LEAD_WEIGHT if early else 1.0)


def _keys(place: Place) -> Iterator[Key]:
    """Return what a place speaks for: itself, its province, its country."""
    if place.country_code:
        yield FocusLevel.COUNTRY, place.country_code, ""
        if place.admin1:
            yield FocusLevel.ADMIN1, place.country_code, place.admin1
    if place.feature_class in "PS":
        yield FocusLevel.SPOT, place.id, ""


def _place_of(
    key: Key, spots: Mapping[str, Place], gazetteer: Gazetteer
) -> Place | None:
    level, code, admin1 = key
    return spots[code] if level is FocusLevel.SPOT else gazetteer.area(code, admin1)
