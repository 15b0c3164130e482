"""Two sessions read at once, and neither takes the other's words away."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Thread

import pytest

import geo
import geo.articles
from geo.language import turns

THREADS, TIMES = 4, 3


@pytest.mark.parametrize("room", [turns.MAX_WORDS_KEPT, 0])
def test_articles_read_at_once_are_read_as_one_by_one(gazetteer, monkeypatch, room):
    """Also by a pipeline that has met many words and lets the further ones go."""
    monkeypatch.setattr(turns, "MAX_WORDS_KEPT", room)
    articles = [sample.read() for sample in geo.articles.samples()]
    alone = [geo.build_atlas([article], gazetteer) for article in articles]
    with ThreadPoolExecutor(THREADS) as pool:
        together = pool.map(
            lambda article: geo.build_atlas([article], gazetteer), articles * TIMES
        )
        assert list(together) == alone * TIMES


def test_who_waits_longest_is_next():
    turn, order = turns._Turn(), []

    def take(name):
        with turn:
            order.append(name)

    with turn:
        threads = [Thread(target=take, args=(name,)) for name in "abc"]
        for number, thread in enumerate(threads, 1):
            thread.start()
            while len(turn._waiting) < number:
                pass
        with turn:  # its holder's own
            order.append("holder")
    with turn:
        order.append("again")
    for thread in threads:
        thread.join()
    assert order == ["holder", "a", "b", "c", "again"]
