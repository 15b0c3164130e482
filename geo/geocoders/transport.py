"""The requests themselves: geopy's geocoders over an HTTP client that trusts nobody.

Imported by the first request only.
"""

from __future__ import annotations

import json
import time
from email.message import Message
from functools import lru_cache
from http.client import HTTPException, HTTPResponse
from importlib.metadata import PackageNotFoundError, version
from typing import IO, Any
from urllib.error import HTTPError, URLError
from urllib.request import (
    HTTPRedirectHandler,
    HTTPSHandler,
    ProxyHandler,
    Request,
    build_opener,
)

from geopy.adapters import AdapterHTTPError, BaseSyncAdapter, get_retry_after
from geopy.exc import (
    ConfigurationError,
    GeocoderParseError,
    GeocoderTimedOut,
    GeocoderUnavailable,
    GeopyError,
)
from geopy.geocoders import Nominatim

from geo.cache.encoding import refuse_constant
from geo.errors import GeocoderBusy, GeocoderError, GeocoderRefused
from geo.geocoders.answers import Row, check_rows
from geo.geocoders.online import Service

MAX_BODY = 2_000_000  # bytes; five places with addresses are 5,000
_PIECE = 65_536
_OK = 200
_REDIRECTS = range(300, 400)
_REFUSALS = (401, 403, 407, 509)  # 509: how Nominatim turns away who does not say why
_WAITS = (429, 503)
# Nominatim wants to know who asks. The project has no site; ".invalid" never will be one.
_REFERER = "https://dateline.invalid/"


def search(service: Service, words: str, language: str, limit: int) -> list[Row]:
    """Ask a Nominatim server for a name, once.

    Args:
        service: Whom to ask.
        words: The name.
        language: Language of the names in the answer.
        limit: Most places in the answer.

    Returns:
        Rows that ``check_rows`` let through.

    Raises:
        GeocoderError: It gave no such answer; the message says what to do.
    """
    try:
        found = _client(service).geocode(
            words,
            exactly_one=False,
            limit=limit,
            addressdetails=True,
            language=language,
        )
    except (GeopyError, OSError) as error:
        raise _translate(error, service) from error
    return [location.raw for location in found or ()][:limit]


class BoundedAdapter(BaseSyncAdapter):  # type: ignore[misc]
    """An HTTP client for geopy: one request, no redirect, 2 MB and ``timeout`` at most."""

    def __init__(self, *, proxies: dict[str, str] | None, ssl_context: Any) -> None:
        super().__init__(proxies=proxies, ssl_context=ssl_context)
        self._opener = build_opener(
            HTTPSHandler(context=ssl_context), ProxyHandler(proxies), _NoRedirect()
        )

    def get_json(
        self, url: str, *, timeout: float, headers: dict[str, str]
    ) -> list[Row]:
        """Get a list of places; what is not quite one is an error, not "none found"."""
        text = self.get_text(url, timeout=timeout, headers=headers)
        try:
            return check_rows(json.loads(text, parse_constant=refuse_constant))
        except (ValueError, RecursionError) as error:
            raise GeocoderParseError(f"{error}"[:100]) from error

    def get_text(self, url: str, *, timeout: float, headers: dict[str, str]) -> str:
        """Get a body, as text."""
        request = Request(url, headers=headers)
        deadline = time.monotonic() + timeout
        try:
            with self._opener.open(request, timeout=timeout) as response:
                return _read_body(response, deadline).decode("utf-8")
        except HTTPError as error:
            with error:
                raise _http_error(error.code, error.headers) from None
        except UnicodeDecodeError as error:
            raise GeocoderParseError("text that is not UTF-8") from error
        except (OSError, HTTPException) as error:
            raise _network_error(error) from error


class _NoRedirect(HTTPRedirectHandler):
    """Follows nothing: who is asked is the user's choice, not the server's."""

    def redirect_request(
        self,
        req: Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: Message,
        newurl: str,
    ) -> None:
        """Leave the answer as it is, an error."""


