"""As much of the outlines as one page needs: the whole world of them is larger than a page."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable
from functools import cache
from typing import Any

from geo.web import asset

PROVINCES, NATURE = "provinces", "nature"


@cache
def read_outlines(name: str) -> dict[str, Any]:
    """Return a file of outlines as it is."""
    packed = asset(f"{name}.json.gz").read_bytes()
    return dict(json.loads(gzip.decompress(packed)))


def outlines_for(shapes: Iterable[str], ids: Iterable[str]) -> dict[str, Any]:
    """Return the outlines of some areas, as ``dateline.outlinesOf`` takes them.

    Args:
        shapes: Their shapes (`geo.draw.areas.shape_of`); of those "US.CA" is a province.
        ids: Their ids.
    """
    codes = sorted({shape for shape in shapes if "." in shape})
    slugs = sorted({name.removeprefix("dateline:") for name in ids})
    nature = read_outlines(NATURE)
    known = {s: nature["shapes"][s] for s in slugs if s in nature["shapes"]}
    return {
        PROVINCES: _provinces(codes),
        NATURE: {"units": nature["units"], "shapes": known, "towns": []},
    }


def _provinces(codes: list[str]) -> dict[str, Any]:
    """Return provinces with the arcs that they use, numbered anew."""
    nothing: dict[str, Any] = {"units": 1, "arcs": [], "areas": {}}
    whole = read_outlines(PROVINCES) if codes else nothing
    numbers: dict[int, int] = {}

    def renumbered(ref: int) -> int:
        arc = max(ref, ~ref)
        number = numbers.setdefault(arc, len(numbers))
        return number if ref >= 0 else ~number

    areas = {
        code: [
            [[renumbered(r) for r in ring] for ring in p] for p in whole["areas"][code]
        ]
        for code in codes
        if code in whole["areas"]
    }
    arcs = [whole["arcs"][arc] for arc in numbers]
    return {"units": whole["units"], "arcs": arcs, "areas": areas}
