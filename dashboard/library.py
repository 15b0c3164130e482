"""What stays when the page is closed: collections, and which is open.

A cookie names what was open last; whose a collection is stands in ``dashboard.people``.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

import geo
import geo.articles
import geo.collections
import geo.team
from dashboard import cached, people, sign_in, state, url
from dashboard.state import Opened, Selection

if TYPE_CHECKING:
    from geo.archive import Listed, Question

OPEN_COOKIE = (
    "dateline_open"  # "collection.run", "archive-id.run", "private.run" or ".run"
)
PRIVATE = "private"
PAGE = 200  # articles of an archive that are shown at a time
_ARCHIVE = "archive-"  # before the id of one, where it was open last


def begin(asked: Mapping[str, str]) -> None:
    """Open what the address asks for, what was open last, or the sample.

    Args:
        asked: What the address says.
    """
    if state.is_started():
        # Somebody went back or forward, or followed a link inside the page.
        if asked and asked != url.last():
            _obey(asked)
        return
    remembered, run = _remembered()
    chosen = state.selection()
    state.set_private(remembered == PRIVATE)
    try:
        _first(asked, remembered, of_this_run=run == _run())
    except geo.DatelineError as error:
        state.open_articles(Opened())
        state.set_error(str(error))
    if chosen.kind and not asked:
        state.choose(chosen)
    notice = cached.collections().notice
    if notice and not state.error():
        state.set_error(notice)


def _first(asked: Mapping[str, str], remembered: str, *, of_this_run: bool) -> None:
    files = [name for name in os.environ.get(state.FILES, "").split("\n") if name]
    if asked:
        _obey(asked)
        return
    if not files or of_this_run:
        kept = cached.collections().get(remembered)
        if kept and people.may_read(kept):
            open_kept(kept)
            return
        if archive := _remembered_archive(remembered):
            open_archive(archive)
            return
    if files:
        _open_files(files)
    else:
        open_sample(geo.articles.samples()[0])


def _remembered_archive(remembered: str) -> Listed | None:
    if not remembered.startswith(_ARCHIVE):
        return None
    return cached.shelf().get(remembered.removeprefix(_ARCHIVE))


def _open_files(named: Sequence[str]) -> None:
    """Open what the command line names; what cannot be read costs only itself."""
    found = cached.named_on_the_command_line(named)
    state.open_articles(Opened(_articles_of(found)))
    _tell(found)


def _obey(asked: Mapping[str, str]) -> None:
    """Open and choose what an address asks for."""
    advice = ""
    kept = cached.collections().get(asked.get(url.COLLECTION, ""))
    named = [s for s in geo.articles.samples() if s.name == asked.get(url.SAMPLE)]
    if kept and people.may_read(kept):
        open_kept(kept)
    else:
        if url.COLLECTION in asked:
            advice = "this collection is not shared, or was deleted; ask its owner"
        elif url.SAMPLE in asked and not named:
            advice = "there is no sample of this name; choose one under Open"
        open_sample((named or geo.articles.samples())[0])
    if asked.get(url.LOOK, state.look().name) != state.look().name:
        state.set_look(asked[url.LOOK])
    for kind in url.KINDS_CHOSEN:
        if kind in asked:
            state.choose(Selection(kind, asked[kind]), push=True)
    state.set_error(advice)


def _remembered() -> tuple[str, str]:
    """Return what was open last, and in which run of the server."""
    what, _, run = people.sent_cookies().get(OPEN_COOKIE, "").partition(".")
    return what, run


def cookies() -> dict[str, str]:
    """Return what the browser is to remember."""
    now = state.opened().collection
    asked = state.opened().asked
    kept = now.id if now else f"{_ARCHIVE}{asked.archive.id}" if asked else ""
    what = PRIVATE if state.private() else kept
    known = {} if sign_in.required() else {people.OWNER_COOKIE: people.owner()}
    return {**known, OPEN_COOKIE: f"{what}.{_run()}"}


@st.cache_resource(show_spinner=False)
def _run() -> str:
    """Name this run of the server: files named at its start come before older things."""
    return secrets.token_urlsafe(6)


def own_collection() -> geo.collections.Collection | None:
    """Return the open collection where it is this browser's own."""
    now = state.opened().collection
    return now if now and people.may_change(now) else None


def can_add() -> bool:
    """Return whether something can be added to what is open."""
    now = state.opened()
    private_ones = state.private() and now.articles and not (now.sample or now.asked)
    return bool(private_ones or own_collection())


def open_sample(sample: geo.articles.Sample) -> None:
    """Open a sample; it is never kept."""
    state.open_articles(Opened((sample.read(),), sample=sample.name))


def open_kept(collection: geo.collections.Collection) -> None:
    """Open a collection.

    Raises:
        DatelineError: It has been deleted meanwhile.
    """
    touched = collection.belongs_to(people.owner()) and not state.private()
    articles = tuple(cached.collections().articles(collection.id))
    if touched:
        cached.collections().touch(collection.id)
    state.open_articles(Opened(articles, collection=collection))


def open_archive(archive: Listed) -> None:
    """Open an archive: its newest articles.

    Raises:
        DatelineError: It is gone, or cannot be asked.
    """
    from geo.archive import Question

    ask_archive(archive, Question())


def read_archive(on: bool, alone: str = "") -> None:
    """Read articles of what is asked of the open archive, or count all of it.

    Args:
        on: Whether articles are read.
        alone: The id of one of them.

    Raises:
        DatelineError: It is gone.
    """
    asked = state.opened().asked
    if asked:
        state.set_reads_archive(on)
        ask_archive(asked.archive, asked.question, alone=alone)


