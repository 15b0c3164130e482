"""What the weights find in articles that they were not trained on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from math import exp
from zlib import crc32

from geo.links.weigh import BIAS
from geo.recipes.link_weights.pairs import Instance
from geo.recipes.link_weights.train import Table, train_links

FOLDS = 5
Scored = tuple[float, Instance]


def scored_apart(
    instances: Sequence[Instance], teaches: Callable[[Instance], bool] = bool
) -> list[Scored]:
    """Return how likely each pair is by what the articles of the other folds teach.

    Args:
        instances: Pairs of gold articles.
        teaches: Which of them are trained on.
    """
    found: list[Scored] = []
    for fold in range(FOLDS):
        others = [x for x in instances if _fold(x) != fold and teaches(x)]
        weights = train_links(others)
        found += [(_share(weights, x), x) for x in instances if _fold(x) == fold]
    return found


def part_of(each: Instance) -> int:
    """Return a number from 0 to 99 for its article, the same each time."""
    return crc32(f"part {each.article}".encode()) % 100


def rates(found: Sequence[Instance], every: Sequence[Instance]) -> tuple[float, float]:
    """Return how many of the pairs that were found are links, and how many links that is."""
    right = sum(each.weight for each in found if each.is_link)
    links = sum(each.weight for each in every if each.is_link)
    return right / max(1e-9, sum(each.weight for each in found)), right / links


def average_precision(scored: Sequence[Scored]) -> float:
    """Return the mean precision at each link, the likeliest first."""
    return sum(_precisions(scored)) / sum(x.weight for _, x in scored if x.is_link)


def _precisions(scored: Sequence[Scored]) -> Iterator[float]:
    right = every = 0.0
    for _, each in sorted(scored, key=lambda one: -one[0]):
        every += each.weight
        right += each.weight * each.is_link
        yield each.weight * each.is_link * right / every


def _share(weights: Table, each: Instance) -> float:
    return 1 / (1 + exp(-sum(weights.get(f, 0.0) for f in {*each.features, BIAS})))


def _fold(each: Instance) -> int:
    return crc32(each.article.encode()) % FOLDS
