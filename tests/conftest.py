"""What every test stands on: no way out of this machine, and the gazetteer."""

from __future__ import annotations

import ipaddress
import os
import socket
from collections.abc import Callable, Iterator
from typing import Any

import pytest

import geo
from geo.gazetteer import OfflineGazetteer
from geo.settings import settings

LOCAL_NAMES = {"", "localhost"}
_attempts: list[str] = []


def is_local(host: object) -> bool:
    """True for this machine's own addresses, and for no host at all (bind)."""
    if host is None:
        return True
    name = host.decode("ascii", "replace") if isinstance(host, bytes) else str(host)
    if name.lower() in LOCAL_NAMES:
        return True
    try:
        address = ipaddress.ip_address(name.partition("%")[0])
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


def _refuse(what: str) -> None:
    _attempts.append(what)
    raise OSError(f"the tests may not leave this machine: {what}")


def _guarded(method: str) -> Callable[..., Any]:
    """Wrap a socket method whose last argument is the address."""
    original = getattr(socket.socket, method)

    def guarded(self: socket.socket, *arguments: Any) -> Any:
        address = arguments[-1]
        outside = isinstance(address, tuple) and not is_local(address[0])
        if self.family in (socket.AF_INET, socket.AF_INET6) and outside:
            _refuse(f"{method} to {address!r}")
        return original(self, *arguments)

    return guarded


def _guarded_name(function: str) -> Callable[..., Any]:
    original = getattr(socket, function)

    def guarded(host: Any, *arguments: Any, **options: Any) -> Any:
        if not is_local(host):
            _refuse(f"{function}({host!r})")
        return original(host, *arguments, **options)

    return guarded


@pytest.fixture(scope="session", autouse=True)
def _no_way_out() -> Iterator[None]:
    """Refuse every connection and every name that is not this machine's."""
    with pytest.MonkeyPatch.context() as patch:
        for method in ("connect", "connect_ex", "sendto"):
            patch.setattr(socket.socket, method, _guarded(method))
        for function in ("getaddrinfo", "gethostbyname", "gethostbyname_ex"):
            patch.setattr(socket, function, _guarded_name(function))
        yield


@pytest.fixture(autouse=True)
def outside() -> Iterator[list[str]]:
    """Fail the test that tried to leave, even where the program hid the error.

    Gives the list of attempts; what an earlier session fixture tried counts too.
    """
    yield _attempts
    tried = ", ".join(_attempts)
    _attempts.clear()
    if tried:
        pytest.fail(f"it tried to leave this machine: {tried}")


@pytest.fixture(autouse=True)
def _offline_by_default(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the shell has switched on, no test starts with a geocoder."""
    for name in list(os.environ):
        if name.upper() == "DATELINE_GEOCODERS":
            monkeypatch.delenv(name)


@pytest.fixture
def fresh_settings() -> Iterator[None]:
    """Read the settings anew in this test, and forget them after it.

    Ask for it before ``monkeypatch``: settings are read on first use.
    """
    settings.cache_clear()
    yield
    settings.cache_clear()


@pytest.fixture(scope="session")
def gazetteer() -> Iterator[OfflineGazetteer]:
    """Give the real gazetteer; the first run of a checkout builds it (about 20 s)."""
    geo.ensure_gazetteer()
    opened = geo.open_gazetteer()
    yield opened
    opened.close()
