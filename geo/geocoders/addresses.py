"""The addresses of servers: checked, in one spelling, and whether the public shares them."""

from __future__ import annotations

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
