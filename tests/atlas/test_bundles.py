"""Links in bundles: one for each pair, kind and direction; what it says of its links."""

from __future__ import annotations

import pytest
from atlases import Tie, atlas_from
from known_places import MOSCOW, PYONGYANG, WONSAN
from sample_reading import read

from geo.atlas import bundle, bundle_of, bundles_at, bundles_between, bundles_of
from geo.labels import bundle_words, link_name
from geo.model import LinkKind, LinkStatus
from geo.view import panel_view

PLACES = {"Moscow": MOSCOW, "Pyongyang": PYONGYANG, "Wonsan": WONSAN}
STATED, PLANNED, DENIED = LinkStatus.STATED, LinkStatus.PLANNED, LinkStatus.DENIED


def bundled(*ties: Tie):
    return bundles_of(atlas_from("Moscow, Pyongyang and Wonsan.", PLACES, ties))


@pytest.mark.parametrize(
    ("ties", "bundles"),
    [
        ([], []),
        (
            [
                Tie("Moscow", "Wonsan", actor="Orlov"),
                Tie("Moscow", "Wonsan", actor="Li"),
            ],
            ["Moscow → Wŏnsan: Movement · 2 links"],
        ),
        # Both orders of a pair without direction are one, however the first is named.
        (
            [
                Tie(
                    "Moscow", "Wonsan", LinkKind.COOPERATION, directed=False, actor="Li"
                ),
                Tie("Wonsan", "Moscow", LinkKind.COOPERATION, directed=False),
            ],
            ["Moscow – Wŏnsan: Cooperation · 2 links"],
        ),
        # There and back are two, as are two kinds and two pairs.
        (
            [
                Tie("Moscow", "Wonsan"),
                Tie("Wonsan", "Moscow"),
                Tie("Moscow", "Wonsan", LinkKind.CONFLICT),
                Tie("Moscow", "Pyongyang"),
            ],
            [
                "Moscow → Wŏnsan: Movement",
                "Wŏnsan → Moscow: Movement",
                "Moscow → Wŏnsan: Conflict",
                "Moscow → Pyongyang: Movement",
            ],
        ),
        # Statuses are told apart within a bundle.
        (
            [Tie("Moscow", "Wonsan", status=PLANNED)],
            ["Moscow → Wŏnsan: Movement, planned"],
        ),
        (
            [
                Tie("Moscow", "Wonsan", status=PLANNED, actor="Li"),
                Tie("Moscow", "Wonsan", status=PLANNED),
            ],
            ["Moscow → Wŏnsan: Movement, planned · 2 links"],
        ),
        (
            [
                Tie("Moscow", "Wonsan", status=DENIED),
                Tie("Moscow", "Wonsan", status=PLANNED),
                Tie("Moscow", "Wonsan", actor="Li"),
            ],
            ["Moscow → Wŏnsan: Movement · 3 links, 1 planned, 1 denied"],
        ),
        (
            [
                Tie("Moscow", "Wonsan", status=DENIED),
                Tie("Moscow", "Wonsan", status=PLANNED),
            ],
            ["Moscow → Wŏnsan: Movement · 2 links, 1 planned, 1 denied"],
        ),
    ],
)
def test_what_is_one_bundle_and_what_it_says(ties, bundles):
    found = [f"{link_name(each)}: {bundle_words(each)}" for each in bundled(*ties)]
    assert found == bundles


@pytest.mark.parametrize(
    ("statuses", "drawn"),
    [
        ([STATED], STATED),
        ([PLANNED, STATED], STATED),
        ([PLANNED, PLANNED], PLANNED),
        ([DENIED, PLANNED], PLANNED),
        ([DENIED, DENIED], DENIED),
    ],
)
def test_it_is_drawn_as_the_surest_of_its_links(statuses, drawn):
    ties = [
        Tie("Moscow", "Wonsan", status=status, actor=f"Orlov {n}")
        for n, status in enumerate(statuses)
    ]
    (found,) = bundled(*ties)
    assert found.status is drawn
    assert sum(found.statuses.values()) == len(found.links) == len(statuses)


def test_a_passage_that_says_two_of_its_links_counts_once():
    ties = [Tie("Moscow", "Wonsan", actor="Orlov"), Tie("Moscow", "Wonsan", actor="Li")]
    (found,) = bundled(*ties)
    assert len(found.passages) == 1


def test_bundles_are_found_by_id_by_a_link_by_place_and_by_pair():
    ties = [
        Tie("Moscow", "Wonsan"),
        Tie("Wonsan", "Moscow"),
        Tie("Moscow", "Pyongyang"),
    ]
    atlas = atlas_from("Moscow, Pyongyang and Wonsan.", PLACES, ties)
    there, back, other = bundles_of(atlas)
    assert bundle(atlas.links) == (there, back, other)
    assert bundle_of(atlas, there.id) is there
    assert bundle_of(atlas, back.links[0].id) is back
    assert bundle_of(atlas, "none") is None
    assert bundles_at(atlas, WONSAN.id) == (there, back)
    assert bundles_at(atlas, "geonames:0") == ()
    assert bundles_between(atlas, WONSAN.id, MOSCOW.id) == (there, back)
    assert bundles_between(atlas, WONSAN.id, PYONGYANG.id) == ()


def test_a_bundle_keeps_its_id_when_a_filter_takes_some_of_its_links():
    ties = [Tie("Moscow", "Wonsan", LinkKind.COOPERATION, directed=False, actor=actor) for actor in ("Li", "Orlov")]  # fmt: skip
    (found,) = bundled(*ties)
    assert [each.id for each in bundle(found.links[1:])] == [found.id]


def test_a_chosen_link_comes_first_in_its_bundle():
    ties = [Tie("Moscow", "Wonsan", actor="Orlov"), Tie("Moscow", "Wonsan", actor="Li")]
    atlas = atlas_from("Moscow and Wonsan. Pyongyang.", PLACES, ties)
    (found,) = bundles_of(atlas)
    view = panel_view(atlas, "link", found.links[1].id)
    assert view["id"] == found.id
    (told,) = view["bundles"]
    assert [link["id"] for link in told["links"]] == [
        found.links[1].id,
        found.links[0].id,
    ]


def test_the_first_sample_joins_russia_and_north_korea_by_three_lines_at_most(
    gazetteer,
):
    atlas = read("lavrov-wonsan", gazetteer)
    ends = {place.name: place.id for place in atlas.places}
    pair = bundles_between(atlas, ends["Russia"], ends["North Korea"])
    said = sorted(
        f"{link_name(each)}: {bundle_words(each)}"
        for each in pair
        if each.kind is not LinkKind.CO_MENTION
    )
    assert said == [
        "North Korea → Russia: Cooperation",
        "Russia – North Korea: Cooperation · 3 links",
        "Russia → North Korea: Movement · 2 links",
    ]
