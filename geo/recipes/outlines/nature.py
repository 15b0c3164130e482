"""Seas, lakes, rivers, ranges and deserts as Natural Earth draws them, by our table of regions.

What the map shows of them is washed under or over the land, so coasts need no care here: a sea
is cut by the basemap's land when it is drawn.
"""

from __future__ import annotations

import json
import logging
import lzma
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import shapely

from geo import data
from geo.data.rows import RegionRow
from geo.recipes.gazetteer.sources import read_cities

log = logging.getLogger(__name__)

UNITS = 200  # grid steps in a degree: 500 m
FAR = 2.0  # degrees from a row's point to the shape of its name
LEAST_OVERLAP = 0.2  # of a row's box and that of the shape
TOWN_PEOPLE = 200_000
# Words of a name that tell what it is and that the two sources use differently.
_SORTS = re.compile(
    r"\b(river|lake|lago|lac|sea|desert|mountains?|mts|mtns|range|gulf|bay|strait|straits|of|the|plateau|plain|peninsula|pen|basin|islands?|is|i|valley|delta|channel)\b"
)
# GeoNames' codes of what we list, and what Natural Earth calls it.
_FILES = {
    "ne_10m_geography_marine_polys": ("SEA", "GULF", "BAY", "STRT", "OCN", "CHN", "SD", "FJD", "LGN"),
    "ne_10m_lakes": ("LK", "RSV", "SEA", "LKS"),
    "ne_10m_rivers_lake_centerlines": ("STM",),
    "ne_10m_geography_regions_polys": (
        "MTS", "DSRT", "PLN", "PLAT", "PEN", "ISL", "ISLS", "VAL", "RGN", "DLTA", "CST", "UPLD", "BSN", "ATOL",
    ),
}  # fmt: skip
_COARSE = {
    "ne_10m_lakes": 0.01,
    "ne_10m_rivers_lake_centerlines": 0.025,
    "ne_10m_geography_marine_polys": 0.06,
}
_COARSE_ELSE = 0.15
_KINDS = {
    "ne_10m_lakes": "lake",
    "ne_10m_rivers_lake_centerlines": "river",
    "ne_10m_geography_marine_polys": "sea",
}


@dataclass(frozen=True, slots=True)
class Feature:
    """One shape of Natural Earth."""

    file: str
    sort: str
    shape: Any


def shapes(folder: Path) -> dict[str, dict[str, Any]]:
    """Return the shapes of our regions by slug: {"kind", "lines"}, lines as grid steps."""
    known: dict[str, list[Feature]] = defaultdict(list)
    deserts = []
    for name, feature in _features(folder):
        known[_bare(name)].append(feature)
        if feature.sort == "Desert":
            deserts.append(feature.shape)
    found = {}
    for row in data.regions():
        file, shape = _shape_of(row, known, deserts)
        if shape is None:
            continue
        lines = _lines(shapely.simplify(shape, _COARSE.get(file, _COARSE_ELSE)))
        found[row.slug] = {"kind": _KINDS.get(file, "land"), "lines": list(lines)}
    log.info("%d of %d regions have a shape", len(found), len(data.regions()))
    return found


def towns() -> list[tuple[str, int, int, int]]:
    """Return towns as (name, lon, lat, thousands of people), the largest first."""
    large = [c for c in read_cities() if c.population >= TOWN_PEOPLE]
    large.sort(key=lambda c: -c.population)
    return [
        (c.name, round(c.lon * UNITS), round(c.lat * UNITS), c.population // 1000)
        for c in large
    ]


def _features(folder: Path) -> Iterator[tuple[str, Feature]]:
    for file in _FILES:
        with lzma.open(folder / f"{file}.geojson.xz") as packed:
            for feature in json.load(packed)["features"]:
                told = feature["properties"]
                shape = shapely.from_geojson(json.dumps(feature["geometry"]))
                if "Polygon" in shape.geom_type:
                    shape = shape.buffer(0)
                for name in {told.get("name"), told.get("name_en")} - {None, ""}:
                    yield name, Feature(file, told.get("featurecla", ""), shape)


def _bare(name: str) -> str:
    return re.sub(r"[^\w]+", "", _SORTS.sub(" ", name.lower().replace(".", " ")))


def _shape_of(
    row: RegionRow, known: dict[str, list[Feature]], deserts: list[Any]
) -> tuple[str, Any]:
    """Return a region's shape and the file it is from; None where no shape is surely its own."""
    box, point = _box(row), shapely.Point(row.lon, row.lat)
    for file, codes in _FILES.items():
        if row.feature_code not in codes:
            continue
        bare = {_bare(name) for name in (row.name, *row.aliases)} - {""}
        alike = {id(f): f.shape for name in bare for f in known[name] if f.file == file}
        if (
            row.feature_code == "DSRT"
        ):  # a great desert is more than what has no other name
            alike |= {
                id(d): d for d in deserts if box is not None and box.covers(d.centroid)
            }
        line = file.endswith("centerlines")
        near = [
            s for s in alike.values() if s.distance(point) < FAR or _fits(box, s, line)
        ]
        shape = shapely.union_all(near) if near else None
        if shape is not None and (box is None or _fits(box, shape, line)):
            return file, shape
    return "", None


def _box(row: RegionRow) -> Any:
    extent = row.extent
    if extent is None or extent.west > extent.east:
        return None
    return shapely.box(extent.west, extent.south, extent.east, extent.north)


def _fits(box: Any, shape: Any, line: bool) -> bool:
    """Return whether a shape fills its row's box; a river need only run through it."""
    if box is None:
        return False
    if line:
        return bool(box.intersects(shape))
    both = box.union(shape.envelope).area
    return bool(both and box.intersection(shape.envelope).area >= LEAST_OVERLAP * both)


def _lines(shape: Any) -> Iterable[list[int]]:
    for part in shapely.get_parts(shape):
        if part.geom_type == "GeometryCollection" or part.geom_type.startswith("Multi"):
            yield from _lines(part)
            continue
        rings = (
            [part.exterior, *part.interiors] if part.geom_type == "Polygon" else [part]
        )
        for ring in rings:
            points = [(round(x * UNITS), round(y * UNITS)) for x, y in ring.coords]
            kept = [p for i, p in enumerate(points) if i == 0 or p != points[i - 1]]
            if len(kept) > (3 if part.geom_type == "Polygon" else 1):
                yield [
                    *kept[0],
                    *(d for (x, y), (u, v) in pairwise(kept) for d in (u - x, v - y)),
                ]
