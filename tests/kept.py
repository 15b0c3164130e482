"""A file of collections, its articles and what was read in them, for their tests.

store, path = pytest.fixture(opened_store), pytest.fixture(store_path)
"""

from __future__ import annotations

from dataclasses import replace

from atlases import article, sample_atlas

from geo.collections import Collections

KEY = "a way to read"


def store_path(tmp_path):
    return tmp_path / "data" / "collections.sqlite"


def opened_store(path):
    store = Collections(path)
    yield store
    store.close()


def articles(count, first=0):
    """Articles that differ; each with a title."""
    return [
        article(f"Rain fell in Suva {n} times.", title=f"Rain {n}")
        for n in range(first, first + count)
    ]


def reading_of(of):
    """A reading that is said to be of an article."""
    (reading,) = sample_atlas().readings
    return replace(reading, article=of)


def titles(store, collection):
    return [a.title for a in store.articles(collection.id)]
