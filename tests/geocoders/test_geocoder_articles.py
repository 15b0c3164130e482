"""Whatever a server does, the article still maps; what the reader sees of it."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from threading import Condition

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
from geo.readings import build_atlas

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
    setup.meets(mode)
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
    """A clock for several threads: it goes on only while every one of them sleeps.

    So no time passes during a request, however long the machine takes over it, and a
    turn runs out only where the product lets it.
    """

    def __init__(self, threads: int) -> None:
        super().__init__()
        self._awake = threads
        self._alarms: list[datetime] = []
        self._changed = Condition()

    def sleep(self, seconds: float) -> None:
        with self._changed:
            alarm = self.now + max(timedelta(seconds=seconds), timedelta.resolution)
            self._alarms.append(alarm)
            self._one_less()
            self._changed.wait_for(lambda: self.now >= alarm)

    @contextmanager
    def counted(self) -> Iterator[None]:
        """Count a thread no longer once it is done, so that nobody waits for it."""
        try:
            yield
        finally:
            with self._changed:
                self._one_less()

    def _one_less(self) -> None:
        self._awake -= 1
        if self._awake or not self._alarms:
            return
        self.now = min(self._alarms)
        self._awake = sum(alarm <= self.now for alarm in self._alarms)
        self._alarms = [alarm for alarm in self._alarms if alarm > self.now]
        self._changed.notify_all()


def test_sixty_names_in_two_windows(
    server: FakeNominatim, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By a clock of the test's own: never two requests in a second, no name twice."""
    time, path = SharedTime(threads=2), tmp_path / "geocoder.sqlite"
    monkeypatch.setattr(server, "clock", time.monotonic)
    names = [f"Place {number}" for number in range(60)]

    def ask(mine: list[str]) -> None:
        with time.counted(), GeocoderCache(path, time) as cache:
            geocoder = geocoder_of(cache, server.url, time)
            for name in mine:
                assert geocoder.lookup(name)

    GeocoderCache(path, time).close()
    with ThreadPoolExecutor(2) as windows:
        list(windows.map(ask, (names[:40], names)))
    at = sorted(request.at for request in server.requests)
    assert min(b - a for a, b in pairwise(at)) >= 1
    assert at[-1] - at[0] < 75  # a name found in the cache makes nobody wait
    assert sorted(request.query for request in server.requests) == sorted(names)
