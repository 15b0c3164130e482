"""The geocoder cache: what it keeps and for how long, what one question is, the log."""

from __future__ import annotations

from pathlib import Path

import pytest
from cache_file import (
    KEY,
    NOW,
    PLACES,
    Clock,
    cache_path,
    change,
    filled,
    stopped_clock,
)
from hypothesis import given, settings, strategies as st

from geo.cache import (
    CacheKey,
    GeocoderCache,
    LoggedQuery,
    Status,
    normalise_query,
    params_hash,
    safe_name,
)
from geo.model import Place

clock = pytest.fixture(stopped_clock)
path = pytest.fixture(cache_path)

few = settings(max_examples=60, deadline=None, database=None)


# What is kept


def test_an_answer_comes_back_as_it_went_in(path: Path, clock: Clock) -> None:
    with GeocoderCache(path, clock) as cache:
        assert cache.get(KEY) is None
        put = cache.put(KEY, PLACES)
        clock.passes(days=1)
        assert cache.get(KEY) == put
        assert put.places == PLACES
        assert (put.asked_at, put.status, put.stale) == (NOW, Status.OK, False)
    with GeocoderCache(path, clock) as again:
        assert again.get(KEY) == put
        assert again.notice == ""


@pytest.mark.parametrize("field", ["provider", "endpoint", "query", "params"])
def test_every_part_of_the_key_counts(path: Path, clock: Clock, field: str) -> None:
    parts = {f: getattr(KEY, f) for f in ("provider", "endpoint", "query", "params")}
    with GeocoderCache(path, clock) as cache:
        cache.put(KEY, PLACES)
        assert cache.get(CacheKey(**(parts | {field: "other"}))) is None


LIFETIMES = [
    # places, clock moved by days, fresh?
    (PLACES, 0, True),
    (PLACES, 179, True),
    (PLACES, 180, False),
    (PLACES, 365, False),
    ((), 13, True),
    ((), 14, False),
    # the clock was ahead when asked, or is behind now: no row outlives its time
    (PLACES, -30, True),
    (PLACES, -365, False),
    ((), -30, False),
]


@pytest.mark.parametrize(("places", "days", "fresh"), LIFETIMES)
def test_how_long_an_answer_holds(
    path: Path, clock: Clock, places: tuple[Place, ...], days: int, fresh: bool
) -> None:
    with GeocoderCache(path, clock) as cache:
        cache.put(KEY, places)
        clock.passes(days=days)
        assert (cache.get(KEY) is not None) is fresh
        old = cache.get(KEY, allow_stale=True)
        assert old is not None
        assert (old.places, old.stale) == (places, not fresh)


def test_a_new_answer_replaces_the_old_one(path: Path, clock: Clock) -> None:
    with GeocoderCache(path, clock) as cache:
        cache.put(KEY, ())
        clock.passes(days=20)
        put = cache.put(KEY, PLACES)
        assert cache.get(KEY) == put


BAD_ROWS = [
    # column, what somebody wrote into it
    ("places", "nonsense"),
    ("places", "{}"),
    ("places", "[7]"),
    ("places", '[{"name": 7}]'),
    ("places", '[{"id": NaN}]'),
    ("places", "[" * 50_000),
    ("asked_at", "yesterday"),
    ("asked_at", "2026-11-23"),
    ("expires_at", "9999-12-31T23:59:59"),
]


@pytest.mark.parametrize(("column", "value"), BAD_ROWS)
def test_a_row_of_nonsense_is_a_miss(path: Path, column: str, value: str) -> None:
    filled(path)
    with GeocoderCache(path, Clock()) as cache:
        change(path, f"UPDATE answer SET {column} = ?", value)
        assert cache.get(KEY, allow_stale=True) is None
        cache.put(KEY, PLACES)
        assert cache.get(KEY) is not None


def test_names_from_a_file_are_cleaned_like_names_from_a_server(path: Path) -> None:
    filled(path)
    change(path, "UPDATE answer SET places = replace(places, 'W', ?)", "\\u202e\u2066W")
    with GeocoderCache(path, Clock()) as cache:
        answer = cache.get(KEY)
        assert answer is not None
        assert answer.places == PLACES


# What is one question

SPELLINGS = [
    ("Wonsan", "  WONSAN\n", True),
    ("New  York", "new york", True),
    ("Straße", "STRASSE", True),
    ("\u00e9vian", "e\u0301vian", True),  # é, in one character or two
    ("Evian", "Évian", False),
    ("St. Denis", "St Denis", False),
    ("Saint-Denis", "Saint Denis", False),
    ("P'yongyang", "P’yongyang", False),
]


@pytest.mark.parametrize(("one", "other", "same"), SPELLINGS)
def test_spellings(one: str, other: str, same: bool) -> None:
    assert (normalise_query(one) == normalise_query(other)) is same


@few
@given(st.text(max_size=40))
def test_normalising_again_changes_nothing(name: str) -> None:
    once = normalise_query(name)
    assert normalise_query(once) == once
    assert normalise_query(f" {name}\n") == once
    assert normalise_query(once.casefold()) == once


@few
@given(st.text(st.characters(exclude_categories=()), max_size=400))
def test_safe_names_are_short_and_visible(name: str) -> None:
    safe = safe_name(name)
    assert len(safe) <= 200
    assert not set(safe) & {"\x00", "\n", "\u202e", "\u2066", "\u2028", "\ud800"}
    assert safe_name(safe) == safe


def test_params_hash_knows_no_order() -> None:
    assert params_hash({"a": 1, "b": True}) == params_hash({"b": True, "a": 1})
    assert params_hash({"a": 1}) != params_hash({"a": 2})


# The query log


def test_the_log_of_queries(path: Path, clock: Clock) -> None:
    entry = LoggedQuery("nominatim", "https://example.org", "Wŏnsan", NOW, "asked")
    with GeocoderCache(path, clock) as cache:
        first = cache.log_query(entry)
        cache.log_query(entry)
        cache.conclude_query(first, "no such place")
        cache.conclude_query(None, "nowhere")
        assert [q.outcome for q in cache.queries()] == ["asked", "no such place"]
        assert cache.queries(limit=1) == (entry,)
