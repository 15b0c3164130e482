"""Provinces of the world, cut at the basemap's own coasts and borders.

Natural Earth's 1:10 million provinces do not end where its 1:50 million countries do: drawn
over the basemap they would double each coast. Here a country of the basemap is shared out among
its provinces: their lines inside it are kept, the slivers beside its coast go to the province
they touch, and its own line is the edge of all of them.
"""

from __future__ import annotations

import logging
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import shapely
from shapely import MultiPolygon, Polygon

from geo.recipes.basemap.file import Basemap
from geo.recipes.basemap.topology import UNITS
from geo.recipes.gazetteer import sources
from geo.recipes.make_admin1 import Area, codes_of
from geo.recipes.outlines.arcs import Shape
from geo.web import outlines_of

log = logging.getLogger(__name__)

GRID = 1 / UNITS
NOBODYS = "-1"  # the source's country of what several claim: no province, whatever its towns say
CORNERS = 4  # points of the least ring: a triangle, closed
NEAR = 0.5  # degrees; land farther from all provinces than this is nobody's
MIN_PURE = (
    0.75  # of the towns inside that carry a province's code: else it is an old division
)
SPECK = 0.01  # square degrees; a province smaller than this is a dot
SLACK = 0.03  # degrees; what inner lines lose is about this large
GOLAN = shapely.Point(
    35.8, 33.0
)  # in the basemap's polygon of Israel, but not its province


@dataclass(frozen=True, slots=True)
class Part:
    """One area of the source; ``code`` is "" where no towns tell whose it is."""

    code: str
    shape: Any


def provinces(areas: list[Area], basemap: Basemap) -> dict[str, Shape]:
    """Return the shape of each province by its code ("US.CA"), on the basemap's grid."""
    parts: dict[str, list[Part]] = defaultdict(list)
    votes = codes_of([area for area in areas if area.country != NOBODYS])
    owner = {id(a): code for code, group in votes.items() for a in group}
    for area in areas:
        country, admin1 = owner.get(id(area), (area.country, ""))
        code = f"{country}.{admin1}" if admin1 else ""
        parts[country].append(Part(code, _shape(area)))
    lands = {c.a3: c for c in basemap.countries}
    found: dict[str, Any] = {}
    for country, group in sorted(parts.items()):
        rings = [
            p for a3 in outlines_of(country) if a3 in lands for p in lands[a3].polygons
        ]
        if rings and any(part.code for part in group):
            land = shapely.union_all([_polygon(r) for r in rings])
            found |= _shared_out(_without_golan(land, basemap), group)
            log.info("%s: %d provinces", country, len(found))
    return _on_grid(_pure(found), basemap)


def _shape(area: Area) -> Any:
    """Return an area; what lies beyond 180 degrees follows on."""
    rings = [shapely.linearrings(ring) for ring in area.rings]
    shape = shapely.build_area(shapely.geometrycollections(rings))
    west, _, east, _ = shape.bounds
    if area.country == "RU" and east - west > 180:  # noqa: PLR2004 - half a turn
        halves = [
            shapely.affinity.translate(p, 360) if p.bounds[2] < 0 else p
            for p in shapely.get_parts(shape)
        ]
        shape = shapely.union_all(halves)
    return _areal(shape)


def _areal(shape: Any) -> Any:
    """Return what has an area of a shape, valid."""
    parts = shapely.get_parts(shapely.make_valid(shape))
    return shapely.union_all(
        [p for p in parts if isinstance(p, Polygon | MultiPolygon)]
    )


def _polygon(rings: Iterable[Iterable[tuple[float, float]]]) -> Any:
    outer, *holes = [[(lon, lat) for lat, lon in ring] for ring in rings]
    return _areal(Polygon(outer, holes))


def _without_golan(land: Any, basemap: Basemap) -> Any:
    """Take the Golan Heights out of the land they lie in: they are no province of it."""
    if not land.contains(GOLAN):
        return land
    lines = [
        shapely.linestrings([(lon, lat) for lat, lon in line])
        for name, group in basemap.disputed.items()
        if "Golan" in name
        for line in group
    ]
    ends = shapely.points([line.coords[i] for line in lines for i in (0, -1)])
    lines += list(shapely.shortest_line(ends, land.boundary))
    net = shapely.union_all([land.boundary, *lines], grid_size=GRID)
    faces = shapely.get_parts(shapely.polygonize([net]))
    return shapely.union_all([f for f in faces if not f.contains(GOLAN)])


