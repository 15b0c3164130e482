"""The command ``dateline``: arguments in, calls into `geo`, an exit code out.

Each command is one function, in the module of its name. Only typer is imported at first:
``dateline --help`` must answer before spaCy could be loaded.
"""

from __future__ import annotations

import io
import sys
from typing import Annotated

import typer

import geo
from geo.cli import (
    archive_upkeep,
    cache,
    collections,
    corrections,
    doctor,
    gazetteer,
    map as mapping,
    predict,
    serve,
)
from geo.cli.terminal import note, say
from geo.errors import DatelineError

app = typer.Typer(
    name="dateline",
    help="Dateline reads the news onto a map.\n\nTry: dateline map article.txt -o "
    "map.html. Without a command: the dashboard on a sample. Each command has its own "
    "--help. Exit codes: 0 done, 1 some files could not be read, 2 what was given cannot be used, 3 model or gazetteer "
    "missing, 75 try again later.",
    no_args_is_help=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.add_typer(archive_upkeep.archive_app, name="archive")
app.add_typer(gazetteer.gazetteer_app, name="gazetteer")
app.add_typer(cache.cache_app, name="cache")
app.add_typer(collections.collections_app, name="collections")
app.add_typer(corrections.corrections_app, name="corrections")
app.command()(serve.serve)
app.command("map")(mapping.map_)
app.command()(predict.predict)
app.command()(predict.evaluate)
app.command()(gazetteer.geocode)
app.command()(doctor.doctor)


@app.callback(invoke_without_command=True)
def default(
    context: typer.Context,
    show_version: Annotated[
        bool, typer.Option("--version", help="Print the version and exit.")
    ] = False,
) -> None:
    """Open the dashboard on the sample article, unless a command is named."""
    if show_version:
        say(f"dateline {geo.__version__}")
    elif context.invoked_subcommand is None:
        serve.serve()


def main() -> None:
    """Run the command; an error of ours is one line on stderr and its exit code."""
    for stream in (sys.stdout, sys.stderr):
        # What is written to a file is UTF-8, whatever the console would show.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
    try:
        app()
    except DatelineError as error:
        note(str(error))
        sys.exit(error.exit_code)
    except BrokenPipeError:
        # The reader of our output went away (| head): nothing is wrong.
        sys.stderr.close()
        sys.exit(0)
