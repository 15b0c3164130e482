"""What a browser needs: our scripts and styles, the basemap, and the way to Leaflet.

The same files serve the dashboard, which gets them as ``geo.web.served`` puts them together,
and the exported page, which holds them in its text.
"""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from xstatic.pkg import leaflet

from geo.errors import DataError

FOLDER = Path(__file__).parent
TILES = "https://tile.openstreetmap.org/{z}/{x}/{y}.png"  # asked only when switched on

# "<" could end an island early; the line separators end a line of script in old engines.
_ESCAPES = {c: f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}

# In the order they must be loaded: each uses only those before it.
MAP_SCRIPTS = (
    "bus.js", "basemap_world.js", "basemap.js", "look.js", "signs.js", "arrows.js", "land.js",
    "outlines.js", "labels.js", "legend.js", "spoken.js", "view.js", "journeys.js", "crowd.js",
    "bundle.js", "unpack.js", "tiles.js", "paper.js", "picture.js", "pick.js", "map.js",
)  # fmt: skip
MAP_STYLES = ("tokens.css", "map.css")
READER_SCRIPTS = (
    "bus.js", "dom.js", "marks.js", "key.js", "bar.js", "pane.js", "reader.js"
)  # fmt: skip
READER_STYLES = ("tokens.css", "reader.css")
PANEL_SCRIPTS = ("bus.js", "dom.js", "panel.js")
PANEL_STYLES = ("tokens.css", "panel.css")


def asset(name: str) -> Path:
    """Return the path of one of our files.

    Raises:
        DataError: There is no such file: the installation is not whole.
    """
    path = FOLDER / name
    if Path(name).name != name or not path.is_file():
        raise DataError(f"geo/web/{name} is missing: install Dateline again")
    return path


@lru_cache(maxsize=64)
def read_assets(*names: str) -> str:
    """Return the text of our files, one after another."""
    return "\n".join(asset(name).read_text(encoding="utf-8") for name in names)


@lru_cache(maxsize=4)
def read_leaflet(name: str) -> str:
    """Return the text of a file of Leaflet, from the package XStatic-Leaflet."""
    return (Path(leaflet.BASE_DIR) / name).read_text(encoding="utf-8")


def island(data: Any) -> str:
    """Write data as JSON that no text in it can break out of: safe inside a script."""
    return inert(json.dumps(data, ensure_ascii=False, separators=(",", ":")))


def inert(text: str) -> str:
    """Make JSON that is written already as safe as ``island`` does."""
    for sign, escape in _ESCAPES.items():  # many times faster than str.translate
        text = text.replace(sign, escape)
    return text


from geo.web.served import (  # noqa: E402 - it uses what stands above
    Served as Served,
    served_map as served_map,
)
