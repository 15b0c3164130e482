"""Write the outlines of provinces, waters and ranges that the map reads when it needs them."""

from __future__ import annotations

import argparse
import gzip
import json
import logging
from pathlib import Path
from typing import Any

from geo.recipes.basemap.file import load_basemap
from geo.recipes.basemap.topology import UNITS
from geo.recipes.make_admin1 import read_areas
from geo.recipes.outlines import nature, provinces
from geo.recipes.outlines.arcs import shared

log = logging.getLogger(__name__)


def main() -> None:
    """Run the recipe."""
    parser = argparse.ArgumentParser(
        prog="python -m geo.recipes.outlines", description=__doc__
    )
    parser.add_argument("world_map", type=Path, help="world_map.gpkg of qgis-common")
    parser.add_argument("nature", type=Path, help="Natural Earth's ne_10m_*.geojson.xz")
    parser.add_argument("out", type=Path, help="the folder to write to")
    options = parser.parse_args()
    arcs, areas = shared(
        provinces.provinces(read_areas(options.world_map), load_basemap())
    )
    source = "Natural Earth 1:10m (public domain); GeoNames (CC BY 4.0)"
    documents: dict[str, dict[str, Any]] = {
        "provinces": {"units": UNITS, "arcs": arcs.steps(), "areas": areas},
        "nature": {
            "units": nature.UNITS,
            "shapes": nature.shapes(options.nature),
            "towns": nature.towns(),
        },
    }
    for name, document in documents.items():
        text = json.dumps(
            {"format": 1, "sources": source, **document},
            ensure_ascii=False,
            separators=(",", ":"),
        )
        packed = gzip.compress(text.encode(), compresslevel=9, mtime=0)
        (options.out / f"{name}.json.gz").write_bytes(packed)
        log.info("%s: %d bytes", name, len(packed))


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    main()
