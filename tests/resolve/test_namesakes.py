"""A world city beside a US city, local news, "Town, ST." and datelines: the bounds of each.

A third of the sentences of namesakes.py; `python tests/namesakes.py` tries and counts them all.
"""

from __future__ import annotations

import namesakes
import pytest

from geo.tools import Tools

LEAST = {
    "world": 0.6,
    "local 1": 0.7,
    "local 2": 0.7,
    "local 3": 0.9,
    "stated": 0.99,
    "dateline": 0.98,
}


@pytest.mark.parametrize("kind", namesakes.SIZES)
def test_so_many_namesakes_are_read_as_they_are_meant(kind, gazetteer):
    probes, tools = namesakes.probes(kind)[::3], Tools(gazetteer)
    assert len(probes) >= namesakes.SIZES[kind] // 3
    right = sum(namesakes.is_right(probe, tools) for probe in probes)
    assert right / len(probes) >= LEAST[kind]
