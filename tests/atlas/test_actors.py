"""Who acts: one row a name, short names with their long ones."""

from __future__ import annotations

from atlases import Tie, atlas_from, join
from known_places import MOSCOW, SUVA, WONSAN

from geo.atlas import actor_of, actors

PLACES = {"Moscow": MOSCOW, "Suva": SUVA, "Wonsan": WONSAN}


def told(text: str, *who: tuple[str, str, str]):
    ties = [Tie(origin, end, actor=actor) for origin, end, actor in who]
    named = {name: place for name, place in PLACES.items() if name in text}
    return atlas_from(text, named, ties)


def test_an_actor_is_one_over_all_articles_and_a_pronoun_is_none():
    atlas = join(
        [
            told(
                "Vera Ivanova left Moscow for Suva. She left Suva for Wonsan.",
                ("Moscow", "Suva", "Vera Ivanova"),
                ("Suva", "Wonsan", "she"),
            ),
            told(
                "VERA IVANOVA left Moscow for Wonsan.",
                ("Moscow", "Wonsan", "VERA IVANOVA"),
            ),
            told("Petrova left Moscow for Suva.", ("Moscow", "Suva", "Petrova")),
        ]
    )
    found = actors(atlas)
    assert [(a.name, len(a.links)) for a in found] == [
        ("Vera Ivanova", 2),
        ("Petrova", 1),
    ]
    assert {actor_of(atlas, k) for k in atlas.links} == {"", *(a.id for a in found)}
