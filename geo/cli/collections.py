"""``dateline collections``: list them, write them to a file, take in a file."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import geo
from geo.cli.options import From
from geo.cli.sources import read_utf8
from geo.cli.terminal import note, progress_bar, say
from geo.errors import InputError

if TYPE_CHECKING:
    from geo.collections import Collections
    from geo.collections.transfer import Kept

collections_app = typer.Typer(
    help="What people opened in the dashboard.", rich_markup_mode=None
)
_EVERY = sys.maxsize


@collections_app.command("list")
def list_all() -> None:
    """List the collections, the last opened first."""
    with geo.open_collections() as store:
        found = store.list(limit=_EVERY)
        note(store.notice)
    for each in found:
        shared = "  shared" if each.shared else ""
        say(
            f"{each.id}  {each.opened:%Y-%m-%d}  {each.articles:,}  {each.name}{shared}"
        )
    if not found:
        note("no collections yet; what is opened in the dashboard is kept in one")


@collections_app.command()
def export(
    output: Annotated[str, typer.Argument(metavar="OUT", help="- is stdout.")],
    damaged: From = None,
) -> None:
    """Write the collections to a file: JSON lines, an article each."""
    from geo.atomic_write import writing
    from geo.collections.transfer import salvaged, to_line

    if damaged:
        lines = [to_line(kept) for kept in salvaged(damaged)]
        note(f"{len(lines):,} lines could be read of {damaged}")
    else:
        with geo.open_collections() as store:
            lines = [to_line(kept) for kept in _kept(store)]
            note(store.notice)
    if output == "-":
        sys.stdout.writelines(f"{line}\n" for line in lines)
        return
    with writing(output) as file:
        file.writelines(f"{line}\n" for line in lines)


def _kept(store: Collections) -> Iterator[Kept]:
    from geo.collections.transfer import Kept

    for collection in reversed(store.list(limit=_EVERY)):
        yield Kept(collection, None)
        for article in store.articles(collection.id):
            yield Kept(collection, article)


@collections_app.command("import")
def import_(
    path: Annotated[Path, typer.Argument(metavar="FILE", help="- is stdin.")],
    shared: Annotated[
        bool, typer.Option("--shared", help="Whoever has their address may read them.")
    ] = False,
) -> None:
    """Take in such a file; what is here already stays as it is."""
    lines = list(_read(path))
    if not lines:
        raise InputError(f"nothing in {path} could be used")
    with geo.open_collections() as store:
        for collection, group in groupby(lines, key=lambda kept: kept.collection):
            articles = (kept.article for kept in group if kept.article)
            made = store.restore(collection, articles)
            if shared:
                store.share(made.id, True)
            say(f"{made.id}  {made.articles:,}  {made.name}")
        note(store.notice)


def _read(path: Path) -> Iterable[Kept]:
    from geo.collections.transfer import from_line

    for number, line in enumerate(read_utf8(path).split("\n"), 1):
        if line.strip():
            try:
                yield from_line(line)
            except InputError as error:
                note(f"{path.name}, line {number}: {error}; left out")


@collections_app.command()
def archive(
    collection: Annotated[
        str, typer.Argument(metavar="ID", help="As `list` gives it.")
    ],
    folder: Annotated[
        str, typer.Argument(metavar="ARCHIVE", help="Its folder, or address.")
    ],
) -> None:
    """Make an archive of a collection, or add what is new in it; the collection stays."""
    from geo.archive import Shelf, archive_readings, correct_archive

    with geo.open_collections() as store, progress_bar() as progress:
        kept = store.get(collection)
        if kept is None:
            raise InputError(f"there is no collection {collection!r}")
        tools = geo.Tools(geo.open_gazetteer(progress=progress))
        articles = tuple(store.articles(kept.id))
        atlas = geo.build_atlas(
            articles, tools.gazetteer, store=store, progress=progress
        )
    built = archive_readings(folder, atlas.readings, tools)
    with geo.open_corrections() as said:
        correct_archive(folder, said.history(), tools.gazetteer)
    Shelf().add(folder, kept.name)
    say(f"{built.added:,} articles added, {built.known:,} were there before")
