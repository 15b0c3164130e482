"""The guard of the tests: nothing reaches another machine, and no attempt is forgotten."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

METHODS = ("connect", "connect_ex", "sendto")
FUNCTIONS = ("getaddrinfo", "gethostbyname", "gethostbyname_ex")
LOCAL_NAMES = {"", "localhost"}
attempts: list[str] = []  # from any thread, since the last test that was judged


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


@contextmanager
def shut() -> Iterator[None]:
    """Refuse every connection and every name that is not this machine's."""
    with pytest.MonkeyPatch.context() as patch:
        for method in METHODS:
            patch.setattr(socket.socket, method, _guarded(method))
        for function in FUNCTIONS:
            patch.setattr(socket, function, _guarded_name(function))
        yield


def judge() -> None:
    """Fail where something tried to leave, even if the program hid the error."""
    tried = ", ".join(attempts)
    attempts.clear()
    if tried:
        pytest.fail(f"it tried to leave this machine: {tried}")


def _refuse(what: str) -> None:
    attempts.append(what)
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
