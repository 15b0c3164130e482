"""The command ``dateline``: arguments in, one call into `geo`, an exit code out.

Only typer is imported here: ``dateline --help`` must answer before spaCy could be loaded.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from geo.cli import commands, gazetteer
from geo.cli import geocode as geocoding
from geo.cli.cache_options import Json, cache_app
from geo.cli.corrections_options import corrections_app
from geo.cli.targets import Wanted
from geo.errors import DatelineError, InputError
from geo.model import EVERY_KIND, MentionKind

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
gazetteer_app = typer.Typer(help="The offline gazetteer.", rich_markup_mode=None)
app.add_typer(gazetteer_app, name="gazetteer")
app.add_typer(cache_app, name="cache")
app.add_typer(corrections_app, name="corrections")

_EVERY = ",".join(MentionKind)
Model = Annotated[
    str | None,
    typer.Option("--model", metavar="NAME", help="An installed spaCy pipeline to use."),
]
Demonyms = Annotated[
    bool,
    typer.Option(help="Keep words such as “Russian” as mentions of their country."),
]
Kinds = Annotated[
    str,
    typer.Option(
        "--kinds",
        metavar="LIST",
        help="Kinds of mention kept, with commas: place demonym metonym embedded.",
    ),
]
Port = Annotated[
    int | None,
    typer.Option(
        "--port",
        min=1,
        max=65535,
        help="Port of the dashboard; else the first free one from 8501 on.",
    ),
]


def _kept(kinds: str, demonyms: bool) -> frozenset[MentionKind]:
    """Return the kinds of mention that are kept.

    Raises:
        InputError: A kind is unknown.
    """
    kept = set()
    for word in _words(kinds):
        if word not in EVERY_KIND:
            known = " ".join(MentionKind)
            raise InputError(f"no kind of mention is called {word!r}; known: {known}")
        kept.add(MentionKind(word))
    return frozenset(kept if demonyms else kept - {MentionKind.DEMONYM})


def _words(listed: str) -> list[str]:
    """Return the members of a list with commas."""
    return [word for part in listed.split(",") if (word := part.strip())]


@app.callback(invoke_without_command=True)
def default(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and exit.")
    ] = False,
) -> None:
    """Open the dashboard on the sample article, unless a command is named."""
    if version:
        commands.version()
    elif context.invoked_subcommand is None:
        commands.serve((), port=None, model=None, kinds=EVERY_KIND, browser=True)


@app.command()
def serve(
    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FILE]...", help="Files, folders, archives, addresses."
        ),
    ] = None,
    port: Port = None,
    model: Model = None,
    demonyms: Demonyms = True,
    kinds: Kinds = _EVERY,
    browser: Annotated[bool, typer.Option(help="Open a browser window.")] = True,
) -> None:
    """Open the dashboard, on these articles or on the sample."""
    commands.serve(
        tuple(files or ()),
        port=port,
        model=model,
        kinds=_kept(kinds, demonyms),
        browser=browser,
    )


@app.command("map")
def map_(
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE...", help="Files, folders, archives, addresses; - is stdin."
        ),
    ],
    output: Annotated[
        str,
        typer.Option(
            "-o", "--output", metavar="OUT", help="File to write; - is stdout."
        ),
    ],
    format: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="F",
            help="Where the ending does not say it: geojson html csv kml annotations "
            "lpf gpkg parquet.",
        ),
    ] = None,
    tables: Annotated[
        str,
        typer.Option(
            "--table",
            metavar="LIST",
            help="CSV, GeoParquet: places links mentions; several go to a file each "
            "[mentions].",
        ),
    ] = "",
    model: Model = None,
    demonyms: Demonyms = True,
    kinds: Kinds = _EVERY,
    unresolved: Annotated[
        bool,
        typer.Option(help="GeoJSON, Linked Places: keep names without a place."),
    ] = False,
    corrections: Annotated[
        bool, typer.Option(help="Apply the corrections of the data folder.")
    ] = True,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print what was read and written as JSON.")
    ] = False,
) -> None:
    """Read articles and write their map.

    OUT's ending names the format: .geojson .html .csv .kml .jsonld (W3C annotations)
    .lpf.json (Linked Places) .gpkg (GeoPackage) .parquet (GeoParquet).
    """
    commands.map_files(
        tuple(files),
        Wanted(output, format, unresolved, tuple(_words(tables))),
        model=model,
        kinds=_kept(kinds, demonyms),
        corrections=corrections,
        as_json=as_json,
    )


@app.command()
def predict(
    source: Annotated[
        str, typer.Argument(metavar="IN.jsonl", help="Or any other file or folder.")
    ],
    target: Annotated[Path, typer.Argument(metavar="OUT.jsonl")],
    demonyms: Demonyms = True,
    kinds: Kinds = _EVERY,
    gold_mentions: Annotated[
        bool, typer.Option("--gold-mentions", help="Resolve the given spans only.")
    ] = False,
    source_prior: Annotated[
        bool,
        typer.Option(
            "--source-prior", help="Learn from the file what sources write of."
        ),
    ] = False,
    model: Model = None,
    jobs: Annotated[
        int,
        typer.Option(
            "--jobs", metavar="N", min=1, help="Processes that read at the same time."
        ),
    ] = 1,
) -> None:
    """Read one article a line, write one answer a line.

    Answers are kept as they come: stopped at any moment, the same command goes on.
    """
    commands.predict(
        source,
        target,
        kinds=_kept(kinds, demonyms),
        gold_mentions=gold_mentions,
        source_prior=source_prior,
        model=model,
        jobs=jobs,
    )


@app.command()
def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="GOLD.jsonl")],
    as_json: Json = False,
    demonyms: Demonyms = True,
    kinds: Kinds = _EVERY,
    model: Model = None,
) -> None:
    """Measure recognition, resolution and both on gold articles."""
    commands.evaluate(gold, as_json=as_json, kinds=_kept(kinds, demonyms), model=model)


@gazetteer_app.command("build")
def gazetteer_build(
    geonames: Annotated[
        str | None,
        typer.Option(
            "--geonames",
            metavar="PATH_OR_URL",
            help="GeoNames' own files: a folder, a file of places, or their address.",
        ),
    ] = None,
    country: Annotated[
        str | None,
        typer.Option("--country", metavar="XX", help="Add this country's places only."),
    ] = None,
) -> None:
    """Build the gazetteer anew, from GeoNames' own files if so asked."""
    gazetteer.build(geonames, country)


