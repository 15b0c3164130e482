"""The SQLite files Dateline keeps: opened with care, migrated, shared by processes."""

from __future__ import annotations

from geo.sqlite.migrations import (
    Clock,
    FileSpec,
    Migration,
    migrate,
    transaction,
    utc_now,
)
from geo.sqlite.store import Connections, Store

__all__ = [
    "Clock",
    "Connections",
    "FileSpec",
    "Migration",
    "Store",
    "migrate",
    "transaction",
    "utc_now",
]
