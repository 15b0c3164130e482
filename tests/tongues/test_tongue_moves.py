"""Movement in other languages than English, and that nothing else is guessed."""

from __future__ import annotations

import pytest

from geo.articles import read_text
from geo.pipeline import read_article
from geo.tools import Tools


@pytest.mark.parametrize(
    ("text", "ends", "status"),
    [
        ("Самолёт вылетел из Москвы в Пхеньян.", ("Moscow", "Pyongyang"), "stated"),
        ("Делегация прибыла в Пхеньян из Пекина.", ("Beijing", "Pyongyang"), "stated"),
        ("Літак вилетів з Варшави до Києва.", ("Warsaw", "Kyiv"), "stated"),
        (
            "Le ministre est parti de Paris pour se rendre à Alger.",
            ("Paris", "Algiers"),
            "stated",
        ),
        (
            "Der Zug fuhr gestern von Wien nach Budapest.",
            ("Vienna", "Budapest"),
            "stated",
        ),
        (
            "El barco zarpó ayer de Valencia hacia Argel.",
            ("Valencia", "Algiers"),
            "stated",
        ),
        (
            "El ministro aterrizó ayer en Quito procedente de Bogotá.",
            ("Bogotá", "Quito"),
            "stated",
        ),
        ("Посол покинул Киев и вылетел в Варшаву.", ("Kyiv", "Warsaw"), "stated"),
        ("Des réfugiés ont fui le Soudan vers le Tchad.", ("Sudan", "Chad"), "stated"),
        (
            "Le navire a quitté Marseille pour Alger.",
            ("Marseille", "Algiers"),
            "stated",
        ),
        (
            "Die Delegation reist nicht von Belgrad nach Pristina.",
            ("Belgrade", "Pristina"),
            "denied",
        ),
        (
            "La délégation n'ira pas de Tunis à Tripoli.",
            ("Tunis", "Tripoli"),
            "denied",
        ),
    ],
)
def test_movement(gazetteer, text, ends, status):
    reading = read_article(read_text(text), Tools(gazetteer))
    moves = [k for k in reading.links if k.kind == "movement"]
    assert [(k.directed, k.status) for k in moves] == [(True, status)]
    (link,) = moves
    for place, name in zip((link.origin, link.destination), ends, strict=True):
        assert place.id in {c.place.id for c in gazetteer.lookup(name)}


@pytest.mark.parametrize(
    "text",
    [
        "Россия обвинила Польшу в провокации на границе.",
        "Le président, en déplacement à Nuuk, a dénoncé hier les visées de Washington.",
    ],
)
def test_nothing_but_movement_is_guessed(gazetteer, text):
    reading = read_article(read_text(text), Tools(gazetteer))
    assert {link.kind for link in reading.links} <= {"co-mention"}