def _shared_out(land: Any, group: list[Part]) -> dict[str, Any]:
    """Share a country's land out among its provinces; every inner line is kept once."""
    shapes = [part.shape for part in group]
    lines = [land.boundary, *(shape.boundary for shape in shapes)]
    net = shapely.union_all([*lines, *_bridges(shapes, land)], grid_size=GRID)
    faces = shapely.get_parts(shapely.polygonize([net]))
    middles = shapely.point_on_surface(faces)
    shapely.prepare(land)
    mine = shapely.covers(land, middles)
    tree = shapely.STRtree(shapes)
    members: dict[int, list[Any]] = defaultdict(list)
    for face, middle in zip(faces[mine], middles[mine], strict=True):
        near = tree.query_nearest(middle, max_distance=NEAR)
        if len(near):
            members[int(near[0])].append(face)
    whole: dict[str, list[Any]] = defaultdict(list)
    for number, some in members.items():
        whole[group[number].code or f"~{number}"] += some
    names = list(whole)
    joined = [shapely.union_all(whole[name]) for name in names]
    plain = shapely.coverage_simplify(joined, SLACK, simplify_boundary=False)
    return {n: s for n, s in zip(names, plain, strict=True) if not n.startswith("~")}


def _bridges(shapes: list[Any], land: Any) -> list[Any]:
    """Return lines from where two provinces part at their coast to the country's own."""
    count: Counter[tuple[float, float]] = Counter()
    for shape in shapes:
        count.update(set(map(tuple, shapely.get_coordinates(shape))))
    coast = set(map(tuple, shapely.get_coordinates(shapely.union_all(shapes))))
    joints = [p for p, n in count.items() if n > 1 and p in coast]
    if not joints:
        return []
    points = shapely.points(joints)
    shapely.prepare(land)
    inside = points[shapely.contains(land, points)]
    ways = shapely.shortest_line(inside, land.boundary)
    return list(ways[shapely.length(ways) < NEAR])


def _pure(found: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out divisions that are older than the towns' codes."""
    names, shapes = list(found), list(found.values())
    tree = shapely.STRtree(shapes)
    cities = [c for c in sources.read_cities() if c.admin1]
    points = shapely.points([(c.lon, c.lat) for c in cities])
    own, all_of = Counter[str](), Counter[str]()
    for city, area in tree.query(points, predicate="within").T:
        code = f"{cities[city].country_code}.{cities[city].admin1}"
        all_of[names[area]] += 1
        own[names[area]] += code == names[area]
    log.info(
        "of %d towns %d lie in a province of their own code", len(cities), own.total()
    )
    large = {n for n, shape in found.items() if shape.area >= SPECK}
    pure = {n for n in large if all_of[n] and own[n] >= MIN_PURE * all_of[n]}
    inside = sum(own[n] for n in pure)
    log.info(
        "%d provinces are kept; %.1f %% of the towns lie in theirs",
        len(pure),
        100 * inside / len(cities),
    )
    return {name: shape for name, shape in found.items() if name in pure}


def _on_grid(found: Mapping[str, Any], basemap: Basemap) -> dict[str, Shape]:
    """Return shapes in grid steps; of the basemap's lines only its own points are kept."""
    known = {
        (round(lon * UNITS), round(lat * UNITS))
        for line in (
            *basemap.coasts,
            *basemap.borders,
            *(x for g in basemap.disputed.values() for x in g),
        )
        for lat, lon in line
    }
    rings = {
        name: [
            [_grid(ring) for ring in (polygon.exterior, *polygon.interiors)]
            for polygon in shapely.get_parts(shape)
            if isinstance(polygon, Polygon | MultiPolygon)
        ]
        for name, shape in found.items()
    }
    uses = Counter(
        tuple(sorted(side))
        for shape in rings.values()
        for polygon in shape
        for ring in polygon
        for side in pairwise(ring)
    )
    shapes: dict[str, Shape] = {}
    for name, shape in rings.items():
        thin = [_thin(polygon, uses, known) for polygon in shape]
        left = [
            [r for r in p if len(r) >= CORNERS] for p in thin if len(p[0]) >= CORNERS
        ]
        if left:
            shapes[name] = left
    return shapes


def _grid(ring: Any) -> list[tuple[int, int]]:
    points = [(round(x * UNITS), round(y * UNITS)) for x, y in ring.coords]
    return [p for i, p in enumerate(points) if i == 0 or p != points[i - 1]]


def _thin(
    polygon: list[list[tuple[int, int]]],
    uses: Counter[tuple[tuple[int, int], ...]],
    known: set[tuple[int, int]],
) -> list[list[tuple[int, int]]]:
    """Thin the rings of a polygon, unless its outline would cross itself then."""
    outer, *holes = thin = [_thinned(ring, uses, known) for ring in polygon]
    large = len(outer) >= CORNERS
    crosses = (
        large and not Polygon(outer, [h for h in holes if len(h) >= CORNERS]).is_valid
    )
    return polygon if crosses else thin


def _thinned(
    ring: list[tuple[int, int]],
    uses: Counter[tuple[tuple[int, int], ...]],
    known: set[tuple[int, int]],
) -> list[tuple[int, int]]:
    """Drop points on the country's edge that only the cutting has made."""
    turn = [ring[-2], *ring]
    kept = []
    for before, point, after in zip(turn, ring[:-1], ring[1:], strict=False):
        edge = (
            uses[tuple(sorted((before, point)))]
            == 1
            == uses[tuple(sorted((point, after)))]
        )
        if not edge or point in known:
            kept.append(point)
    return [*kept, kept[0]] if kept else []
