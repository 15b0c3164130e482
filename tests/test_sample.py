"""The article that Dateline opens with, pinned place by place; one without places."""

from __future__ import annotations

import pytest
from sample_reading import SAMPLES, read

import geo
from geo import data
from geo.geometry import inside
from geo.model import Extent, LinkKind, MentionKind

# Name, country, feature code (P*: a town), as many places as the article names.
ON_THE_MAP = {
    ("North Korea", "KP", "PCLI"),
    ("Russia", "RU", "PCLI"),
    ("Ukraine", "UA", "PCLI"),
    ("Moscow", "RU", "PPLC"),
    ("Kursk Oblast", "RU", "ADM1"),
    ("Wonsan", "KP", "PPL"),
    ("Pyongyang", "KP", "PPLC"),
    ("Northeast Asia", "", "RGN"),
    ("Asia-Pacific", "", "RGN"),
}
NO_PLACES = ("Lavrov", "Kim", "Putin", "Choe", "TASS", "Telegram", "Sergei", "Vladimir")
# What the article says of two places: kind, ends, status; then where the sentences begin
# that say so, and with which words. An end is an id's name: "Russian" is Russia.
STATED_LINKS = {
    ("cooperation", "Russia - North Korea", "stated", 87, "On Saturday, Russian"),
    ("movement", "Russia -> North Korea", "stated", 87, "On Saturday, Russian"),
    ("cooperation", "Russia - North Korea", "stated", 782, "This visit marks"),
    ("conflict", "Russia -> Ukraine", "stated", 782, "This visit marks"),
    ("movement", "North Korea -> Kursk Oblast", "stated", 1003, "North Korea has"),
    ("conflict", "North Korea -> Ukraine", "stated", 1003, "North Korea has"),
    ("cooperation", "North Korea -> Russia", "stated", 1003, "North Korea has"),
    ("cooperation", "Russia - North Korea", "stated", 1192, "Earlier that same day"),
    ("movement", "Moscow - Pyongyang", "planned", 1824, "Before the visit, Russia"),
    ("cooperation", "North Korea - Russia", "stated", 2064, "Last year, the two"),
    ("movement", "Russia -> North Korea", "stated", 2064, "Last year, the two"),
}
CO_MENTIONS = {
    ("North Korea - Moscow", 87),
    ("Russia - North Korea", 635),
    ("Moscow - Ukraine", 782),
    ("Russia - Ukraine", 1003),
    ("Kursk Oblast - Ukraine", 1003),
    ("North Korea - Ukraine", 1192),
    ("Northeast Asia - Asia-Pacific", 1479),
    ("Northeast Asia - Russia", 1479),
    ("Asia-Pacific - Russia", 1479),
    ("Russia - Pyongyang", 1824),
    ("Wonsan - Russia", 1925),
}


@pytest.fixture(scope="module")
def atlas(gazetteer) -> geo.Atlas:
    return read("lavrov-wonsan", gazetteer)


def test_exactly_these_places_are_on_the_map(atlas):
    found = {(p.name, p.country_code, p.feature_code) for p in atlas.places}
    assert found == ON_THE_MAP
    assert len(atlas.places) == len(ON_THE_MAP)
    assert atlas.unresolved == ()


def test_pyongyang_is_the_city(atlas):
    (city,) = (p for p in atlas.places if p.name == "Pyongyang")
    assert city.feature_class == "P"


def extents() -> dict[str, Extent]:
    countries = {row.iso2: row.extent for row in data.countries()}
    return countries | {f"dateline:{row.slug}": row.extent for row in data.regions()}


def test_each_point_lies_in_its_country_or_region(atlas):
    boxes = extents()
    for place in atlas.places:
        box = boxes[place.country_code or place.id]
        assert inside(box, place.lat, place.lon), place


def test_demonyms_are_exactly_these(atlas):
    demonyms = {
        (r.mention.text, r.place.country_code)
        for r in atlas.resolutions
        if r.mention.kind is MentionKind.DEMONYM
    }
    assert demonyms == {
        ("Russian", "RU"),
        ("Russians", "RU"),
        ("North Korean", "KP"),
        ("Ukrainian", "UA"),
    }


@pytest.mark.parametrize("name", NO_PLACES)
def test_people_agencies_and_services_are_no_places(atlas, name):
    assert name in atlas.articles[0].text
    assert not any(name in r.mention.text for r in atlas.resolutions)


def test_exactly_these_links_are_stated(atlas):
    found = [
        (link.kind.value, say_ends(link), link.status.value, evidence.passage)
        for link in atlas.links
        if link.kind is not LinkKind.CO_MENTION
        for evidence in link.evidence
    ]
    assert {(*said, passage.start) for *said, passage in found} == {
        (*said, start) for *said, start, _ in STATED_LINKS
    }
    assert len(found) == len(STATED_LINKS)
    for *said, start, words in STATED_LINKS:
        (passage,) = (p for *f, p in found if (f, p.start) == (said, start))
        quoted = geo.quote(atlas, passage)
        assert quoted.startswith(words)
        assert quoted.endswith(".")
        assert "\n" not in quoted


def say_ends(link: geo.Link) -> str:
    arrow = "->" if link.directed else "-"
    return f"{link.origin.name} {arrow} {link.destination.name}"


def test_exactly_these_places_stand_together(atlas):
    found = {
        (say_ends(link), evidence.passage.start)
        for link in atlas.links
        if link.kind is LinkKind.CO_MENTION
        for evidence in link.evidence
    }
    assert found == CO_MENTIONS


@pytest.mark.parametrize("name", SAMPLES)
def test_everything_quotes_the_article(name, gazetteer):
    atlas = read(name, gazetteer)
    (article,) = atlas.articles
    for resolution in atlas.resolutions:
        mention = resolution.mention
        assert geo.quote(atlas, mention.passage) == mention.text
        assert mention.text in geo.quote(atlas, mention.sentence)
        assert geo.quote(atlas, mention.sentence).strip()
    for link in atlas.links:
        for evidence in link.evidence:
            assert geo.quote(atlas, evidence.passage).strip()
            for end in (evidence.origin, evidence.destination):
                # In the sentence that says it, or named before: "Lavrov", "both countries".
                assert end.passage.end <= evidence.passage.end
    assert article.text == SAMPLES[name].file.read_text("utf-8")


@pytest.mark.parametrize("name", SAMPLES)
def test_every_answer_has_its_reasons(name, gazetteer):
    for resolution in read(name, gazetteer).resolutions:
        assert resolution.reasons
        assert resolution.mention.reasons
        assert all(r.note.strip() for r in resolution.reasons)
        assert all(r.note.strip() for r in resolution.mention.reasons)
        assert 0.0 <= resolution.score <= 1.0
        assert (resolution.place is None) == (resolution.match is None)


def test_the_article_without_places_gives_an_empty_map(gazetteer):
    atlas = read("no-places", gazetteer)
    assert (atlas.resolutions, atlas.links) == ((), ())
