"""What one reader's session holds: what is open, the choice, the options.

Session state belongs to one browser tab; what is kept is ``dashboard.library``'s affair.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import geo
import geo.articles
import geo.atlas
import geo.collections
import geo.logs
from dashboard import session, url

if TYPE_CHECKING:
    from geo.archive import Listed, Question

FILES = "DATELINE_SERVE_FILES"  # set by `dateline serve`
MODEL = "DATELINE_SERVE_MODEL"
KINDS = "DATELINE_SERVE_KINDS"

ONLINE = "online"  # the key of the badge's switch
_OPEN = "open"
_SELECTION = "selection"
_PUSHED = "pushed"
_LOOK = "look"
_PROBLEM = "problem"
_NOTICE = "notice"
_REPORT = "report"
_READS = "archive-reads"
_COMMON_LOOKS = ("", "dots", "zoom")  # that no address need name
_READ = "read"  # what was last read whole

BROKEN_OFF = "The reading was cancelled."


@dataclass(frozen=True, slots=True)
class Selection:
    """What is chosen: a place, a link, or nothing ("")."""

    kind: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """How the map shows the places.

    Attributes:
        name: "dots", "countries", "provinces", "heat", of an archive also "zoom"; "" for
            what a map begins with.
        n: The how-manieth choice it is: the map does not take back a later one.
    """

    name: str = ""
    n: int = 0


@dataclass(frozen=True, slots=True)
class Options:
    """How articles are read.

    Attributes:
        model: An installed spaCy pipeline instead of Dateline's own, or None.
        kinds: Kinds of mention kept.
        online: Ask geocoders about names the gazetteer lacks.
    """

    model: str | None = None
    kinds: frozenset[geo.MentionKind] = frozenset(geo.MentionKind)
    online: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """A question to an archive, and the page of its answer that is open.

    Attributes:
        archive: Which archive.
        question: What is asked.
        skip: How many newer articles answer, which are not on this page.
        atlas: The articles of the page; none where all that answer is only counted.
        answering: How many articles answer.
        alone: The id of the one article that is open, "" for a page of them.
    """

    archive: Listed
    question: Question
    skip: int
    atlas: geo.Atlas
    answering: int
    alone: str = ""


@dataclass(frozen=True, slots=True)
class Opened:
    """What is open.

    Attributes:
        articles: The articles.
        sample: The name of the sample, where it is one.
        collection: The collection it is kept in, where it is.
        asked: The question that an archive answers with them, where it does.
    """

    articles: tuple[geo.Article, ...] = ()
    sample: str = ""
    collection: geo.collections.Collection | None = None
    asked: Asked | None = None


def is_started() -> bool:
    """Return whether this session has opened anything yet."""
    return session.get(_OPEN) is not None


def opened() -> Opened:
    """Return what is open."""
    found: Opened = session.get(_OPEN, Opened())
    return found


def articles() -> tuple[geo.Article, ...]:
    """Return the open articles."""
    return opened().articles


def open_articles(new: Opened, advice: str = "") -> None:
    """Open something instead of what was; nothing is chosen in it yet.

    Args:
        new: What.
        advice: A message to show with it.
    """
    said = {_PROBLEM: advice, _NOTICE: "", _REPORT: ()}
    session.put({_OPEN: new, _SELECTION: Selection(), **said})


def note_read() -> None:
    """Note that what is open was read: a reading that is broken off comes back to it."""
    session.put({_READ: opened()})


def break_off() -> None:
    """Open what was read before instead of what is being read; nothing where that is the same."""
    before: Opened = session.get(_READ, Opened())
    again = before == opened()
    open_articles(Opened() if again else before)
    session.put({_NOTICE: BROKEN_OFF})


def set_collection(collection: geo.collections.Collection | None) -> None:
    """Note how the open articles are kept now."""
    session.put({_OPEN: replace(opened(), collection=collection)})


def set_asked(asked: Asked) -> None:
    """Note that the open archive is called otherwise; what is chosen stays."""
    session.put({_OPEN: replace(opened(), asked=asked)})


def reads_archive() -> bool:
    """Return whether articles of an archive are read, not all that answer counted."""
    return bool(session.get(_READS, False))


def set_reads_archive(on: bool) -> None:
    """Read articles of an archive from now on, or count all that answer."""
    session.put({_READS: on})


def set_articles(new: tuple[geo.Article, ...]) -> None:
    """Note that the open articles are described in another way; the choice stays."""
    session.put({_OPEN: replace(opened(), articles=new)})


def private() -> bool:
    """Return whether nothing of this session is kept."""
    return bool(session.get(session.PRIVATE, False))


def set_private(on: bool) -> None:
    """Keep nothing of this session from now on, or keep what is opened again."""
    session.put({session.PRIVATE: on})


def addressable() -> bool:
    """Return whether filters and selection may stand in the address.

    Only what others can open too may: a sample, a collection its owner shares.
    """
    now = opened()
    return bool(now.sample or (now.collection and now.collection.shared))


def update_url() -> None:
    """Have the address say what is open and chosen, where it may."""
    url.update(_address())


def _address() -> dict[str, str]:
    if not addressable():
        return {}
    now, chosen = opened(), selection()
    address = {chosen.kind: chosen.id} if chosen.kind in url.KINDS_CHOSEN else {}
    if look().name not in _COMMON_LOOKS:
        address[url.LOOK] = look().name
    if now.collection:
        return {url.COLLECTION: now.collection.id, **address}
    # The first sample needs no name: the bare address opens it.
    if address or now.sample != geo.articles.samples()[0].name:
        return {url.SAMPLE: now.sample, **address}
    return address


def options() -> Options:
    """Return how articles are to be read."""
    return Options(
        model=os.environ.get(MODEL) or None,
        kinds=_kinds(os.environ.get(KINDS)),
        online=bool(session.get(ONLINE, False)),
    )


def _kinds(named: str | None) -> frozenset[geo.MentionKind]:
    """Read the kinds that `dateline serve` names; every kind where it names none."""
    if named is None:
        return frozenset(geo.MentionKind)
    return frozenset(kind for kind in geo.MentionKind if kind in named.split(","))


def selection() -> Selection:
    """Return what is chosen."""
    chosen: Selection = session.get(_SELECTION, Selection())
    return chosen


def choose(chosen: Selection, *, push: bool = False) -> None:
    """Choose a place or link.

    Args:
        chosen: What.
        push: True where text and map do not know of it yet: a row of a table.
    """
    session.put({_SELECTION: chosen})
    if push:
        session.put({_PUSHED: pushed() + 1})
    update_url()


def is_in(atlas: geo.Atlas) -> bool:
    """Return whether an atlas has the place or link that is chosen; True where none is."""
    chosen = selection()
    if chosen.kind == "place":
        return geo.atlas.summary_of(atlas, chosen.id) is not None
    return chosen.kind != "link" or geo.atlas.bundle_of(atlas, chosen.id) is not None


def keep_to(atlas: geo.Atlas) -> None:
    """Choose nothing where an atlas lacks what is chosen: an old address, an answer corrected."""
    if not is_in(atlas):
        choose(Selection(), push=True)


def pushed() -> int:
    """Count the choices that text and map have to be told of."""
    count: int = session.get(_PUSHED, 0)
    return count


def look() -> Look:
    """Return how the map shows the places."""
    chosen: Look = session.get(_LOOK, Look())
    return chosen


def set_look(name: str, n: int | None = None) -> None:
    """Note how the map shows the places.

    Args:
        name: One of the names in geo/web/looks.js.
        n: The map's count of choices; None where the map has yet to be told.
    """
    session.put({_LOOK: Look(name, look().n + 1 if n is None else n)})
    update_url()


def set_error(advice: str) -> None:
    """Keep a message to show at the top until something is opened; a line a problem."""
    session.put({_PROBLEM: advice})


def error() -> str:
    """Return the message to show, or ""."""
    advice: str = session.get(_PROBLEM, "")
    return advice


def notice() -> str:
    """Return what to say that is no problem until something is opened, or ""."""
    words: str = session.get(_NOTICE, "")
    return words


def set_report(lines: Sequence[str]) -> None:
    """Keep what is to be said of the files that were read, until others are opened."""
    session.put({_REPORT: tuple(lines)})


def report() -> tuple[str, ...]:
    """Return what is to be said of the files that were read; a line each."""
    lines: tuple[str, ...] = session.get(_REPORT, ())
    return lines
