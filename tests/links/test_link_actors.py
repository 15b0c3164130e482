"""Who acts, by one name over an article; nobody in headlines, no pronouns."""

from __future__ import annotations

import pytest
from test_links import read


def actors(text: str, gazetteer) -> list[tuple[str, str]]:
    return sorted((link.destination.name, link.actor) for link in read(text, gazetteer))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Russian Foreign Minister Sergei Lavrov visited Beijing. Lavrov went on to Hanoi.",
            {("Beijing", "Sergei Lavrov"), ("Hanoi", "Sergei Lavrov")},
        ),
        (
            "Russian Foreign Minister Sergei Lavrov visited Beijing. The Russian foreign"
            " minister will visit Hanoi.",
            {("Beijing", "Sergei Lavrov"), ("Hanoi", "Sergei Lavrov")},
        ),
        (  # another office, another man
            "Russian Foreign Minister Sergei Lavrov visited Beijing. The Russian defence"
            " minister will visit Hanoi.",
            {("Beijing", "Sergei Lavrov"), ("Hanoi", "defence minister")},
        ),
        (  # two of one surname stay two
            "Anna Berg flew from Oslo to Riga. Peter Berg sang. Berg flew from Turku to Bergen.",
            {("Riga", "Anna Berg"), ("Bergen", "Berg")},
        ),
        (  # a given name of no table
            "Thandeka Mbele flew from Oslo to Riga. Mbele flew from Turku to Bergen.",
            {("Riga", "Thandeka Mbele"), ("Bergen", "Thandeka Mbele")},
        ),
        ("We drove from Oslo to Riga.", {("Riga", "")}),
        (
            "Strike sends ships from Oslo to Riga\n\nThe tanker sailed from Turku to Bergen.",
            {("Riga", ""), ("Bergen", "tanker")},
        ),
    ],
)
def test_an_actor_has_one_name(text, expected, gazetteer):
    assert set(actors(text, gazetteer)) == expected
