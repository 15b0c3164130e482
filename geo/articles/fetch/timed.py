"""An HTTP answer each of whose reads ends at a deadline."""

from __future__ import annotations

import socket
from collections.abc import Callable
from http.client import HTTPResponse
from io import BufferedReader, RawIOBase
from typing import Any

Left = Callable[[], float]  # the seconds that are left; raises TimeoutError without any


def answers_within(left: Left) -> Any:
    """Return the class of such answers."""

    class Answer(HTTPResponse):
        def __init__(self, sock: socket.socket, **rest: Any) -> None:
            super().__init__(sock, **rest)
            self.fp = BufferedReader(_Timed(sock, left))

    return Answer


class _Timed(RawIOBase):
    """A socket's bytes, with less and less patience."""

    def __init__(self, sock: socket.socket, left: Left) -> None:
        super().__init__()
        # The connection is closed as soon as it is answered; its file keeps it open.
        self._file = sock.makefile("rb", buffering=0)
        self._sock, self._left = sock, left

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: Any) -> int | None:
        """Read what comes before the deadline."""
        self._sock.settimeout(self._left())
        return self._file.readinto(buffer)

    def close(self) -> None:
        """Close the connection as well."""
        self._file.close()
        super().close()
