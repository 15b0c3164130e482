"""The colours of the map, for what other programs draw."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from geo import web

# On a light map.
_COLOUR = re.compile(r"(?<![\w-])--([\w-]++): light-dark\(#([0-9a-f]{6}),")


@cache
def map_colours() -> Mapping[str, str]:
    """Return the colours by what they are for: ``{"movement": "1f5fa8", ...}``."""
    return dict(_COLOUR.findall(web.read_assets("tokens.css")))
