"""Our files as the dashboard serves them: few, as its frame loads one after another."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from geo.web import MAP_SCRIPTS, MAP_STYLES, asset, read_assets, read_leaflet

BASEMAP = "basemap.json"  # land.js looks for it beside its own script


@dataclass(frozen=True, slots=True)
class Served:
    """A folder to be served as it is; nothing in it belongs to a user.

    Attributes:
        folder: Where it is, until this process ends.
        script: Name of the file with Leaflet and our scripts; it changes with them.
        style: Name of the file with Leaflet's styles and ours; likewise.
    """

    folder: Path
    script: str
    style: str


@lru_cache(maxsize=1)
def served_map() -> Served:
    """Write what a map loads as one script and one style, for as long as we run."""
    folder = Path(tempfile.mkdtemp(prefix="dateline-web-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    shutil.copy(asset(BASEMAP), folder)
    script = read_leaflet("leaflet.js") + "\n;" + read_assets(*MAP_SCRIPTS)
    style = read_leaflet("leaflet.css") + read_assets(*MAP_STYLES)
    return Served(folder, _kept(folder, script, ".js"), _kept(folder, style, ".css"))


def _kept(folder: Path, text: str, suffix: str) -> str:
    data = text.encode()
    name = f"map-{sha256(data).hexdigest()[:10]}{suffix}"
    (folder / name).write_bytes(data)
    return name
