"""What is slow, kept: the gazetteer, the geocoder, and the last atlases that were read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

import streamlit as st

import geo
import geo.articles
import geo.atlas
import geo.collections
import geo.corrections
import geo.gazetteer
import geo.geocoders
import geo.model
import geo.readings
import geo.settings
import geo.team
import geo.view
from dashboard import state
from dashboard.state import Options

if TYPE_CHECKING:
    from geo.archive import Archive, Compared, Count, Found, Question, Shelf

MAX_ARTICLES = 2_000  # in memory, about 100 kB each
_COUNTED = 10_000  # rows that are kept of what an archive counted
_DAYS = 100_000  # more than there are days in any archive
_PLAYED = 20_000  # of places at a step: those named most play
# By what the places that play are counted, by the unit of a step; else by year.
_PLAYED_BY = {"day": "day", "week": "week", "month": "month", "quarter": "month"}
_READINGS = "readings"


def atlas_of(
    articles: tuple[geo.Article, ...],
    options: Options,
    progress: geo.model.Progress,
    *,
    private: bool = False,
) -> geo.Atlas:
    """Read articles onto the map, or give what was read before; each is read alone.

    What is read is kept at once where a collection has the article: a long reading that
    is broken off goes on where it was.

    Args:
        articles: What to read.
        options: How.
        progress: Told the share done and what is being done.
        private: Keep nothing beyond this session.

    Raises:
        DatelineError: They cannot be read; the message says what to do.
    """
    cache = _own_readings() if private else _readings()
    return cache.atlas(
        articles,
        # What geocoders answer is kept in a file: of a private reading nobody is asked.
        tools_of(options, online=options.online and not private),
        progress=progress,
        notice=state.set_error,
    )


def tools_of(options: Options, *, online: bool) -> geo.Tools:
    """Return what articles are read with."""
    return geo.Tools(
        gazetteer(),
        geocoder=geocoder() if online else None,
        model=options.model,
        kinds=options.kinds,
        sureness=settings().sureness,
    )


@st.cache_resource(show_spinner=False)
def _readings() -> geo.ReadingCache:
    kept = geo.readings.ReadingStores(
        geo.readings.SampleReadings(settings().cache_dir), _served(), collections()
    )
    return geo.ReadingCache(MAX_ARTICLES, kept)


@st.cache_resource(show_spinner=False)
def _served() -> geo.readings.ServedReadings:
    """Return what keeps readings of files that the server was started with."""
    return geo.readings.ServedReadings(settings().cache_dir)


def _own_readings() -> geo.ReadingCache:
    """Return the readings that go with this session."""
    if _READINGS not in st.session_state:
        st.session_state[_READINGS] = geo.ReadingCache(MAX_ARTICLES)
    own: geo.ReadingCache = st.session_state[_READINGS]
    return own


@st.cache_resource(show_spinner=False)
def collections() -> geo.collections.Collections:
    """Open the collections once for everybody."""
    return geo.open_collections()


def corrected(atlas: geo.Atlas, address: str = "") -> geo.Atlas:
    """Return an atlas as people have corrected it, its places named as its articles do.

    Args:
        atlas: What the machine read.
        address: The archive that it is of, where it is of one.
    """
    return _corrected(atlas, in_force(address))


def in_force(address: str = "") -> tuple[geo.corrections.Correction, ...]:
    """Return what people said, also what an archive holds of it."""
    overlay = archive(address).overlay if address else None
    if overlay is None:
        return corrections().in_force()
    import geo.archive

    every = geo.archive.together(overlay, corrections().history())
    return tuple(kept.correction for kept in every if kept.in_force)


@geo.atlas.memoized
def _corrected(
    atlas: geo.Atlas, in_force: tuple[geo.corrections.Correction, ...]
) -> geo.Atlas:
    return geo.as_named(geo.apply_corrections(atlas, in_force, gazetteer()))


@st.cache_resource(show_spinner=False)
def corrections() -> geo.corrections.Corrections:
    """Open the corrections once for everybody."""
    return geo.open_corrections()


@st.cache_resource(show_spinner=False)
def team() -> geo.team.Team:
    """Open the file of the team once for everybody; only where people sign in."""
    return geo.team.open_team()


def archive(address: str) -> Archive:
    """Open an archive for everybody; what is added to it is seen after ten minutes."""
    return _archive(address, _times_sorted(address))


@st.cache_resource(show_spinner=False, max_entries=4, ttl=600)
def _archive(address: str, times_sorted: int) -> Archive:
    """Open an archive; anew once it was sorted, as older files of it are gone then."""
    import geo.archive  # loads what reads articles

    del times_sorted
    return geo.archive.Archive(address)


@st.cache_data(show_spinner=False, max_entries=100, ttl=5)
def _times_sorted(address: str) -> int:
    import geo.archive  # loads what reads articles

    return geo.archive.snapshots.last(geo.archive.Store(address))


@st.cache_resource(show_spinner=False)
def shelf() -> Shelf:
    """Return the archives that are offered."""
    import geo.archive

    return geo.archive.Shelf()


# Answers of archives are the same for all, and nobody changes one: none is copied.


def archive_counts(
    address: str, question: Question, by: str, limit: int
) -> tuple[Count, ...]:
    """Return how much of an archive answers a question, by something."""
    # A field, a list and the map ask for as many each: they are counted once.
    return _archive_counts(address, question, by, max(limit, _COUNTED))[:limit]


@st.cache_resource(show_spinner=False, max_entries=200, ttl=600)
def _archive_counts(
    address: str, question: Question, by: str, limit: int
) -> tuple[Count, ...]:
    return archive(address).counts(question, by=by, limit=limit)


@st.cache_data(show_spinner=False, max_entries=200, ttl=600)
def archive_count(address: str, question: Question) -> int:
    """Return how many articles of an archive answer a question."""
    return archive(address).count(question)


@st.cache_resource(show_spinner=False, max_entries=20, ttl=600)
def archive_places(
    address: str, question: Question
) -> tuple[tuple[geo.Place, int], ...]:
    """Return the places named most in what answers a question, with their mentions."""
    return archive(address).places(question)


@st.cache_resource(show_spinner=False, max_entries=20, ttl=600)
def archive_timeline(address: str, question: Question) -> geo.view.TimelineView | None:
    """Return when how much answers a question, and what plays, as the timeline is told."""
    import geo.archive

    opened = archive(address)
    days = opened.counts(question, by="day", limit=_DAYS)
    return geo.view.days_view(
        {
            date.fromisoformat(c.name): (c.count, c.articles)
            for c in days
            if c.name != geo.archive.NONE
        },
        sum(c.articles for c in days if c.name == geo.archive.NONE),
        partial(_played, opened, question),
    )


def _played(
    opened: Archive, question: Question, unit: str
) -> Iterator[tuple[str, date, int]]:
    """Return how often each place is named in a stretch of time: those named most."""
    import geo.archive

    by = f"place-{_PLAYED_BY.get(unit, 'year')}"
    for count in opened.counts(question, by=by, limit=_PLAYED):
        if count.name != geo.archive.NONE:
            place, _, day = count.name.rpartition(" ")
            yield place, date.fromisoformat(day), count.count


@st.cache_resource(show_spinner=False, max_entries=50, ttl=600)
def archive_passages(
    address: str, question: Question, limit: int, skip: int
) -> tuple[Found, ...]:
    """Return a page of the passages of an archive that answer a question."""
    return archive(address).passages(question, limit=limit, skip=skip)


@st.cache_resource(show_spinner=False, max_entries=20, ttl=600)
def archive_compared(
    address: str, one: Question, other: Question, by: str, limit: int
) -> tuple[Compared, ...]:
    """Return how much of an archive answers one question and another, by something."""
    return archive(address).compare(one, other, by=by, limit=limit)


@st.cache_resource(show_spinner=False, max_entries=8, ttl=600)
def archive_provinces(address: str) -> dict[str, str]:
    """Return what the admin-1 units of an archive are called, by their codes ("US/CA")."""
    found = archive(address).sql(
        "SELECT country_code || '/' || admin1, any_value(admin1_name) FROM places "
        "WHERE admin1 <> '' AND admin1_name <> '' GROUP BY 1"
    )
    return dict(found.rows)


def archive_preview(
    address: str, made: geo.corrections.Correction
) -> geo.corrections.Preview:
    """Return what a correction would change in all of an archive."""
    import geo.archive

    return geo.archive.preview_in_archive(archive(address), made, in_force(address))


def archive_lacks(address: str) -> int:
    """Return how many corrections an archive does not count with yet."""
    history = corrections().history()
    in_force = tuple(kept.correction.id for kept in history if kept.in_force)
    return _archive_lacks(address, in_force, history)


@st.cache_data(show_spinner=False, max_entries=20, ttl=600)
def _archive_lacks(
    address: str,
    in_force: tuple[str, ...],
    _history: tuple[geo.corrections.StoredCorrection, ...],
) -> int:
    del in_force  # by which histories are told apart
    import geo.archive

    return len(geo.archive.corrections_lacking(archive(address), _history))


def forget_archives() -> None:
    """Open archives anew: one has changed."""
    for kept in (
        _archive,
        _archive_counts,
        archive_count,
        archive_places,
        archive_timeline,
        archive_passages,
        archive_compared,
        archive_provinces,
        _archive_lacks,
    ):
        kept.clear()


def named_on_the_command_line(named: Iterable[str]) -> list[geo.articles.OpenReport]:
    """Open what `dateline serve` was given; an address is asked for once, not a visit.

    What is read in it stays for the next start, but for a private session.
    """
    found: list[geo.articles.OpenReport] = []
    for online, group in groupby(named, geo.articles.is_url):
        if online:
            found += (one for address in group for one in _at(address))
        else:
            found += geo.read_articles(group)
    _served().admit(article for one in found for article in one.articles)
    return found


def _at(address: str) -> tuple[geo.articles.OpenReport, ...]:
    known = _asked()
    if address in known:
        return known[address]
    found = geo.read_articles([address])
    if not any(one.problem for one in found):  # what failed may be asked for again
        known[address] = found
    return found


@st.cache_resource(show_spinner=False)
def _asked() -> dict[str, tuple[geo.articles.OpenReport, ...]]:
    return {}


@st.cache_resource(show_spinner=False)
def gazetteer() -> geo.gazetteer.OfflineGazetteer:
    """Open the offline gazetteer once for everybody: it is only read."""
    return geo.open_gazetteer()


@st.cache_resource(show_spinner=False)
def settings() -> geo.settings.Settings:
    """Read the settings once."""
    return geo.settings.get_settings()


@st.cache_resource(show_spinner=False)
def geocoder() -> geo.geocoders.Geocoders | None:
    """Return the geocoders that the badge switches on."""
    return geo.geocoders.online_geocoder(switched_on())


@st.cache_resource(show_spinner=False)
def switched_on() -> geo.settings.Settings:
    """Return the settings with geocoders switched on: Nominatim where none is set."""
    chosen = settings()
    if chosen.geocoders:
        return chosen
    return chosen.model_copy(update={"geocoders": ("nominatim",)})
