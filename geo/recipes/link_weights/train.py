"""Logistic regression over features that can be told, by plain gradient steps."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from geo.links.weigh import BIAS, KINDS, WAYS
from geo.recipes.link_weights.pairs import Instance

MIN_ARTICLES = 5  # in which a feature must stand
STEPS = 250
# Strength of the pull to zero, and the smallest weights that are written: of the link table, and
# of those of kind and direction, which see links alone.
PULL, PULL_OF_KINDS = 12.0, 3.0
SMALLEST, SMALLEST_OF_KINDS = 0.1, 0.2
Table = dict[str, float]


def train(instances: Sequence[Instance]) -> dict[str, Table]:
    """Return the weights of every table, by feature."""
    # What rules state is never weighed; of kinds and ways it teaches all the same.
    tables = {"link": train_links([each for each in instances if not each.stated])}
    links = [each for each in instances if each.is_link]
    for kind in KINDS:
        tables[kind.value] = fit(
            links, _has_kind(kind.value), PULL_OF_KINDS, SMALLEST_OF_KINDS
        )
    for way in WAYS:
        tables[way] = fit(links, _has_way(way), PULL_OF_KINDS, SMALLEST_OF_KINDS)
    return tables


def train_links(instances: Sequence[Instance]) -> Table:
    """Return the weights that tell whether two places are linked."""
    return fit(instances, lambda each: each.is_link, PULL, SMALLEST)


def _has_kind(kind: str) -> Callable[[Instance], bool]:
    return lambda each: kind in each.kinds


def _has_way(way: str) -> Callable[[Instance], bool]:
    return lambda each: way in each.ways


def fit(
    instances: Sequence[Instance],
    is_yes: Callable[[Instance], bool],
    pull: float,
    smallest: float,
) -> Table:
    """Return the weights that tell yes from no, and the bias."""
    names = [*_names(instances), BIAS]
    column = {name: i for i, name in enumerate(names)}
    x = _Rows.of([[*each.features, BIAS] for each in instances], column)
    yes = np.array([float(is_yes(each)) for each in instances])
    share = np.array([each.weight for each in instances])
    weights = _descend(x, yes, share, pull)
    rounded = zip(names, (round(float(w), 2) for w in weights), strict=True)
    return {name: w for name, w in rounded if abs(w) >= smallest or name == BIAS}


def _names(instances: Sequence[Instance]) -> list[str]:
    """Return the features of several articles; one article's list of places writes none."""
    articles: defaultdict[str, set[str]] = defaultdict(set)
    for each in instances:
        for feature in each.features:
            articles[feature].add(each.article)
    return sorted(f for f, seen in articles.items() if len(seen) >= MIN_ARTICLES)


@dataclass(frozen=True, slots=True)
class _Rows:
    """Which columns each row has: a matrix of noughts and ones, nearly all nought."""

    rows: np.ndarray
    columns: np.ndarray
    shape: tuple[int, int]

    @classmethod
    def of(cls, told: Sequence[Sequence[str]], column: Mapping[str, int]) -> _Rows:
        cells = [
            (i, column[f]) for i, row in enumerate(told) for f in row if f in column
        ]
        rows, columns = np.array(cells, dtype=int).reshape(-1, 2).T
        return cls(rows, columns, (len(told), len(column)))

    def times(self, weights: np.ndarray) -> np.ndarray:
        return np.bincount(self.rows, weights[self.columns], self.shape[0])

    def turned_times(self, shares: np.ndarray) -> np.ndarray:
        return np.bincount(self.columns, shares[self.rows], self.shape[1])


def _descend(x: _Rows, yes: np.ndarray, share: np.ndarray, pull: float) -> np.ndarray:
    """Step down the loss with momentum (Nesterov); the bias is not pulled to zero."""
    keep = np.full(x.shape[1], pull)
    keep[-1] = 0.001
    size = 0.25 * _largest(x, share) + pull
    at = before = np.zeros(x.shape[1])
    for step in range(STEPS):
        ahead = at + step / (step + 3) * (at - before)
        odds = 1 / (1 + np.exp(-x.times(ahead)))
        slope = x.turned_times(share * (odds - yes)) + keep * ahead
        at, before = ahead - slope / size, at
    return at


def _largest(x: _Rows, share: np.ndarray) -> float:
    """Return how steep the loss can be: the largest eigenvalue, by repeated squaring."""
    at, size = np.ones(x.shape[1]), 1.0
    for _ in range(30):
        at = x.turned_times(share * x.times(at))
        size = float(np.linalg.norm(at))
        at /= size
    return size * 1.05
