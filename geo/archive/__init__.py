"""An archive: many articles, read once in parallel, kept as Parquet, asked with DuckDB.

docs/archive.md describes the files, which any tool that reads Parquet opens.
"""

from __future__ import annotations

from geo.archive.build import (
    Built as Built,
    build_archive as build_archive,
    pace as pace,
    usable_cores as usable_cores,
)
from geo.archive.query import Archive as Archive
from geo.archive.questions import (
    GROUPS as GROUPS,
    Answer as Answer,
    Count as Count,
    Found as Found,
    Overview as Overview,
    Question as Question,
)
from geo.archive.store import (
    Failure as Failure,
    Store as Store,
)
