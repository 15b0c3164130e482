"""How collections are stored: exactly, through kills, damage and other processes."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import zlib

import pytest
from atlases import hostile_atlas, sample_atlas
from cache_file import Clock
from kept import KEY, articles, opened_store, reading_of, store_path, titles
from nursery import nursery

import geo
import geo.articles
from geo.collections import Collections
from geo.collections.codec import decode, decode_reading, encode, encode_reading
from geo.model import Article, Evidence, Reading

path, store = pytest.fixture(store_path), pytest.fixture(opened_store)


@pytest.mark.parametrize("make", [sample_atlas, hostile_atlas])
def test_a_reading_made_by_hand_comes_back_the_same(make):
    (reading,) = make().readings
    back = decode_reading(encode_reading(reading), reading.article)
    assert back == reading
    assert repr(back) == repr(reading)  # 1.0 is not 1


def test_the_reading_of_every_sample_comes_back_the_same(gazetteer):
    for sample in geo.articles.samples():
        article = sample.read()
        reading = geo.read_article(article, geo.Tools(gazetteer))
        assert repr(decode_reading(encode_reading(reading), article)) == repr(reading)


def test_what_was_one_place_is_one_again():
    reading = decode(encode(sample_atlas().readings[0]), Reading)
    places = [r.place for r in reading.resolutions if r.place]
    assert len({id(p) for p in places}) == len({p.id for p in places}) < len(places)


@pytest.mark.parametrize(
    "stored",
    [
        b"",
        b"x",
        zlib.compress(b"\xff"),
        zlib.compress(b"[]"),
        zlib.compress(b"[[99]]"),
        zlib.compress(b'[[1, "x", 7, 8]]'),
        zlib.compress(b"[1, 2]"),
        encode(articles(1)[0]),
    ],
)
def test_what_is_no_reading_is_refused(stored):
    with pytest.raises(ValueError, match=r"not a stored|codec|Expecting"):
        decode(stored, Reading)


def test_an_article_written_before_a_field_was_added_is_read():
    assert decode(zlib.compress(b'[[0, "a", "words"]]'), Article).language == "en"


def test_evidence_without_a_time_is_written_and_read_as_before():
    before = '[[8,"a",0,1],[3,0,0,0]]'
    said = decode(zlib.compress(before.encode()), Evidence)
    assert said.when is None
    assert zlib.decompress(encode(said)).decode() == before


def test_a_reading_that_cannot_be_used_is_as_none(store, path):
    first = articles(1)[0]
    store.add(store.create("Rain").id, [first])
    store.keep_reading(first, KEY, reading_of(first))
    change(path, "UPDATE reading SET atlas = x'00'")
    assert store.reading(first, KEY) is None


def test_a_damaged_file_is_set_aside_and_work_goes_on(store, path):
    store.add(store.create("Rain").id, articles(50))
    store.close()
    path.write_bytes(b"not what it was" * 1000)
    again = Collections(path)
    assert "The file of collections was damaged; it was set aside as" in again.notice
    kept = again.add(again.create("New").id, articles(2))
    assert titles(again, kept) == ["Rain 0", "Rain 1"]
    again.close()
    assert next(path.parent.glob("*.corrupt-*")).read_bytes().startswith(b"not what")


def test_a_file_of_another_program_is_set_aside(path):
    path.parent.mkdir()
    change(path, "CREATE TABLE recipe (title TEXT)")
    store = Collections(path)
    assert "of another program" in store.notice
    assert store.create("New").name == "New"
    store.close()


@pytest.mark.parametrize("limit", ["max_page_count = 1", "query_only = 1"])
def test_what_cannot_be_kept_is_said_and_what_was_kept_stays(store, limit):
    rain = store.add(store.create("Rain").id, articles(3))
    held = store._connection().connection
    held.execute(f"PRAGMA {limit}")  # "disk is full", "readonly database"
    with pytest.raises(geo.OutputError, match="could not be written"):
        store.add(rain.id, articles(500, first=3))
    assert len(titles(store, rain)) == 3
    held.execute("PRAGMA query_only = 0")
    held.execute("PRAGMA max_page_count = 100000")
    assert store.add(rain.id, articles(500)).articles == 500
    assert store.notice == ""


def test_where_no_file_can_be_it_is_said(path):
    path.mkdir(parents=True)
    store = Collections(path)
    assert "cannot be used" in store.notice
    assert store.list() == ()
    with pytest.raises(geo.OutputError, match="cannot be used"):
        store.create("Rain")


IMPORTS = """
import sys
from pathlib import Path
from geo.collections import Collections
from geo.model import Article
"""
WRITE = """
path, name, who, count = sys.argv[1:]
store = Collections(Path(path))
for n in range(int(count)):
    store.add(name, [Article(f"{who} {n}", "words", title=f"{who} {n}")])
    print(n, flush=True)
"""


def writer(path, collection, who, count):
    return subprocess.Popen(
        [sys.executable, "-c", IMPORTS + WRITE, path, collection.id, who, str(count)],
        stdout=subprocess.PIPE,
        text=True,
    )


@pytest.mark.skipif(os.name == "nt", reason="kills as Unix does")
@pytest.mark.parametrize(
    "kills", [2, pytest.param(25, marks=pytest.mark.slow)], ids=["few", "many"]
)
def test_a_killed_writer_loses_nothing_it_said_was_kept(store, path, kills):
    rain = store.create("Rain")
    with nursery(IMPORTS, WRITE) as start:
        for kill in range(kills):
            child = start(path, rain.id, f"k{kill}", 100_000)
            said = len(child.kill_after(3 + 7 * kill % 40))
            kept = {t for t in titles(store, rain) if t.startswith(f"k{kill} ")}
            assert {f"k{kill} {n}" for n in range(said)} <= kept
    again = Collections(path)  # reads the whole file for damage
    assert again.notice == ""
    assert again.get(rain.id).articles == len(titles(again, rain))
    again.close()


def test_two_processes_write_and_none_is_lost(store, path):
    rain = store.create("Rain")
    writers = [writer(path, rain, who, 60) for who in ("a", "b")]
    for process in writers:
        assert len(process.communicate(timeout=60)[0].split()) == 60
        assert process.returncode == 0
    assert store.get(rain.id).articles == 120
    assert set(titles(store, rain)) == {f"{w} {n}" for w in "ab" for n in range(60)}


def change(path, statement):
    db = sqlite3.connect(path)
    with db:
        db.execute(statement)
    db.close()


def test_a_clock_that_is_set_back_and_forth_costs_nothing(path):
    clock = Clock()
    with Collections(path, clock) as store:
        made = []
        for days in (0, -4_000, 9_000, -9_000):
            clock.passes(days=days)
            made.append(store.create(f"At {clock.now:%Y}").id)
            store.add(made[0], articles(1, days + 20_000))
        assert {each.id for each in store.list()} == set(made)
        assert len(list(store.articles(made[0]))) == 4
        assert store.list()[0].id == made[2]  # opened in the future, as the file says
        assert store.notice == ""
