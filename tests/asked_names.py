"""Ids and names that the gazetteer is asked for: by look-up, view, page and command."""

from __future__ import annotations

from known_places import HOSTILE_NAMES

PARIS = "geonames:2988507"
BLACK_SEA = "dateline:black-sea"
HOSTILE = ["<script>window.pwned=1</script>", "**x**", *HOSTILE_NAMES.values()]
