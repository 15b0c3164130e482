"""The filters: what each keeps, that none adds anything, and what to loosen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from atlases import Tie, atlas_from, changed, join, sample_atlas
from big_atlas import big_atlas
from hypothesis import given, strategies as st
from known_places import (
    KALMA_PIER,
    MOSCOW,
    NORTHEAST_ASIA,
    RUSSIA,
    SUVA,
    WONSAN,
)

from geo.atlas import (
    URL_NAMES,
    FilterName,
    Filters,
    active_filters,
    actors,
    bundles_of,
    facets,
    from_url,
    left_out_undated,
    loosen,
    place_kind,
    select,
    to_url,
    without,
)
from geo.labels import advise
from geo.model import Atlas, Extent, LinkKind, MentionKind, PlaceKind
from geo.view import describe_filter

ALL_LINKS = frozenset(LinkKind)
PACIFIC = Extent(south=-30, west=170, north=30, east=-150)  # across 180°
SAMPLE = sample_atlas()
FLEW = bundles_of(SAMPLE)[0]
IVANOVA = actors(SAMPLE)[1]
SEVERAL = big_atlas(6, 30, 40, mentions_per_article=10)


def names(atlas: Atlas) -> set[str]:
    return {place.name for place in atlas.places}


def kinds(*chosen: PlaceKind) -> Filters:
    return Filters(place_kinds=frozenset(chosen))


@pytest.mark.parametrize(
    ("shown", "places", "links"),
    [
        (Filters(), 7, 4),
        (Filters(link_kinds=ALL_LINKS), 7, 5),
        (Filters(countries=frozenset({"FJ", "US"})), 2, 1),
        (Filters(countries=frozenset({"FR"})), 0, 0),
        (kinds(PlaceKind.TOWN), 5, 4),
        (kinds(PlaceKind.COUNTRY, PlaceKind.REGION), 2, 0),
        (Filters(area=PACIFIC), 2, 1),
        (Filters(words="cable"), 2, 1),
        (Filters(words="  CABLE   ship "), 2, 1),
        (Filters(words="wonsan"), 4, 2),  # its sentences and those of its links
        (Filters(words="Wŏnsan"), 4, 2),
        (Filters(words="quiet drills"), 0, 0),  # each word, in one sentence
        (Filters(article_ids=frozenset({SAMPLE.articles[0].id})), 7, 4),
        (Filters(article_ids=frozenset({"another"})), 0, 0),
        (Filters(since=date(2026, 1, 1)), 0, 0),  # the article has no date
        (Filters(min_score=0.6), 6, 3),
        (Filters(mention_kinds=frozenset({MentionKind.DEMONYM})), 1, 0),
        (Filters(provinces=frozenset({f"KP.{WONSAN.admin1}"})), 1, 0),
        # A place with what its sentences name, and what is linked with it.
        (Filters(place_ids=frozenset({SUVA.id})), 2, 1),
        (Filters(place_ids=frozenset({SUVA.id, RUSSIA.id})), 5, 2),
        (Filters(bundle_ids=frozenset({FLEW.id})), 2, 1),
        (Filters(actors=frozenset({IVANOVA.id})), 2, 1),
        (Filters(actors=frozenset({IVANOVA.id}), place_ids=frozenset({SUVA.id})), 0, 0),
        (Filters(place_ids=frozenset({"geonames:0"})), 0, 0),
    ],
)  # fmt: skip
def test_what_a_filter_leaves(shown, places, links):
    left = select(SAMPLE, shown)
    assert (len(left.places), len(left.links)) == (places, links)


def test_unmapped_names_stay_whatever_is_asked_of_places():
    for shown in (Filters(countries=frozenset({"FJ"})), Filters(area=PACIFIC), kinds()):
        assert len(select(SAMPLE, shown).unresolved) == 1
    assert not select(SAMPLE, Filters(words="drills")).unresolved


def test_an_actor_named_in_another_sentence_brings_the_link_and_its_ends():
    text = "She left Moscow for Suva. It rained in Wonsan."
    places = {"Moscow": MOSCOW, "Suva": SUVA, "Wonsan": WONSAN}
    atlas = atlas_from(text, places, [Tie("Moscow", "Suva", actor="Vera Ivanova")])
    left = select(atlas, Filters(words="ivanova"))
    assert (names(left), len(left.links)) == ({"Moscow", "Suva"}, 1)


def test_evidence_outside_the_days_goes_and_the_count_follows():
    def said(day: int, words: str) -> Atlas:
        found = atlas_from(
            f"{words} from Moscow to Suva.",
            {"Moscow": MOSCOW, "Suva": SUVA},
            [Tie("Moscow", "Suva")],
        )
        dated = replace(found.articles[0], published=date(2026, 3, day))
        return changed(found, article=dated)

    one, two = said(1, "Flew"), said(2, "Sailed")
    both = join([one, two])
    (link,) = both.links
    assert link.evidence == one.links[0].evidence + two.links[0].evidence
    (left,) = select(both, Filters(until=date(2026, 3, 1))).links
    assert left.evidence == one.links[0].evidence
    assert select(both, Filters()).links[0] == link
    assert not select(both, Filters(until=date(2026, 2, 1))).links


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        (WONSAN, PlaceKind.TOWN),
        (RUSSIA, PlaceKind.COUNTRY),
        (NORTHEAST_ASIA, PlaceKind.REGION),
        (replace(RUSSIA, feature_code="ADM1"), PlaceKind.REGION),
        (replace(RUSSIA, feature_class="H", feature_code="SEA"), PlaceKind.NATURE),
        (replace(RUSSIA, feature_class="T", feature_code="MT"), PlaceKind.NATURE),
        (KALMA_PIER, PlaceKind.SITE),
        (replace(WONSAN, id="point:1.0,2.0"), PlaceKind.SITE),
    ],
)
def test_kinds_of_place(place, kind):
    assert place_kind(place) is kind


FILTERS = st.one_of(
    st.builds(kinds, *[st.sampled_from(PlaceKind)] * 2),
    st.sampled_from(
        [
            Filters(countries=frozenset({"RU", "FR"})),
            Filters(min_score=0.7),
            Filters(area=PACIFIC),
            Filters(words="seen reef"),
            Filters(words="drills near"),
            Filters(since=date(2024, 1, 3)),
            Filters(until=date(2024, 1, 4)),
            Filters(article_ids=frozenset({"invented-1", "invented-4"})),
            Filters(link_kinds=frozenset({LinkKind.MOVEMENT})),
        ]
    ),
).map(lambda shown: replace(shown, link_kinds=shown.link_kinds or ALL_LINKS))
ATLASES = {"sample": SAMPLE, "several": SEVERAL}


@given(st.sampled_from([*ATLASES]), FILTERS)
def test_a_filter_only_takes_away(name, shown):
    atlas = ATLASES[name]
    left = select(atlas, shown)
    assert set(left.resolutions) <= set(atlas.resolutions)
    whole = {link.id: set(link.evidence) for link in atlas.links}
    assert all(set(link.evidence) <= whole[link.id] for link in left.links)
    on_map = {place.id for place in left.places}
    assert all({k.origin.id, k.destination.id} <= on_map for k in left.links)
    assert left.articles == atlas.articles


@given(st.sampled_from([*ATLASES]), FILTERS, FILTERS)
def test_filters_commute(name, one, other):
    # Of words, those of a sentence: an actor's reach further, as far as the link stands.
    atlas = ATLASES[name]
    assert select(select(atlas, one), other) == select(select(atlas, other), one)


@pytest.mark.parametrize("atlas", ATLASES.values(), ids=ATLASES)
def test_no_filter_changes_nothing(atlas):
    assert select(atlas, Filters(link_kinds=ALL_LINKS)) == atlas


def test_facets_count_what_there_is():
    has = facets(SAMPLE)
    assert dict(has.place_kinds) == {
        PlaceKind.TOWN: 5,
        PlaceKind.COUNTRY: 1,
        PlaceKind.REGION: 1,
    }
    assert has.countries == (("KP", 2), ("RU", 2), ("FJ", 1), ("US", 1))
    assert dict(has.mention_kinds)[MentionKind.METONYM] == 1
    assert dict(has.link_kinds)[LinkKind.MOVEMENT] == 3
    assert (has.days, has.undated) == (None, 1)
    several = facets(SEVERAL)
    assert several.days == (date(2024, 1, 2), date(2024, 1, 6))
    assert [count for _, count in several.articles] == [10] * 6


@pytest.mark.parametrize(
    ("shown", "filters", "words"),
    [
        (Filters(), [], []),
        (Filters(words=" "), [], []),
        (Filters(words="drills"), [FilterName.WORDS], ["“drills”"]),
        (Filters(link_kinds=frozenset(LinkKind) - {LinkKind.CO_MENTION}), [], []),
        (Filters(link_kinds=frozenset()), [FilterName.LINK_KINDS], ["No links"]),
        (Filters(link_kinds=ALL_LINKS), [FilterName.LINK_KINDS], ["Movement and 2 more"]),
        (kinds(*PlaceKind), [], []),
        (kinds(PlaceKind.TOWN), [FilterName.PLACE_KINDS], ["Without countries and 1 more"]),
        (Filters(countries=frozenset({"KP", "FJ"})), [FilterName.COUNTRIES], ["Fiji and 1 more"]),
        (Filters(min_score=0.6), [FilterName.CERTAINTY], ["Likely and sure"]),
        (Filters(area=PACIFIC), [FilterName.AREA], ["In the area shown on the map"]),
        (Filters(since=date(2026, 1, 2)), [FilterName.DATES], ["From 2026-01-02"]),
    ],
)  # fmt: skip
def test_the_filters_that_are_set_in_words(shown, filters, words):
    active = active_filters(SAMPLE, shown)
    assert list(active) == filters
    assert [describe_filter(SAMPLE, shown, each) for each in active] == words
    for each in active:
        shown = without(shown, each)
    assert not active_filters(SAMPLE, shown)


def test_where_nothing_is_left_the_filter_that_brings_most_back_is_named():
    shown = Filters(countries=frozenset({"FJ"}), words="Pyongyang traders")
    assert loosen(SAMPLE, shown) == (FilterName.COUNTRIES, 2)
    assert advise(SAMPLE, shown) == (
        "No place is left. Loosen the country filter: 2 places come back."
    )
    assert advise(SAMPLE, Filters()) == ""
    hopeless = Filters(countries=frozenset({"FR"}), words="nobody")
    assert loosen(SAMPLE, hopeless) is None


def test_articles_without_a_date_are_counted_while_days_are_asked_for():
    assert left_out_undated(SEVERAL, Filters()) == 0
    assert left_out_undated(SEVERAL, Filters(since=date(2024, 1, 1))) == 1


@pytest.mark.parametrize(
    "shown",
    [
        Filters(),
        Filters(words="drills, & “more”", min_score=0.85),
        Filters(
            mention_kinds=frozenset(), link_kinds=frozenset(), place_kinds=frozenset()
        ),
        Filters(
            link_kinds=frozenset({LinkKind.SPREAD}), countries=frozenset({"KP", "FJ"})
        ),
        Filters(since=date(2026, 1, 2), until=date(2026, 2, 3)),
        Filters(article_ids=frozenset({"a1", "b2"}), area=PACIFIC),
        kinds(PlaceKind.TOWN, PlaceKind.SITE),
        Filters(place_ids=frozenset({"geonames:1", "point:1.5,2.5"})),
        Filters(provinces=frozenset({"US.CA"}), actors=frozenset({"a1"})),
        Filters(bundle_ids=frozenset({"b1", "b2"})),
    ],
)
def test_filters_go_into_an_address_and_back(shown):
    written = to_url(shown)
    assert from_url(written) == shown
    assert set(written) <= set(URL_NAMES)


@pytest.mark.parametrize(
    ("area", "expected"),
    [
        ("-10,170,10,200", Extent(-10, 170, 10, -160)),  # a map's run on past 180°
        ("-95,-200,95,200", Extent(-90, -180, 90, 180)),
        ("10,0,-10,5", None),
        ("1,2,3", None),
        ("nan,0,1,1", None),
        ("0,inf,1,inf", None),
    ],
)
def test_an_area_is_read_as_a_map_gives_it(area, expected):
    assert from_url({"area": area}).area == expected


def test_nonsense_in_an_address_filters_nothing():
    nonsense = dict.fromkeys(URL_NAMES, "<script>")
    # What is free to be anything is looked up in the data, not here.
    free = ("words", "countries", "provinces", "places", "lines", "actors", "articles")
    shown = from_url({**nonsense, **dict.fromkeys(free, "")})
    assert shown == Filters()
