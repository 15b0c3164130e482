"""What ``dateline cache`` does: look into the geocoder cache, tidy it, share it."""

from __future__ import annotations

import json
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import geo
from geo.cache import CACHE_FILE, CacheInfo, GeocoderCache, examine
from geo.errors import CacheError, InputError

_EMPTY = "no answers kept yet"


def info(*, as_json: bool) -> None:
    """Print what the cache holds."""
    path = _own_file()
    found = _examined(path)
    if as_json:
        _say(_json({"file": str(path), **_facts(found)}))
        return
    _say(f"file        {path}")
    if not path.is_file():
        _say(f"answers     {_EMPTY}")
        return
    _say(f"size        {found.size / 1e6:.2f} MB")
    _say(f"answers     {found.found:,} with places, {found.none:,} “no such place”")
    _say(f"of these    {found.stale:,} no longer hold")
    for server, count in found.servers.items():
        _say(f"from        {server}, {count:,}")
    if found.oldest and found.newest:
        _say(f"asked       {found.oldest:%Y-%m-%d} to {found.newest:%Y-%m-%d}")
    _say(f"requests    {found.queries:,} left this machine (dateline cache queries)")
    _warn(found)


def verify(file: Path | None, *, as_json: bool) -> None:
    """Read a cache through.

    Raises:
        CacheError: It is not sound.
        InputError: It is no cache.
    """
    path = file or _own_file()
    found = examine(path, datetime.now(UTC)) if file else _examined(path)
    if as_json:
        _say(_json({"file": str(path), "sound": found.is_sound, **_facts(found)}))
    elif not path.exists():
        _say(_EMPTY)
    elif found.is_sound:
        _say(f"{path} is sound: {found.found + found.none:,} answers")
    if found.faults:
        raise CacheError(
            f"{path} is damaged ({found.faults[0]}); Dateline sets it aside on next use"
        )
    if found.unreadable:
        raise CacheError(
            f"{found.unreadable:,} rows of {path} cannot be read; they are never used,"
            " and “dateline cache prune” removes them"
        )


def prune(*, everything: bool, log: bool) -> None:
    """Forget what no longer holds.

    Raises:
        CacheError: The cache cannot be written.
    """
    path = _own_file()
    if not path.is_file():
        _say(_EMPTY)
        return
    with closing(GeocoderCache(path)) as cache:
        removed = cache.prune(everything=everything, log=log)
        if removed is None:
            raise CacheError(cache.notice)
    _say(f"{removed:,} answers removed" + (", and the log of requests" if log else ""))


def export(target: Path) -> None:
    """Write the answers to a file for somebody else.

    Raises:
        OutputError: It cannot be written there.
    """
    with closing(GeocoderCache(_own_file())) as cache:
        count = cache.export(target)
    _say(f"{count:,} answers in {target}")


def import_(source: Path) -> None:
    """Add the answers of somebody's file.

    Raises:
        InputError: It is no cache, or damaged.
        CacheError: The cache here cannot be written.
    """
    with closing(GeocoderCache(_own_file())) as cache:
        came = cache.import_answers(source)
        if came is None:
            raise CacheError(cache.notice)
    _say(
        f"{came.added:,} answers added; {came.kept:,} left out, as new ones are here"
        + (f"; {came.refused:,} rows refused" if came.refused else "")
    )


def queries(limit: int, *, as_json: bool) -> None:
    """Print what left this machine, the latest first."""
    rows = geo.logged_queries(geo.get_settings(), limit)
    if as_json:
        fields = ("provider", "endpoint", "query", "outcome")
        _say(
            _json(
                [
                    {"at": row.at.isoformat(), **{f: getattr(row, f) for f in fields}}
                    for row in rows
                ]
            )
        )
        return
    if not rows:
        _say("nothing has left this machine for a geocoder")
    for row in rows:
        _say(f"{row.at:%Y-%m-%d %H:%M:%S}  {row.endpoint}  {row.query}  {row.outcome}")


def _own_file() -> Path:
    return geo.get_settings().cache_dir / CACHE_FILE


def _examined(path: Path) -> CacheInfo:
    if not path.exists():
        return CacheInfo(0)
    try:
        return examine(path, datetime.now(UTC))
    except InputError as error:
        raise CacheError(
            f"{error}; Dateline sets it aside on next use and begins a new one"
        ) from error


def _facts(found: CacheInfo) -> dict[str, Any]:
    return {
        "size": found.size,
        "found": found.found,
        "none": found.none,
        "stale": found.stale,
        "unreadable": found.unreadable,
        "servers": found.servers,
        "oldest": found.oldest and found.oldest.isoformat(),
        "newest": found.newest and found.newest.isoformat(),
        "queries": found.queries,
        "faults": list(found.faults),
    }


def _warn(found: CacheInfo) -> None:
    if not found.is_sound:
        sys.stderr.write(
            "dateline: it is not sound; “dateline cache verify” says why\n"
        )


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
