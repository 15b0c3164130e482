"""An archive: many articles, read once in parallel, kept as Parquet, asked with DuckDB.

docs/archive.md describes the files, which any tool that reads Parquet opens.
"""

from __future__ import annotations

from geo.archive import overlays as overlays, snapshots as snapshots
from geo.archive.build import (
    Built as Built,
    archive_readings as archive_readings,
    build_archive as build_archive,
    pace as pace,
)
from geo.archive.compact import (
    compact_archive as compact_archive,
    is_due as is_due,
)
from geo.archive.cores import usable_cores as usable_cores
from geo.archive.correct import (
    correct_archive as correct_archive,
    corrections_lacking as corrections_lacking,
    preview_in_archive as preview_in_archive,
)
from geo.archive.habits import learn_habits as learn_habits
from geo.archive.overlays import together as together
from geo.archive.query import Archive as Archive
from geo.archive.questions import (
    GROUPS as GROUPS,
    NONE as NONE,
    Answer as Answer,
    Compared as Compared,
    Count as Count,
    Found as Found,
    Overview as Overview,
    Question as Question,
)
from geo.archive.shelf import (
    Listed as Listed,
    Shelf as Shelf,
)
from geo.archive.store import (
    Failure as Failure,
    Store as Store,
)
