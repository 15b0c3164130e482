"""Very many links: columns, bent into arcs by the browser (geo/web/bundle.js).

As GeoJSON 10,000 links are 4 MB, nearly all of it points that follow from their ends.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import Any, TypeVar

from geo.draw.antimeridian import DECIMALS
from geo.draw.arcs import fan, points_of_each
from geo.model import Link

MOST_LINES = 500  # more links than this are a bundle

T = TypeVar("T", bound=Hashable)


def bundle(links: Sequence[Link], west: float) -> dict[str, Any]:
    """Return links as columns; what many say alike stands once and is counted to.

    Args:
        links: The links; the ends of each lie apart.
        west: Westernmost longitude of the map.
    """
    places = {p.id: p for k in links for p in (k.origin, k.destination)}
    at = {name: i for i, name in enumerate(places)}
    bows = fan(links)
    kinds, kind = _counted_to(link.kind.value for link in links)
    statuses, status = _counted_to(link.status.value for link in links)
    return {
        "west": west,
        "points": points_of_each(len(links)),
        "ends": list(places),
        "lats": [round(place.lat, DECIMALS) for place in places.values()],
        "lons": [round(place.lon, DECIMALS) for place in places.values()],
        "kinds": kinds,
        "statuses": statuses,
        "ids": [link.id for link in links],
        "from": [at[link.origin.id] for link in links],
        "to": [at[link.destination.id] for link in links],
        "bow": [round(bows[link.id], DECIMALS) for link in links],
        "n": [len(link.evidence) for link in links],
        "kind": kind,
        "status": status,
        "directed": [int(link.directed) for link in links],
    }


def _counted_to(values: Iterable[T]) -> tuple[list[T], list[int]]:
    """Return the different values, and for each value which of them it is."""
    known: dict[T, int] = {}
    numbers = [known.setdefault(value, len(known)) for value in values]
    return list(known), numbers
