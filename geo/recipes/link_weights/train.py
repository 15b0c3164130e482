"""Logistic regression over features that can be told, by plain gradient steps."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

import numpy as np

from geo.links.weigh import BIAS, KINDS, WAYS
from geo.recipes.link_weights.pairs import Instance

MIN_ARTICLES = 2  # in which a feature must stand
STEPS = 250
# Strength of the pull to zero: of the link table, and of those of kind and direction, which
# see links alone.
PULL, PULL_OF_KINDS = 12.0, 3.0
SMALLEST = 0.05  # weights that are written
Table = dict[str, float]


def train(instances: Sequence[Instance]) -> dict[str, Table]:
    """Return the weights of every table, by feature."""
    tables = {"link": fit(instances, lambda each: each.is_link, PULL)}
    links = [each for each in instances if each.is_link]
    for kind in KINDS:
        tables[kind.value] = fit(links, _has_kind(kind.value), PULL_OF_KINDS)
    for way in WAYS:
        tables[way] = fit(links, _has_way(way), PULL_OF_KINDS)
    return tables


def _has_kind(kind: str) -> Callable[[Instance], bool]:
    return lambda each: kind in each.kinds


def _has_way(way: str) -> Callable[[Instance], bool]:
    return lambda each: way in each.ways


def fit(
    instances: Sequence[Instance], is_yes: Callable[[Instance], bool], pull: float
) -> Table:
    """Return the weights that tell yes from no, and the bias."""
    names = _names(instances)
    column = {name: i for i, name in enumerate(names)}
    x = np.zeros((len(instances), len(names) + 1))
    x[:, -1] = 1
    for row, each in enumerate(instances):
        x[row, [column[f] for f in each.features if f in column]] = 1
    yes = np.array([float(is_yes(each)) for each in instances])
    share = np.array([each.weight for each in instances])
    weights = _descend(x, yes, share, pull)
    rounded = zip([*names, BIAS], (round(float(w), 2) for w in weights), strict=True)
    return {name: w for name, w in rounded if abs(w) >= SMALLEST or name == BIAS}


def _names(instances: Sequence[Instance]) -> list[str]:
    """Return the features of several articles; one article's list of places writes none."""
    articles: defaultdict[str, set[str]] = defaultdict(set)
    for each in instances:
        for feature in each.features:
            articles[feature].add(each.article)
    return sorted(f for f, seen in articles.items() if len(seen) >= MIN_ARTICLES)


def _descend(
    x: np.ndarray, yes: np.ndarray, share: np.ndarray, pull: float
) -> np.ndarray:
    """Step down the loss with momentum (Nesterov); the bias is not pulled to zero."""
    keep = np.full(x.shape[1], pull)
    keep[-1] = 0.001
    size = 0.25 * _largest(x, share) + pull
    at = before = np.zeros(x.shape[1])
    for step in range(STEPS):
        ahead = at + step / (step + 3) * (at - before)
        odds = 1 / (1 + np.exp(-(x @ ahead)))
        slope = x.T @ (share * (odds - yes)) + keep * ahead
        at, before = ahead - slope / size, at
    return at


def _largest(x: np.ndarray, share: np.ndarray) -> float:
    """Return how steep the loss can be: the largest eigenvalue, by repeated squaring."""
    at, size = np.ones(x.shape[1]), 1.0
    for _ in range(30):
        at = x.T @ (share * (x @ at))
        size = float(np.linalg.norm(at))
        at /= size
    return size * 1.05
