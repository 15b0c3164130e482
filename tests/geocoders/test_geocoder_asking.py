"""Which names of an article are asked online, where they may lie, what becomes of answers."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hand_asked import Geocoder
from hand_fed import HAMLET, NORWAY, OSLO, TEXAS, WORLD, HandFed, named, place, town

import geo
from geo.geocoders.article import BATCH_ARTICLES, BATCH_NAMES, batch_notice, merge
from geo.geocoders.geocoder import ANYWHERE, Hint
from geo.model import Candidate, Match, Place
from geo.pipeline import resolve_name
from geo.readings import build_atlas

XYZZYQ = town("Xyzzyq", "NO/46", lat=61.0, lon=6.0)
SPRINGFIELDS = [town("Springfield", f"US/{n}", 50_000) for n in "ABCDEF"]
AMERICA = HandFed({**WORLD.names, "Springfield": SPRINGFIELDS})


def read(text: str, geocoder: Geocoder, world: HandFed = WORLD) -> geo.Atlas:
    return build_atlas([geo.read_text(text)], world, geocoder=geocoder)


def answer(*places: Place) -> tuple[Candidate, ...]:
    return tuple(
        Candidate(p, p.name, Match.GEOCODER, rank) for rank, p in enumerate(places)
    )


ASKED = [
    # text, what is asked
    ("It rained in Oslo.", []),
    ("It rained in the village of Xyzzyq.", ["Xyzzyq"]),
    ("In the village of Xyzzyq and in the village of Xyzzyq.", ["Xyzzyq"]),
    ("It rained in Springfield.", ["Springfield"]),  # six, all alike: in doubt
    ("The Norwegians won.", []),  # a people
    ("Mr. Springfield spoke.", []),  # a person
]


@pytest.mark.parametrize(("text", "names"), ASKED)
def test_what_is_asked(text: str, names: list[str]) -> None:
    geocoder = Geocoder()
    read(text, geocoder, AMERICA)
    assert geocoder.asked == names


HINTS = [
    # text, hint
    ("Rain in the village of Xyzzyq.", ANYWHERE),
    ("Rain in the village of Xyzzyq, Norway.", Hint("NO", stated=True)),
    ("Rain in the village of Xyzzyq in Texas.", Hint("US", stated=True)),
    ("Rain in Oslo, in Bergen and in the village of Xyzzyq.", Hint("NO")),
    ("Rain in Oslo, Tallinn, Paris, London, and the village of Xyzzyq.", ANYWHERE),
]


@pytest.mark.parametrize(("text", "hint"), HINTS)
def test_where_it_may_lie(text: str, hint: Hint) -> None:
    geocoder = Geocoder()
    read(text, geocoder)
    assert geocoder.hints[geocoder.asked.index("Xyzzyq")] == hint


def test_a_name_spelt_nearly_so_gets_a_second_opinion() -> None:
    geocoder = Geocoder(Tallin=answer(HAMLET))
    world = HandFed({}, nearly={"Tallin": [named(OSLO, Match.FUZZY, "Tallinn")]})
    found = resolve_name("Tallin", world, geocoder)
    assert geocoder.asked == ["Tallin"]
    assert {found.place, *(r.candidate.place for r in found.runners_up)} == {
        HAMLET,
        OSLO,
    }


def test_the_first_answer_counts_most_and_says_so() -> None:
    several = [town("Xyzzyq", f"{cc}/01") for cc in ("NO", "EE", "FR")]
    found = resolve_name("Xyzzyq", WORLD, Geocoder(Xyzzyq=answer(*several)))
    assert found.place == several[0]
    assert 0.25 < found.score < 0.75
    assert [r.candidate.place for r in found.runners_up] == several[1:]
    assert found.match is Match.GEOCODER
    assert "answered with it" in " ".join(r.note for r in found.reasons)


def test_the_article_outweighs_the_order_of_answers() -> None:
    far, near = town("Xyzzyq", "ZA/01"), town("Xyzzyq", "NO/46", lat=60.3, lon=5.4)
    text = "Rain in Oslo, in Bergen, in Vikvoll and in the village of Xyzzyq."
    atlas = read(text, Geocoder(Xyzzyq=answer(far, near)))
    assert atlas.resolutions[-1].place == near


def test_a_shop_is_no_sure_answer() -> None:
    shop = replace(XYZZYQ, id="osm:node/1", feature_class="S", feature_code="FCL")
    alone = resolve_name("Xyzzyq", WORLD, Geocoder(Xyzzyq=answer(shop)))
    assert alone.score == 0.5
    both = resolve_name("Xyzzyq", WORLD, Geocoder(Xyzzyq=answer(shop, XYZZYQ)))
    assert both.place == XYZZYQ


def test_an_answer_gets_the_code_of_its_province() -> None:
    bare = replace(XYZZYQ, country_code="US", admin1="", admin1_name="Texas")
    found = resolve_name("Xyzzyq", WORLD, Geocoder(Xyzzyq=answer(bare)))
    assert found.place is not None
    assert found.place.admin1 == TEXAS.admin1


SAME = [
    # offline, online, one place?
    (OSLO, replace(OSLO, id="osm:1", lat=59.95), True),
    (OSLO, replace(OSLO, id="osm:1", lat=61.0), False),
    (OSLO, replace(OSLO, id="osm:1", feature_class="H"), False),
    (OSLO, replace(OSLO, id="osm:1", feature_class="A", feature_code="ADM2"), True),
    (NORWAY, replace(NORWAY, id="osm:1", lat=1.0), True),
    (TEXAS, replace(TEXAS, id="osm:1", lat=1.0), True),
    (TEXAS, replace(TEXAS, id="osm:1", admin1="OK"), False),
    (place("Fiord", "NO", "INLT"), place("Fiord", "NO", "INLT"), True),
]


@pytest.mark.parametrize(("offline", "online", "one"), SAME)
def test_one_place_is_one_candidate(offline: Place, online: Place, one: bool) -> None:
    known = Candidate(offline, offline.name, Match.EXACT)
    merged = merge((known,), answer(online))
    assert merged[0] == known
    assert len(merged) == (1 if one else 2)
    assert len(merge((), answer(offline, online))) == len(merged)


# Batches


@pytest.mark.parametrize(("public", "asked"), [(True, []), (False, ["Xyzzyq"])])
def test_a_batch_is_never_sent_to_public_servers(
    public: bool, asked: list[str]
) -> None:
    geocoder = Geocoder(public=public)
    texts = [f"Rain on day {n}." for n in range(BATCH_ARTICLES)]
    articles = [geo.read_text(t) for t in (*texts, "The village of Xyzzyq.")]
    build_atlas(articles, WORLD, geocoder=geocoder)
    assert geocoder.asked == asked
    assert bool(batch_notice(geocoder, len(articles))) is public
    assert batch_notice(geocoder, BATCH_ARTICLES) == ""


@pytest.mark.parametrize(("public", "count"), [(True, 0), (False, BATCH_NAMES + 1)])
def test_nor_are_the_names_of_a_book(public: bool, count: int) -> None:
    geocoder = Geocoder(public=public)
    letters = "abcdefghijk"
    names = [f"Xyz{a}{b}q" for a in letters for b in letters][: BATCH_NAMES + 1]
    text = " ".join(f"It rained in the village of {name}." for name in names)
    atlas = read(text, geocoder)
    assert len(geocoder.asked) == count
    if public:
        assert "not sent to public servers" in atlas.unresolved[0].reasons[-1].note


def test_progress_names_what_is_asked() -> None:
    said: list[str] = []
    build_atlas(
        [geo.read_text("The village of Xyzzyq.")],
        WORLD,
        geocoder=Geocoder(),
        progress=lambda share, words: said.append(words),
    )
    assert "asking about Xyzzyq (1 of 1 names)" in said
