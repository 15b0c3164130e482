"""The invented samples: what they are about, which namesakes and links they tell."""

from __future__ import annotations

import pytest
from sample_reading import read

from geo.atlas import UNSURE_BELOW
from geo.model import LinkKind, LinkStatus

# Words of the article and where they must lie: country, and province where it matters.
ABOUT = [
    ("cordoba", "Andalusia", {"ES"}),
    ("cordoba", "CÓRDOBA", {"AR"}),
    ("cordoba", "Seville", {"ES"}),
    ("cordoba", "Mendoza", {"AR"}),
    ("cordoba", "Colombia", {"CO"}),
    ("diacritics", "Łódź", {"PL"}),
    ("diacritics", "Kraków", {"PL"}),
    ("diacritics", "Plzeň", {"CZ"}),
    ("diacritics", "Malmö", {"SE"}),
    ("diacritics", "Tromsø", {"NO"}),
    ("diacritics", "Reykjavík", {"IS"}),
    ("diacritics", "Tórshavn", {"FO"}),
    ("diacritics", "Nîmes", {"FR"}),
    ("diacritics", "A Coruña", {"ES"}),
    ("diacritics", "İzmir", {"TR"}),
    ("diacritics", "São Paulo", {"BR"}),
    ("diacritics", "Đà Nẵng", {"VN"}),
    ("diacritics", "Düsseldorf", {"DE"}),
    ("georgia", "Tbilisi", {"GE"}),
    ("georgia", "Atlanta", {"US"}),
    ("georgia", "Georgia", {"GE", "US"}),
    ("georgia", "Batumi", {"GE"}),
    ("georgia", "Savannah", {"US"}),
    ("georgia", "Istanbul", {"TR"}),
    ("pacific", "SUVA", {"FJ"}),
    ("pacific", "Nuku'alofa", {"TO"}),
    ("pacific", "Apia", {"WS"}),
    ("pacific", "Honolulu", {"US"}),
    ("pacific", "Rarotonga", {"CK"}),
    ("pacific", "American Samoa", {"AS"}),
    ("paris-texas", "Paris", {"FR", "US"}),
    ("paris-texas", "Texas", {"US"}),
    ("paris-texas", "Dallas", {"US"}),
    ("paris-texas", "Seine", {"FR"}),
    ("paris-texas", "Austin", {"US"}),
    ("routes", "Rostock", {"DE"}),
    ("routes", "Trelleborg", {"SE"}),
    ("routes", "Bergen", {"NO"}),
    ("routes", "Edinburgh", {"GB"}),
    ("routes", "Tallinn", {"EE"}),
    ("routes", "Vienna", {"AT"}),
    ("routes", "Baltic Sea", {""}),
    ("states", "SPRINGFIELD", {"US"}),
    ("states", "Lexington", {"US"}),
    ("states", "Victoria", {"CA"}),
    ("states", "London", {"CA"}),
    ("states", "Regina", {"CA"}),
    ("states", "Kansas City", {"US"}),
]


@pytest.mark.parametrize(("name", "words", "countries"), ABOUT)
def test_the_samples_are_about_these_places(name, words, countries, gazetteer):
    found = {
        r.place.country_code
        for r in read(name, gazetteer).resolutions
        if r.mention.text == words and r.place
    }
    assert found == countries


def test_between_two_cordobas_it_is_unsure(gazetteer):
    """The headline means both; only "Córdoba in Spain" is told apart from the other."""
    stated, bare = [], []
    for resolution in read("cordoba", gazetteer).resolutions:
        if resolution.mention.text == "Córdoba":
            rules = {reason.rule for reason in resolution.reasons}
            (stated if "stated_container" in rules else bare).append(resolution)
    (spanish,) = stated
    assert spanish.place.country_code == "ES"
    assert len(bare) == 3
    for resolution in bare:
        rival = resolution.runners_up[0].candidate.place
        assert {resolution.place.country_code, rival.country_code} == {"AR", "ES"}
        assert resolution.score < UNSURE_BELOW


STATES = [
    ("SPRINGFIELD", {"IL"}),
    ("Lexington", {"KY"}),
    ("Columbia", {"SC", "MO"}),
    ("Portland", {"OR", "ME"}),
    ("Burlington", {"VT"}),
    ("Kansas City", {"MO"}),
    ("Charleston", {"WV"}),
    ("Wilmington", {"DE"}),
    ("Arlington", {"VA"}),
    ("Duluth", {"MN"}),
]


@pytest.mark.parametrize(("words", "states"), STATES)
def test_the_states_after_the_comma_decide(words, states, gazetteer):
    found = {
        r.place.admin1
        for r in read("states", gazetteer).resolutions
        if r.mention.text == words
    }
    assert found == states


STATED = [
    ("pacific", "Suva", "Honolulu", LinkStatus.STATED),
    ("pacific", "Fiji", "Tonga", LinkStatus.STATED),
    ("pacific", "Nuku'alofa", "Apia", LinkStatus.STATED),
    ("paris-texas", "Paris", "Austin", LinkStatus.STATED),
    ("routes", "Rostock", "Trelleborg", LinkStatus.STATED),
    ("routes", "Bergen", "Edinburgh", LinkStatus.PLANNED),
    ("routes", "Oslo", "Aberdeen", LinkStatus.STATED),
    ("routes", "Rostock", "Kiel", LinkStatus.DENIED),
]


@pytest.mark.parametrize(("name", "origin", "destination", "status"), STATED)
def test_the_samples_state_these_links(name, origin, destination, status, gazetteer):
    ends = {
        (e.origin.text, e.destination.text): link
        for link in read(name, gazetteer).links
        for e in link.evidence
        if link.kind is LinkKind.MOVEMENT
    }
    assert ends[origin, destination].status is status


def test_suva_to_honolulu_has_a_direction(gazetteer):
    (link,) = (
        k
        for k in read("pacific", gazetteer).links
        if (k.origin.name, k.destination.name) == ("Suva", "Honolulu")
        and k.kind is LinkKind.MOVEMENT
    )
    assert link.directed
    assert link.origin.lon > 0 > link.destination.lon
