"""The recipe of ``geo/data/admin1.tsv``: middle and box of the provinces of the world.

    python -m geo.recipes.make_admin1 WORLD_MAP.gpkg > geo/data/admin1.tsv

``WORLD_MAP.gpkg`` holds Natural Earth's states and provinces (public domain) in a layer
``states_provinces``, as QGIS ships it (Debian package qgis-common). Natural Earth's codes are
not those of GeoNames: an area gets the code that most GeoNames cities inside it carry, and a
code the areas it won. Needs also pyogrio (extra "geo").
"""

from __future__ import annotations

import struct
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from geo.model import Extent
from geo.recipes.extents import extent_of
from geo.recipes.gazetteer import sources

LAYER = "states_provinces"
MIN_SHARE = 0.5  # of a code's cities that its areas must hold to be believed
HEADER = """\
# Middle and box of admin-1 units of the world, with the codes of GeoNames.
# origin: computed by geo/recipes/make_admin1.py from Natural Earth's 1:10 million states and provinces and GeoNames' cities
# licence: public domain (Natural Earth); codes are GeoNames', CC BY 4.0, credited in the README
# The middle is that of the area on the globe. Units whose areas are not known so well are left out: their cities speak for them.
# name: Natural Earth's, for the units that no package names; else empty.
country_code	admin1	name	lat	lon	south	west	north	east
"""

Ring = np.ndarray[Any, np.dtype[np.float64]]  # rows of (lon, lat) in degrees
Code = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Area:
    """One area of the map: its country, name, and rings (outer and holes alike)."""

    country: str
    name: str
    rings: tuple[Ring, ...]


def read_areas(path: Path) -> list[Area]:
    """Read the layer's areas."""
    from pyogrio.raw import read

    _, _, shapes, fields = read(path, layer=LAYER, columns=["iso_a2", "name"])
    return [
        Area(country or "", name or "", tuple(_rings(bytes(shape))))
        for shape, country, name in zip(shapes, *fields, strict=True)
    ]


def _rings(wkb: bytes) -> Iterator[Ring]:
    """Take the rings out of a (multi)polygon in well-known binary, little-endian."""
    kind, count = struct.unpack_from("<II", wkb, 1)
    at = 9
    if kind % 1000 == 3:  # noqa: PLR2004 -- a polygon: its rings follow
        at, count = 0, 1
    for _ in range(count):
        (rings,) = struct.unpack_from("<I", wkb, at + 5)
        at += 9
        for _ in range(rings):
            (points,) = struct.unpack_from("<I", wkb, at)
            ring = np.frombuffer(wkb, "<f8", points * 2, at + 4).reshape(-1, 2)
            at += 4 + points * 16
            yield ring


def inside(area: Area, lons: Ring, lats: Ring) -> Any:
    """Return which points lie in an area: those a ray leaves an odd number of times."""
    crossed = np.zeros(len(lons), dtype=bool)
    for ring in area.rings:
        x1, y1 = ring[:-1].T[:, :, None]
        x2, y2 = ring[1:].T[:, :, None]
        spans = (y1 > lats) != (y2 > lats)
        with np.errstate(divide="ignore", invalid="ignore"):
            beyond = lons < (x2 - x1) * (lats - y1) / (y2 - y1) + x1
        crossed ^= np.bitwise_xor.reduce(spans & beyond, axis=0)
    return crossed


def codes_of(areas: list[Area]) -> dict[Code, list[Area]]:
    """Return each GeoNames code the areas in which most cities carry it."""
    cities = [c for c in sources.read_cities() if c.admin1]
    lons = np.array([c.lon for c in cities])
    lats = np.array([c.lat for c in cities])
    total = Counter((c.country_code, c.admin1) for c in cities)
    won: defaultdict[Code, list[Area]] = defaultdict(list)
    held: Counter[Code] = Counter()
    for area in areas:
        points = np.concatenate(area.rings)
        (west, south), (east, north) = points.min(axis=0), points.max(axis=0)
        near = np.flatnonzero(
            (lons >= west) & (lons <= east) & (lats >= south) & (lats <= north)
        )
        hits = near[inside(area, lons[near], lats[near])] if len(near) else near
        votes = Counter((cities[i].country_code, cities[i].admin1) for i in hits)
        code = _winner(votes, area.country)
        if code:
            won[code].append(area)
            held[code] += votes[code]
    return {
        code: areas
        for code, areas in sorted(won.items())
        if held[code] >= MIN_SHARE * total[code]
    }


def _winner(votes: Counter[Code], country: str) -> Code | None:
    """Return the code most cities carry, of the area's own country where it has any."""
    own = [code for code, _ in votes.most_common() if code[0] == country]
    return next(iter(own or [code for code, _ in votes.most_common(1)]), None)


def middle(areas: list[Area]) -> tuple[float, float]:
    """Return the middle of areas on the globe, (lat, lon) in degrees.

    It is that of the flat map that keeps areas true (Lambert's cylinder).
    """
    over = crosses_180(areas)
    total, x_sum, y_sum = 0.0, 0.0, 0.0
    for ring in (ring for area in areas for ring in area.rings):
        x = np.where(over & (ring[:, 0] < 0), ring[:, 0] + 360, ring[:, 0])
        y = np.sin(np.radians(ring[:, 1]))
        cross = x[:-1] * y[1:] - x[1:] * y[:-1]
        total += cross.sum()
        x_sum += ((x[:-1] + x[1:]) * cross).sum()
        y_sum += ((y[:-1] + y[1:]) * cross).sum()
    lon = x_sum / (3 * total)
    lat = np.degrees(np.arcsin(y_sum / (3 * total)))
    return float(lat), float((lon + 180) % 360 - 180)


def crosses_180(areas: list[Area]) -> bool:
    """True where the areas are cut by the antimeridian."""
    lons = np.concatenate([ring[:, 0] for area in areas for ring in area.rings])
    return bool(lons.max() - lons.min() > 300)  # noqa: PLR2004 -- nothing is so wide


def box(areas: list[Area]) -> Extent:
    """Return the box around areas."""
    points = np.concatenate([ring for area in areas for ring in area.rings])
    return extent_of((float(lat), float(lon)) for lon, lat in points)


def main() -> None:
    """Print the table."""
    named = {
        (city.country_code, city.admin1)
        for names in [sources.read_admin_names()]
        for city in sources.read_cities()
        if (key := sources.spot_key(city.country_code, city.lat, city.lon)) in names
        and names[key].state
    }
    sys.stdout.write(HEADER)
    for (country, code), areas in codes_of(read_areas(Path(sys.argv[1]))).items():
        lat, lon = middle(areas)
        around = box(areas)
        known = (country, code) in named
        name = "" if known else max(areas, key=lambda a: len(a.rings[0])).name
        numbers = (lat, lon, around.south, around.west, around.north, around.east)
        row = (country, code, name, *(f"{n:.2f}" for n in numbers))
        sys.stdout.write("\t".join(row) + "\n")


if __name__ == "__main__":
    main()
