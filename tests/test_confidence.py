"""Confidence intervals: known values, and what holds for any."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from geo.evaluation import bootstrap, wilson


@pytest.mark.parametrize(
    ("right", "total", "low", "high"),
    [  # of Wilson's formula, worked out by hand
        (0, 10, 0.0, 0.2775),
        (10, 10, 0.7225, 1.0),
        (5, 10, 0.2366, 0.7634),
        (810, 1000, 0.7845, 0.8331),
    ],
)
def test_wilson_gives_the_values_of_the_formula(right, total, low, high):
    assert wilson(right, total) == pytest.approx((low, high), abs=5e-4)


def test_nothing_counted_has_no_interval():
    assert wilson(0, 0) is None
    assert bootstrap([], sum) is None
    assert bootstrap([1], sum) is None


@given(st.integers(1, 10_000), st.data())
def test_the_share_lies_in_its_interval_and_that_in_0_to_1(total, data):
    right = data.draw(st.integers(0, total))
    low, high = wilson(right, total)
    assert 0 <= low <= right / total + 1e-12
    assert right / total - 1e-12 <= high <= 1


def test_the_bootstrap_is_the_same_every_time_and_holds_the_figure():
    articles = [k % 5 / 4 for k in range(40)]

    def mean(drawn):
        return sum(drawn) / len(drawn)

    low, high = bootstrap(articles, mean)
    assert low < mean(articles) < high
    assert (low, high) == bootstrap(articles, mean)


def test_articles_that_are_alike_leave_no_doubt():
    assert bootstrap([0.5] * 9, lambda drawn: sum(drawn) / len(drawn)) == (0.5, 0.5)
