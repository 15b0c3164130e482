"""What every test stands on: no way out of this machine, and the gazetteer."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from typing import Any

import no_way_out
import pytest
from any_input import TIMES
from hypothesis import HealthCheck, settings
from xdist.scheduler import LoadFileScheduling

import geo
import geo.gazetteer
from geo.gazetteer import OfflineGazetteer
from geo.settings import get_settings

# What is tried on made values is bound by their number, never by the clock of a busy machine, and
# they are the same each time unless somebody asks for others.
settings.register_profile(
    "busy",
    deadline=None,
    derandomize=TIMES == 1,
    max_examples=100 * TIMES,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("busy")

# What measures goes through the names of modules, to which other threads may add some.
if measuring := sys.modules.get("slipcover"):
    _functions = measuring.Slipcover.find_functions
    measuring.Slipcover.find_functions = staticmethod(
        lambda named, seen: _functions(list(named), seen)
    )

BROWSER = "tests/browser/"
_MAIN = sys.modules["__main__"]


class _TogetherInOneBrowser(LoadFileScheduling):
    """The tests of a file stay in one process, those of the browser all in one.

    They share one Chromium, and two of them beside each other would wait for each other.
    """

    def _split_scope(self, nodeid: str) -> str:
        return BROWSER if nodeid.startswith(BROWSER) else super()._split_scope(nodeid)


def pytest_xdist_make_scheduler(
    config: pytest.Config, log: Any
) -> LoadFileScheduling | None:
    """Say what stays together where files are shared out."""
    together = config.getoption("dist") == "loadfile"
    return _TogetherInOneBrowser(config, log) if together else None


@pytest.fixture(autouse=True)
def _own_main() -> Iterator[None]:
    """Keep `__main__`: Streamlit's AppTest puts its script there, and workers would run it."""
    sys.modules["__main__"] = _MAIN
    yield
    sys.modules["__main__"] = _MAIN


@pytest.fixture(scope="session", autouse=True)
def _no_way_out() -> Iterator[None]:
    """Shut the network for the whole session, servers and threads included."""
    with no_way_out.shut():
        yield


@pytest.fixture(autouse=True)
def outside() -> Iterator[list[str]]:
    """Fail the test that tried to leave; gives the list of attempts.

    What a session fixture tried counts against the first test that asked for it.
    """
    yield no_way_out.attempts
    no_way_out.judge()


@pytest.fixture(scope="session", autouse=True)
def _no_work_of_anybody(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep collections in a folder of this session's: no test writes to the user's."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATELINE_DATA_DIR", str(tmp_path_factory.mktemp("data")))
        yield


@pytest.fixture(autouse=True)
def _offline_by_default(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the shell has switched on, no test starts with a geocoder or a proxy."""
    for name in list(os.environ):
        if name.upper() == "DATELINE_GEOCODERS" or name.upper().endswith("_PROXY"):
            monkeypatch.delenv(name)


@pytest.fixture
def fresh_settings(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """Read the settings anew in this test, and forget them after it.

    Gives ``monkeypatch``, to set the variables with.
    """
    get_settings.cache_clear()
    yield monkeypatch
    get_settings.cache_clear()


@pytest.fixture(scope="session")
def gazetteer() -> Iterator[OfflineGazetteer]:
    """Give the real gazetteer; the first run of a checkout builds it."""
    geo.gazetteer.ensure_gazetteer()
    opened = geo.open_gazetteer()
    yield opened
    opened.close()