def ask_archive(
    archive: Listed, question: Question, skip: int = 0, alone: str = ""
) -> None:
    """Open what of an archive answers a question: all of it counted, or articles to read.

    Args:
        archive: The archive.
        question: What is asked.
        skip: How many of the newest articles are on earlier pages.
        alone: The id of one article that is opened instead of a page of them.

    Raises:
        DatelineError: It is gone, or cannot be asked so.
    """
    opened = cached.archive(archive.address)
    answering = cached.archive_count(archive.address, question)
    atlas = geo.Atlas(())
    # Corrections are laid over it here, so that each can be taken back at once.
    if alone:
        atlas = opened.articles([alone], corrected=False)
    elif state.reads_archive():
        atlas = opened.atlas(question, limit=PAGE, skip=skip, corrected=False)
    asked = state.Asked(archive, question, skip, atlas, answering, alone)
    state.open_articles(Opened(atlas.articles, asked=asked))


def correct_archive() -> None:
    """Lay all corrections over the open archive, so that it counts with them.

    Raises:
        DatelineError: Who is at the page may not correct, or it cannot be written.
    """
    import geo.archive

    asked = state.opened().asked
    if asked:
        geo.team.require_may_correct(people.person())
        history = cached.corrections().history()
        geo.archive.correct_archive(asked.archive.address, history, cached.gazetteer())
        cached.forget_archives()
        ask_archive(asked.archive, asked.question, asked.skip)


def make_archive(own: geo.collections.Collection) -> None:
    """Make an archive of a collection, or add what is new in it, and open it.

    Raises:
        DatelineError: Who is at the page may not, or it cannot be written.
    """
    import geo.archive

    geo.team.require_may_keep_archives(people.person())
    articles = tuple(cached.collections().articles(own.id))
    options = replace(state.options(), online=False)
    atlas = cached.atlas_of(articles, options, lambda *_: None)
    name = hashlib.sha256(own.id.encode()).hexdigest()[:16]
    folder = cached.settings().data_dir / "archives" / name
    tools = cached.tools_of(options, online=False)
    geo.archive.archive_readings(folder, atlas.readings, tools)
    history = cached.corrections().history()
    geo.archive.correct_archive(folder, history, tools.gazetteer)
    cached.forget_archives()
    open_archive(cached.shelf().add(folder, own.name))


def delete_archive(one: Listed) -> None:
    """Delete an archive with its files, and open the sample.

    Raises:
        DatelineError: Who is at the page may not, or it cannot be deleted.
    """
    geo.team.require_may_keep_archives(people.person())
    cached.shelf().delete(one)
    cached.forget_archives()
    open_sample(geo.articles.samples()[0])


def open_new(articles: Sequence[geo.Article], *, add: bool) -> bool:
    """Open articles in a collection of their own, or add them to the open one.

    Where they cannot be kept they are open all the same, and why is said.

    Returns:
        False where they are more than one person may have read in a day.
    """
    try:
        people.open_some(len(articles))
    except geo.DatelineError as error:
        state.set_error(str(error))
        return False
    before = state.articles() if add and can_add() else ()
    into = own_collection() if before else None
    private, who = state.private(), people.owner()
    kept, advice = None, ""
    try:
        kept = None if private else _keep(articles, into, who)
    except geo.DatelineError as error:
        advice = str(error)
    everything = tuple(_each_once([*before, *articles]))
    state.open_articles(Opened(everything, collection=kept), advice)
    return True


def open_read(found: Sequence[geo.articles.OpenReport], *, add: bool) -> None:
    """Open what files or an address hold, and say what became of each."""
    articles = _articles_of(found)
    if articles and not open_new(articles, add=add):
        return
    _tell(found, state.error() if articles else "")


def _articles_of(found: Sequence[geo.articles.OpenReport]) -> tuple[geo.Article, ...]:
    return tuple(article for one in found for article in one.articles)


def _tell(found: Sequence[geo.articles.OpenReport], *problems: str) -> None:
    """Show what went wrong, first of all, and have the rest at hand."""
    wrong = [one.problem for one in found if one.problem]
    count = [geo.articles.count_opened(found)] if wrong and len(found) > 1 else []
    state.set_error("\n".join(line for line in (*problems, *count, *wrong) if line))
    if any(one.articles for one in found):
        state.set_report(geo.articles.describe_opened(found))


def can_redescribe() -> bool:
    """Return whether title, source and date of what is open may be changed."""
    now = state.opened()
    if now.sample or now.asked:
        return False
    return bool(own_collection() or not now.collection)


def redescribe(article: geo.Article) -> None:
    """Take a new title, source and date of an open article, and keep them.

    Raises:
        DatelineError: They cannot be kept.
    """
    articles = state.articles()
    state.set_articles(tuple(article if a.id == article.id else a for a in articles))
    collection = own_collection()
    if collection and not state.private():
        state.set_collection(_keep([article], collection, people.owner()))


def keep() -> None:
    """Keep what is open: files of the command line, what another shares.

    Raises:
        DatelineError: It cannot be kept.
    """
    articles = state.articles()
    state.set_collection(_keep(articles, None, people.owner()))


def _keep(
    articles: Sequence[geo.Article], into: geo.collections.Collection | None, who: str
) -> geo.collections.Collection:
    store = cached.collections()
    into = into or store.create(geo.collections.collection_name(articles), owner=who)
    return store.add(into.id, articles)


def _each_once(articles: Sequence[geo.Article]) -> Iterator[geo.Article]:
    """Return each text once, in its place, as it was given last."""
    yield from {article.id: article for article in articles}.values()


def switch_private(on: bool) -> None:
    """Keep nothing from now on, or keep what is opened again."""
    state.set_private(on)
    if on:
        state.set_collection(None)
