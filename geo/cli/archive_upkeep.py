"""``dateline archive``: what is done to one that is there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

import geo
from geo.cli.archive import Folder, archive_app as archive_app
from geo.cli.terminal import note, progress_bar, say
from geo.errors import InputError

if TYPE_CHECKING:
    from geo.archive import Store


@archive_app.command()
def verify(
    folder: Folder,
    forget: Annotated[
        bool,
        typer.Option(
            "--forget",
            help="Let the next build read the articles of damaged shards anew.",
        ),
    ] = False,
) -> None:
    """Read an archive through, and say whether its files are what was written."""
    from geo.archive import Store

    store = Store(folder)
    bad = _verify_sorted(store, forget=forget)
    _verify_corrected(store)
    damaged = list(store.damaged(store.commits()))
    for commit, path in damaged:
        note(f"damaged: {path}")
        if forget:
            store.forget(commit)
    if forget and damaged:
        say(f"{len(damaged):,} shards forgotten; build again from the same sources")
    elif not damaged and (forget or not bad):
        say(f"{folder} is sound: {len(store.commits()):,} shards")
    elif damaged:
        raise InputError(
            f"{len(damaged):,} shards are damaged; restore them from a copy, or --forget "
            "them and build again from the same sources"
        )
    else:
        raise InputError(
            "the sorted files are damaged, the shards are not; --forget them, and "
            "“dateline archive compact” makes them anew"
        )


def _verify_sorted(store: Store, *, forget: bool) -> str:
    """Return the first of the sorted files that is damaged, or nothing."""
    from geo.archive import snapshots

    now = snapshots.newest(store, store.commits())
    bad = snapshots.damaged(store, now) if now else ""
    if now and bad:
        note(f"damaged: {bad}")
        if forget:
            snapshots.forget(store, now)
            say(
                "the sorted files are forgotten; “dateline archive compact” makes them anew"
            )
    return bad


def _verify_corrected(store: Store) -> None:
    from geo.archive import overlays

    overlay = overlays.newest(store)
    for _, path in store.damaged(overlay.shards if overlay else ()):
        raise InputError(
            f"{path} is damaged; “dateline archive correct” writes it anew"
        )


@archive_app.command()
def compact(folder: Folder) -> None:
    """Sort an archive's shards together, count them and index their words.

    A build does so by itself where many are new. Questions are answered the same, but sooner.
    """
    from geo.archive import compact_archive

    with progress_bar() as progress:
        made = compact_archive(folder, progress=progress)
    say(f"{folder} is sorted" if made else f"{folder} was sorted before")


@archive_app.command()
def correct(
    folder: Folder,
    dry: Annotated[
        bool, typer.Option("--dry-run", help="Only say what would change.")
    ] = False,
) -> None:
    """Lay your corrections over an archive, and take back there what you took back.

    What others laid over it stays. A build does so by itself with what it reads.
    """
    from geo.archive import correct_archive

    with geo.open_corrections() as kept, progress_bar() as progress:
        note(kept.notice)
        changes = correct_archive(
            folder, kept.history(), geo.open_gazetteer(), dry=dry, progress=progress
        )
    if changes is None:
        say(f"{folder} holds these corrections already")
    else:
        say(f"all corrections together: {changes}")


@archive_app.command()
def learn(folder: Folder) -> None:
    """Learn what an archive's newspapers usually write about; builds read with it then.

    What was read before is read so when it is given again.
    """
    from geo.archive import learn_habits

    found = learn_habits(folder)
    say(f"the habits of {len(found):,} newspapers are learnt")


@archive_app.command()
def delete(
    folder: Folder,
    sure: Annotated[bool, typer.Option("--yes", help="Yes, all of it.")] = False,
) -> None:
    """Delete an archive with all its files. This cannot be undone."""
    from geo.archive import Shelf, Store

    store = Store(folder)
    if not sure:
        shards = f"{len(store.commits()):,} shards"
        raise InputError(f"this deletes {store.address} with {shards}: say --yes")
    shelf = Shelf()
    shelf.delete(shelf.add(folder))
    say(f"{folder} is deleted")
