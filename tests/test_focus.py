"""What an article is about: its main country, province and spot, each with its share."""

from __future__ import annotations

import pytest
from atlases import join
from hand_fed import (
    BERGEN,
    BLACK_SEA,
    ESTONIA,
    NORWAY,
    OSLO,
    PARIS_TEXAS,
    TALLINN,
    TEXAS,
    USA,
    HandFed,
    place,
    province,
    town,
)

import geo
from geo.atlas import main_places
from geo.focus import MAX_PLACES, MIN_SHARE, find_focus
from geo.model import (
    Article,
    Atlas,
    FocusLevel,
    Mention,
    MentionKind,
    Passage,
    Place,
    Reading,
    Resolution,
)

COUNTRY, ADMIN1, SPOT = FocusLevel
OSLO_LAND = province("Oslo fylke", "NO/12")
VESTLAND = province("Vestland", "NO/46")
AREAS = HandFed(
    {p.name: [p] for p in (NORWAY, ESTONIA, USA, TEXAS, OSLO_LAND, VESTLAND)}
)
PALACE = place("Palace", "NO/12", "PAL")
PEOPLE, EMBEDDED = MentionKind.DEMONYM, MentionKind.EMBEDDED
LENGTH = 3_000  # characters: the lead is the first 400


def at(
    where: Place | None,
    start: int = 2_000,
    kind: MentionKind = MentionKind.PLACE,
    score: float = 1.0,
) -> Resolution:
    """Resolve a mention to a place; it stands in the body unless said otherwise."""
    passage = Passage("a", start, start + 1)
    hand = Mention(passage, passage, "x", "x", kind)
    return Resolution(hand, where, score if where else 0.0)


def focus(*resolutions: Resolution, text: str = "x" * LENGTH):
    return find_focus(Article("a", text), resolutions, AREAS)


def shares(*resolutions: Resolution) -> list[tuple[FocusLevel, str, float, int]]:
    return [
        (f.level, f.place.name, round(f.score, 2), f.count) for f in focus(*resolutions)
    ]


@pytest.mark.parametrize(
    ("named", "expected"),
    [
        ([], []),
        ([at(None)], []),
        # A town speaks for its province and its country.
        (
            [at(OSLO)],
            [(COUNTRY, "Norway", 1.0, 1), (ADMIN1, "Oslo fylke", 1.0, 1),
             (SPOT, "Oslo", 1.0, 1)],
        ),
        # A country speaks for itself alone, a province for its country.
        ([at(NORWAY)], [(COUNTRY, "Norway", 1.0, 1)]),
        ([at(TEXAS)], [(COUNTRY, "United States", 1.0, 1), (ADMIN1, "Texas", 1.0, 1)]),
        (
            [at(OSLO), at(BERGEN)],
            [(COUNTRY, "Norway", 1.0, 2), (ADMIN1, "Oslo fylke", 0.5, 1),
             (ADMIN1, "Vestland", 0.5, 1), (SPOT, "Oslo", 0.5, 1),
             (SPOT, "Bergen", 0.5, 1)],
        ),
        # A sea lies in no country, and is what the rest is a share of.
        ([at(NORWAY), at(BLACK_SEA)], [(COUNTRY, "Norway", 0.5, 1)]),
        ([at(BLACK_SEA)], []),
        # A province that the gazetteer cannot give is left out.
        ([at(TALLINN)], [(COUNTRY, "Estonia", 1.0, 1), (SPOT, "Tallinn", 1.0, 1)]),
        # Sites are spots too.
        (
            [at(PALACE)],
            [(COUNTRY, "Norway", 1.0, 1), (ADMIN1, "Oslo fylke", 1.0, 1),
             (SPOT, "Palace", 1.0, 1)],
        ),
        # Too little for a country: a fifth.
        (
            [at(NORWAY), at(ESTONIA), *[at(town(f"T{i}", "US/TX")) for i in range(3)]],
            [(COUNTRY, "United States", 0.6, 3), (ADMIN1, "Texas", 0.6, 3),
             (SPOT, "T0", 0.2, 1), (SPOT, "T1", 0.2, 1)],
        ),
    ],
)  # fmt: skip
def test_main_places(named, expected):
    assert shares(*named) == expected


