"""`dateline cache` and `dateline geocode`, on a fake server."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from command_runs import command
from fake_nominatim import FakeNominatim
from geocoder_rows import WONSAN

from geo.cache import CACHE_FILE
from geo.settings import get_settings

dateline = pytest.fixture(command)
XYZZYQ = WONSAN | {"name": "Xyzzyq", "lat": "61.5", "lon": "6.5"}


@pytest.fixture
def server() -> Iterator[FakeNominatim]:
    with FakeNominatim() as server:
        server.rows = [XYZZYQ]
        yield server


@pytest.fixture
def online(dateline, server: FakeNominatim, fresh_settings, tmp_path: Path, gazetteer):
    """Run commands with the fake server switched on, and a cache of their own."""
    cache = tmp_path / "cache"
    cache.mkdir()
    (cache / gazetteer.path.name).symlink_to(gazetteer.path)
    fresh_settings.setenv("DATELINE_CACHE_DIR", str(cache))
    fresh_settings.setenv("DATELINE_GEOCODERS", "nominatim")
    fresh_settings.setenv("DATELINE_NOMINATIM_URL", server.url)
    get_settings.cache_clear()
    return dateline


def test_offline_first_then_the_geocoders(online, server: FakeNominatim) -> None:
    code, out, _ = online("geocode", "Wonsan", "Xyzzyq")
    assert code == 0
    known, asked = (line for line in out.splitlines() if not line.startswith(" "))
    assert "GeoNames" in known
    assert "61.5000 6.5000  90%  Nominatim 127.0.0.1" in asked
    assert [request.query for request in server.requests] == ["Xyzzyq"]
    _, out, _ = online("geocode", "Xyzzyq", "--json")
    (row,) = json.loads(out)
    assert row["place"]["coordinates_from"].endswith("from the cache")
    assert (row["match"], row["score"]) == ("geocoder", 0.9)
    assert len(server.requests) == 1


def test_an_outage_is_no_unknown_name(online, server: FakeNominatim) -> None:
    server.mode = "broken"
    code, _, err = online("geocode", "Xyzzyq")
    assert (code, "is in trouble (status 500)" in err) == (75, True)
    server.mode = "empty"
    code, _, err = online("geocode", "Xyzzyr")
    assert (code, "no place is known by this name: Xyzzyr" in err) == (2, True)


def test_a_batch_of_names_stays_here(online, fresh_settings) -> None:
    fresh_settings.setenv(
        "DATELINE_NOMINATIM_URL", "https://nominatim.openstreetmap.org"
    )
    get_settings.cache_clear()
    code, _, err = online("geocode", *(f"Xyzzyq{n}" for n in range(21)))
    assert code == 75
    assert "a batch is not sent to public servers" in err


def test_without_a_cache_there_is_nothing_to_tell(online) -> None:
    assert "no answers kept yet" in online("cache", "info")[1]
    assert online("cache", "verify")[:2] == (0, "no answers kept yet\n")
    assert online("cache", "prune")[1] == "no answers kept yet\n"
    assert not (get_settings().cache_dir / CACHE_FILE).exists()
    assert "nothing has left this machine" in online("cache", "queries")[1]


def test_looking_after_the_cache(online, server: FakeNominatim, tmp_path: Path) -> None:
    online("geocode", "Xyzzyq")
    assert "1 with places, 0 “no such place”" in online("cache", "info")[1]
    info = json.loads(online("cache", "info", "--json")[1])
    assert (info["found"], info["servers"]) == (1, {server.url: 1})
    assert "is sound: 1 answers" in online("cache", "verify")[1]
    (row,) = json.loads(online("cache", "queries", "--json")[1])
    assert (row["query"], row["outcome"]) == ("Xyzzyq", "1 places")
    assert f"{server.url}  Xyzzyq  1 places" in online("cache", "queries")[1]
    assert online("cache", "export", "ours.sqlite")[1] == "1 answers in ours.sqlite\n"
    assert online("cache", "verify", "ours.sqlite")[0] == 0
    _, out, _ = online("cache", "prune", "--all", "--log")
    assert out == "1 answers removed, and the log of requests\n"
    assert "1 answers added" in online("cache", "import", "ours.sqlite")[1]
    assert "Xyzzyq" in online("geocode", "Xyzzyq")[1]
    assert len(server.requests) == 1


BAD = [
    # command, exit code, what it says
    ("verify nowhere.sqlite", 2, "there is no cache nowhere.sqlite"),
    ("verify text.sqlite", 2, "cannot be read as a cache"),
    ("import text.sqlite", 2, "cannot be read as a cache"),
    ("export no/where.sqlite", 2, "cannot be written"),
]


@pytest.mark.parametrize(("line", "code", "says"), BAD)
def test_what_cannot_be_done_is_said(
    online, tmp_path: Path, line: str, code: int, says: str
) -> None:
    (tmp_path / "text.sqlite").write_text("no database " * 100)
    found = online("cache", *line.split())
    assert found[0] == code
    assert says in found[2]


@pytest.mark.parametrize("command_", ["info", "verify"])
def test_a_damaged_cache_of_ones_own(online, tmp_path: Path, command_: str) -> None:
    (tmp_path / "cache" / CACHE_FILE).write_text("no database " * 100)
    code, _, err = online("cache", command_)
    assert code == 3
    assert "sets it aside on next use and begins a new one" in err
    assert "0 answers removed" in online("cache", "prune")[1]
    assert online("cache", command_)[0] == 0


def test_a_cache_with_odd_rows_is_not_sound(online, tmp_path: Path) -> None:
    from cache_file import change, filled

    filled(tmp_path / "odd.sqlite", rows=2)
    change(tmp_path / "odd.sqlite", "UPDATE answer SET asked_at = ?", "yesterday")
    code, _, err = online("cache", "verify", "odd.sqlite")
    assert code == 3
    assert "2 rows of odd.sqlite cannot be read" in err
