"""Online geocoding: what callers see for everything a server can do to us."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from fake_nominatim import WONSAN, FakeNominatim

from geo.cache import GeocoderCache
from geo.errors import GeocoderBusy, GeocoderError, GeocoderRefused, InputError
from geo.geocoders import NominatimGeocoder, online_geocoder
from geo.geocoders.answers import check_rows, place_from_row
from geo.model import Candidate, Extent, Gazetteer, Match, Place, Provenance
from geo.settings import Settings


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

    def fails(self, mode: str, name: str = "Wonsan") -> GeocoderError:
        self.server.mode = mode
        with pytest.raises(GeocoderError) as caught:
            self.geocoder.lookup(name)
        return caught.value


@pytest.fixture(scope="module")
def one_server() -> Iterator[FakeNominatim]:
    with FakeNominatim() as server:
        yield server


@pytest.fixture
def server(one_server: FakeNominatim) -> FakeNominatim:
    one_server.mode, one_server.rows, one_server.sent = "ok", [WONSAN], 0
    one_server.requests.clear()
    return one_server


@pytest.fixture
def setup(server: FakeNominatim, tmp_path: Path) -> Iterator[Setup]:
    time = Time()
    with GeocoderCache(tmp_path / "geocoder.sqlite", time) as cache:
        yield Setup(server, cache, time, geocoder_of(cache, server.url, time))


def geocoder_of(cache: GeocoderCache, url: str, time: Time) -> NominatimGeocoder:
    return NominatimGeocoder(
        cache, url, timeout=0.25, sleep=time.sleep, monotonic=time.monotonic
    )


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


# What goes wrong

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


# One request a second


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
    service = f"nominatim {setup.server.url}"
    assert setup.cache.take_turn(service, lease=1000).granted
    error = setup.fails("ok")
    assert isinstance(error, GeocoderBusy)
    assert "other windows" in str(error)
    assert sum(setup.time.slept) == pytest.approx(30, abs=1)
    assert setup.server.requests == []


def test_an_interrupted_request_is_logged_and_gives_its_turn_back(
    setup: Setup, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(words: str) -> tuple[Place, ...]:
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


# What a server says of a place

HOSTILE = [
    # display_name, the name that is kept
    ("x" * 20_000, "x" * 200),
    ("<script>alert(1)</script>", "<script>alert(1)</script>"),  # shown as text
    ("\u202eWon\u2066san\u2069", "Won san"),
    ("Won\x00\x1b[31msan\u2028!", "Won [31msan !"),
    ("\U000e0041Wonsan\ufeff", "Wonsan"),
    ("می\u200cخواهم", "می\u200cخواهم"),  # spelt with it
    ("  ,", "asked"),
    ("\ud800", "asked"),
]


@pytest.mark.parametrize(("sent", "kept"), HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_names(sent: str, kept: str) -> None:
    row = WONSAN | {"name": "", "display_name": sent}
    assert place_from_row(row, "asked").name == kept


FEATURES = [
    # addresstype, class, type, GeoNames class and code
    ("country", "boundary", "administrative", "A PCLI"),
    ("state", "boundary", "administrative", "A ADM1"),
    ("county", "boundary", "administrative", "A ADM2"),
    ("city", "boundary", "administrative", "P PPL"),
    ("town", "place", "town", "P PPL"),
    ("village", "place", "village", "P PPL"),
    ("suburb", "place", "suburb", "P PPLX"),
    ("sea", "place", "sea", "H SEA"),
    ("ocean", "place", "ocean", "H OCN"),
    ("bay", "natural", "bay", "H BAY"),
    ("river", "waterway", "river", "H STM"),
    ("peak", "natural", "peak", "T MT"),
    ("mountain_range", "natural", "mountain_range", "T MTS"),
    ("island", "place", "island", "T ISL"),
    ("amenity", "amenity", "restaurant", "S FCL"),
    ("aeroway", "aeroway", "aerodrome", "S AIRP"),
    ("natural", "natural", "strait", "H STRT"),
    (None, "place", "city", "P PPL"),  # servers before 4.3
    (None, "boundary", "administrative", "P PPL"),  # its address begins with "city"
    (7, "boundary", ["administrative"], "P PPL"),
]


@pytest.mark.parametrize(("addresstype", "class_", "type_", "feature"), FEATURES)
def test_kinds_of_place(
    addresstype: object, class_: str, type_: object, feature: str
) -> None:
    row = WONSAN | {"addresstype": addresstype, "class": class_, "type": type_}
    place = place_from_row(row, "asked")
    assert f"{place.feature_class} {place.feature_code}" == feature


ODDITIES = [
    # what is changed, the field it shows in, its value
    ({"osm_type": "node", "osm_id": "17"}, "id", "osm:node/17"),
    ({"osm_type": None}, "id", "osm:point/39.15290,127.44360"),
    ({"osm_type": "<b>"}, "id", "osm:point/39.15290,127.44360"),
    ({"osm_id": "1; DROP TABLE"}, "id", "osm:point/39.15290,127.44360"),
    ({"osm_type": "node"}, "extent", None),  # a box Nominatim made up
    ({"boundingbox": None}, "extent", None),
    ({"boundingbox": ["1", "2", "3"]}, "extent", None),
    ({"boundingbox": ["NaN", "2", "3", "4"]}, "extent", None),
    ({"boundingbox": [2, 1, 3, 4]}, "extent", None),
    ({"boundingbox": [1, 2, 170, -170]}, "extent", Extent(1, 170, 2, -170)),
    ({"address": None}, "country_code", ""),
    ({"address": []}, "country_code", ""),
    ({"address": {"country_code": "xyz"}}, "country_code", ""),
    ({"address": {"country_code": 7}}, "country_code", ""),
    ({"address": {"state": "\u202eX"}}, "admin1_name", "X"),
    ({"name": None}, "name", "Wonsan"),
    ({"lat": 39}, "lat", 39.0),
]


@pytest.mark.parametrize(("changes", "field_", "value"), ODDITIES)
def test_odd_rows(changes: dict[str, object], field_: str, value: object) -> None:
    (row,) = check_rows(json.loads(json.dumps([WONSAN | changes])))
    assert getattr(place_from_row(row, "asked"), field_) == value


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
