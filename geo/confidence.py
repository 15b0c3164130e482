"""How far a figure from a sample can be from the truth: 95 % confidence intervals."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import sqrt
from random import Random
from typing import TypeVar

Z95 = 1.959964
RESAMPLES = 1_000
MIN_ARTICLES = 2  # articles: one tells nothing of how they differ

Interval = tuple[float, float]
T = TypeVar("T")


def wilson(right: int, total: int) -> Interval | None:
    """Return Wilson's interval of a share, which stays within 0 and 1; None of nothing."""
    if total == 0:
        return None
    share, square = right / total, Z95**2
    middle = share + square / (2 * total)
    half = Z95 * sqrt(share * (1 - share) / total + square / (4 * total**2))
    scale = 1 + square / total
    return max(0.0, (middle - half) / scale), min(1.0, (middle + half) / scale)


def bootstrap(
    articles: Sequence[T], figure: Callable[[Sequence[T]], float | None]
) -> Interval | None:
    """Return the interval of a figure by drawing the articles anew, with replacement.

    Whole articles are drawn, since the mentions of one are right or wrong together. The
    draws are the same every time.

    Args:
        articles: What each article adds to the figure.
        figure: Works it out from some of them.
    """
    if len(articles) < MIN_ARTICLES:
        return None
    random = Random(20260301)
    drawn = (random.choices(articles, k=len(articles)) for _ in range(RESAMPLES))
    found = sorted(f for f in map(figure, drawn) if f is not None)
    if not found:
        return None
    last = len(found) - 1
    return found[round(0.025 * last)], found[round(0.975 * last)]
