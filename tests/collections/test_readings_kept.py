"""What was read is not read again: in memory, in collections, and of the samples."""

from __future__ import annotations

import os
import stat
import zlib
from dataclasses import replace

import pytest
from atlases import sample_atlas

import geo
import geo.articles
from geo import readings
from geo.model import Article, Reading
from geo.readings import (
    LRUCache,
    ReadingCache,
    ReadingStores,
    SampleReadings,
    ServedReadings,
)
from geo.tools import Tools

OSLO = "It rained in Oslo."
RIGA = "It snowed in Riga."


class World:
    """A gazetteer that knows nothing, of a version."""

    version = "invented 1"
    lookup = lookup_after_comma = lookup_fuzzy = area = staticmethod(lambda *_: ())


@pytest.fixture
def read(monkeypatch):
    """The texts that had to be read, and a reader that only notes them."""
    texts = []

    def note(article, tools, progress):
        texts.append(article.text)
        progress(1.0, "reading")
        return Reading(article)

    monkeypatch.setattr(readings, "_read", note)
    return texts


def articles(*texts, **fields):
    return [geo.read_text(text, **fields) for text in texts]


def test_a_text_is_read_once_however_often_it_is_given(read):
    atlas = geo.build_atlas(articles(OSLO, RIGA, OSLO), World())
    assert read == [OSLO, RIGA]
    assert [a.text for a in atlas.articles] == [OSLO, RIGA]


def test_with_a_store_what_was_read_is_looked_up(read):
    store = ReadingCache(10)
    geo.build_atlas(articles(OSLO), World(), store=store)
    geo.build_atlas(articles(OSLO, RIGA), World(), store=store)
    assert read == [OSLO, RIGA]


def test_a_reading_that_is_broken_off_goes_on(read):
    store = ReadingCache(10)
    half = readings.read_each(articles(OSLO, RIGA), Tools(World()), store=store)
    next(half)
    half.close()
    geo.build_atlas(articles(OSLO, RIGA), World(), store=store)
    assert read == [OSLO, RIGA]


@pytest.mark.parametrize(
    ("tools", "again"),
    [
        (Tools(World()), False),
        (Tools(World(), model="other"), True),
        (Tools(World(), kinds=frozenset()), True),
        (Tools(World(), priors={"Post": {("US", ""): 1.0}}), True),  # never kept
        (Tools(object()), True),  # of no version: nobody knows when it changes
    ],
)
def test_what_was_read_in_another_way_is_read_again(read, tools, again):
    store = ReadingCache(10)
    list(readings.read_each(articles(OSLO), Tools(World()), store=store))
    list(readings.read_each(articles(OSLO), tools, store=store))
    assert len(read) == (2 if again else 1)


def test_the_same_text_under_another_title_is_another_article(read):
    store = ReadingCache(10)
    geo.build_atlas(articles(OSLO, title="One"), World(), store=store)
    atlas = geo.build_atlas(articles(OSLO, title="Two"), World(), store=store)
    assert [a.title for a in atlas.articles] == ["Two"]


def test_progress_tells_what_is_looked_up_and_what_is_read(read):
    store, said = ReadingCache(10), []
    geo.build_atlas(articles(OSLO), World(), store=store)
    geo.build_atlas(
        articles(OSLO, RIGA),
        World(),
        store=store,
        progress=lambda share, words: said.append((share, words)),
    )
    assert said == [
        (0.0, "opening article 1 of 2"),
        (0.5, "opening article 2 of 2"),
        (1.0, "reading article 2 of 2"),
    ]


# --- in memory -----------------------------------------------------------------------


def test_an_atlas_asked_for_again_is_the_same_object(read):
    cache = ReadingCache(10)
    first = cache.atlas(articles(OSLO, RIGA), Tools(World()))
    assert cache.atlas(articles(OSLO, RIGA), Tools(World())) is first
    assert cache.atlas(articles(RIGA, OSLO), Tools(World())) is not first
    assert read == [OSLO, RIGA]


def test_what_memory_lacks_is_asked_of_the_store_behind(read):
    behind = ReadingCache(10)
    ReadingCache(10, behind).atlas(articles(OSLO), Tools(World()))
    ReadingCache(10, behind).atlas(articles(OSLO), Tools(World()))
    assert read == [OSLO]


def test_few_are_kept_and_those_used_last():
    cache: LRUCache[str] = LRUCache(3)
    for key in "abc":
        cache.put(key, key)
    assert cache.get("a") == "a"
    cache.put("d", "d")
    assert [cache.get(key) for key in "abcd"] == ["a", None, "c", "d"]
    cache.put("heavy", "heavy", weight=9)
    assert [cache.get(key) for key in ("a", "d", "heavy")] == [None, None, "heavy"]
    cache.put("heavy", "light", weight=1)
    cache.put("e", "e")
    assert [cache.get(key) for key in ("heavy", "e")] == ["light", "e"]


# --- the samples ------------------------------------------------------------------------


def of_sample() -> tuple[Article, Reading]:
    article = geo.articles.samples()[0].read()
    (reading,) = sample_atlas().readings
    return article, Reading(article, reading.resolutions)


