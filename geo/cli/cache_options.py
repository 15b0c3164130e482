"""The options of ``dateline cache``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from geo.cli import cache

cache_app = typer.Typer(help="The geocoder cache.", rich_markup_mode=None)
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@cache_app.command("info")
def cache_info(as_json: Json = False) -> None:
    """Print where the cache lies and what it holds."""
    cache.info(as_json=as_json)


@cache_app.command("prune")
def cache_prune(
    everything: Annotated[
        bool, typer.Option("--all", help="Remove every answer.")
    ] = False,
    log: Annotated[
        bool, typer.Option("--log", help="Remove the log of requests too.")
    ] = False,
) -> None:
    """Remove the answers that no longer hold, and rows that cannot be read."""
    cache.prune(everything=everything, log=log)


@cache_app.command("export")
def cache_export(
    target: Annotated[Path, typer.Argument(metavar="FILE")],
) -> None:
    """Write the answers to a file for somebody else, without the log of requests."""
    cache.export(target)


@cache_app.command("import")
def cache_import(
    source: Annotated[Path, typer.Argument(metavar="FILE")],
) -> None:
    """Add the answers of such a file; of two the newer one counts."""
    cache.import_(source)


@cache_app.command("verify")
def cache_verify(
    file: Annotated[
        Path | None,
        typer.Argument(metavar="[FILE]", help="Another cache than your own."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Read the cache through, and say whether it is sound."""
    cache.verify(file, as_json=as_json)


@cache_app.command("queries")
def cache_queries(
    limit: Annotated[
        int, typer.Option("--limit", min=1, metavar="N", help="Latest lines shown.")
    ] = 100,
    as_json: Json = False,
) -> None:
    """List every request that left this machine for a geocoder, the latest first."""
    cache.queries(limit, as_json=as_json)
