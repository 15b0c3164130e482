"""The requests themselves: geopy's geocoders over a door that trusts nobody.

Imported by the first request only. What goes wrong is told in Dateline's errors.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from inspect import Parameter, signature
from typing import Any
from urllib.parse import urlsplit

from geopy.adapters import AdapterHTTPError, BaseSyncAdapter, get_retry_after
from geopy.exc import (
    ConfigurationError,
    GeocoderAuthenticationFailure,
    GeocoderInsufficientPrivileges,
    GeocoderParseError,
    GeocoderQuotaExceeded,
    GeocoderRateLimited,
    GeocoderTimedOut,
    GeocoderUnavailable,
    GeopyError,
)
from geopy.geocoders import get_geocoder_for_service

from geo.cache import safe_name
from geo.cache.values import refuse_constant
from geo.errors import GeocoderBusy, GeocoderError, GeocoderRefused, InputError
from geo.geocoders.endpoints import fitting, variable
from geo.geocoders.online import LIMIT, Service
from geo.geocoders.responses import check_features, check_rows
from geo.geocoders.responses_other import says_none
from geo.model import Place
from geo.net import client as net

MAX_BODY = 2_000_000  # bytes; five places with addresses are 5,000
_OK = 200
# Nominatim wants to know who asks. The project has no site; ".invalid" never will be one.
_REFERER = "https://dateline.invalid/"
_NO_KEYS: Mapping[str, str] = {}

# geopy writes each address it asks to its log, and the key is part of it.
logging.getLogger("geopy").setLevel(logging.WARNING)


def search(
    service: Service,
    words: str,
    options: Mapping[str, Any],
    read: Callable[[Any], Place],
    keys: Mapping[str, str] = _NO_KEYS,
) -> tuple[Place, ...]:
    """Ask a service for a name, once.

    Args:
        service: Whom to ask.
        words: The name.
        options: What else its geopy class is told, where it listens to it.
        read: Makes a Place of one of geopy's locations. What Nominatim, Photon and
            Pelias sent has passed their checks by then.
        keys: Its credentials, from ``geo.geocoders.endpoints``.

    Raises:
        GeocoderError: It gave no such answer; the message says what to do.
    """
    try:
        client = _client(service, tuple(keys.items()))
        accepted = signature(client.geocode).parameters
        fit = {name: value for name, value in options.items() if name in accepted}
        found = client.geocode(words, exactly_one=False, **fit)
        return tuple(read(one) for one in _believed(found, client.adapter))
    except (GeopyError, OSError, *_UNREADABLE) as error:
        raise _translated(error, service, keys.values()) from error


def _believed(found: Any, adapter: Any) -> list[Any]:
    """Return what was found; nothing only where the body itself says so."""
    locations = [location for location in found or () if location is not None]
    if not locations and not says_none(adapter.body):
        raise GeocoderParseError("an empty answer of a kind we do not know")
    return locations[:LIMIT]


def _any_json(answer: Any) -> Any:
    return answer


class BoundedAdapter(BaseSyncAdapter):  # type: ignore[misc]
    """An HTTP client for geopy: one request, no redirect, 2 MB and ``timeout`` at most."""

    check = staticmethod(_any_json)

    def __init__(self, *, proxies: object, ssl_context: object) -> None:
        super().__init__(proxies=proxies, ssl_context=ssl_context)
        self.body: Any = None

    def get_json(self, url: str, *, timeout: float, headers: dict[str, str]) -> Any:
        """Get places; what is not quite that is an error, not "none found"."""
        self.body = None
        text = self.get_text(url, timeout=timeout, headers=headers)
        try:
            self.body = self.check(json.loads(text, parse_constant=refuse_constant))
        except (ValueError, RecursionError) as error:
            raise GeocoderParseError(f"{error}"[:100]) from error
        return self.body

    def get_text(self, url: str, *, timeout: float, headers: dict[str, str]) -> str:
        """Get a body, as text."""
        self.body = None
        left = net.deadline(timeout)
        try:
            with net.get(url, headers, left, net.Reach.CHOSEN, redirects=0) as answer:
                if answer.status_code != _OK:
                    raise _http_error(answer)
                return net.read(answer, MAX_BODY).decode("utf-8")
        except UnicodeDecodeError as error:
            raise GeocoderParseError("text that is not UTF-8") from error
        except net.SizeError as error:
            raise GeocoderParseError(f"more than {MAX_BODY // 1_000_000} MB") from error
        except net.DeadlineError as error:
            raise GeocoderTimedOut("no answer in time") from error
        except net.NetworkError as error:
            raise GeocoderUnavailable(str(error)) from error


class _NominatimAdapter(BoundedAdapter):
    check = staticmethod(check_rows)


class _FeatureAdapter(BoundedAdapter):
    check = staticmethod(check_features)


_ADAPTERS = {
    "nominatim": _NominatimAdapter,
    "photon": _FeatureAdapter,
    "pelias": _FeatureAdapter,
}


@lru_cache(maxsize=8)
def _client(service: Service, keys: tuple[tuple[str, str], ...]) -> Any:
    scheme, _, rest = service.endpoint.partition("://")
    client = _make_client(
        service.provider,
        dict(keys),
        scheme=scheme,
        domain=rest,
        timeout=service.timeout,
        user_agent=f"dateline/{_version()} (+geoparser)",
        adapter_factory=_ADAPTERS.get(service.provider, BoundedAdapter),
    )
    client.headers["Referer"] = _REFERER
    return client


def _version() -> str:
    try:
        return version("dateline")
    except PackageNotFoundError:  # run from the source tree, not installed
        return "0"


def _http_error(answer: net.Response) -> AdapterHTTPError:
    plain = dict(answer.headers)
    try:
        seconds = get_retry_after(plain)
    except (ValueError, OverflowError, TypeError):  # dates beyond the calendar
        seconds = None
    plain.pop("retry-after", None)
    if seconds is not None:
        plain["retry-after"] = str(int(seconds))
    return AdapterHTTPError(
        f"status {answer.status_code}",
        status_code=answer.status_code,
        headers=plain,
        text=None,
    )


def _make_client(provider: str, keys: Mapping[str, str], **common: Any) -> Any:
    """Make the geopy object of a service.

    Args:
        provider: geopy's name for it.
        keys: Its credentials, from ``geo.geocoders.endpoints``.
        common: What it is told besides, where it listens to it.

    Raises:
        InputError: It lacks a key; the message names the variable.
    """
    kind = get_geocoder_for_service(provider)
    arguments = {}
    for name, parameter in signature(kind).parameters.items():
        value = common.get(name) or fitting(name, keys)
        if value:
            arguments[name] = value
        elif parameter.default is Parameter.empty:
            raise InputError(_advice(provider, name))
    try:
        return kind(**arguments)
    except ConfigurationError as error:  # of several ways to be known, none is given
        raise InputError(_advice(provider, "api_key")) from error


def _advice(provider: str, name: str) -> str:
    return (
        f"geocoder {provider}: set {variable(provider, name)} to what the service gave"
        " you; keys are read from the environment only"
    )


def home_of(provider: str, keys: Mapping[str, str]) -> tuple[str, str]:
    """Return the address where a service is at home, and its name in words.

    Raises:
        InputError: It lacks a key; the message names the variable.
    """
    client = _make_client(provider, keys)
    domain = signature(type(client)).parameters.get("domain")
    known = (domain and domain.default) or getattr(client, "domain", "")
    host = known or urlsplit(str(client.api)).netloc
    return f"{client.scheme}://{host}", type(client).__name__


_UNREADABLE = (
    AttributeError, IndexError, KeyError, RecursionError, TypeError, ValueError,
)  # fmt: skip
_MOVED = range(300, 400)
_REFUSALS = (401, 402, 403, 407, 509)  # 509: how Nominatim turns away who hides
_WAITS = (429, 503)
_NO = (
    GeocoderAuthenticationFailure, GeocoderInsufficientPrivileges, GeocoderQuotaExceeded,
)  # fmt: skip
_KEPT = "The offline answers are kept."
_MAX_SAID_LENGTH = 100  # characters of what a server says


def _translated(
    error: Exception, service: Service, secrets: Iterable[str] = ()
) -> GeocoderError:
    """Return what happened in Dateline's errors, as advice; never with a key in it."""
    cause = error.__cause__
    if isinstance(cause, AdapterHTTPError):
        return _of_status(cause, service)
    title, said = service.title, _said(error, secrets)
    if isinstance(error, ConfigurationError):
        return GeocoderRefused(f"{title} cannot be asked this way: {said}.")
    if isinstance(error, GeocoderRateLimited):
        return GeocoderBusy(f"{title} asks us to wait ({said}). {_KEPT}")
    if isinstance(error, _NO):
        return GeocoderRefused(
            f"{title} refuses Dateline ({said}) and is not asked again; check its key,"
            " or switch it off."
        )
    return GeocoderError(_of_answer(error, service, said))


