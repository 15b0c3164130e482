"""The requests themselves: geopy's geocoders over an HTTP client that trusts nobody.

Imported by the first request only.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Mapping
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from inspect import signature
from typing import Any

from geopy.adapters import AdapterHTTPError, BaseSyncAdapter, get_retry_after
from geopy.exc import (
    GeocoderParseError,
    GeocoderTimedOut,
    GeocoderUnavailable,
    GeopyError,
)

from geo import net
from geo.cache.encoding import refuse_constant
from geo.geocoders.answers import check_rows
from geo.geocoders.clients import make_client
from geo.geocoders.feature_rows import check_features
from geo.geocoders.named_rows import says_none
from geo.geocoders.online import LIMIT, Service
from geo.geocoders.trouble import UNREADABLE, translate
from geo.model import Place

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
        keys: Its credentials, from ``geo.geocoders.keys``.

    Raises:
        GeocoderError: It gave no such answer; the message says what to do.
    """
    try:
        client = _client(service, tuple(keys.items()))
        accepted = signature(client.geocode).parameters
        fit = {name: value for name, value in options.items() if name in accepted}
        found = client.geocode(words, exactly_one=False, **fit)
        return tuple(read(one) for one in _believed(found, client.adapter))
    except (GeopyError, OSError, *UNREADABLE) as error:
        raise translate(error, service, keys.values()) from error


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
    client = make_client(
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
