"""``dateline archive``: many articles, read once into Parquet, and asked."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

import geo
from geo.cli.options import (
    ALL_KINDS,
    DateColumn,
    Demonyms,
    InputFormat,
    Json,
    Kinds,
    Model,
    SourceColumn,
    TextColumn,
    TitleColumn,
    UrlColumn,
    kept_kinds,
    said_columns,
)
from geo.cli.terminal import note, progress_bar, say, say_json
from geo.errors import InputError, OutputError, PartlyDone
from geo.model import Extent

if TYPE_CHECKING:
    from geo.archive import Archive, Built, Question

archive_app = typer.Typer(
    help="An archive: many articles, read once, kept as Parquet.", rich_markup_mode=None
)
_MAX_NAMED = 20  # problems that are named
_ROWS, _ARTICLES = (
    20,
    200,
)  # that are printed, and written to a file, unless said otherwise
_OF_LINKS_ALONE = frozenset({"status", "pair", "actor", "journey"})
Folder = Annotated[
    str, typer.Argument(metavar="ARCHIVE", help="Its folder, or address (s3://...).")
]
KeepShards = Annotated[
    bool,
    typer.Option(
        "--keep-shards", help="Keep what the sorted files say as well: twice the bytes."
    ),
]
_Day = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], metavar="DAY")]


class Cluster(StrEnum):
    """Clusters that are started with the build, and end with it."""

    LOCAL = "local"


@archive_app.command()
def build(
    folder: Folder,
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE...", help="Files, folders, archives, addresses."
        ),
    ],
    jobs: Annotated[
        int | None,
        typer.Option(
            "--jobs", metavar="N", min=1, help="Processes that read [one a core]."
        ),
    ] = None,
    cluster: Annotated[
        Cluster | None,
        typer.Option(help="Read with Dask workers of this machine, --jobs of them."),
    ] = None,
    scheduler: Annotated[
        str,
        typer.Option(
            metavar="ADDRESS", help="Read with the workers of this Dask scheduler."
        ),
    ] = "",
    model: Model = None,
    demonyms: Demonyms = True,
    kinds: Kinds = ALL_KINDS,
    input_format: InputFormat = "",
    text_column: TextColumn = "",
    title_column: TitleColumn = "",
    date_column: DateColumn = "",
    source_column: SourceColumn = "",
    url_column: UrlColumn = "",
    keep_shards: KeepShards = False,
    as_json: Json = False,
) -> None:
    """Read articles into an archive; what is in it already is not read again.

    Stopped at any moment, the same command goes on.
    """
    from geo.archive import Shelf, usable_cores

    kept = kept_kinds(kinds, demonyms)
    columns = said_columns(
        text_column, title_column, date_column, source_column, url_column
    )
    with progress_bar() as progress:
        gazetteer = geo.open_gazetteer(progress=progress)
        built = geo.build_archive(
            folder,
            sources,
            geo.Tools(gazetteer, model=model, kinds=kept),
            format=input_format,
            columns=columns,
            processes=jobs or usable_cores(),
            scheduler=scheduler or (cluster.value if cluster else ""),
            keep_shards=keep_shards,
            progress=progress,
        )
    _tell(built)
    try:
        Shelf().add(folder)
    except OutputError as error:
        note(f"the dashboard does not list it: {error}")
    if as_json:
        say_json(asdict(built))
    else:
        say(f"{built.added:,} articles added, {built.known:,} were there before")
    if left := len(built.failed) + len(built.problems):
        raise PartlyDone(f"{left:,} could not be read and are left out")


def _tell(built: Built) -> None:
    problems = [f"left out: {problem}" for problem in built.problems]
    problems += [f"left out: “{f.title}”, {f.problem}" for f in built.failed]
    for words in (*built.notes[:_MAX_NAMED], *problems[:_MAX_NAMED]):
        note(words)
    if len(problems) > _MAX_NAMED:
        note(f"and {len(problems) - _MAX_NAMED:,} more (--json lists them)")


@archive_app.command("list")
def list_(
    add: Annotated[
        list[str] | None,
        typer.Argument(metavar="ARCHIVE...", help="Archives to add to the list."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Print the archives that the dashboard offers; those named are added."""
    from geo.archive import Shelf

    shelf = Shelf()
    for address in add or ():
        shelf.add(address)
    listed = shelf.list()
    _answer(as_json, listed, [f"{one.name}  {one.address}" for one in listed])


@archive_app.command()
def info(folder: Folder, as_json: Json = False) -> None:
    """Print what an archive holds, and which articles could not be read."""
    from geo.archive import Archive, Store

    with Archive(folder) as archive:
        found = archive.overview()
    failed = [f for commit in Store(folder).commits() for f in commit.failed]
    if as_json:
        facts = asdict(found) | {"failed": [asdict(failure) for failure in failed]}
        say_json(_plain(facts))
        return
    say(f"articles    {found.articles:,} of {found.sources:,} sources")
    if found.first and found.last:
        say(f"published   {found.first} to {found.last}")
    say(f"mentions    {found.mentions:,} of {found.places:,} places")
    say(f"links       {found.links:,}")
    say(f"size        {found.bytes / 1e6:,.1f} MB in {found.shards:,} shards")
    if found.corrections:
        say(f"corrected   {found.corrections:,} corrections are laid over it")
    if found.settings > 1:
        say(f"            read in {found.settings} different ways; build again for one")
    for failure in failed[:_MAX_NAMED]:
        say(f"not read    “{failure.title}” ({failure.article}): {failure.problem}")


