"""TopoJSON into lines on a grid of thousandths of a degree.

A topology stores each stretch of coast or border once, as an arc, and builds
countries out of arc numbers (``~i``: arc ``i`` walked backwards). That is what
tells a border (two owners) from a coast (one), so it is kept all the way.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

Point = tuple[int, int]
Line = tuple[Point, ...]
Refs = tuple[int, ...]

UNITS = 1000  # grid steps in a degree; about 100 m, finer than the sources are true
TURN = 360 * UNITS
# The web Mercator square ends at 85.0511; one step beyond leaves no gap there.
SOUTH = -85060


@dataclass(frozen=True, slots=True)
class Country:
    """One country or territory; each polygon is its outer ring, then its holes."""

    a3: str
    name: str
    polygons: tuple[tuple[Refs, ...], ...]


@dataclass(frozen=True, slots=True)
class Topology:
    """Arcs and the countries built out of them."""

    arcs: tuple[Line, ...]
    countries: tuple[Country, ...]


def decode(document: Mapping[str, Any]) -> Topology:
    """Read the ``countries`` of a quantised TopoJSON document.

    Args:
        document: The parsed file: ``transform``, ``arcs`` and ``objects``.

    Returns:
        The same topology with its arcs on our grid and unbroken across 180 degrees.
    """
    transform = document["transform"]
    arcs = tuple(
        unwrap(_grid(arc, transform["scale"], transform["translate"]))
        for arc in document["arcs"]
    )
    shapes = document["objects"]["countries"]["geometries"]
    return Topology(arcs, tuple(_country(shape) for shape in shapes))


def _grid(
    deltas: Iterable[Sequence[int]], scale: Sequence[float], origin: Sequence[float]
) -> list[Point]:
    x = y = 0
    points: list[Point] = []
    for dx, dy in deltas:
        x, y = x + dx, y + dy
        lon = round((x * scale[0] + origin[0]) * UNITS)
        lat = round((y * scale[1] + origin[1]) * UNITS)
        points.append((lon, max(lat, SOUTH)))
    # What runs to and fro below the map's lower edge would run over itself along it.
    return [
        point
        for i, point in enumerate(points)
        if any(lat != SOUTH for _, lat in points[max(0, i - 1) : i + 2])
        or i in {0, len(points) - 1}
    ]


def unwrap(points: Sequence[Point]) -> Line:
    """Make a line continuous where it jumps from +180 to -180, or back.

    Args:
        points: The line as stored, each longitude within half a turn of zero.

    Returns:
        The line without jumps and without repeated points; longitudes may pass 180.
    """
    line: list[Point] = []
    for lon, lat in points:
        near = lon if not line else lon + turns_between(lon, line[-1][0])
        if not line or (near, lat) != line[-1]:
            line.append((near, lat))
    return tuple(line)


def turns_between(lon: int, reference: int) -> int:
    """Whole turns to add to a longitude to bring it next to another one."""
    return round((reference - lon) / TURN) * TURN


def _country(shape: Mapping[str, Any]) -> Country:
    nested = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
    polygons = tuple(tuple(tuple(ring) for ring in rings) for rings in nested)
    properties = shape["properties"]
    return Country(properties.get("a3", ""), properties["name"], polygons)


def join(arcs: Sequence[Line], refs: Refs) -> Line:
    """Join arcs end to end into one continuous line.

    Args:
        arcs: All arcs of the topology.
        refs: The arcs of one ring, in order; ``~i`` is arc ``i`` backwards.

    Returns:
        The line, its middle within half a turn of Greenwich. A ring round the
        pole ends one turn away from where it started.
    """
    line: list[Point] = []
    for ref in refs:
        arc = arcs[ref] if ref >= 0 else arcs[~ref][::-1]
        shift = turns_between(arc[0][0], line[-1][0]) if line else 0
        start = 1 if line else 0
        line.extend((lon + shift, lat) for lon, lat in arc[start:])
    lons = [lon for lon, _ in line]
    home = turns_between((min(lons) + max(lons)) // 2, 0)
    return tuple((lon + home, lat) for lon, lat in line)


def owners(topology: Topology) -> dict[int, frozenset[str]]:
    """Which countries use each arc: two make it a border, one a coast."""
    found: dict[int, set[str]] = defaultdict(set)
    for country in topology.countries:
        for ref in (r for rings in country.polygons for ring in rings for r in ring):
            found[max(ref, ~ref)].add(country.name)
    return {arc: frozenset(names) for arc, names in found.items()}
