"""Builds, compactions and corrections of one archive, killed while others are at work in it."""

from __future__ import annotations

import json
import sys

import pytest
from killed_archive import Killed

from geo.archive import NONE, Archive

IMPORTS = """
import geo.pipeline
from hand_fed import OSLO, TALLINN, World
from geo.tools import Tools
geo.archive.build._FIRST_SHARDS = ()
geo.archive.build.ARTICLES_PER_SHARD = 4

def tools():
    return Tools(World({"Oslo": [OSLO], "Tallinn": [TALLINN]}))
"""
LINES = [
    json.dumps({"text": f"Ships sailed from Oslo to Tallinn, says report {number}."})
    + "\n"
    for number in range(60)
]


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is Unix's")
def test_nothing_is_lost_or_doubled(tmp_path):
    kills = 6  # tests/benchmarks/kill_builds.py does the same fifty times, reading in earnest
    longest = {"build": 0.5, "compact": 0.3, "correct": 0.3}
    killed = Killed(tmp_path / "archive", LINES, IMPORTS, longest)
    killed.run(kills)
    assert sum(killed.kills.values()) >= kills
    assert killed.articles == len(LINES)
    with Archive(tmp_path / "archive") as archive:
        counted = {c.name: c.articles for c in archive.counts(by="country")}
    # One of both names was said to be no place, and is none everywhere.
    assert counted in ({"NO": 60, NONE: 60}, {"EE": 60, NONE: 60})
