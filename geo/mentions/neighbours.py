"""Small towns that are named beside their neighbours: what the map alone says for a name.

"Elida" may be a woman or a village; in an article that names Lima, ten kilometres away, it is
the village.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from geo.geometry import rough_km
from geo.mentions.names import NameSpan
from geo.model import OWN_NAMES

Spot = tuple[float, float]  # degrees
Cell = tuple[int, int]

BESIDE_KM = 40.0
MAX_TOWNS = 8  # of one name: more lie beside anything
_CELL = 0.8  # degrees; a cell either way holds 40 km up to latitude 63


class Towns(NamedTuple):
    """A name as printed, and where its towns lie."""

    text: str
    spots: tuple[Spot, ...]


def towns_of(found: NameSpan) -> tuple[Spot, ...]:
    """Return where the towns of a name lie; () where they are too many to tell anything."""
    towns = tuple(
        (c.place.lat, c.place.lon)
        for c in found.candidates
        if c.place.feature_class == "P" and c.match in OWN_NAMES
    )
    return towns if len(towns) <= MAX_TOWNS else ()


def towns_beside(
    names: Mapping[str, tuple[Spot, ...]], known: Mapping[str, Towns]
) -> dict[str, str]:
    """Return the names with a town beside one of the known, with the first such name."""
    cells: defaultdict[Cell, list[tuple[Spot, str]]] = defaultdict(list)
    for text, spots in known.values():
        for spot in spots:
            cells[_cell(spot)].append((spot, text))
    beside = {}
    for name, spots in names.items():
        near = next(
            (
                text
                for spot in spots
                for cell in _around(spot)
                for other, text in cells.get(cell, ())
                if rough_km(*spot, *other) <= BESIDE_KM
            ),
            "",
        )
        if near:
            beside[name] = near
    return beside


def _cell(spot: Spot) -> Cell:
    return int(spot[0] // _CELL), int(spot[1] // _CELL)


def _around(spot: Spot) -> list[Cell]:
    row, column = _cell(spot)
    return [(row + i, column + j) for i in (-1, 0, 1) for j in (-1, 0, 1)]
