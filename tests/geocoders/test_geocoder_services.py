"""Photon, Pelias and geopy's other services: with geopy's own classes, on a fake server."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fake_nominatim import FakeNominatim
from geocoder_rows import GEONAMES, OPENCAGE, PELIAS, PHOTON, WONSAN
from geocoder_setup import PATIENT, Time, fake_server, well_server

from geo.cache import GeocoderCache
from geo.errors import GeocoderError, InputError
from geo.geocoders import (
    NamedGeocoder,
    NominatimGeocoder,
    OnlineGeocoder,
    PeliasGeocoder,
    PhotonGeocoder,
)
from geo.geocoders.client import _client as client_of
from geo.geocoders.endpoints import credentials
from geo.geocoders.geocoder import ANYWHERE, Hint
from geo.model import Place
from geo.settings import KNOWN_GEOCODERS

one_server = pytest.fixture(scope="module")(fake_server)
server = pytest.fixture(well_server)

SECRET = "s3cr3t"
SERVICES = {
    "nominatim": (NominatimGeocoder, "nominatim", WONSAN),
    "photon": (PhotonGeocoder, "photon", PHOTON),
    "pelias": (PeliasGeocoder, "pelias", PELIAS),
    "opencage": (NamedGeocoder, "opencage", OPENCAGE),
    "geonames": (NamedGeocoder, "geonames", GEONAMES),
}
Make = Callable[..., OnlineGeocoder]


@pytest.fixture
def make(server: FakeNominatim, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Give any of the services on the fake server, by the test's clock."""
    time = Time()
    with GeocoderCache(tmp_path / "geocoder.sqlite", time) as cache:

        def make(name: str, url: str = "") -> OnlineGeocoder:
            kind, given, row = SERVICES[name]
            server.rows = [row]
            if kind is NamedGeocoder:
                monkeypatch.setenv(f"DATELINE_{name.upper()}_URL", server.url)
                monkeypatch.setenv("DATELINE_OPENCAGE_KEY", SECRET)
                monkeypatch.setenv("DATELINE_GEONAMES_USERNAME", SECRET)
            else:
                given = url or server.url
            return kind(
                cache, given, PATIENT, sleep=time.sleep, monotonic=time.monotonic
            )

        yield make


def only(geocoder: OnlineGeocoder, hint: Hint = ANYWHERE) -> Place:
    (candidate,) = geocoder.lookup("Wonsan", hint)
    return candidate.place


PLACES = [
    # service, id, admin-1
    ("nominatim", "osm:relation/3770420", "Kangwon Province"),
    ("photon", "osm:relation/3770420", "Kangwon"),
    ("pelias", "pelias:whosonfirst:locality:421180009", "Kangwon"),
    ("opencage", "opencage:point/39.15290,127.44360", "Kangwon"),
    ("geonames", "geonames:1871859", "Kangwon"),
]


@pytest.mark.parametrize(("name", "id_", "admin1"), PLACES)
def test_a_place_of_each_service(make: Make, name: str, id_: str, admin1: str) -> None:
    place = only(make(name))
    assert (place.name, place.id, place.admin1_name) == ("Wonsan", id_, admin1)
    assert (place.lat, place.lon, place.country_code) == (39.1529, 127.4436, "KP")
    assert place.feature_class == "P"


@pytest.mark.parametrize("name", SERVICES)
def test_none_found_is_an_answer_of_each_service(
    make: Make, server: FakeNominatim, name: str
) -> None:
    geocoder = make(name)
    server.mode = "empty"
    assert geocoder.lookup("Atlantis") == ()
    assert geocoder.lookup("Atlantis") == ()
    assert len(server.requests) == 1


FAULTS = """garbage nothing html null object error_object numbers deep broken busy drop
cut_short huge forbidden redirect""".split()


@pytest.mark.parametrize("mode", FAULTS)
@pytest.mark.parametrize("name", SERVICES)
def test_a_fault_of_each_service_is_not_remembered(
    make: Make, server: FakeNominatim, name: str, mode: str
) -> None:
    geocoder = make(name)
    server.mode = mode
    with pytest.raises(GeocoderError) as caught:
        geocoder.lookup("Wonsan")
    assert SECRET not in str(caught.value)
    assert geocoder.cache.get(geocoder._key("wonsan"), allow_stale=True) is None


ODD_FEATURES = [
    {"geometry": None},
    {"geometry": {"coordinates": [1]}},
    {"geometry": {"coordinates": [190, 0]}},
    {"geometry": {"coordinates": ["x", "y"]}},
    {"properties": None},
    {"properties": {"name": 7}},
]


@pytest.mark.parametrize("change", ODD_FEATURES, ids=str)
@pytest.mark.parametrize("name", ["photon", "pelias"])
def test_a_feature_that_is_none(
    make: Make, server: FakeNominatim, name: str, change: dict[str, Any]
) -> None:
    geocoder = make(name)
    server.rows = [{**server.rows[0], **change}]
    with pytest.raises(GeocoderError, match="does not answer as"):
        geocoder.lookup("Wonsan")


