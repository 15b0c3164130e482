"""Put a gazetteer together from the scratch file: each table written once, in order."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from geo.gazetteer.geonames_work import Work
from geo.gazetteer.schema import ALTERNATE, NAME_KINDS, SCHEMA

# What the packages call an alternate may be a name of the past, which they do not tell: where
# GeoNames says so, it is believed.
_UNFLAGGED = len(NAME_KINDS)
_NAMES = f"""
INSERT OR IGNORE INTO out.name
SELECT norm, place_id, CASE kind WHEN {_UNFLAGGED} THEN {ALTERNATE} ELSE kind END,
    group_concat(surface, '|')
FROM (
    SELECT norm, place_id, kind, surface FROM raw_name
    UNION ALL
    SELECT n.norm, coalesce(m.new, n.place_id),
        CASE n.kind WHEN {ALTERNATE} THEN {_UNFLAGGED} ELSE n.kind END, n.surface
    FROM base.name n LEFT JOIN moved m ON m.old = n.place_id
)
GROUP BY norm, place_id, kind ORDER BY norm, place_id, kind
"""


def write(work: Work, path: Path, meta: Mapping[str, str]) -> None:
    """Write the gazetteer.

    Args:
        work: The scratch file, every stage of it done.
        path: The file to make.
        meta: What ``meta`` says beyond, or instead of, the packaged gazetteer's.
    """
    with closing(sqlite3.connect(path)) as new:
        new.executescript(f"{SCHEMA} DROP TABLE raw_name;")
    db = work.db
    db.execute("ATTACH ? AS out", (str(path.absolute()),))
    # Thrown away when anything goes wrong: no journal is needed.
    db.execute("PRAGMA out.journal_mode=OFF")
    db.execute("INSERT INTO out.place SELECT * FROM place ORDER BY id")
    db.execute("INSERT INTO out.admin1 SELECT * FROM admin1")
    db.execute(_NAMES)
    db.execute("INSERT INTO out.other_script_name SELECT * FROM base.other_script_name")
    (places,) = db.execute("SELECT count(*) FROM out.place").fetchone()
    (names,) = db.execute("SELECT count(*) FROM out.name").fetchone()
    db.execute("INSERT INTO out.meta SELECT * FROM base.meta")
    rows = {
        **meta,
        "built": datetime.now(UTC).isoformat(timespec="seconds"),
        "places": str(places),
        "distinct_names": str(names),
    }
    db.executemany("INSERT OR REPLACE INTO out.meta VALUES (?, ?)", rows.items())
    db.commit()
    db.execute("DETACH out")