@lru_cache(maxsize=8)
def _client(service: Service) -> Any:
    scheme, _, rest = service.endpoint.partition("://")
    client = Nominatim(
        scheme=scheme,
        domain=rest,
        timeout=service.timeout,
        user_agent=f"dateline/{_version()} (+geoparser)",
        adapter_factory=BoundedAdapter,
    )
    client.headers["Referer"] = _REFERER
    return client


def _version() -> str:
    try:
        return version("dateline")
    except PackageNotFoundError:  # run from the source tree, not installed
        return "0"


def _read_body(response: HTTPResponse, deadline: float) -> bytes:
    if response.status != _OK:
        raise _http_error(response.status, response.headers)
    body = bytearray()
    while piece := response.read1(_PIECE):
        body += piece
        if len(body) > MAX_BODY:
            raise GeocoderParseError(f"more than {MAX_BODY // 1_000_000} MB")
        if time.monotonic() > deadline:
            raise GeocoderTimedOut("the answer came too slowly")
    if response.length:  # cut short, it could still read as a shorter list
        raise GeocoderUnavailable("the connection was lost half-way")
    return bytes(body)


def _http_error(status: int, headers: Message) -> AdapterHTTPError:
    plain = {name.lower(): value for name, value in headers.items()}
    try:
        seconds = get_retry_after(plain)
    except (ValueError, OverflowError, TypeError):  # dates beyond the calendar
        seconds = None
    plain.pop("retry-after", None)
    if seconds is not None:
        plain["retry-after"] = str(int(seconds))
    return AdapterHTTPError(
        f"status {status}", status_code=status, headers=plain, text=None
    )


def _network_error(error: OSError | HTTPException) -> GeopyError:
    reason = error.reason if isinstance(error, URLError) else error
    if isinstance(reason, TimeoutError):
        return GeocoderTimedOut("no answer in time")
    return GeocoderUnavailable(str(reason) or type(reason).__name__)


def _translate(error: Exception, service: Service) -> GeocoderError:
    """Say what happened in Dateline's errors, as advice."""
    cause = error.__cause__
    if isinstance(cause, AdapterHTTPError):
        return _translate_status(cause, service)
    title, host = service.title, service.host
    if isinstance(error, ConfigurationError):
        return GeocoderRefused(f"{title} cannot be asked this way: {error}")
    if isinstance(error, GeocoderTimedOut):
        return GeocoderError(
            f"{title} did not answer in {service.timeout:g} s;"
            " the offline answers are kept."
        )
    if isinstance(error, GeocoderParseError):
        return GeocoderError(
            f"{host} does not answer as {title} does ({error}); check the setting"
            " nominatim_url. The offline answers are kept."
        )
    return GeocoderError(
        f"{title} at {host} cannot be reached ({error}); check the network."
        " The offline answers are kept."
    )


def _translate_status(error: AdapterHTTPError, service: Service) -> GeocoderError:
    status, title = error.status_code, service.title
    if status in _REFUSALS:
        return GeocoderRefused(
            f"{title} at {service.host} refuses Dateline (status {status}) and is not"
            " asked again; switch it off or set nominatim_url to another server."
        )
    wait = get_retry_after(error.headers)
    if status in _WAITS and (wait is not None or status == _WAITS[0]):
        how_long = "later" if wait is None else f"in {wait:.0f} s"
        return GeocoderBusy(
            f"{title} asks us to wait; it is asked again {how_long}."
            " The offline answers are kept.",
            retry_after=wait,
        )
    if status in _REDIRECTS:
        where = error.headers.get("location", "another address")[:100]
        return GeocoderError(
            f"{title} has moved to {where}; if you trust it, set nominatim_url to it."
        )
    return GeocoderError(
        f"{title} is in trouble (status {status}); the offline answers are kept."
    )