@gazetteer_app.command("info")
def gazetteer_info() -> None:
    """Print where the gazetteer lies and what it was built from."""
    gazetteer.info()


@gazetteer_app.command("search")
def gazetteer_search(
    name: Annotated[list[str], typer.Argument(metavar="NAME")],
    as_json: Json = False,
    names: Annotated[
        bool, typer.Option("--names", help="All names of each place as well.")
    ] = False,
) -> None:
    """List the places of a name."""
    gazetteer.search(" ".join(name), as_json=as_json, with_names=names)


@app.command()
def geocode(
    names: Annotated[
        list[str], typer.Argument(metavar="NAME...", help="Each one name: quote it.")
    ],
    as_json: Json = False,
) -> None:
    """Find the place of each name: offline first, then the geocoders switched on."""
    geocoding.geocode(names, as_json=as_json)


@app.command()
def doctor() -> None:
    """Print what is installed, what is built and what could leave the machine."""
    commands.doctor()


def main() -> None:
    """Run the command; an error of ours is one line on stderr and its exit code."""
    try:
        app()
    except DatelineError as error:
        sys.stderr.write(f"dateline: {error}\n")
        sys.exit(error.exit_code)
    except BrokenPipeError:
        # The reader of our output went away (| head): nothing is wrong.
        sys.stderr.close()
        sys.exit(0)
