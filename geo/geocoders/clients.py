"""geopy's own objects, made from a name, keys and an address."""

from __future__ import annotations

from collections.abc import Mapping
from inspect import Parameter, signature
from typing import Any
from urllib.parse import urlsplit

from geopy.exc import ConfigurationError
from geopy.geocoders import get_geocoder_for_service

from geo.errors import InputError
from geo.geocoders.keys import fitting, variable


def make_client(provider: str, keys: Mapping[str, str], **common: Any) -> Any:
    """Make the geopy object of a service.

    Args:
        provider: geopy's name for it.
        keys: Its credentials, from ``geo.geocoders.keys``.
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
    client = make_client(provider, keys)
    domain = signature(type(client)).parameters.get("domain")
    known = (domain and domain.default) or getattr(client, "domain", "")
    host = known or urlsplit(str(client.api)).netloc
    return f"{client.scheme}://{host}", type(client).__name__
