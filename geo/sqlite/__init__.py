"""The SQLite files Dateline keeps: opened with care, migrated, shared by processes."""

from __future__ import annotations

from geo.sqlite.connections import Connections
from geo.sqlite.kind import Clock, Kind, Migration, utc_now
from geo.sqlite.migrating import migrate, transaction
from geo.sqlite.store import Store

__all__ = [
    "Clock",
    "Connections",
    "Kind",
    "Migration",
    "Store",
    "migrate",
    "transaction",
    "utc_now",
]
