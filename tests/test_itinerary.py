"""Journeys: which movements make one, in which order, through which places."""

from __future__ import annotations

from datetime import date

import pytest
from atlases import Tie, atlas_from, join, sample_atlas
from known_places import HONOLULU, MOSCOW, PYONGYANG, SUVA, WONSAN

import geo
import geo.itinerary
from geo.model import Atlas, LinkKind, LinkStatus

PLACES = {
    "Moscow": MOSCOW,
    "Pyongyang": PYONGYANG,
    "Wonsan": WONSAN,
    "Suva": SUVA,
    "Honolulu": HONOLULU,
}


def journeys(*ties: Tie, backwards: bool = False):
    """Write one sentence a tie, in order, and give the journeys of the article."""
    text = " ".join(f"From {tie.origin} to {tie.destination}." for tie in ties)
    names = {name: where for name, where in PLACES.items() if name in text}
    links = reversed(ties) if backwards else ties
    return geo.itinerary.itineraries(atlas_from(text, names, links))


def leg(origin: str, destination: str, actor: str = "Ivanova", **rest: object) -> Tie:
    return Tie(origin, destination, actor=actor, **rest)


def through(itinerary: geo.itinerary.Itinerary) -> str:
    return " … ".join(
        " → ".join(place.name for place in stretch) for stretch in itinerary.stretches
    )


FLIGHT, TRAIN = leg("Moscow", "Wonsan"), leg("Wonsan", "Pyongyang")
VOYAGE = leg("Suva", "Honolulu")


@pytest.mark.parametrize(
    ("ties", "expected"),
    [
        ([FLIGHT, TRAIN], ["Moscow → Wŏnsan → Pyongyang"]),
        ([FLIGHT, leg("Wonsan", "Moscow")], ["Moscow → Wŏnsan → Moscow"]),
        # Legs that do not meet leave a gap; a start they share stands once.
        ([FLIGHT, VOYAGE], ["Moscow → Wŏnsan … Suva → Honolulu"]),
        ([FLIGHT, leg("Moscow", "Pyongyang")], ["Moscow → Wŏnsan … Pyongyang"]),
        # One actor, however the name is cased.
        ([FLIGHT, leg("Wonsan", "Pyongyang", "IVANOVA")], ["Moscow → Wŏnsan → Pyongyang"]),
        ([FLIGHT, leg("Wonsan", "Pyongyang", "Orlov")], []),
        # A surname is the one full name that the article gave before it.
        ([leg("Moscow", "Wonsan", "Vera Ivanova"), TRAIN], ["Moscow → Wŏnsan → Pyongyang"]),
        ([FLIGHT, leg("Wonsan", "Pyongyang", "Vera Ivanova")], []),
        (
            [leg("Moscow", "Wonsan", "Vera Ivanova"), leg("Suva", "Honolulu", "Anna Ivanova"),
             TRAIN],
            [],
        ),
        # One leg is no journey, however often or surely it is told.
        ([], []),
        ([FLIGHT], []),
        ([FLIGHT, leg("Moscow", "Wonsan", status=LinkStatus.PLANNED)], []),
        # What is no movement of somebody is no leg.
        ([FLIGHT, leg("Wonsan", "Pyongyang", status=LinkStatus.DENIED)], []),
        ([FLIGHT, leg("Wonsan", "Pyongyang", kind=LinkKind.COOPERATION)], []),
        ([FLIGHT, leg("Wonsan", "Pyongyang", directed=False)], []),
        ([leg("Moscow", "Wonsan", ""), leg("Wonsan", "Pyongyang", "")], []),
        ([leg("Moscow", "Wonsan", "She"), leg("Wonsan", "Pyongyang", "she")], []),
        (
            [leg("Moscow", "Wonsan", "Flights", predicate="Flights"),
             leg("Wonsan", "Pyongyang", "flights", predicate="flights")],
            [],
        ),
        # Without a name, one traveller only where the legs meet.
        (
            [leg("Moscow", "Wonsan", "convoy"), leg("Wonsan", "Pyongyang", "convoy")],
            ["Moscow → Wŏnsan → Pyongyang"],
        ),
        ([leg("Moscow", "Wonsan", "convoy"), leg("Suva", "Honolulu", "convoy")], []),
    ],
)  # fmt: skip
def test_what_makes_a_journey(ties, expected):
    assert [through(each) for each in journeys(*ties)] == expected


def test_a_journey_says_who_and_where_its_legs_meet():
    (journey,) = journeys(FLIGHT, TRAIN, VOYAGE)
    assert journey.actor == "Ivanova"
    assert journey.article_id == journey.legs[0].evidence[0].passage.article_id
    assert journey.joined == (False, True, False)
    assert [p.name for p in journey.places] == [
        "Moscow", "Wŏnsan", "Pyongyang", "Suva", "Honolulu",
    ]  # fmt: skip


def test_the_order_is_that_of_the_text_whatever_the_order_of_the_links():
    (journey,) = journeys(FLIGHT, TRAIN, backwards=True)
    assert through(journey) == "Moscow → Wŏnsan → Pyongyang"
    assert not journey.by_date


def test_days_order_the_legs_where_each_has_one():
    late = leg("Wonsan", "Pyongyang", day=date(2026, 3, 5))
    early = leg("Moscow", "Wonsan", day=date(2026, 3, 3))
    (journey,) = journeys(late, early)
    assert through(journey) == "Moscow → Wŏnsan → Pyongyang"
    assert journey.by_date
    (journey,) = journeys(late, FLIGHT)
    assert through(journey) == "Wŏnsan → Pyongyang … Moscow → Wŏnsan"
    assert not journey.by_date


@pytest.mark.parametrize("backwards", [False, True])
def test_of_two_statuses_of_a_leg_the_surer_stands(backwards):
    planned = leg("Moscow", "Wonsan", status=LinkStatus.PLANNED)
    (journey,) = journeys(planned, FLIGHT, TRAIN, backwards=backwards)
    assert [link.status for link in journey.legs] == [LinkStatus.STATED] * 2


def test_articles_are_kept_apart():
    one, other = (
        atlas_from(
            f"From {tie.origin} to {tie.destination}.",
            {tie.origin: PLACES[tie.origin], tie.destination: PLACES[tie.destination]},
            [tie],
        )
        for tie in (FLIGHT, TRAIN)
    )
    assert geo.itinerary.itineraries(join([one, other])) == ()


def test_an_atlas_without_journeys():
    assert geo.itinerary.itineraries(Atlas()) == ()
    assert geo.itinerary.itineraries(sample_atlas()) == ()