def test_a_sample_is_read_once_for_every_start(tmp_path):
    article, reading = of_sample()
    SampleReadings(tmp_path).keep_reading(article, "k", reading)
    assert SampleReadings(tmp_path).reading(article, "k") == reading
    assert SampleReadings(tmp_path).reading(article, "other") is None


def test_of_another_version_it_makes_room(tmp_path):
    article, reading = of_sample()
    SampleReadings(tmp_path).keep_reading(article, "old", reading)
    SampleReadings(tmp_path).keep_reading(article, "new", reading)
    assert [p.name for p in tmp_path.iterdir()] == [f"sample-{article.id}-new.reading"]


def test_nothing_else_is_kept_there(tmp_path):
    (article,) = articles(OSLO)
    store = SampleReadings(tmp_path)
    store.keep_reading(article, "k", Reading(article))
    assert store.reading(article, "k") is None
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"x", b"\x78\x9c\x03\x00\x00\x00\x00\x01"])
def test_a_damaged_file_is_read_anew(tmp_path, content):
    article, reading = of_sample()
    store = SampleReadings(tmp_path)
    store.keep_reading(article, "k", reading)
    (path,) = tmp_path.iterdir()
    path.write_bytes(content)
    assert store.reading(article, "k") is None
    store.keep_reading(article, "k", reading)
    assert store.reading(article, "k") == reading


def test_a_folder_that_cannot_be_written_costs_nothing(tmp_path):
    article, reading = of_sample()
    store = SampleReadings(tmp_path / "none")
    store.keep_reading(article, "k", reading)
    assert store.reading(article, "k") is None


def of_texts(*texts) -> list[tuple[Article, Reading]]:
    _, reading = of_sample()
    return [(a, Reading(a, reading.resolutions)) for a in articles(*texts)]


def served(folder, *admitted, **limits) -> ServedReadings:
    store = ServedReadings(folder, **limits)
    store.admit(admitted)
    return store


def test_a_file_named_at_a_start_is_read_once_for_all_restarts(tmp_path):
    ((article, reading),) = of_texts(OSLO)
    served(tmp_path, article).keep_reading(article, "k", reading)
    again = served(tmp_path, article)
    assert again.reading(article, "k") == reading
    assert again.reading(article, "other") is None
    again.keep_reading(article, "other", reading)  # makes room for its like
    assert again.reading(article, "k") is None


@pytest.mark.parametrize(
    "change",
    [
        {"text": RIGA},
        {"text": OSLO + " Again."},
        {"text": OSLO, "title": "Rain"},
        {"text": OSLO, "source": "A paper"},
    ],
)
def test_what_was_changed_is_read_anew(change, tmp_path):
    ((article, reading),) = of_texts(OSLO)
    served(tmp_path, article).keep_reading(article, "k", reading)
    changed = replace(article, **change)
    assert served(tmp_path, changed).reading(changed, "k") is None


def test_what_was_not_named_at_a_start_is_not_kept_nor_given(tmp_path):
    (one, reading), (other, unread) = of_texts(OSLO, RIGA)
    store = served(tmp_path, one)
    store.keep_reading(other, "k", unread)
    assert [*tmp_path.rglob("*.reading")] == []
    store.keep_reading(one, "k", reading)
    assert served(tmp_path, other).reading(one, "k") is None


def test_only_who_runs_the_server_may_look_and_no_text_is_there(tmp_path):
    ((article, _),) = of_texts("It rained on a secret.")
    served(tmp_path, article).keep_reading(article, "k", Reading(article))
    (folder,) = tmp_path.iterdir()
    if os.name == "posix":
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    (path,) = folder.rglob("*.reading")
    assert b"secret" not in zlib.decompress(path.read_bytes())


def test_what_was_not_asked_for_longest_makes_room(tmp_path):
    rows = of_texts(OSLO, RIGA)
    first = served(tmp_path, *(article for article, _ in rows))
    for age, (article, reading) in enumerate(rows):
        first.keep_reading(article, "k", reading)
        newest = max(tmp_path.rglob("*.reading"), key=lambda path: path.stat().st_mtime)
        os.utime(newest, (age, age))
    assert first.reading(rows[0][0], "k")  # asked for now
    most = sum(path.stat().st_size for path in tmp_path.rglob("*.reading"))
    later = served(tmp_path, *(article for article, _ in rows), max_bytes=most * 3 // 2)
    assert [bool(later.reading(article, "k")) for article, _ in rows] == [True, False]
    full = served(tmp_path, rows[1][0], max_bytes=1)
    full.keep_reading(*rows[1][:1], "k", rows[1][1])
    full.keep_reading(*rows[1][:1], "l", rows[1][1])
    assert full.reading(rows[1][0], "l") is None  # there is no room


def test_several_stores_are_asked_in_turn():
    first, second = ReadingCache(3), ReadingCache(3)
    article, reading = of_sample()
    second.keep_reading(article, "k", reading)
    both = ReadingStores(first, second)
    assert both.reading(article, "k") is reading
    assert both.reading(article, "other") is None
    both.keep_reading(article, "l", reading)
    assert first.reading(article, "l") is second.reading(article, "l") is reading
