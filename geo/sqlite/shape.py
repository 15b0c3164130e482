"""What would have a file of ours compute what somebody else wants: files are passed around.

A view in a table's place may never end; a trigger or an index of somebody else's may compute
anything once a row is written. What nobody asks, as a table of another name, may stay.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from functools import cache

Objects = frozenset[tuple[str, str, str]]
Migrations = tuple[Callable[[sqlite3.Connection], None], ...]

_ALL = "SELECT type, name, coalesce(sql, '') FROM sqlite_master WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
# A table has been given its columns by and by: what matters is that none is computed.
_COMPUTES = re.compile(r"\bAS\s*\(|^\s*CREATE\s+VIRTUAL\b", re.IGNORECASE)
_RECORD = ("table", "migration", "")


def foreign_object(
    db: sqlite3.Connection, migrations: Migrations, *, written: bool = True
) -> str:
    """Return the name of what in a file computes and is not of its migrations, or "".

    Args:
        db: The file.
        migrations: What made it.
        written: Whether rows will be written, which sets triggers and indexes off.
    """
    own = _own(migrations)
    tables = {name.lower() for kind, name, _ in own if kind == "table"}
    for kind, name, sql in db.execute(_ALL):
        known = _told(kind, name, sql) in own and not (kind == "table" and _COMPUTES.search(sql))  # fmt: skip
        runs = kind == "trigger" or (kind == "index" and sql.count("(") > 1)
        if not known and (name.lower() in tables or (runs and written)):
            return f"{kind} {name}"
    return ""


@cache
def _own(migrations: Migrations) -> Objects:
    """Return what there is after any of the migrations."""
    found = {_RECORD}
    with closing(sqlite3.connect(":memory:")) as db:
        for migration in migrations:
            migration(db)
            found |= {_told(*each) for each in db.execute(_ALL)}
    return frozenset(found)


def _told(kind: str, name: str, sql: str) -> tuple[str, str, str]:
    return kind, name, "" if kind == "table" else " ".join(sql.split())
