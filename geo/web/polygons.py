"""Outlines as polygons of lon and lat, for what other programs draw; cut at 180 degrees."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any

from geo.web import read_assets
from geo.web.outlines import NATURE, PROVINCES, read_outlines

Spot = tuple[float, float]  # lon, lat
Ring = list[Spot]
Polygon = list[Ring]  # its outline, then its holes

HALF, TURN = 180.0, 360.0
_EDGE = 45.0  # degrees: no coast is straight for so long


@cache
def _world() -> Mapping[str, Any]:
    return dict(json.loads(read_assets("basemap.json")))


@cache
def _countries() -> Mapping[str, Any]:
    return {country["a3"]: country["polygons"] for country in _world()["countries"]}


@lru_cache(maxsize=500)
def outline(shape: str) -> tuple[Polygon, ...]:
    """Return the polygons of an area; () where its outline is not known.

    Args:
        shape: "PRK", "SOM+SOL" or "US.CA", as `geo.draw.areas.shape_of` has it.
    """
    data: Mapping[str, Any]
    if "." in shape:
        data = read_outlines(PROVINCES)
        found = data["areas"].get(shape, [])
    else:
        data = _world()
        parts = [p for code in shape.split("+") for p in _countries().get(code, [])]
        found = _united(parts, data["arcs"]) if "+" in shape else parts
    return tuple(
        cut
        for refs in found
        for cut in _cut([_ring(one, data["arcs"], data["units"]) for one in refs])
    )


def _united(polygons: list[list[list[int]]], arcs: list[list[int]]) -> list[Any]:
    """Return polygons as one where they share a border: its arcs, one way and back, go."""
    outer = {ref for polygon in polygons for ref in polygon[0]}
    border = {ref for ref in outer if ~ref in outer}
    if not border:
        return polygons
    apart = [p for p in polygons if border.isdisjoint(p[0])]
    joined = [p for p in polygons if p not in apart]
    left = {_start(ref, arcs): ref for p in joined for ref in p[0] if ref not in border}
    rings = [ring for p in joined for ring in p[1:]]
    while left:
        ring = [left.popitem()[1]]
        while (after := left.pop(_start(~ring[-1], arcs), None)) is not None:
            ring.append(after)
        rings.insert(0, ring)
    return [rings, *apart]


def _start(ref: int, arcs: list[list[int]]) -> Spot:
    """Return where an arc begins; ~ref is the same arc, backwards."""
    line = _walked(arcs[max(ref, ~ref)], 1)
    return line[0] if ref >= 0 else line[-1]


def land() -> Iterator[Polygon]:
    """Return the land of the whole world."""
    for code in _countries():
        yield from outline(code)


def country_names() -> Iterator[tuple[str, str, Spot, float]]:
    """Return codes and names of countries, where they stand, and the zoom from which on."""
    units = _world()["units"]
    for country in _world()["countries"]:
        text, lon, lat, zoom = country["label"]
        yield country["a3"], " ".join(text.split()), (lon / units, lat / units), zoom


def lines(kind: str) -> Iterator[Ring]:
    """Return the lines of the basemap: "coast", "border" or "disputed"."""
    world = _world()
    if kind == "disputed":
        spans = [each["arcs"] for each in world["disputed"]]
    else:
        spans = [world["lines"][kind]]
    for first, end in spans:
        for number in range(first, end):
            yield _walked(world["arcs"][number], world["units"])


def province_lines() -> Iterator[Ring]:
    """Return the lines between provinces of one country."""
    data = read_outlines(PROVINCES)
    users = defaultdict(list)
    for code, polygons in data["areas"].items():
        for arc in {
            max(r, ~r) for polygon in polygons for ring in polygon for r in ring
        }:
            users[arc].append(code.split(".")[0])
    for arc, countries in users.items():
        if len(countries) > len(set(countries)):
            yield _walked(data["arcs"][arc], data["units"])


def nature(name: str) -> tuple[str, list[Ring]]:
    """Return what a water, range or desert is drawn as: its kind ("sea", "river" ...), its lines.

    Args:
        name: The last part of its id: "red-sea". ("", []) where its shape is not known.
    """
    data = read_outlines(NATURE)
    found = data["shapes"].get(name, {"kind": "", "lines": []})
    return found["kind"], [_walked(steps, data["units"]) for steps in found["lines"]]


def towns() -> Iterator[tuple[str, Spot, int]]:
    """Return large towns of the world, the largest first: name, spot, thousands of people."""
    data = read_outlines(NATURE)
    for name, lon, lat, people in data["towns"]:
        yield name, (lon / data["units"], lat / data["units"]), people


def _walked(steps: list[int], units: int) -> Ring:
    """Add differences up."""
    lon = lat = 0
    line = []
    for at in range(0, len(steps), 2):
        lon += steps[at]
        lat += steps[at + 1]
        line.append((lon / units, lat / units))
    return line


def _ring(refs: list[int], arcs: list[list[int]], units: int) -> Ring:
    """Return one unbroken ring: each arc is shifted by whole turns to meet the one before."""
    ring: Ring = []
    for ref in refs:
        line = _walked(arcs[max(ref, ~ref)], units)
        if ref < 0:
            line.reverse()
        turn = TURN * round((ring[-1][0] - line[0][0]) / TURN) if ring else 0
        ring += [(lon + turn, lat) for lon, lat in line[bool(ring) :]]
    return _to_pole(ring) if _goes_round(ring) else ring


def _goes_round(ring: Ring) -> bool:
    lons = [lon for lon, _ in ring]
    return max(lons) - min(lons) >= TURN


def _to_pole(ring: Ring) -> Ring:
    """Move the straight edge that ends the map to the pole: land goes on there, and touches it."""
    edge = {
        point
        for a, b in pairwise(ring)
        if a[1] == b[1] and abs(a[0] - b[0]) >= _EDGE
        for point in (a, b)
    }
    pole = 90.0 if ring[0][1] > 0 else -90.0
    return [(lon, pole) if (lon, lat) in edge else (lon, lat) for lon, lat in ring]


def _cut(polygon: Polygon) -> Iterator[Polygon]:
    """Return the parts of a polygon that lie within one turn of the globe, shifted into it."""
    lons = [lon for lon, _ in polygon[0]]
    first = round((min(lons) + HALF) // TURN)
    last = round((max(lons) + HALF - 1e-9) // TURN)
    for turn in range(first, last + 1):
        shifted = [[(lon - TURN * turn, lat) for lon, lat in ring] for ring in polygon]
        inside = shifted if first == last else [_between(ring) for ring in shifted]
        rings = [ring for ring in inside if len(ring) > 3]  # noqa: PLR2004
        if rings and inside[0] in rings:
            yield [_wound(ring, hole=number > 0) for number, ring in enumerate(rings)]


def _between(ring: Ring) -> Ring:
    """Return what of a ring lies between 180 degrees west and east."""
    return _side(_side(ring, -HALF, 1), HALF, -1)


def _side(ring: Ring, limit: float, sign: int) -> Ring:
    kept: Ring = []
    for (ax, ay), (bx, by) in zip(ring, [*ring[1:], *ring[:1]], strict=True):
        a, b = sign * (ax - limit), sign * (bx - limit)
        if a >= 0:
            kept.append((ax, ay))
        if (a < 0) != (b < 0):
            kept.append((limit, ay + (by - ay) * a / (a - b)))
    if kept and kept[-1] != kept[0]:
        kept.append(kept[0])
    return kept


def _wound(ring: Ring, *, hole: bool) -> Ring:
    """Return a ring as RFC 7946 has it: counterclockwise outside, clockwise round a hole.

    Where it was cut two of its points may have become one.
    """
    ring = [ring[0], *(b for a, b in pairwise(ring) if a != b)]
    area = sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairwise(ring))
    return ring[::-1] if (area < 0) != hole else ring
