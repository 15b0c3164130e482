"""Sentences and what a reader expects of them: readings.toml, and known_misses.toml."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

import geo
from geo.model import Link, LinkKind, LinkStatus, MentionKind, Resolution

HERE = Path(__file__).parent
EXPECTED = re.compile(r"^(.+?)(?:, ([A-Z]{2})(?:-(\w+))?)?(?: \(([A-Z0-9]+)\))?$")
KEYS = ("places", "demonyms", "links", "unmapped")


def table(name: str) -> list[dict]:
    return tomllib.loads((HERE / name).read_text("utf-8"))["reading"]


READINGS, MISSES = table("readings.toml"), table("known_misses.toml")


def read(text: str, gazetteer) -> geo.Atlas:
    return geo.build_atlas([geo.read_text(text.strip())], gazetteer)


def found(atlas: geo.Atlas, expected: dict) -> dict[str, list[str]]:
    """Write an atlas as the table writes it, in as much detail as the table asks."""
    placed = [r for r in atlas.resolutions if r.place]
    places = [r for r in placed if r.mention.kind is not MentionKind.DEMONYM]
    wanted = expected.get("places", [])
    details = wanted if len(wanted) == len(places) else ["x, XX-00 (X)"] * len(places)
    return {
        "places": [say(r, detail) for r, detail in zip(places, details, strict=True)],
        "demonyms": [
            f"{r.mention.text}: {r.place.country_code}"
            for r in placed
            if r.mention.kind is MentionKind.DEMONYM
        ],
        "links": [
            say_link(link)
            for link in atlas.links
            if link.kind is not LinkKind.CO_MENTION
        ],
        "unmapped": [r.mention.text for r in atlas.unresolved],
    }


def say(resolution: Resolution, detail: str) -> str:
    _, _, province, code = EXPECTED.match(detail).groups()
    place, words = resolution.place, resolution.mention.text
    if place.country_code:
        words += f", {place.country_code}"
    if province and place.country_code:
        words += f"-{place.admin1}"
    return f"{words} ({place.feature_code})" if code else words


def say_link(link: Link) -> str:
    ends = [e.text for e in (link.evidence[0].origin, link.evidence[0].destination)]
    words = f"{link.kind}: " + (" -> " if link.directed else " - ").join(ends)
    return words if link.status is LinkStatus.STATED else f"{words} ({link.status})"


def wanted(expected: dict) -> dict[str, list[str]]:
    return {key: expected.get(key, []) for key in KEYS}


def name(reading: dict) -> str:
    return reading["text"].strip()[:60]


@pytest.mark.parametrize("reading", READINGS, ids=name)
def test_reading(reading, gazetteer):
    atlas = read(reading["text"], gazetteer)
    assert found(atlas, reading) == wanted(reading)


@pytest.mark.parametrize("reading", MISSES, ids=name)
def test_known_miss_is_still_missed(reading, gazetteer):
    """Fails when Dateline has learnt it: move the reading to readings.toml."""
    atlas = read(reading["text"], gazetteer)
    assert found(atlas, reading) != wanted(reading), "learnt: move it to readings.toml"


def test_the_tables_are_sound():
    every = READINGS + MISSES
    texts = [reading["text"] for reading in every]
    assert len(texts) == len(set(texts))
    assert len(READINGS) >= 90
    for reading in every:
        assert set(reading) <= {"text", "why", *KEYS}, reading
        words = [re.split(r", [A-Z]{2}| \(", p)[0] for p in reading.get("places", [])]
        assert all(word in reading["text"] for word in words), reading


def test_every_name_left_unmapped_says_why(gazetteer):
    for reading in READINGS:
        for resolution in read(reading["text"], gazetteer).unresolved:
            assert resolution.reasons[-1].note.strip()
