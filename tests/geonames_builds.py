"""Gazetteers built from a made-up piece of France, for the tests of that build.

A test file makes its fixtures of these: base = pytest.fixture(cut_gazetteer).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing

from geonames_files import World

from geo.gazetteer import files
from geo.gazetteer.builder import geonames
from geo.gazetteer.lookup import OfflineGazetteer
from geo.gazetteer.schema import SCHEMA
from geo.gazetteer.seal import seal

HOLDS = "gazetteer-test-geonames.sqlite"


def cut_gazetteer(gazetteer, tmp_path_factory) -> Iterator[OfflineGazetteer]:
    """Give the packaged gazetteer without its small towns: quick to build upon."""
    path = tmp_path_factory.mktemp("base") / "gazetteer-test.sqlite"
    whole = files.gazetteer_path(gazetteer.path.parent)
    with closing(sqlite3.connect(path)) as db:
        db.executescript(
            f"{SCHEMA} ATTACH '{whole}' AS whole;"
            + """
            DROP TABLE raw_name;
            INSERT INTO place SELECT * FROM whole.place
                WHERE population > 300000 OR country_code IN ('FR', '')
                    AND feature_class <> 'P' OR feature_code = 'ADM1';
            INSERT OR IGNORE INTO place SELECT * FROM whole.place
                WHERE feature_code = 'PCLI';
            INSERT INTO name SELECT * FROM whole.name
                WHERE place_id IN (SELECT id FROM place);
            INSERT INTO other_script_name SELECT * FROM whole.other_script_name
                WHERE place_id IN (SELECT id FROM place);
            INSERT INTO admin1 SELECT * FROM whole.admin1;
            INSERT INTO meta SELECT * FROM whole.meta;
            -- As if no package numbered Kosovo.
            UPDATE place SET id = -831053, ref = 'dateline:country-xk'
                WHERE id = 831053;
            UPDATE name SET place_id = -831053 WHERE place_id = 831053;
        """
        )
    seal(path)
    opened = OfflineGazetteer(path)
    yield opened
    opened.close()


def extender(base, tmp_path):
    """Build from a folder of files into a folder of its own; opened, closed after."""
    opened: list[OfflineGazetteer] = []
    cache = tmp_path / "cache"
    cache.mkdir()

    def run(source: object, code: str = "", report=lambda *_: None) -> OfflineGazetteer:
        path = cache / HOLDS
        geonames.build(base.path, str(source), code, path, report)
        opened.append(OfflineGazetteer(path))
        return opened[-1]

    yield run
    for one in opened:
        one.close()


def made_up_france(base, tmp_path_factory) -> Iterator[OfflineGazetteer]:
    """Give the whole made-up dump, built once."""
    folder = tmp_path_factory.mktemp("geonames")
    World(folder / "dump").write()
    path = folder / HOLDS
    geonames.build(base.path, str(folder / "dump"), "", path, lambda *_: None)
    opened = OfflineGazetteer(path)
    yield opened
    opened.close()


def found(gazetteer: OfflineGazetteer, name: str) -> dict[str, str]:
    """Give the places of a name by id, with how they matched."""
    return {c.place.id: c.match.value for c in gazetteer.lookup(name)}
