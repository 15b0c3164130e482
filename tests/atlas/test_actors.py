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


def test_a_surname_goes_with_the_full_name_of_its_article_alone():
    atlas = join(
        [
            told(
                "Vera Ivanova left Moscow for Suva. Ivanova left Suva for Wonsan.",
                ("Moscow", "Suva", "Vera Ivanova"),
                ("Suva", "Wonsan", "Ivanova"),
            ),
            told(
                "Petrova and she left Moscow for Wonsan.", ("Moscow", "Wonsan", "she")
            ),
            told("PETROVA left Moscow for Suva again.", ("Moscow", "Suva", "Petrova")),
        ]
    )
    found = actors(atlas)
    assert [(a.name, len(a.links)) for a in found] == [
        ("Vera Ivanova", 2),
        ("Petrova", 1),
    ]
    assert {actor_of(atlas, k) for k in atlas.links} == {"", *(a.id for a in found)}


def test_of_two_bearers_of_a_surname_neither_takes_it():
    atlas = told(
        "Vera Ivanova left Moscow for Suva. Olga Ivanova left Suva for Wonsan. "
        "Ivanova left Wonsan for Moscow.",
        ("Moscow", "Suva", "Vera Ivanova"),
        ("Suva", "Wonsan", "Olga Ivanova"),
        ("Wonsan", "Moscow", "Ivanova"),
    )
    assert sorted(a.name for a in actors(atlas)) == [
        "Ivanova",
        "Olga Ivanova",
        "Vera Ivanova",
    ]
