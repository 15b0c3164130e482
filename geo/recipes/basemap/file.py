"""The shipped ``basemap.json``: read back into rings of latitude and longitude."""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING, Any

from geo.recipes.basemap.topology import UNITS, Line, Point, join

if TYPE_CHECKING:
    from collections.abc import Mapping

Ring = tuple[tuple[float, float], ...]  # (lat, lon), first point repeated at the end


@dataclass(frozen=True, slots=True)
class BasemapCountry:
    """One country as the basemap draws it.

    Attributes:
        a3: Three letters: ISO 3166-1 alpha-3, except for the five territories
            without a code of their own (see BASEMAP.md).
        name: Its full English name.
        polygons: Each an outer ring and its holes; longitudes may pass 180 so that
            no ring is broken.
    """

    a3: str
    name: str
    polygons: tuple[tuple[Ring, ...], ...]


@dataclass(frozen=True, slots=True)
class Basemap:
    """What the file holds; lines are (lat, lon) points."""

    countries: tuple[BasemapCountry, ...]
    coasts: tuple[Ring, ...]
    borders: tuple[Ring, ...]
    disputed: Mapping[str, tuple[Ring, ...]]


def load_basemap() -> Basemap:
    """Read the basemap shipped with Dateline."""
    text = resources.files("geo.web").joinpath("basemap.json").read_text("utf-8")
    return read_basemap(json.loads(text))


def read_basemap(document: Mapping[str, Any]) -> Basemap:
    """Read a parsed basemap.

    Args:
        document: The parsed file.

    Returns:
        Its countries and lines, in degrees.
    """
    arcs = tuple(_arc(flat) for flat in document["arcs"])
    lines = tuple(_degrees(arc) for arc in arcs)
    spans = document["lines"]
    return Basemap(
        countries=tuple(
            BasemapCountry(
                entry["a3"],
                entry["name"],
                tuple(
                    tuple(_degrees(join(arcs, tuple(refs))) for refs in polygon)
                    for polygon in entry["polygons"]
                ),
            )
            for entry in document["countries"]
        ),
        coasts=lines[slice(*spans["coast"])],
        borders=lines[slice(*spans["border"])],
        disputed={
            entry["name"]: lines[slice(*entry["arcs"])]
            for entry in document["disputed"]
        },
    )


def _arc(flat: list[int]) -> Line:
    """Undo the differences: the first pair is a place, each further pair a step."""
    lon = lat = 0
    points: list[Point] = []
    for step in zip(flat[::2], flat[1::2], strict=True):
        lon, lat = lon + step[0], lat + step[1]
        points.append((lon, lat))
    return tuple(points)


def _degrees(line: Line) -> Ring:
    return tuple((lat / UNITS, lon / UNITS) for lon, lat in line)
