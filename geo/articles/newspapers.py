"""Which newspaper an article is from."""

from __future__ import annotations


def newspaper(source: str) -> str:
    """Give what articles of one paper share: the site of an address, else the name."""
    if "://" not in source:
        return source
    site = source.partition("://")[2].partition("/")[0]
    return site.lower().removeprefix("www.")
