"""Online geocoding: what is asked and found, and how it is switched on."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from fake_nominatim import FakeNominatim
from geocoder_setup import Setup, asking_setup, fake_server, geocoder_of, well_server

from geo.cache import GeocoderCache
from geo.errors import InputError
from geo.gazetteer import Gazetteer
from geo.geocoders import NominatimGeocoder, online_geocoder
from geo.model import Candidate, Extent, Match, Place, Provenance
from geo.settings import Settings

one_server = pytest.fixture(scope="module")(fake_server)
server = pytest.fixture(well_server)
setup = pytest.fixture(asking_setup)

# What is found


def test_an_answer_becomes_a_candidate(setup: Setup) -> None:
    host = setup.server.url.removeprefix("http://")
    assert setup.geocoder.lookup("Wonsan") == (
        Candidate(
            Place(
                id="osm:relation/3770420",
                name="Wonsan",
                lat=39.1529,
                lon=127.4436,
                extent=Extent(south=39.03, west=127.29, north=39.26, east=127.57),
                feature_class="P",
                feature_code="PPL",
                country_code="KP",
                admin1_name="Kangwon Province",
                provenance=Provenance("Nominatim", host, date(2026, 11, 23)),
            ),
            matched_name="Wonsan",
            match=Match.GEOCODER,
        ),
    )


def test_the_request_is_what_the_usage_policy_asks_for(setup: Setup) -> None:
    setup.geocoder.lookup("P’yŏngyang & Co?")
    (request,) = setup.server.requests
    assert request.path.startswith("/search?")
    assert request.params == {
        "q": "P’yŏngyang & Co?",
        "format": "json",
        "limit": "5",
        "addressdetails": "1",
        "accept-language": "en",
    }
    assert request.headers["user-agent"].startswith("dateline/")
    assert request.headers["user-agent"].endswith(" (+geoparser)")
    assert request.headers["referer"].startswith("https://")


def test_the_cache_answers_without_a_request_and_says_so(setup: Setup) -> None:
    (first,) = setup.geocoder.lookup("Wonsan")
    setup.time.passes(days=3)
    (second,) = setup.geocoder.lookup("  WONSAN ")
    host = setup.server.url.removeprefix("http://")
    assert len(setup.server.requests) == 1
    assert str(first.place.provenance) == f"Nominatim {host}, asked on 2026-11-23"
    assert str(second.place.provenance) == (
        f"Nominatim {host}, asked on 2026-11-23, from the cache"
    )


def test_no_such_place_is_an_answer_and_is_kept_14_days(setup: Setup) -> None:
    setup.server.mode = "empty"
    assert setup.geocoder.lookup("Atlantis") == ()
    setup.time.passes(days=13)
    assert setup.geocoder.lookup("Atlantis") == ()
    assert len(setup.server.requests) == 1
    setup.time.passes(days=2)
    assert setup.geocoder.lookup("Atlantis") == ()
    assert len(setup.server.requests) == 2


@pytest.mark.parametrize("name", ["", "  \n", "\u202e\u2066", "x" * 20_000, "\x00"])
def test_what_cannot_be_a_name_is_not_asked(setup: Setup, name: str) -> None:
    assert setup.geocoder.lookup(name) == ()
    assert setup.server.requests == []


def test_own_server_under_a_path(setup: Setup) -> None:
    url = f"{setup.server.url}/nominatim/"
    geocoder_of(setup.cache, url, setup.time).lookup("Wonsan")
    assert setup.server.requests[0].path.startswith("/nominatim/search?")


# Switching it on


def test_off_unless_switched_on(tmp_path: Path) -> None:
    assert online_geocoder(Settings(cache_dir=tmp_path)) is None
    assert list(tmp_path.iterdir()) == []


def test_switched_on_by_the_settings(server: FakeNominatim, tmp_path: Path) -> None:
    settings = Settings(
        cache_dir=tmp_path, geocoders=("nominatim",), nominatim_url=server.url
    )
    geocoder = online_geocoder(settings)
    assert geocoder is online_geocoder(settings.model_copy())  # one breaker, one cache
    assert geocoder is not None
    with geocoder.cache:
        found: Gazetteer = geocoder
        assert found.lookup("Wonsan")
    assert (tmp_path / "geocoder.sqlite").is_file()


@pytest.mark.parametrize(
    "url",
    [
        "https://user:secret@nominatim.example.org",
        "https://",
        "https://example.org:port",
        "https://example.org/search?q=",
        "https://example.org/#top",
    ],
)
def test_an_address_that_cannot_be_used(tmp_path: Path, url: str) -> None:
    with (
        GeocoderCache(tmp_path / "geocoder.sqlite") as cache,
        pytest.raises(InputError, match="nominatim_url") as caught,
    ):
        NominatimGeocoder(cache, url)
    assert "secret" not in str(caught.value)


def test_a_cached_answer_does_not_import_geopy(setup: Setup) -> None:
    setup.geocoder.lookup("Wonsan")
    script = (
        "import sys; from datetime import UTC, datetime; from pathlib import Path\n"
        "from geo.cache import GeocoderCache; from geo.geocoders import *\n"
        "with GeocoderCache(Path(sys.argv[1]),"
        " lambda: datetime(2026, 11, 24, tzinfo=UTC)) as cache:\n"
        "    assert NominatimGeocoder(cache, sys.argv[2]).lookup('Wonsan')\n"
        "assert 'geopy' not in sys.modules, 'geopy was imported'\n"
    )
    command = [sys.executable, "-c", script, str(setup.cache.path), setup.server.url]
    subprocess.run(command, check=True)
