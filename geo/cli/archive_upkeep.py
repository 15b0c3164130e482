"""``dateline archive``: what is done to one that is there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

import geo
from geo.cli.archive import Folder, KeepShards, archive_app as archive_app
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
            help="Let the next build read anew what damaged files held.",
        ),
    ] = False,
) -> None:
    """Read an archive through, and say whether its files are what was written."""
    from geo.archive import Store

    store = Store(folder)
    bad_sorted = _verify_sorted(store, forget=forget)
    _verify_corrected(store)
    damaged = _verify_shards(store, forget=forget)
    kept_twice = _verify_twice(store, forget=forget)
    if forget and damaged:
        say(f"{damaged:,} shards forgotten; build again from the same sources")
    elif damaged:
        raise InputError(
            f"{damaged:,} shards are damaged; restore them from a copy, or --forget them "
            "and build again from the same sources"
        )
    elif bad_sorted:
        raise InputError(bad_sorted)
    elif kept_twice and not forget:
        raise InputError("files that are kept twice are damaged; --forget deletes them")
    else:
        say(f"{folder} is sound: {len(store.commits()):,} shards")


def _verify_shards(store: Store, *, forget: bool) -> int:
    """Return how many shards that are in no sorted file are damaged."""
    from geo.archive import snapshots

    damaged = list(store.damaged(snapshots.look(store).tail))
    for commit, path in damaged:
        note(f"damaged: {path}")
        if forget:
            store.forget(commit)
    return len(damaged)


def _verify_twice(store: Store, *, forget: bool) -> int:
    """Return how many damaged files the sorted files say as well."""
    from geo.archive import snapshots

    damaged = list(store.damaged_parts(snapshots.look(store).twice))
    for part in damaged:
        note(f"damaged: {part.path}, which the sorted files say as well")
        if forget:
            store.files.delete(part.path)
    return len(damaged)


def _verify_sorted(store: Store, *, forget: bool) -> str:
    """Return what is to be done where sorted files are damaged, or nothing."""
    from geo.archive import snapshots

    advice = ""
    while now := snapshots.look(store).snapshot:
        bad = list(snapshots.damaged(store, now))
        for part in bad:
            note(f"damaged: {part.path}")
        if not bad:
            break
        if not snapshots.are_needed(now, bad):
            advice = "the others tell all that these do: “dateline archive compact” makes them anew"
            break
        advice = (
            "sorted files are damaged; restore them from a copy, or --forget them: what is "
            "in no shard that is left is read anew by the next build from the same sources"
        )
        if not forget:
            break
        snapshots.forget(store, now)
        say("the sorted files are forgotten")
        advice = ""
    return advice


def _verify_corrected(store: Store) -> None:
    from geo.archive import overlays

    overlay = overlays.newest(store)
    for _, path in store.damaged(overlay.shards if overlay else ()):
        raise InputError(
            f"{path} is damaged; “dateline archive correct” writes it anew"
        )


@archive_app.command()
def compact(folder: Folder, keep_shards: KeepShards = False) -> None:
    """Sort an archive's shards together, count them and index their words.

    A build does so by itself where many are new. Questions are answered the same, but sooner, and
    what the sorted files say as well is deleted.
    """
    from geo.archive import compact_archive

    with progress_bar() as progress:
        made = compact_archive(folder, keep_shards=keep_shards, progress=progress)
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
