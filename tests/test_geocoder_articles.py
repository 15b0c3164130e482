"""Whatever a server does, the article still maps; what the reader sees of it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from threading import Lock, Thread

import pytest
from fake_nominatim import FakeNominatim
from geocoder_setup import (
    Setup,
    Time,
    asking_setup,
    fake_server,
    geocoder_of,
    well_server,
)
from hand_fed import BERGEN, OSLO, WORLD

import geo
from geo.cache import GeocoderCache
from geo.pipeline import build_atlas

one_server = pytest.fixture(scope="module")(fake_server)
server = pytest.fixture(well_server)
setup = pytest.fixture(asking_setup)

TEXT = "They went from Oslo to the village of Wonsan and met in Bergen."
SEEN = [
    # what the server does, what stands beside the name
    ("slow", "Nominatim did not answer in 0.25 s"),
    ("drip", "Nominatim did not answer in 0.25 s"),
    ("busy", "asks us to wait; it is asked again later"),
    ("busy_120", "asks us to wait; it is asked again in 120 s"),
    ("broken", "is in trouble (status 500)"),
    ("garbage", "does not answer as Nominatim does"),
    ("html", "does not answer as Nominatim does"),
    ("object", "a dict in place of a list"),
    ("huge", "more than 2 MB"),
    ("drop", "cannot be reached"),
    ("cut_short", "cannot be reached"),
    ("forbidden", "refuses Dateline (status 403)"),
    ("redirect", "has moved to"),
]


def read(setup: Setup) -> geo.Atlas:
    return build_atlas([geo.read_text(TEXT)], WORLD, geocoder=setup.geocoder)


@pytest.mark.parametrize(("mode", "seen"), SEEN)
def test_the_rest_of_the_article_is_mapped(setup: Setup, mode: str, seen: str) -> None:
    setup.server.mode = mode
    atlas = read(setup)
    assert atlas.places == (OSLO, BERGEN)
    (lost,) = atlas.unresolved
    assert seen in lost.reasons[-1].note
    assert "offline answers are kept" in lost.reasons[-1].note or mode in (
        "forbidden",
        "redirect",
    )
    assert setup.cache.prune(everything=True) == 0  # nothing was kept

    setup.server.mode = "ok"
    setup.time.passes(minutes=3)
    setup.geocoder = geocoder_of(setup.cache, setup.server.url, setup.time)
    assert [p.name for p in read(setup).places] == ["Oslo", "Wonsan", "Bergen"]


@pytest.fixture
def untrusted() -> Iterator[FakeNominatim]:
    with FakeNominatim(tls=True) as server:
        yield server


def test_a_certificate_that_nobody_trusts(
    untrusted: FakeNominatim, setup: Setup
) -> None:
    setup.geocoder = geocoder_of(setup.cache, untrusted.url, setup.time)
    atlas = read(setup)
    assert atlas.places == (OSLO, BERGEN)
    note = atlas.unresolved[0].reasons[-1].note
    assert "its certificate is not trusted. The name was not sent" in note
    assert untrusted.requests == []
    assert setup.cache.prune(everything=True) == 0


class SharedTime(Time):
    """A clock that two threads may move: never back."""

    lock = Lock()

    def sleep(self, seconds: float) -> None:
        with self.lock:
            super().sleep(seconds)


def test_sixty_names_in_two_windows(
    server: FakeNominatim, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By a clock of the test's own: never two requests in a second, no name twice."""
    time, path = SharedTime(), tmp_path / "geocoder.sqlite"
    monkeypatch.setattr(server, "clock", time.monotonic)
    names = [f"Place {number}" for number in range(60)]

    def ask(mine: list[str]) -> None:
        with GeocoderCache(path, time) as cache:
            # Waiting moves the clock for all: a turn must outlast the other's waiting.
            geocoder = geocoder_of(cache, server.url, time, timeout=600)
            for name in mine:
                while True:
                    try:
                        assert geocoder.lookup(name)
                        break
                    except geo.GeocoderError:  # the other window was asking
                        time.sleep(1)

    GeocoderCache(path, time).close()
    windows = [Thread(target=ask, args=(mine,)) for mine in (names[:40], names[20:])]
    for window in windows:
        window.start()
    for window in windows:
        window.join()
    at = sorted(request.at for request in server.requests)
    assert min(b - a for a, b in pairwise(at)) >= 1
    assert sorted(request.query for request in server.requests) == sorted(names)
