"""The options of ``dateline corrections``; what they do is in ``geo.cli.corrections``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

corrections_app = typer.Typer(
    help="What people said about the answers.", rich_markup_mode=None
)


@corrections_app.command("list")
def corrections_list(
    undone: Annotated[
        bool, typer.Option("--all", help="Also what was taken back.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON lines.")] = False,
) -> None:
    """List the corrections in force."""
    from geo.cli import corrections

    corrections.list_all(undone=undone, as_json=as_json)


@corrections_app.command("export")
def corrections_export(
    output: Annotated[str, typer.Argument(metavar="OUT", help="- is stdout.")],
    files: Annotated[list[Path] | None, typer.Argument(metavar="[FILE]...")] = None,
    gold: Annotated[
        bool, typer.Option("--gold", help="Checked articles among FILE, as gold.")
    ] = False,
    unchecked: Annotated[
        bool, typer.Option("--unchecked", help="Gold: also those only corrected.")
    ] = False,
) -> None:
    """Write the corrections to a file: .jsonl .csv."""
    from geo.cli import corrections

    corrections.export(output, tuple(files or ()), gold=gold, unchecked=unchecked)


@corrections_app.command("import")
def corrections_import(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="- is stdin.")],
    author: Annotated[
        str, typer.Option("--author", metavar="NAME", help="Of those without one.")
    ] = "",
) -> None:
    """Take in a file of corrections: .jsonl .csv."""
    from geo.cli import corrections

    corrections.import_(file, author)
