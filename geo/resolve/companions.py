"""Which names of an article have namesakes that are neighbours.

There is a Paris in a dozen states and a Henry County in ten, but only in Tennessee do they
lie side by side. No belief is needed for that, only the map: it works in an article whose
every name has namesakes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, islice

from geo.geometry import rough_km
from geo.model import MentionKind, Place
from geo.resolve.cases import Case

BESIDE_KM = 50.0
# Places asked whether they lie beside one: news ask a few dozen, and a list of all the towns of a
# county would else ask each about each.
MOST_ASKED = 500
_CELL = 0.5  # degrees; two cells either way hold 50 km up to latitude 60
_TOO_LARGE = ("ADM1", "PCL")

Cell = tuple[int, int]
Beside = Mapping[str, tuple[str, ...]]


def find_companions(cases: Sequence[Case]) -> list[Beside]:
    """Give, for each case and each place it could mean, the other names beside it.

    Returns:
        By case: place id to the words of the other names, in the order of the text.
    """
    cells: defaultdict[Cell, list[tuple[int, Place]]] = defaultdict(list)
    for i, case in enumerate(cases):
        for place in _small(case):
            cells[_cell(place)].append((i, place))
    printed = {case.mentions[0].toponym: case.mentions[0].text for case in cases}
    return [
        {
            place.id: tuple([printed[name] for name in beside])
            for place in _small(case)
            if (beside := _beside(cases, i, place, cells))
        }
        for i, case in enumerate(cases)
    ]


def _small(case: Case) -> Iterator[Place]:
    """Return the candidates small enough for a point to stand for them."""
    if case.mentions[0].kind is MentionKind.DEMONYM:
        return
    for candidate in case.candidates:
        place = candidate.place
        large = place.feature_class in "LH" or place.feature_code.startswith(_TOO_LARGE)
        if not large:
            yield place


def _cell(place: Place) -> Cell:
    return int(place.lat // _CELL), int(place.lon // _CELL)


def _beside(
    cases: Sequence[Case],
    at: int,
    place: Place,
    cells: Mapping[Cell, Sequence[tuple[int, Place]]],
) -> tuple[str, ...]:
    """Return the toponyms of other cases with a namesake near a place, each once."""
    own = cases[at].mentions[0].toponym
    found: set[int] = set()
    near = chain.from_iterable(cells.get(cell, ()) for cell in _around(place))
    for i, other in islice(near, MOST_ASKED):
        if i == at or i in found or cases[i].mentions[0].toponym == own:
            continue
        close = abs(place.lat - other.lat) <= _CELL  # else no need to measure
        if close and _km(place, other) <= BESIDE_KM:
            found.add(i)
    return tuple(dict.fromkeys(cases[i].mentions[0].toponym for i in sorted(found)))


def _km(one: Place, other: Place) -> float:
    return rough_km(one.lat, one.lon, other.lat, other.lon)


def _around(place: Place) -> Iterator[Cell]:
    row, column = _cell(place)
    for i in (row - 1, row, row + 1):
        for j in range(column - 2, column + 3):
            yield i, j
