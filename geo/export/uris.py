"""What linked data calls the things of an atlas: each a URI."""

from __future__ import annotations

import re

from geo.model import Article, Passage, Place

_OSM = re.compile(r"osm:(node|way|relation)/([0-9]+)")
_NO_NAME = re.compile(rb"[^A-Za-z0-9._~-]")  # what a name may hold only as %XX
_ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`\x00-\x20]+")


def place_uri(place: Place) -> str:
    """Return GeoNames' or OpenStreetMap's own address of a place, else a name of ours."""
    if place.geonames_id is not None:
        return f"https://sws.geonames.org/{place.geonames_id}/"
    known = _OSM.fullmatch(place.id)
    if known:
        return "https://www.openstreetmap.org/{}/{}".format(*known.groups())
    return name_uri("place", place.id)


def article_uri(article: Article) -> str:
    """Return the name of an article: its id is the hash of its text."""
    return name_uri("article", article.id)


def passage_uri(passage: Passage) -> str:
    """Return the name of a range of an article."""
    return name_uri("passage", passage.article_id, passage.start, passage.end)


def name_uri(kind: str, *parts: str | int) -> str:
    """Return a name of ours for what has no address: the same as long as its id is."""
    words = (_quoted(str(part)) for part in parts)
    return ":".join(("urn:dateline", kind, *words))


def is_address(text: str) -> bool:
    """True for a web address that may be written as a link."""
    return bool(_ADDRESS.fullmatch(text))


def _quoted(text: str) -> str:
    """Write a part of a name in the letters that every URI may hold."""
    raw = text.encode("utf-8", "replace")
    return _NO_NAME.sub(lambda byte: b"%%%02X" % ord(byte.group()), raw).decode()
