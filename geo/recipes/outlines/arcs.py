"""Rings into arcs: what two areas share is kept once, as in basemap.json."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

Point = tuple[int, int]
Ring = Sequence[Point]  # closed: the first point again at the end
Shape = Sequence[Sequence[Ring]]  # polygons, each its outer ring and its holes


class Arcs:
    """Arcs as they are met, each once whichever way it is walked."""

    def __init__(self) -> None:
        self.all: list[Ring] = []
        self._known: dict[tuple[Point, ...], int] = {}

    def ref(self, arc: Ring) -> int:
        """Return the number of an arc; ``~number`` where it is known the other way."""
        there, back = tuple(arc), tuple(reversed(arc))
        if there in self._known:
            return self._known[there]
        if back in self._known:
            return ~self._known[back]
        self._known[there] = len(self.all)
        self.all.append(arc)
        return self._known[there]

    def steps(self) -> list[list[int]]:
        """Return each arc as its first point and the steps from there."""
        return [
            [*arc[0], *(d for (x, y), (u, v) in pairwise(arc) for d in (u - x, v - y))]
            for arc in self.all
        ]


def shared(
    shapes: Mapping[str, Shape],
) -> tuple[Arcs, dict[str, list[list[list[int]]]]]:
    """Cut the rings of shapes where neighbours part.

    Returns:
        The arcs, and each shape as polygons of rings of arc numbers.
    """
    joints = _joints(ring for shape in shapes.values() for p in shape for ring in p)
    arcs = Arcs()
    return arcs, {
        name: [[[arcs.ref(arc) for arc in _cut(r, joints)] for r in p] for p in shape]
        for name, shape in shapes.items()
    }


def _joints(rings: Iterable[Ring]) -> set[Point]:
    """Return the points from which more than one line goes on."""
    beside: dict[Point, set[Point]] = defaultdict(set)
    for ring in rings:
        for a, b in pairwise(ring):
            beside[a].add(b)
            beside[b].add(a)
    return {point for point, others in beside.items() if len(others) > 2}  # noqa: PLR2004 - the way there and the way back


def _cut(ring: Ring, joints: set[Point]) -> list[Ring]:
    start = next((i for i, point in enumerate(ring[:-1]) if point in joints), None)
    if start is None:  # it stands alone: from its least point, whoever walks it
        start = min(range(len(ring) - 1), key=lambda i: ring[i])
        return [[*ring[start:-1], *ring[: start + 1]]]
    turned = [*ring[start:-1], *ring[: start + 1]]
    cuts = [i for i, point in enumerate(turned) if point in joints]
    return [turned[a : b + 1] for a, b in pairwise(cuts)]


def document(arcs: Arcs, **more: Any) -> dict[str, Any]:
    """Return arcs as the file holds them, beside what else it holds."""
    return {"arcs": arcs.steps(), **more}
