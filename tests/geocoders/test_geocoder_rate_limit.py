"""Online geocoding: one request a second, whoever asks, and each in the log."""

from __future__ import annotations

import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from fake_nominatim import FakeNominatim
from geocoder_setup import Setup, asking_setup, fake_server, well_server

from geo.cache import GeocoderCache
from geo.errors import GeocoderBusy
from geo.geocoders.geocoder import Hint
from geo.model import Place

one_server = pytest.fixture(scope="module")(fake_server)
server = pytest.fixture(well_server)
setup = pytest.fixture(asking_setup)


def test_requests_are_a_second_apart(setup: Setup) -> None:
    for name in ("Aden", "Bonn", "Cork"):
        setup.geocoder.lookup(name)
    assert sum(setup.time.slept) == pytest.approx(2)


def test_a_name_answered_while_we_waited_is_not_asked_again(setup: Setup) -> None:
    with GeocoderCache(setup.cache.path, setup.time) as cache:
        setup.geocoder.lookup("Aden")

        def sleep(seconds: float) -> None:
            setup.time.passes(seconds=seconds)
            cache.put(setup.geocoder._key("Bonn"), ())

        setup.geocoder._sleep = sleep
        assert setup.geocoder.lookup("Bonn") == ()
    assert len(setup.server.requests) == 1


def test_it_does_not_wait_for_ever_for_its_turn(setup: Setup) -> None:
    service = setup.server.url.removeprefix("http://")
    assert setup.cache.acquire_permit(service, lease=1000).granted
    error = setup.fails("ok")
    assert isinstance(error, GeocoderBusy)
    assert "other windows" in str(error)
    assert sum(setup.time.slept) == pytest.approx(30, abs=1)
    assert setup.server.requests == []


def test_an_interrupted_request_is_logged_and_gives_its_turn_back(
    setup: Setup, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(words: str, hint: Hint) -> tuple[Place, ...]:
        raise KeyboardInterrupt

    monkeypatch.setattr(setup.geocoder, "_request", interrupt)
    with pytest.raises(KeyboardInterrupt):
        setup.geocoder.lookup("Wonsan")
    assert setup.cache.queries()[0].outcome == "interrupted"
    monkeypatch.undo()
    assert setup.geocoder.lookup("Wonsan")
    assert sum(setup.time.slept) == pytest.approx(1)


def test_every_request_is_in_the_log(setup: Setup) -> None:
    setup.geocoder.lookup("Wonsan")
    setup.geocoder.lookup("Wonsan")  # from the cache: nothing left the machine
    setup.server.mode = "empty"
    setup.geocoder.lookup("Atlantis")
    setup.fails("broken", "Kursk")
    assert [(q.query, q.endpoint, q.outcome[:20]) for q in setup.cache.queries()] == [
        ("Kursk", setup.server.url, "Nominatim is in trou"),
        ("Atlantis", setup.server.url, "no such place"),
        ("Wonsan", setup.server.url, "1 places"),
    ]
    assert len(setup.server.requests) == 3


ASK = """
import sys
from pathlib import Path
from geo.cache import GeocoderCache
from geo.geocoders import NominatimGeocoder
with GeocoderCache(Path(sys.argv[1])) as cache:
    for name in sys.argv[3:]:
        assert NominatimGeocoder(cache, sys.argv[2]).lookup(name)
"""


@pytest.mark.slow
def test_two_processes_take_turns_at_one_server(
    server: FakeNominatim, tmp_path: Path
) -> None:
    command = [sys.executable, "-c", ASK, str(tmp_path / "geocoder.sqlite"), server.url]
    names = [["Aden", "Bonn", "Cork"], ["Dover", "Bonn", "Essen"]]
    processes = [subprocess.Popen([*command, *three]) for three in names]
    assert [process.wait(60) for process in processes] == [0, 0]
    times = [request.at for request in server.requests]
    assert min(b - a for a, b in pairwise(times)) >= 1.0
    asked = sorted(request.query for request in server.requests)
    assert asked == ["Aden", "Bonn", "Cork", "Dover", "Essen"]
