"""Where a service is asked, and with what key.

Addresses are checked and written in one spelling. Keys are read from the environment
alone, so that no file of ours holds one.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from urllib.parse import urlsplit

from geo.errors import InputError
from geo.net.hosts import ascii_host, netloc

_SHARED = frozenset(
    {"nominatim.openstreetmap.org", "photon.komoot.io", "photon.komoot.de"}
)


def plain_address(url: str, setting: str) -> str:
    """Check a server's address and give it in one spelling.

    Args:
        url: The address.
        setting: Where it stands, for the message.

    Raises:
        InputError: It has no host, or something behind its path, or a password, which
            would end up in the cache and in logs.
    """
    try:
        parts = urlsplit(url)
        usable = parts.hostname and parts.port != 0 and parts.username is None
    except ValueError:
        usable = False
    if not usable or parts.query or parts.fragment or "://" not in url:
        raise InputError(
            f"setting {setting}: give a plain address such as"
            " https://geocoder.example.org, without user name, password or '?'"
        )
    try:
        server = netloc(ascii_host(parts.hostname or ""), parts.port)
    except InputError as error:
        raise InputError(f"setting {setting}: {error}") from error
    return f"{parts.scheme.lower()}://{server}{parts.path.rstrip('/')}"


def is_shared(address: str) -> bool:
    """Return a server that lives on donations, and forbids bulk use."""
    return (urlsplit(address).hostname or "").removesuffix(".") in _SHARED


# What geopy's services call what they know their customer by, where it is not the key.
_FURTHER = (
    "username",
    "auth_id",
    "security_key",
    "client_id",
    "secret_key",
)
_KEY = ("api_key", "apikey", "subscription_key", "auth_token")


def variable(provider: str, what: str) -> str:
    """Name the variable: ``DATELINE_OPENCAGE_KEY``, ``DATELINE_GEONAMES_USERNAME``."""
    return f"DATELINE_{provider}_{'key' if what in _KEY else what}".upper()


def credentials(provider: str) -> Mapping[str, str]:
    """Return what the environment holds for a service, by geopy's word for it."""
    given = {what: os.environ.get(variable(provider, what), "") for what in _FURTHER}
    key = os.environ.get(variable(provider, "api_key"), "")
    return {what: value for what, value in (*given.items(), ("key", key)) if value}


def fitting(wanted: str, given: Mapping[str, str]) -> str:
    """Return the credential for a parameter of a geopy class, or ""."""
    return given.get("key" if wanted in _KEY else wanted, "")
