"""The SQLite files Dateline keeps: opened with care, migrated, shared by processes."""

from __future__ import annotations

from geo.sqlite.checking import (
    Damage as Damage,
    Finding as Finding,
    look_through as look_through,
    open_read_only as open_read_only,
    require_readable as require_readable,
    survivors as survivors,
)
from geo.sqlite.opening import (
    Clock as Clock,
    FileSpec as FileSpec,
    migrate as migrate,
    transaction as transaction,
    utc_now as utc_now,
)
from geo.sqlite.store import Store as Store