@archive_app.command("ask", hidden=True)  # as it was called before it took SQL
@archive_app.command()
def query(
    folder: Folder,
    sql: Annotated[
        str,
        typer.Argument(
            metavar="[SQL]", help="One SELECT over articles, mentions, links, places."
        ),
    ] = "",
    by: Annotated[
        str,
        typer.Option(
            "--by",
            metavar="GROUP",
            help="Count instead of quoting, by: place country admin1 cell day week "
            "month year source kind word place-month; links by status pair actor journey; "
            "places beside --place: linked together.",
        ),
    ] = "",
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="Write the articles as a map, table or page, by its ending.",
        ),
    ] = None,
    place: Annotated[
        str, typer.Option(metavar="NAME", help="A place, with all that lies in it.")
    ] = "",
    other: Annotated[
        str, typer.Option(metavar="NAME", help="Links of --place to this one.")
    ] = "",
    country: Annotated[str, typer.Option(metavar="XX", help="Two letters.")] = "",
    box: Annotated[
        str, typer.Option(metavar="S,W,N,E", help="Places in a box, in degrees.")
    ] = "",
    since: _Day = None,
    until: _Day = None,
    source: Annotated[str, typer.Option(metavar="NAME", help="A newspaper.")] = "",
    words: Annotated[
        str, typer.Option(metavar="TEXT", help="Words of the sentence or the title.")
    ] = "",
    links: Annotated[
        bool, typer.Option("--links", help="Links instead of mentions.")
    ] = False,
    kind: Annotated[str, typer.Option(metavar="KIND", help="Of mention or link.")] = "",
    status: Annotated[str, typer.Option(metavar="STATUS", help="Of links.")] = "",
    min_score: Annotated[
        float, typer.Option(min=0, max=1, metavar="S", help="Least score.")
    ] = 0.0,
    limit: Annotated[
        int | None,
        typer.Option(min=1, metavar="N", help="How many [20; articles of -o 200]."),
    ] = None,
    skip: Annotated[
        int, typer.Option(min=0, metavar="N", help="The next page of passages.")
    ] = 0,
    as_json: Json = False,
) -> None:
    """Quote the sentences that answer a question, the newest first.

    With --by they are counted, with -o their articles are written to a file. With SQL, as
    DuckDB speaks it, the answer is CSV.
    """
    from geo.archive import Archive, Question

    question = Question(
        place=place,
        other=other,
        country=country,
        box=_box(box),
        since=since and since.date(),
        until=until and until.date(),
        source=source,
        kind=kind,
        status=status,
        words=words,
        min_score=min_score,
        links=links or by in _OF_LINKS_ALONE,
    )
    with Archive(folder) as archive:
        if sql:
            if output or by or question != Question():
                raise InputError("ask in SQL or with options, not with both")
            _answer_sql(archive, sql, as_json=as_json)
            return
        if output:
            _write(archive, question, output, limit or _ARTICLES, skip)
            return
        if by:
            counts = archive.counts(question, by=by, limit=limit or _ROWS)
            _answer(as_json, counts, [f"{c.count:>9,}  {c.name}" for c in counts])
            return
        found = archive.passages(question, limit=limit or _ROWS, skip=skip)
    lines = [
        f"{f.published or 'undated'}  {f.source}  [{f.place or 'no place'}]  {f.sentence}"
        for f in found
    ]
    _answer(as_json, found, lines)


def _write(
    archive: Archive, question: Question, output: Path, limit: int, skip: int
) -> None:
    found = archive.atlas(question, limit=limit, skip=skip)
    if not found.readings:
        raise InputError("nothing in the archive answers this; nothing was written")
    geo.save_atlas(geo.as_named(found), output)
    say(f"{len(found.readings):,} of {archive.count(question):,} articles that answer")


def _box(text: str) -> Extent | None:
    """Return a box of the command line.

    Raises:
        InputError: It is none.
    """
    if not text:
        return None
    try:
        south, west, north, east = map(float, text.split(","))
    except ValueError as error:
        raise InputError(
            "--box takes four numbers, south, west, north, east: 35,-10,60,40"
        ) from error
    return Extent(south, west, north, east)


def _answer(as_json: bool, values: Sequence[Any], lines: Iterable[str]) -> None:
    if as_json:
        say_json([_plain(asdict(value)) for value in values])
        return
    for line in lines:
        say(" ".join(line.split("\n")))
    if not values:
        note("nothing answers this")


def _answer_sql(archive: Archive, sql: str, *, as_json: bool) -> None:
    """Print what a question in SQL gives, as CSV or JSON."""
    from geo.spreadsheet import escape_formula

    answer = archive.sql(sql)
    if as_json:
        say_json(
            [_plain(dict(zip(answer.columns, r, strict=True))) for r in answer.rows]
        )
        return
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(answer.columns)
    writer.writerows(
        [escape_formula(c) if isinstance(c, str) else c for c in row]
        for row in answer.rows
    )
    say(text.getvalue().rstrip("\n"))


def _plain(facts: dict[str, Any]) -> dict[str, Any]:
    """Return values as JSON can hold them."""
    return {name: _json_value(value) for name, value in facts.items()}


def _json_value(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, str | int | float | list | None) else str(value)
