"""How articles are shared out: all that read end at about the same time."""

from __future__ import annotations

import heapq

import pytest

from geo.archive.build import _cut
from geo.model import Article


def shards(articles, workers, known=0):
    """Return the sizes of shards of some articles, of which the first are known already."""
    every = [Article(f"{n:016x}", "Snow fell.") for n in range(articles)]
    shares = [(a, (n + 1) / articles) for n, a in enumerate(every)]
    cut = list(_cut(iter(shares[known:]), "settings", "build", workers))
    assert [a for shard in cut for a in shard.articles] == every[known:]
    assert sum(shard.part for shard in cut) == pytest.approx(1.0)
    return [len(shard.articles) for shard in cut]


def longest(sizes, workers):
    """Return how many articles the busiest reads, where the next shard goes to who is free."""
    done = [0] * workers
    for size in sizes:
        heapq.heappush(done, heapq.heappop(done) + size)
    return max(done)


@pytest.mark.parametrize("articles", [300, 600, 1_000, 2_000, 5_000, 20_000])
@pytest.mark.parametrize("workers", [2, 4])
def test_no_worker_is_left_alone_with_much(articles, workers):
    fair = articles / workers
    assert longest(shards(articles, workers), workers) <= fair + 25


@pytest.mark.parametrize("workers", [2, 4, 16])
def test_of_many_articles_few_shards_are_small(workers):
    sizes = shards(50_000, workers)
    assert sum(size for size in sizes if size == 1_000) > 0.5 * 50_000
    assert len([size for size in sizes if size == 25]) <= 3 * workers


@pytest.mark.parametrize("known", [5_000, 19_000])
def test_what_is_known_makes_no_shard_smaller(known):
    assert shards(20_000, 2, known)[:4] == [50] * 4
    assert shards(20_000, 2, known).count(25) <= 6


def test_one_process_shares_with_nobody():
    assert shards(900, 1) == [50] * 4 + [125] * 4 + [200]


def test_small_sources_are_shared_out_too():
    assert max(shards(60, 2)) <= 30
