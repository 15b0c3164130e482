"""A geocoder that asks the fake Nominatim, by a clock of the test's own.

one_server = pytest.fixture(scope="module")(fake_server); server, setup likewise.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fake_nominatim import FakeNominatim
from geocoder_rows import WONSAN

from geo.cache import GeocoderCache
from geo.errors import GeocoderError
from geo.geocoders import NominatimGeocoder

# Seconds given to a server: enough on a busy machine where it answers, few where it never will.
PATIENT, IMPATIENT = 10.0, 0.25
SILENT = ("slow", "drip")


@dataclass
class Time:
    """A clock that goes on only when somebody sleeps or the test says so."""

    now: datetime = datetime(2026, 11, 23, 12, tzinfo=UTC)
    slept: list[float] = field(default_factory=list)

    def __call__(self) -> datetime:
        return self.now

    def monotonic(self) -> float:
        return self.now.timestamp()

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += timedelta(seconds=seconds)

    def passes(self, **delta: float) -> None:
        self.now += timedelta(**delta)


@dataclass
class Setup:
    """A geocoder that asks the fake server, by the test's clock."""

    server: FakeNominatim
    cache: GeocoderCache
    time: Time
    geocoder: NominatimGeocoder

    def meets(self, mode: str) -> None:
        """Have the server do this from now on, and wait for it accordingly."""
        self.server.mode = mode
        if mode in SILENT:
            self.geocoder = geocoder_of(
                self.cache, self.server.url, self.time, IMPATIENT
            )

    def fails(self, mode: str, name: str = "Wonsan") -> GeocoderError:
        self.meets(mode)
        with pytest.raises(GeocoderError) as caught:
            self.geocoder.lookup(name)
        return caught.value


def fake_server() -> Iterator[FakeNominatim]:
    with FakeNominatim() as server:
        yield server


def well_server(one_server: FakeNominatim) -> FakeNominatim:
    one_server.mode, one_server.rows, one_server.sent = "ok", [WONSAN], 0
    one_server.requests.clear()
    return one_server


def asking_setup(server: FakeNominatim, tmp_path: Path) -> Iterator[Setup]:
    time = Time()
    with GeocoderCache(tmp_path / "geocoder.sqlite", time) as cache:
        yield Setup(server, cache, time, geocoder_of(cache, server.url, time))


def geocoder_of(
    cache: GeocoderCache, url: str, time: Time, timeout: float = PATIENT
) -> NominatimGeocoder:
    return NominatimGeocoder(
        cache, url, timeout, sleep=time.sleep, monotonic=time.monotonic
    )
