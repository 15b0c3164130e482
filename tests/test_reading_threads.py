"""Two sessions read at once, and neither takes the other's words away."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import geo
import geo.articles

THREADS, TIMES = 4, 3


def test_articles_read_at_once_are_read_as_one_by_one(gazetteer):
    articles = [sample.read() for sample in geo.articles.samples()]
    alone = [geo.build_atlas([article], gazetteer) for article in articles]
    with ThreadPoolExecutor(THREADS) as pool:
        together = pool.map(
            lambda article: geo.build_atlas([article], gazetteer), articles * TIMES
        )
        assert list(together) == alone * TIMES