@pytest.mark.parametrize(
    ("more", "less"),
    [
        # Named in the lead.
        (at(NORWAY, start=0), at(ESTONIA)),
        (at(NORWAY, start=399), at(ESTONIA, start=400)),
        # Sure.
        (at(NORWAY, score=0.9), at(ESTONIA, score=0.5)),
        # Where something happens, not who acts, nor part of another name.
        (at(NORWAY), at(ESTONIA, kind=PEOPLE)),
        (at(NORWAY), at(ESTONIA, kind=MentionKind.METONYM)),
        (at(NORWAY, kind=PEOPLE), at(ESTONIA, kind=EMBEDDED)),
    ],
)
def test_what_counts_for_more(more, less):
    first, second = focus(less, more)
    assert first.place == more.place
    assert first.score > second.score
    assert first.score + second.score == pytest.approx(1.0)


def test_named_often_counts_but_not_as_often():
    first, second = focus(*[at(NORWAY)] * 4, at(ESTONIA))
    assert (first.place, first.count) == (NORWAY, 4)
    assert 0.5 < first.score < 0.8
    assert second.place == ESTONIA


def test_the_lead_of_a_short_text_is_its_first_third():
    early, late = at(NORWAY, start=29), at(ESTONIA, start=31)
    first, second = focus(late, early, text="x" * 90)
    assert first.place == NORWAY
    assert first.score > second.score


def test_each_level_has_few_places_and_none_too_small():
    towns = [at(town(f"T{i}", f"NO/{i}", 9)) for i in range(9)]
    found = focus(at(OSLO), at(BERGEN), *towns)
    for level in FocusLevel:
        of_level = [f for f in found if f.level is level]
        assert len(of_level) <= MAX_PLACES
        assert all(f.score >= MIN_SHARE[level] for f in of_level)
    assert [f.place for f in found] == [NORWAY]


def test_the_larger_come_first_and_the_article_is_named():
    found = focus(at(OSLO))
    assert [f.level for f in found] == list(FocusLevel)
    assert {f.article_id for f in found} == {"a"}


# --- several articles --------------------------------------------------------------


def atlas(*resolutions: Resolution, text: str) -> Atlas:
    article = Article(text, text)
    focus = find_focus(article, resolutions, AREAS)
    return Atlas((Reading(article, resolutions, (), focus),))


def test_of_several_articles_the_share_is_that_of_those_about_it():
    joined = join(
        [
            atlas(at(OSLO), at(OSLO), text="one"),
            atlas(at(NORWAY), text="two"),
            atlas(at(PARIS_TEXAS), text="three"),
            atlas(text="four"),
        ]
    )
    found = [
        (f.level, f.place.name, round(f.score, 2), f.count) for f in main_places(joined)
    ]
    assert found == [
        (COUNTRY, "Norway", 0.5, 3),
        (COUNTRY, "United States", 0.25, 1),
        (ADMIN1, "Oslo fylke", 0.25, 2),
        (ADMIN1, "Texas", 0.25, 1),
        (SPOT, "Oslo", 0.25, 2),
        (SPOT, "Paris", 0.25, 1),
    ]


def test_an_atlas_of_nothing_is_about_nothing():
    assert main_places(Atlas()) == ()


# --- the journey -------------------------------------------------------------------


def test_an_article_of_the_real_gazetteer(gazetteer):
    text = (
        "Flood water entered Nashville on Friday. Schools in Memphis and Knoxville "
        "stayed shut, the governor of Tennessee said. Help came from Kentucky."
    )
    found = geo.build_atlas([geo.read_text(text)], gazetteer).focus
    assert [(f.level, f.place.name) for f in found][:2] == [
        (COUNTRY, "United States"),
        (ADMIN1, "Tennessee"),
    ]
    assert found[0].score == pytest.approx(1.0)
