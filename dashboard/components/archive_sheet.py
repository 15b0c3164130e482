"""All that answers a question to an archive: a map of counts, a line of time, and lists beside.

Every number is the store's, over any number of articles; another answer comes onto the map
that is there, so that what is seen of the world stays.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

import streamlit as st

import geo
import geo.archive
import geo.labels
from dashboard import cached, guard, library, state
from dashboard.components import archive_panel, map_view, timeline
from dashboard.components.browser_events import send_event
from dashboard.components.filters import area_told
from dashboard.components.messages import trying
from geo.atlas import RegionCount, RegionLevel, region_of

_REGIONS = 10_000
_BY = {RegionLevel.COUNTRY: "country", RegionLevel.PROVINCE: "admin1"}


def show(asked: state.Asked) -> None:
    """Show it."""
    with st.container(key="archive-sheet", gap=None):
        with st.container(key="archive-map", gap=None):
            _map(asked)
        _timeline(asked)
        with st.container(key="archive-panel"):
            archive_panel.show(asked)


def region(asked: state.Asked, code: str) -> str:
    """Return what a country is called, or an admin-1 unit ("US/CA")."""
    country, _, unit = code.partition("/")
    if not unit:
        return geo.labels.country_name(country)
    name = cached.archive_provinces(asked.archive.address).get(code)
    return f"{name or code}, {geo.labels.country_name(country)}"


@guard.part
def _map(asked: state.Asked) -> None:
    address, question = asked.archive.address, asked.question
    found = cached.archive_places(address, question)
    compared, other = archive_panel.compared(asked)
    if other:
        known = {place.id for place, _ in found}
        more = cached.archive_places(address, other)
        found += tuple(row for row in more if row[0].id not in known)
    about = replace(question, since=None, until=None)
    words = hashlib.sha256(repr((address, about)).encode()).hexdigest()[:12]
    map_view.show_counted(
        found,
        {level: list(_regions(asked, level, found)) for level in RegionLevel},
        "" if question.box else words,
        partial(_take, asked),
    )
    send_event("compare", compared)


def _regions(
    asked: state.Asked, level: RegionLevel, found: Iterable[tuple[geo.Place, int]]
) -> Iterator[RegionCount]:
    """Count all countries or provinces that answer, whatever of them is drawn.

    Args:
        asked: What is asked.
        level: Which of both.
        found: The places; countries of links are told in pairs, so these are counted.
    """
    address = asked.archive.address
    names = cached.archive_provinces(address)
    if asked.question.of_links:
        within = Counter[str]()
        for place, number in found:
            within[region_of(place, level)] += number
        for code, number in within.items():
            yield RegionCount(code, names.get(code.replace(".", "/"), ""), number, 0, 0)
        return
    mentions = articles = 0  # in none: the sea, and a country as a whole
    for count in cached.archive_counts(address, asked.question, _BY[level], _REGIONS):
        code = count.name
        if code == geo.archive.NONE or code.endswith("/"):
            mentions, articles = mentions + count.count, articles + count.articles
            continue
        name = names.get(code, "")
        yield RegionCount(code.replace("/", "."), name, count.count, 0, count.articles)
    if mentions:
        yield RegionCount("", "", mentions, 0, articles)


def _take(asked: state.Asked, what: str, told: Mapping[str, Any]) -> None:
    """Ask about what was pressed on the map."""
    new = asked_of_map(asked.question, what, told)
    trying(partial(library.ask_archive, asked.archive, new))()


def asked_of_map(
    question: geo.archive.Question, what: str, told: Mapping[str, Any]
) -> geo.archive.Question:
    """Return what is asked once something was pressed on the map.

    Args:
        question: What was asked before.
        what: A "place", a region to "keep" or, pressed again, to let go, or an "area".
        told: What came with it.
    """
    name = str(told.get("id", ""))
    if what == "area":
        return replace(question, box=area_told(told) or question.box)
    if what == "keep":
        code = name.replace(".", "/")
        return replace(question, country="" if code == question.country else code)
    return replace(question, place=name or question.place)


@guard.part
def _timeline(asked: state.Asked) -> None:
    """Show when how much answers; a range of it is asked about, and it plays on the map."""
    undated = replace(asked.question, since=None, until=None)
    view = cached.archive_timeline(asked.archive.address, undated)
    if view:
        take = partial(_take_days, asked)
        timeline.show_counted(view, asked.question.since, asked.question.until, take)


def _take_days(asked: state.Asked, since: date | None, until: date | None) -> None:
    question = replace(asked.question, since=since, until=until)
    trying(partial(library.ask_archive, asked.archive, question))()
