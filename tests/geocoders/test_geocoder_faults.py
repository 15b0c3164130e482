"""Online geocoding: what callers see for everything that goes wrong at a server."""

from __future__ import annotations

from datetime import date

import pytest
from geocoder_setup import Setup, asking_setup, fake_server, geocoder_of, well_server

from geo.cache import GeocoderCache
from geo.errors import GeocoderBusy, GeocoderError, GeocoderRefused

one_server = pytest.fixture(scope="module")(fake_server)
server = pytest.fixture(well_server)
setup = pytest.fixture(asking_setup)

FAULTS = [
    # mode, error, what the message says
    ("slow", GeocoderError, "did not answer in 0.25 s; the offline answers are kept"),
    ("drip", GeocoderError, "did not answer in 0.25 s"),
    ("drop", GeocoderError, "cannot be reached"),
    ("cut_short", GeocoderError, "cannot be reached"),
    ("busy", GeocoderBusy, "asked again later"),
    ("busy_120", GeocoderBusy, "asked again in 120 s"),
    ("busy_nonsense", GeocoderBusy, "asked again later"),
    ("overloaded_30", GeocoderBusy, "asked again in 30 s"),
    ("overloaded", GeocoderError, "in trouble (status 503)"),
    ("broken", GeocoderError, "in trouble (status 500)"),
    ("no_content", GeocoderError, "in trouble (status 204)"),
    ("bad_request", GeocoderError, "in trouble (status 400)"),
    ("unauthorised", GeocoderRefused, "refuses Dateline (status 401)"),
    ("forbidden", GeocoderRefused, "refuses Dateline (status 403)"),
    ("no_referer", GeocoderRefused, "refuses Dateline (status 509)"),
    ("redirect", GeocoderError, "has moved to http://127.0.0.2/search"),
    ("garbage", GeocoderError, "does not answer as Nominatim does"),
    ("nothing", GeocoderError, "does not answer as Nominatim does"),
    ("latin1", GeocoderError, "not UTF-8"),
    ("html", GeocoderError, "does not answer as Nominatim does"),
    ("null", GeocoderError, "a NoneType in place of a list"),
    ("object", GeocoderError, "a dict in place of a list"),
    ("error_object", GeocoderError, "a dict in place of a list"),
    ("numbers", GeocoderError, "a int in place of a dict"),
    ("deep", GeocoderError, "does not answer as Nominatim does"),
    ("nan", GeocoderError, "NaN is not JSON"),
    ("nan_text", GeocoderError, "no coordinate"),
    ("far_out", GeocoderError, "'190.5' is no coordinate up to 180 degrees"),
    ("point_missing", GeocoderError, "no coordinate"),
    ("point_list", GeocoderError, "no coordinate"),
    ("nameless", GeocoderError, "in place of a str"),
    ("huge", GeocoderError, "more than 2 MB"),
    ("huge_announced", GeocoderError, "more than 2 MB"),
]


@pytest.mark.parametrize(("mode", "kind", "says"), FAULTS, ids=[f[0] for f in FAULTS])
def test_a_fault_is_an_error_and_is_not_remembered(
    setup: Setup, mode: str, kind: type[GeocoderError], says: str
) -> None:
    error = setup.fails(mode)
    assert type(error) is kind
    assert says in str(error)
    assert len(setup.server.requests) == 1
    assert setup.geocoder.notice == str(error)
    assert setup.cache.queries()[0].outcome == str(error)

    # Nothing wrong was kept: once the server is well and any pause over, it is asked.
    setup.server.mode = "ok"
    setup.time.passes(minutes=3)
    fresh = geocoder_of(setup.cache, setup.server.url, setup.time)
    assert [c.place.name for c in fresh.lookup("Wonsan")] == ["Wonsan"]
    assert len(setup.server.requests) == 2
    assert fresh.lookup("Wonsan")[0].place.provenance.cached
    assert len(setup.server.requests) == 2


@pytest.mark.parametrize("mode", ["huge", "huge_announced"])
def test_a_huge_body_is_not_read_to_its_end(setup: Setup, mode: str) -> None:
    setup.fails(mode)
    assert setup.server.sent < 25_000_000  # 2 MB and what the system's buffers hold


def test_no_server_at_all(setup: Setup) -> None:
    geocoder = geocoder_of(setup.cache, "http://127.0.0.1:9", setup.time)
    with pytest.raises(GeocoderError, match="cannot be reached"):
        geocoder.lookup("Wonsan")


@pytest.mark.parametrize("mode", [f[0] for f in FAULTS if f[0] not in ("slow", "drip")])
def test_an_old_answer_serves_while_there_is_no_new_one(
    setup: Setup, mode: str
) -> None:
    setup.geocoder.lookup("Wonsan")
    setup.time.passes(days=365)
    setup.server.mode = mode
    (candidate,) = setup.geocoder.lookup("Wonsan")
    assert len(setup.server.requests) == 2
    assert candidate.place.provenance.retrieved == date(2026, 11, 23)
    assert candidate.place.provenance.cached
    assert setup.geocoder.notice


def test_a_server_in_trouble_is_left_alone_for_a_minute(setup: Setup) -> None:
    for name in ("Aden", "Bonn", "Cork"):
        setup.fails("broken", name)
    error = setup.fails("ok", "Dover")
    assert "failed 3 times in a row and is left alone for 60 s" in str(error)
    assert len(setup.server.requests) == 3
    setup.time.passes(seconds=61)
    assert setup.geocoder.lookup("Dover")
    assert setup.geocoder.notice == ""
    # Well again: it takes three failures once more.
    setup.fails("broken", "Essen")
    setup.server.mode = "ok"
    assert setup.geocoder.lookup("Fez")


def test_still_in_trouble_after_the_minute(setup: Setup) -> None:
    for name in ("Aden", "Bonn", "Cork"):
        setup.fails("broken", name)
    setup.time.passes(seconds=61)
    setup.fails("broken", "Dover")
    setup.fails("ok", "Essen")
    assert len(setup.server.requests) == 4


def test_a_refusal_holds_for_the_session(setup: Setup) -> None:
    setup.fails("forbidden")
    setup.time.passes(days=1)
    assert isinstance(setup.fails("ok"), GeocoderRefused)
    assert len(setup.server.requests) == 1


@pytest.mark.parametrize(
    ("mode", "told", "seconds"),
    [("busy_120", 120, 120), ("overloaded_30", 30, 30), ("busy", None, 60)],
)
def test_asked_to_wait_nobody_asks_before(
    setup: Setup, mode: str, told: float | None, seconds: float
) -> None:
    error = setup.fails(mode)
    assert isinstance(error, GeocoderBusy)
    assert error.retry_after == told
    with GeocoderCache(setup.cache.path, setup.time) as other:  # as another process
        geocoder = geocoder_of(other, setup.server.url, setup.time)
        setup.server.mode = "ok"
        setup.time.passes(seconds=seconds - 1)
        with pytest.raises(GeocoderBusy) as caught:
            geocoder.lookup("Kursk")
        assert caught.value.retry_after == pytest.approx(1, abs=0.01)
        assert len(setup.server.requests) == 1
        setup.time.passes(seconds=1.1)
        assert geocoder.lookup("Kursk")
