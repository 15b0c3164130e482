"""A scorer for pairs that no rule states: a sum of weights, and its strongest reasons.

The weights are those of `geo/data/link_weights.tsv`, which `geo/recipes/link_weights` trains.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from math import exp, fsum

from geo import data
from geo.language.syntax import Token
from geo.links.lexicon import triggers
from geo.links.pairs import Pair
from geo.model import LinkKind, Sureness

MAX_REASONS = 3
KINDS = (LinkKind.MOVEMENT, LinkKind.COOPERATION, LinkKind.CONFLICT)
WAYS = ("forward", "backward", "equal")
BIAS = "(bias)"


@dataclass(frozen=True, slots=True)
class Weighed:
    """A pair that is taken for a link.

    Attributes:
        pair: Its ends and features.
        share: How likely it is a link, 0 to 1.
        kind: The likeliest kind.
        way: "forward" from the first end, "backward" or "equal".
        reasons: Its strongest features that can be told, each with its weight.
    """

    pair: Pair
    share: float
    kind: LinkKind
    way: str
    reasons: tuple[tuple[str, float], ...]

    @property
    def places(self) -> frozenset[str]:
        """The ids of its two places."""
        return frozenset(s.end.place.id for s in (self.pair.first, self.pair.second))

    @property
    def word(self) -> Token | None:
        """The word that says it, as well as the tree tells."""
        joint = self.pair.joint
        if joint is not None and not self._is_end(joint):
            return joint
        return None

    def _is_end(self, token: Token) -> bool:
        slots = (self.pair.first, self.pair.second)
        return any(slot.first <= token.i <= slot.last for slot in slots)


def share_of(features: Iterable[str]) -> float:
    """Return how likely a pair with these features is a link, 0 to 1."""
    return 1 / (1 + exp(-_sum("link", features)))


def weigh(pair: Pair, threshold: float) -> Weighed | None:
    """Return a pair as a link, or None where it is likelier none.

    Args:
        pair: Two ends of a sentence.
        threshold: How likely it must be.
    """
    share = share_of(pair.features)
    if share < threshold:
        return None
    kind = max(KINDS, key=lambda each: _sum(each.value, pair.features))
    way = max(WAYS, key=lambda each: _sum(each, pair.features))
    likely = Weighed(pair, share, kind, way, _reasons(pair.features))
    # Who is at odds with whom is not guessed where no word of the sentence says so.
    return None if kind is LinkKind.CONFLICT and _is_unsaid(likely) else likely


def _is_unsaid(likely: Weighed) -> bool:
    if said_word(likely) is not None:
        return False
    above = (likely.pair.first.noun.head, likely.pair.second.noun.head)
    said = (each for word in above for each in triggers(word))
    return all(each.kind is not LinkKind.CONFLICT for each in said)


def _reasons(features: Iterable[str]) -> tuple[tuple[str, float], ...]:
    weights = _tables().get("link", {})
    told = [(f, weights.get(f, 0.0)) for f in features if not f.startswith("(")]
    best = sorted(told, key=lambda each: (-each[1], each[0]))[:MAX_REASONS]
    return tuple((f.partition(": ")[2], w) for f, w in best if w > 0)


def _sum(table: str, features: Iterable[str]) -> float:
    weights = _tables().get(table, {})
    # Exact, so that no order of a set decides between two ways that are equally likely.
    return fsum(weights.get(f, 0.0) for f in (BIAS, *features))


@cache
def _tables() -> Mapping[str, Mapping[str, float]]:
    found: dict[str, dict[str, float]] = {}
    for (table, feature), weight in data.link_weights().items():
        found.setdefault(table, {})[feature] = weight
    return found


def threshold(sureness: Sureness) -> float:
    """Return how likely a pair must be to count."""
    return _tables().get("threshold", {}).get(sureness.value, 1.0)


def best(found: Iterable[Weighed]) -> tuple[Weighed, ...]:
    """Return the likeliest reading of each pair of places."""
    chosen: dict[frozenset[str], Weighed] = {}
    for each in found:
        known = chosen.get(each.places)
        if known is None or each.share > known.share:
            chosen[each.places] = each
    return tuple(chosen.values())


def said_word(weighed: Weighed) -> Token | None:
    """Return a link word of that kind between the ends, else the word that joins them."""
    first, second = weighed.pair.first, weighed.pair.second
    for token in first.noun.doc[first.last + 1 : second.first]:
        if any(each.kind is weighed.kind for each in triggers(token)):
            return token
    return weighed.word
