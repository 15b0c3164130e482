"""What places, links and scores are called, as people read them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from atlases import Tie, atlas_from, join, sample_atlas
from known_places import MOSCOW, PYONGYANG, RUSSIA, WONSAN

from geo.atlas import Filters, select
from geo.labels import (
    certainty,
    describe,
    format_coordinates,
    kind_of_place,
    label,
    link_name,
    link_words,
    time_left,
    where,
)
from geo.model import Atlas, LinkKind, LinkStatus, MentionKind


def shown(atlas):
    return select(atlas, Filters())


def the_link(atlas, kind):
    return next(link for link in atlas.links if link.kind is kind)


@pytest.mark.parametrize(
    ("score", "words"),
    [
        (1.0, "sure"),
        (0.9, "sure"),
        (0.89, "likely"),
        (0.6, "likely"),
        (0.59, "unsure"),
    ],
)
def test_certainty(score, words):
    assert certainty(score) == words


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (WONSAN, "chief town of its province, Kangwŏn-do, North Korea"),
        (RUSSIA, "country"),
        (
            replace(WONSAN, feature_code="PPL", population=329_207),
            "city, Kangwŏn-do, North Korea",
        ),
        (
            replace(WONSAN, feature_code="PPL", population=900),
            "town or village, Kangwŏn-do, North Korea",
        ),
        (replace(MOSCOW, country_code="QQ"), "capital, QQ"),
        (
            replace(MOSCOW, feature_class="H", feature_code="XYZ", country_code=""),
            "water",
        ),
    ],
)
def test_where(place, words):
    assert where(place) == words


def test_kinds_have_names():
    for kind in (*MentionKind, *LinkKind, *LinkStatus):
        assert label(kind)
    assert (
        kind_of_place(replace(MOSCOW, feature_class="?", feature_code="?")) == "place"
    )


def test_links_in_words():
    atlas = sample_atlas()
    moved, denied = (
        the_link(atlas, LinkKind.MOVEMENT),
        the_link(atlas, LinkKind.COOPERATION),
    )
    assert (link_name(moved), link_words(moved)) == ("Moscow → Pyongyang", "Movement")
    assert link_name(denied) == "Moscow – Pyongyang"
    assert link_words(denied) == "Cooperation, denied"


@pytest.mark.parametrize(
    ("lat", "lon", "words"),
    [
        (39.153, 127.444, "39.15° N, 127.44° E"),
        (-18.14, -157.86, "18.14° S, 157.86° W"),
    ],
)
def test_coordinates(lat, lon, words):
    assert format_coordinates(lat, lon) == words


@pytest.mark.parametrize(
    ("share", "seconds", "words"),
    [
        (0.0, 60.0, ""),
        (0.1, 2.0, ""),  # too soon to tell
        (0.5, 30.0, "less than a minute left"),
        (0.5, 65.0, "about 1 minute left"),
        (0.2, 30.0, "about 2 minutes left"),
        (0.01, 60.0, "about 2 hours left"),
        (1.2, 60.0, ""),
    ],
)
def test_how_long_it_still_takes(share, seconds, words):
    assert time_left(share, seconds) == words


def test_an_atlas_in_one_line():
    assert describe(shown(sample_atlas())) == (
        "7 places in 4 countries · 4 links · 1 name not mapped"
    )
    one = atlas_from(
        "From Moscow to Pyongyang.",
        places={"Moscow": MOSCOW, "Pyongyang": PYONGYANG},
        links=[Tie("Moscow", "Pyongyang")],
    )
    assert describe(one) == "2 places in 2 countries · 1 link"
    assert describe(Atlas()) == "0 places"
    twice = atlas_from("Zarnuvka lies far. Zarnuvka is small.", {"Zarnuvka": None})
    more = atlas_from("Zarnuvka again.", {"Zarnuvka": None})
    assert describe(join([twice, more])) == "0 places · 1 name not mapped"