KINDS = [
    # service, what it calls the kind, feature class and code
    ("photon", {"osm_value": "village"}, "P PPL"),
    ("photon", {"osm_value": "residential", "osm_key": "highway", "type": ""}, "R ST"),
    ("photon", {"osm_value": "pub", "osm_key": "amenity", "type": "house"}, "S FCL"),
    ("pelias", {"layer": "country"}, "A PCLI"),
    ("pelias", {"layer": "region"}, "A ADM1"),
    ("pelias", {"layer": "venue"}, "S FCL"),
]


@pytest.mark.parametrize(("name", "said", "feature"), KINDS)
def test_kinds_of_place(
    make: Make, server: FakeNominatim, name: str, said: dict[str, str], feature: str
) -> None:
    geocoder = make(name)
    row = server.rows[0]
    server.rows = [{**row, "properties": {**row["properties"], **said}}]
    place = only(geocoder)
    assert f"{place.feature_class} {place.feature_code}" == feature


# Hints

IN, NEAR = Hint("KP", stated=True), Hint("KP")
HINTS = [
    # service, hint, parameter, what it begins with
    ("nominatim", IN, "countrycodes", "kp"),
    ("nominatim", NEAR, "viewbox", "124"),
    ("photon", NEAR, "lat", "40"),
    ("photon", IN, "lat", "40"),
    ("pelias", IN, "boundary.country", "KP"),
    ("opencage", IN, "countrycode", "KP"),
    ("geonames", IN, "country", "KP"),
]


@pytest.mark.parametrize(("name", "hint", "parameter", "begins"), HINTS)
def test_a_hint_is_sent_and_makes_another_question(
    make: Make,
    server: FakeNominatim,
    name: str,
    hint: Hint,
    parameter: str,
    begins: str,
) -> None:
    geocoder = make(name)
    only(geocoder, hint)
    only(geocoder)
    with_hint, without = server.requests
    assert with_hint.params[parameter].startswith(begins)
    assert parameter not in without.params
    assert geocoder.cache.queries()[1].query == "Wonsan (country: KP)"


@pytest.mark.parametrize("name", ["pelias", "opencage", "geonames"])
def test_a_hint_that_changes_nothing_is_not_asked_twice(
    make: Make, server: FakeNominatim, name: str
) -> None:
    geocoder = make(name)
    only(geocoder, NEAR)
    only(geocoder)
    assert len(server.requests) == 1


def test_an_old_answer_without_the_hint_serves_too(
    make: Make, server: FakeNominatim
) -> None:
    geocoder = make("nominatim")
    only(geocoder)
    server.mode = "broken"
    place = only(geocoder, IN)
    assert not place.provenance.stale
    geocoder.cache._clock.passes(days=400)
    assert str(only(geocoder).provenance).endswith("from the cache, out of date")


# Keys


@pytest.mark.parametrize("name", ["opencage", "geonames"])
def test_a_key_is_sent_and_written_nowhere(
    make: Make, server: FakeNominatim, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    geocoder = make(name)
    only(geocoder)
    server.mode = "redirect"
    with pytest.raises(GeocoderError) as caught:
        geocoder.lookup("Kursk")
    assert SECRET in server.requests[0].params.values()
    files = geocoder.cache.path.parent.glob("geocoder.sqlite*")
    kept = b"".join(file.read_bytes() for file in files)
    assert SECRET.encode() not in kept
    assert SECRET not in caplog.text + str(caught.value) + repr(geocoder.service)


def test_a_missing_key_is_named(tmp_path: Path) -> None:
    with (
        GeocoderCache(tmp_path / "geocoder.sqlite") as cache,
        pytest.raises(InputError, match="set DATELINE_OPENCAGE_KEY"),
    ):
        NamedGeocoder(cache, "opencage")


KEYLESS = {"arcgis", "banfrance", "databc", "ignfrance"}


@pytest.mark.parametrize("name", sorted(KNOWN_GEOCODERS - set(SERVICES)))
def test_every_other_service_of_geopy_can_be_switched_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    with GeocoderCache(tmp_path / "geocoder.sqlite") as cache:
        if name not in KEYLESS:
            with pytest.raises(InputError, match=f"DATELINE_{name.upper()}_"):
                NamedGeocoder(cache, name)
            monkeypatch.setenv(f"DATELINE_{name.upper()}_KEY", SECRET)
            monkeypatch.setenv(f"DATELINE_{name.upper()}_AUTH_ID", SECRET)
        service = NamedGeocoder(cache, name).service
        assert "." in service.host
        assert client_of(service, tuple(credentials(name).items())) is not None


def test_pelias_has_no_public_server(tmp_path: Path) -> None:
    with (
        GeocoderCache(tmp_path / "geocoder.sqlite") as cache,
        pytest.raises(InputError, match="pelias_url"),
    ):
        PeliasGeocoder(cache, "")