def _of_answer(error: Exception, service: Service, said: str) -> str:
    title, host = service.title, service.host
    if isinstance(error, GeocoderTimedOut):
        return (
            f"{title} did not answer in {service.timeout:g} s;"
            " the offline answers are kept."
        )
    if isinstance(error, (GeocoderParseError, *_UNREADABLE)):
        return (
            f"{host} does not answer as {title} does ({said}); check the setting"
            f" {service.setting}. {_KEPT}"
        )
    if isinstance(error, GeocoderUnavailable):
        if isinstance(error.__cause__, net.CertificateError):
            return (
                f"{host} cannot prove that it is {title}: its certificate is not"
                f" trusted. The name was not sent. {_KEPT}"
            )
        return (
            f"{title} at {host} cannot be reached ({said}); check the network. {_KEPT}"
        )
    return f"{title} is in trouble ({said}); the offline answers are kept."


def _said(error: Exception, secrets: Iterable[str]) -> str:
    text = str(error) or type(error).__name__
    for secret in secrets:
        text = text.replace(secret, "[key]")
    return safe_name(text)[:_MAX_SAID_LENGTH]


def _of_status(error: AdapterHTTPError, service: Service) -> GeocoderError:
    status, title = error.status_code, service.title
    if status in _REFUSALS:
        return GeocoderRefused(
            f"{title} at {service.host} refuses Dateline (status {status}) and is not"
            f" asked again; switch it off or set {service.setting} to another server."
        )
    wait = get_retry_after(error.headers)
    if status in _WAITS and (wait is not None or status == _WAITS[0]):
        how_long = "later" if wait is None else f"in {wait:.0f} s"
        return GeocoderBusy(
            f"{title} asks us to wait; it is asked again {how_long}. {_KEPT}",
            retry_after=wait,
        )
    if status in _MOVED:
        # What follows "?" repeats our request, and with it a key.
        where = error.headers.get("location", "another address").partition("?")[0]
        return GeocoderError(
            f"{title} has moved to {safe_name(where)[:_MAX_SAID_LENGTH]}; if you trust it, set"
            f" {service.setting} to it."
        )
    return GeocoderError(
        f"{title} is in trouble (status {status}); the offline answers are kept."
    )
