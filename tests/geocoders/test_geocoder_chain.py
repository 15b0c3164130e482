"""Several geocoders switched on at once, and what tells of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fake_nominatim import FakeNominatim
from geocoder_rows import PHOTON, WONSAN

from geo.errors import GeocoderError
from geo.geocoders import Geocoders, logged_queries, online_geocoder, switched_on
from geo.settings import Settings


@pytest.fixture
def servers() -> Iterator[tuple[FakeNominatim, FakeNominatim]]:
    with FakeNominatim() as one, FakeNominatim() as two:
        one.rows, two.rows = [WONSAN], [PHOTON]
        yield one, two


@pytest.fixture
def settings(servers, tmp_path: Path) -> Settings:
    return Settings(
        cache_dir=tmp_path,
        geocoders=("nominatim", "photon"),
        nominatim_url=servers[0].url,
        photon_url=servers[1].url,
    )


@pytest.fixture
def both(settings: Settings) -> Iterator[Geocoders]:
    geocoders = online_geocoder(settings)
    assert geocoders is not None
    with geocoders.cache:
        yield geocoders


CHAINS = [
    # what the two do, who answers, how many requests each gets
    ("ok", "ok", "Nominatim", (1, 0)),
    ("empty", "ok", "Photon", (1, 1)),
    ("broken", "ok", "Photon", (1, 1)),
    ("empty", "empty", "", (1, 1)),
]


@pytest.mark.parametrize(("first", "second", "who", "requests"), CHAINS)
def test_the_next_is_asked_where_one_knows_nothing(
    servers, both: Geocoders, first: str, second: str, who: str, requests
) -> None:
    servers[0].mode, servers[1].mode = first, second
    found = both.lookup("Wonsan")
    assert [c.place.provenance.name for c in found] == ([who] if who else [])
    assert tuple(len(server.requests) for server in servers) == requests


@pytest.mark.parametrize("modes", [("broken", "empty"), ("empty", "broken")])
def test_an_outage_of_one_is_no_such_place_of_none(
    servers, both: Geocoders, modes
) -> None:
    servers[0].mode, servers[1].mode = modes
    with pytest.raises(GeocoderError, match="in trouble"):
        both.lookup("Wonsan")
    assert "in trouble" in both.notice


def test_who_is_asked_and_what_was(servers, settings: Settings, both) -> None:
    assert [s.host for s in switched_on(settings)] == [
        server.url.removeprefix("http://") for server in servers
    ]
    assert not any(s.public for s in switched_on(settings))
    assert logged_queries(settings) == ()
    both.lookup("Wonsan")
    (row,) = logged_queries(settings)
    assert (row.provider, row.query, row.outcome) == ("nominatim", "Wonsan", "1 places")


def test_offline_nobody_is_asked_and_no_file_is_made(tmp_path: Path) -> None:
    settings = Settings(cache_dir=tmp_path)
    assert switched_on(settings) == ()
    assert logged_queries(settings) == ()
    assert list(tmp_path.iterdir()) == []


PUBLIC = [
    # settings, public?
    ({"geocoders": ("nominatim",)}, True),
    ({"geocoders": ("photon",)}, True),
    ({"geocoders": ("nominatim",), "nominatim_url": "http://127.0.0.1"}, False),
    ({"geocoders": ("banfrance",)}, True),  # no key: shared by all
]


@pytest.mark.parametrize(("chosen", "public"), PUBLIC)
def test_public_servers_are_told_apart(tmp_path: Path, chosen, public: bool) -> None:
    geocoders = online_geocoder(Settings(cache_dir=tmp_path, **chosen))
    assert geocoders is not None
    with geocoders.cache:
        assert [s.public for s in geocoders.services] == [public]
        assert geocoders.for_batch() is (None if public else geocoders)
