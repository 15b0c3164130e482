"""Why a request has no answer."""

from __future__ import annotations

from urllib.parse import urlsplit


class NetworkError(Exception):
    """There is no answer, or it does not come whole; the message says why.

    Attributes:
        shown: The address that was asked, without what may be secret in it.
    """

    def __init__(self, why: str, url: str = "") -> None:
        super().__init__(why)
        self.shown = without_query(url)


class RouteError(NetworkError):
    """No way leads there that may be taken; the message alone is advice."""


class DeadlineError(NetworkError):
    """It did not come in time."""


class BrokenOffError(NetworkError):
    """It did not come whole."""


class CertificateError(NetworkError):
    """The server cannot prove who it is."""


class SizeError(NetworkError):
    """It is larger than it may be."""


def without_query(url: str) -> str:
    """Return an address that can be taken apart, without what may be secret in it."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.hostname}{parts.path}"[:200]
