"""Which newspaper an article is from."""

from __future__ import annotations

from geo.errors import InputError
from geo.net.hosts import ascii_host


def newspaper(source: str) -> str:
    """Return what articles of one paper share: the site of an address, else the name."""
    if "://" not in source:
        return source
    site = source.partition("://")[2].partition("/")[0]
    try:
        site = ascii_host(site)  # one site, whether its name is spelt in ASCII or not
    except InputError:  # it has a port, or is no name
        site = site.lower()
    return site.removeprefix("www.")
