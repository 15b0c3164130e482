"""``dateline cache``: look into the geocoder cache, tidy it, share it."""

from __future__ import annotations

from contextlib import closing
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from geo.cli.options import Json
from geo.cli.terminal import note, say, say_json
from geo.errors import CacheError, InputError

if TYPE_CHECKING:
    from geo.cache import CacheInfo, GeocoderCache

cache_app = typer.Typer(help="The geocoder cache.", rich_markup_mode=None)
_EMPTY = "no answers kept yet"


@cache_app.command()
def info(as_json: Json = False) -> None:
    """Print where the cache lies and what it holds."""
    path = _own_file()
    found = _examined(path)
    if as_json:
        say_json({"file": str(path), **_facts(found)})
        return
    say(f"file        {path}")
    if not path.is_file():
        say(f"answers     {_EMPTY}")
        return
    say(f"size        {found.size / 1e6:.2f} MB")
    say(f"answers     {found.found:,} with places, {found.none:,} “no such place”")
    say(f"of these    {found.stale:,} no longer hold")
    for server, count in found.servers.items():
        say(f"from        {server}, {count:,}")
    if found.oldest and found.newest:
        say(f"asked       {found.oldest:%Y-%m-%d} to {found.newest:%Y-%m-%d}")
    say(f"requests    {found.queries:,} left this machine (dateline cache queries)")
    _warn(found)


@cache_app.command()
def prune(
    everything: Annotated[
        bool, typer.Option("--all", help="Remove every answer.")
    ] = False,
    log: Annotated[
        bool, typer.Option("--log", help="Remove the log of requests too.")
    ] = False,
) -> None:
    """Remove the answers that no longer hold, and rows that cannot be read."""
    if not _own_file().is_file():
        say(_EMPTY)
        return
    with closing(_own_cache()) as cache:
        removed = cache.prune(everything=everything, log=log)
        if removed is None:
            raise CacheError(cache.notice)
    say(f"{removed:,} answers removed" + (", and the log of requests" if log else ""))


@cache_app.command()
def export(target: Annotated[Path, typer.Argument(metavar="FILE")]) -> None:
    """Write the answers to a file for somebody else, without the log of requests."""
    with closing(_own_cache()) as cache:
        count = cache.export(target)
    say(f"{count:,} answers in {target}")


@cache_app.command("import")
def import_(source: Annotated[Path, typer.Argument(metavar="FILE")]) -> None:
    """Add the answers of such a file; of two the newer one counts."""
    with closing(_own_cache()) as cache:
        came = cache.import_answers(source)
        if came is None:
            raise CacheError(cache.notice)
    say(
        f"{came.added:,} answers added; {came.kept:,} left out, as new ones are here"
        + (f"; {came.refused:,} rows refused" if came.refused else "")
    )


@cache_app.command()
def verify(
    file: Annotated[
        Path | None,
        typer.Argument(metavar="[FILE]", help="Another cache than your own."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Read the cache through, and say whether it is sound."""
    from geo.cache import examine

    path = file or _own_file()
    found = examine(path, datetime.now(UTC)) if file else _examined(path)
    if as_json:
        say_json({"file": str(path), "sound": found.is_sound, **_facts(found)})
    elif not path.exists():
        say(_EMPTY)
    elif found.is_sound:
        say(f"{path} is sound: {found.found + found.none:,} answers")
    if found.faults:
        raise CacheError(
            f"{path} is damaged ({found.faults[0]}); Dateline sets it aside on next use"
        )
    if found.unreadable:
        raise CacheError(
            f"{found.unreadable:,} rows of {path} cannot be read; they are never used,"
            " and “dateline cache prune” removes them"
        )


@cache_app.command()
def queries(
    limit: Annotated[
        int, typer.Option("--limit", min=1, metavar="N", help="Latest lines shown.")
    ] = 100,
    as_json: Json = False,
) -> None:
    """List every request that left this machine for a geocoder, the latest first."""
    from geo.geocoders import logged_queries
    from geo.settings import get_settings

    rows = logged_queries(get_settings(), limit)
    if as_json:
        fields = ("provider", "endpoint", "query", "outcome")
        say_json(
            [
                {"at": row.at.isoformat(), **{f: getattr(row, f) for f in fields}}
                for row in rows
            ]
        )
        return
    if not rows:
        say("nothing has left this machine for a geocoder")
    for row in rows:
        say(f"{row.at:%Y-%m-%d %H:%M:%S}  {row.endpoint}  {row.query}  {row.outcome}")


def _own_file() -> Path:
    from geo.cache import CACHE_FILE
    from geo.settings import get_settings

    return get_settings().cache_dir / CACHE_FILE


def _own_cache() -> GeocoderCache:
    from geo.cache import GeocoderCache

    return GeocoderCache(_own_file())


def _examined(path: Path) -> CacheInfo:
    from geo.cache import CacheInfo, examine

    if not path.exists():
        return CacheInfo(0)
    try:
        return examine(path, datetime.now(UTC))
    except InputError as error:
        raise CacheError(
            f"{error}; Dateline sets it aside on next use and begins a new one"
        ) from error


def _facts(found: CacheInfo) -> dict[str, Any]:
    days = {"oldest": found.oldest, "newest": found.newest}
    return asdict(found) | {name: day and day.isoformat() for name, day in days.items()}


def _warn(found: CacheInfo) -> None:
    if not found.is_sound:
        note("it is not sound; “dateline cache verify” says why")
