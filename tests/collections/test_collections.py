"""Collections: what is kept, how it is changed, what a list shows."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import date

import pytest
from kept import KEY, articles, opened_store, reading_of, store_path, titles

import geo
import geo.team
from geo.collections import (
    Collections,
    collection_name,
    open_collections,
    reading_key,
)
from geo.corrections import corrections_in_force, open_corrections

path, store = pytest.fixture(store_path), pytest.fixture(opened_store)


@pytest.fixture
def rain(store):
    """A collection of three articles."""
    return store.add(store.create("Rain").id, articles(3))


def test_what_is_added_is_there_in_its_order_after_a_restart(store, path, rain):
    store.close()
    again = Collections(path)
    assert list(again.articles(rain.id)) == articles(3)
    assert again.list() == (again.get(rain.id),)
    assert (rain.name, rain.articles, rain.shared) == ("Rain", 3, False)
    again.close()


def test_every_field_of_an_article_is_kept(store, rain):
    full = replace(
        articles(1)[0],
        title="“Sea” — title\u202e",
        source="Wire",
        published=date(1999, 12, 31),
        language="pt",
        notes=("encoding assumed: latin-1",),
    )
    other = store.create("Full")
    store.add(other.id, [full])
    assert list(store.articles(other.id)) == [full]


def test_a_text_is_once_in_a_collection_and_takes_what_was_given_last(store, rain):
    dated = replace(articles(3)[1], title="Dated", published=date(2026, 1, 2))
    assert store.add(rain.id, [dated]).articles == 3
    assert titles(store, rain) == ["Rain 0", "Dated", "Rain 2"]


def test_the_same_article_in_two_collections_is_stored_once(store, path, rain):
    other = store.add(store.create("Other").id, articles(5))
    assert stored(path, "article") == 5
    store.delete(other.id)
    assert stored(path, "article") == 3
    assert titles(store, rain) == ["Rain 0", "Rain 1", "Rain 2"]


def test_what_is_deleted_is_gone_with_its_readings(store, path, rain):
    store.keep_reading(articles(1)[0], KEY, reading_of(articles(1)[0]))
    store.delete(rain.id)
    assert store.list() == ()
    assert [stored(path, t) for t in ("article", "member", "reading")] == [0, 0, 0]
    assert store.reading(articles(1)[0], KEY) is None


def test_merging_keeps_each_text_once_and_drops_the_other(store, rain):
    into = store.add(store.create("Into").id, articles(2, first=2))
    merged = store.merge(into.id, rain.id)
    assert titles(store, merged) == ["Rain 2", "Rain 3", "Rain 0", "Rain 1"]
    assert (merged.name, merged.articles) == ("Into", 4)
    assert store.get(rain.id) is None


def test_renamed_and_shared(store, rain):
    store.rename(rain.id, "  Storms\n2026 ")
    store.share(rain.id, True)
    found = store.get(rain.id)
    assert (found.name, found.shared) == ("Storms 2026", True)


def test_a_list_is_of_one_owner_the_last_opened_first(store):
    made = [store.create(f"Box {n}", owner="ann") for n in range(3)]
    store.create("Other", owner="bob")
    store.touch(made[0].id)
    assert [c.name for c in store.list("ann")] == ["Box 0", "Box 2", "Box 1"]
    assert [c.name for c in store.list("ann", words="BOX 1")] == ["Box 1"]
    assert len(store.list("ann", limit=2)) == 2
    assert len(store.list()) == 4


NAMES_LOOKED_FOR = [
    (
        "Ärzte in Zürich",
        ["ärzte", "ÄRZTE", "arzte", "ZÜRICH", "te in zu", "a\u0308rzte"],
    ),
    ("Überblick", ["überblick", "ÜBERBLICK", "u\u0308ber", "uber"]),
    ("U\u0308bersee", ["Übersee", "ÜBER"]),
    ("Straße", ["STRASSE", "strasse", "straß", "Stra\u00dfe"]),
    ("Ｗｏｎｓａｎ １", ["wonsan", "WONSAN 1", "ｗＯＮ"]),
    ("Wŏnsan", ["wonsan", "WŎNSAN", "Wo\u0306nsan"]),
    ("Diyarbakır", ["DİYARBAKIR", "diyarbakir", "DIYARBAKIR", "bakı"]),
    ("IŞIK", ["ışık", "isik", "işık"]),
    ("Οδός", ["ΟΔΟΣ", "οδοσ", "ΟΔΌΣ", "οδός"]),
    ("Київ і Львів", ["київ", "КИЇВ", "ЛЬВІВ"]),
    ("Łódź, Ærø", ["łódź", "ŁÓDŹ", "lodz", "aero"]),
    ("北京 ガス", ["北京", "ｶﾞｽ"]),
    ("เชียงใหม่", ["เชียง"]),
    ("The St Denis file", ["the", "st", "The St D", "ST. DENIS"]),
    ("P'yŏngyang-talks", ["p’yong", "pyongyang talks"]),
    ("🌧 2026", ["🌧", "2026"]),
]


@pytest.mark.parametrize(
    ("name", "words"),
    [(name, words) for name, looked_for in NAMES_LOOKED_FOR for words in looked_for],
)
def test_a_name_is_found_however_its_letters_are_typed(store, name, words):
    for each, _ in NAMES_LOOKED_FOR:
        store.create(each, owner="ann")
    assert name in [c.name for c in store.list("ann", words=words)]
    assert store.list("ben", words=words) == ()
    assert store.list(words="Bern") == ()


def test_a_limit_counts_what_was_found_the_last_opened_first(store):
    for number in range(9):
        store.create(f"Ärzte {number}" if number % 2 else f"Box {number}")
    found = [c.name for c in store.list(words="ärzte", limit=2)]
    assert found == ["Ärzte 7", "Ärzte 5"]
    assert len(store.list(words="", limit=4)) == 4


@pytest.mark.parametrize(
    ("owner", "shared", "who", "may_read", "may_change"),
    [
        ("ann", False, "ann", True, True),
        ("ann", False, "bob", False, False),
        ("ann", True, "bob", True, False),
    ],
)
def test_who_may_read_and_change(store, owner, shared, who, may_read, may_change):
    made = replace(store.create("Box", owner=owner), shared=shared)
    browser = geo.team.of_browser(who)
    may = (geo.team.may_read(browser, made), geo.team.may_change(browser, made))
    assert may == (may_read, may_change)


NO_SUCH = [
    lambda store: store.add("gone", articles(1)),
    lambda store: store.rename("gone", "x"),
    lambda store: store.share("gone", True),
    lambda store: store.delete("gone"),
    lambda store: store.lines("gone"),
    lambda store: list(store.articles("gone")),
    lambda store: store.merge("gone", store.create("x").id),
    lambda store: store.merge(store.create("x").id, "gone"),
]


@pytest.mark.parametrize("act", NO_SUCH)
def test_a_collection_that_is_gone_is_said_to_be(store, act):
    with pytest.raises(geo.InputError, match="no longer kept"):
        act(store)


@pytest.mark.parametrize("name", ["", "  \n", "\u200b"])
def test_a_collection_needs_a_name(store, rain, name):
    with pytest.raises(geo.InputError, match="needs a name"):
        store.create(name)
    with pytest.raises(geo.InputError, match="needs a name"):
        store.rename(rain.id, name)


def test_a_collection_does_not_swallow_itself(store, rain):
    with pytest.raises(geo.InputError, match="itself"):
        store.merge(rain.id, rain.id)
    assert store.get(rain.id).articles == 3


def test_readings_are_found_by_article_and_way_alone(store, rain):
    first, second, _ = articles(3)
    store.keep_reading(first, KEY, reading_of(first))
    assert store.reading(first, KEY) == reading_of(first)
    assert store.reading(first, "another way") is None
    assert store.reading(second, KEY) is None
    assert store.reading(replace(first, title="Other"), KEY) is None


def test_the_reading_of_what_no_collection_has_is_not_kept(store, path, rain):
    stranger = articles(1, first=9)[0]
    store.keep_reading(stranger, KEY, reading_of(stranger))
    assert stored(path, "reading") == 0


def test_readings_of_old_ways_make_room(store, path, rain):
    first = articles(1)[0]
    for way in "abcde":
        store.keep_reading(first, way, reading_of(first))
    assert stored(path, "reading") == 3
    assert store.reading(first, "a") is None
    assert store.reading(first, "e")


def test_a_list_of_articles_comes_a_page_at_a_time(store, rain):
    first = articles(1)[0]
    store.keep_reading(first, KEY, reading_of(first))
    page = store.lines(rain.id, KEY, limit=2)
    assert [(x.title, x.read, x.places, x.links, x.unmapped) for x in page] == [
        ("Rain 0", True, 7, 5, 1),
        ("Rain 1", False, 0, 0, 0),
    ]
    rest = store.lines(rain.id, KEY, after=page[-1].position)
    assert [x.title for x in rest] == ["Rain 2"]


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ([("", "A headline")], "A headline"),
        ([("One two three four five six seven eight nine", "")], "One two three four five six seven eight"),
        ([("x", "T" * 100)], "T" * 79 + "…"),
        ([("x", "One"), ("y", "Two"), ("z", "Three")], "One and 2 more"),
        ([], "Empty collection"),
    ],
)  # fmt: skip
def test_a_collection_is_named_after_its_first_article(given, name):
    made = [geo.Article(str(n), text, title) for n, (text, title) in enumerate(given)]
    assert collection_name(made) == name


def test_every_part_of_the_way_counts():
    ways = [
        reading_key("g"),
        reading_key("h"),
        reading_key("g", model="en"),
        reading_key("g", kinds=[geo.MentionKind.PLACE]),
        reading_key("g", online=True),
    ]
    assert len(set(ways)) == len(ways)
    assert reading_key("g") == ways[0]


def stored(path, table):
    db = sqlite3.connect(path)
    (count,) = db.execute(f"SELECT count(*) FROM {table}").fetchone()
    db.close()
    return count


def test_a_data_folder_can_be_given(tmp_path):
    folder = str(tmp_path / "mine")
    with open_collections(folder) as kept:
        assert kept.path.parent == tmp_path / "mine"
    with open_corrections(folder) as said:
        assert said.path.parent == tmp_path / "mine"
    assert corrections_in_force(folder) == ((), "")


def test_articles_are_found_by_their_ids_in_the_collections_named(store, rain):
    other = store.add(store.create("Other").id, articles(2, first=2))
    ids = [a.id for a in articles(4)]
    found = store.find(ids[1:], [rain.id, other.id])
    assert [a.title for a in found] == ["Rain 1", "Rain 2", "Rain 3"]
    assert store.find(ids, [other.id]) == tuple(articles(2, first=2))
    assert store.find(ids, []) == store.find([], [rain.id]) == ()
