"""What went wrong at a service, in Dateline's errors, as advice."""

from __future__ import annotations

from collections.abc import Iterable

from geopy.adapters import AdapterHTTPError, get_retry_after
from geopy.exc import (
    ConfigurationError,
    GeocoderAuthenticationFailure,
    GeocoderInsufficientPrivileges,
    GeocoderParseError,
    GeocoderQuotaExceeded,
    GeocoderRateLimited,
    GeocoderTimedOut,
    GeocoderUnavailable,
)

from geo import net
from geo.cache import safe_name
from geo.errors import GeocoderBusy, GeocoderError, GeocoderRefused
from geo.geocoders.online import Service

UNREADABLE = (
    AttributeError, IndexError, KeyError, RecursionError, TypeError, ValueError,
)  # fmt: skip
_REDIRECTS = range(300, 400)
_REFUSALS = (401, 402, 403, 407, 509)  # 509: how Nominatim turns away who hides
_WAITS = (429, 503)
_NO = (
    GeocoderAuthenticationFailure, GeocoderInsufficientPrivileges, GeocoderQuotaExceeded,
)  # fmt: skip
_KEPT = "The offline answers are kept."
_LONGEST = 100  # characters of what a server says


def translate(
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
    if isinstance(error, (GeocoderParseError, *UNREADABLE)):
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
    return safe_name(text)[:_LONGEST]


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
    if status in _REDIRECTS:
        # What follows "?" repeats our request, and with it a key.
        where = error.headers.get("location", "another address").partition("?")[0]
        return GeocoderError(
            f"{title} has moved to {safe_name(where)[:_LONGEST]}; if you trust it, set"
            f" {service.setting} to it."
        )
    return GeocoderError(
        f"{title} is in trouble (status {status}); the offline answers are kept."
    )
