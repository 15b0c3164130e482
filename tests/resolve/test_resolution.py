"""Sentences and the places their names mean: resolution.toml, and one kept back.

Both were written before the rules they test, by somebody who had not seen them. The second was
not looked at while the rules were written; its floor says how well they do on new sentences.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest

import geo
from geo.coordinates import read_coordinates
from geo.geometry import rough_km

HERE = Path(__file__).parents[1]
FILES = ("resolution.toml", "resolution_kept_back.toml")
ENTRY = re.compile(r"^(.+?)(?:, ([A-Z]{2})(?:-(\w+))?)?(?: \(([A-Z0-9]+)\))?$")
SUBNATIONAL = {"Texan", "Scottish", "Californian", "Welsh"}  # peoples of provinces


@dataclass(frozen=True)
class Expected:
    """What a reader expects of one word of a text."""

    words: str
    country: str = ""
    admin1: str = ""
    code: str = ""


def table(name: str) -> list[dict]:
    return tomllib.loads((HERE / name).read_text("utf-8"))["text"]


def expected(entry: str) -> Expected:
    words, country, admin1, code = ENTRY.match(entry).groups()
    return Expected(words, country or "", admin1 or "", code or "")


def complaints(text: dict, gazetteer) -> list[str]:
    """Say what is wrong with the answers to one text."""
    atlas = geo.build_atlas([geo.read_text(text["text"].strip())], gazetteer)
    answers = list(atlas.resolutions)
    wrong = []
    for entry in map(expected, text.get("places", [])):
        found = next((r for r in answers if r.mention.text == entry.words), None)
        if found is None:
            found = next((r for r in answers if entry.words in r.mention.text), None)
        if found is None:
            wrong.append(f"{entry.words}: not found")
            continue
        answers.remove(found)
        if not fits(found.place, entry):
            wrong.append(f"{entry}: {found.place and describe(found.place)}")
    placed = {r.mention.text for r in answers if r.place}
    invented = placed & set(text.get("unmapped", []))
    return wrong + [f"{words}: has a place" for words in sorted(invented)]


def fits(place: geo.Place | None, entry: Expected) -> bool:
    if place is None:
        return False
    if entry.code == "POINT":
        point = read_coordinates(entry.words)
        return rough_km(place.lat, place.lon, point.lat, point.lon) < 1
    same_country = not entry.country or place.country_code == entry.country
    same_admin1 = not entry.admin1 or place.admin1 == entry.admin1
    return same_country and same_admin1 and of_kind(place, entry)


def of_kind(place: geo.Place, entry: Expected) -> bool:
    match entry.code:
        case "PCLI":
            return place.feature_code.startswith("PCL")
        case "REGION":
            return place.feature_class != "P"
        case "SPOT":
            return place.feature_class in "SLP" and place.extent is None
        case "CITY":
            return place.feature_class == "P"
        case "":
            people = not entry.admin1 or entry.words in SUBNATIONAL
            return people or place.feature_class == "P"
        case code:
            return place.feature_code == code


def describe(place: geo.Place) -> str:
    return f"{place.name}, {place.country_code}-{place.admin1} ({place.feature_code})"


def score(texts: list[dict], gazetteer) -> tuple[float, float]:
    """Give the share of places right, and of texts with everything right."""
    wrong = [len(complaints(text, gazetteer)) for text in texts]
    places = sum(len(t.get("places", [])) + len(t.get("unmapped", [])) for t in texts)
    return 1 - sum(wrong) / places, sum(not n for n in wrong) / len(texts)


@pytest.mark.parametrize(
    ("name", "places", "texts"),
    [("resolution.toml", 0.976, 0.951), ("resolution_kept_back.toml", 0.927, 0.83)],
)
def test_resolution_has_not_sunk(name, places, texts, gazetteer):
    """Floors only rise, as those of recognition."""
    got = score(table(name), gazetteer)
    assert got[0] >= places, got
    assert got[1] >= texts, got


def test_the_tables_are_sound():
    every = [text for name in FILES for text in table(name)]
    texts = [text["text"] for text in every]
    assert len(texts) == len(set(texts)) >= 200
    for text in every:
        assert set(text) <= {"text", "why", "places", "unmapped"}
        named = [expected(entry).words for entry in text.get("places", [])]
        for words in named + text.get("unmapped", []):
            assert words in text["text"]
