"""What the panel says of what is chosen, or of nothing: the overview."""

from __future__ import annotations

from collections.abc import Mapping

from geo.atlas import link_of, main_places, memoized, summarise
from geo.itinerary import Itinerary, itineraries
from geo.model import Atlas, Focus
from geo.view.lines import marker_view
from geo.view.links import by_direction, journey_row, journey_view, pair_view
from geo.view.place import place_details, place_view
from geo.view.tables import unmapped_names
from geo.view.types import FocusRow, OverviewView, PanelView, UnmappedRow
from geo.words import where

TOP = 10  # how many places the panel offers while nothing is chosen
TOP_MISSING = 5
MAX_MARKERS = 200  # up to here the browser is given every answer at once
MAX_MENTIONS = 2_000


def panel_view(
    atlas: Atlas, kind: str = "", chosen: str = "", most: int | None = None
) -> PanelView:
    """Return what the panel says of a place, link or journey, or the overview.

    Args:
        atlas: What the filters show.
        kind: "place", "link", "journey" or "".
        chosen: Its id; one that is not shown gives the overview.
        most: How many passages to give in full; None for all.
    """
    if kind == "place" and (found := place_details(atlas, chosen)):
        return place_view(atlas, found, most)
    if kind == "link" and (link := link_of(atlas, chosen)):
        return pair_view(atlas, link, most)
    if kind == "journey" and (journey := _journeys(atlas).get(chosen)):
        return journey_view(atlas, journey)
    return _overview(atlas)


@memoized
def panel_answers(atlas: Atlas) -> dict[str, PanelView]:
    """Return every answer of the panel of a small atlas; none of a large one.

    They go by "", "place:ID", "link:ID", "journey:ID".
    """
    shown = len(summarise(atlas)) + len(atlas.links)
    if shown > MAX_MARKERS or len(atlas.resolutions) > MAX_MENTIONS:
        return {}
    return every_answer(atlas)


def every_answer(atlas: Atlas) -> dict[str, PanelView]:
    """Return every answer of the panel, however large the atlas is: for a whole page."""
    choices = [("place", s.place.id) for s in summarise(atlas)]
    choices += [("link", link.id) for link in atlas.links]
    choices += [("journey", name) for name in _journeys(atlas)]
    views = {f"{kind}:{name}": panel_view(atlas, kind, name) for kind, name in choices}
    return {"": panel_view(atlas), **views}


@memoized
def _journeys(atlas: Atlas) -> Mapping[str, Itinerary]:
    return {journey.id: journey for journey in itineraries(atlas)}


@memoized
def _overview(atlas: Atlas) -> OverviewView:
    top = summarise(atlas)
    missing = _missing(atlas)
    journeys = list(_journeys(atlas).values())
    return {
        "type": "overview",
        "id": "",
        "focus": [_focus_row(focus) for focus in main_places(atlas)[:TOP]],
        "places": [{"id": s.place.id, **marker_view(s)} for s in top[:TOP]],
        "more": max(0, len(top) - TOP),
        "links": by_direction(atlas.links[:TOP]),
        "more_links": max(0, len(atlas.links) - TOP),
        "journeys": [journey_row(each) for each in journeys[:TOP]],
        "more_journeys": max(0, len(journeys) - TOP),
        "missing": missing[:TOP_MISSING],
        "more_missing": max(0, len(missing) - TOP_MISSING),
    }


def _missing(atlas: Atlas) -> list[UnmappedRow]:
    return [
        {"name": row.name, "n": row.count, "why": row.why}
        for row in unmapped_names(atlas)
    ]


def _focus_row(focus: Focus) -> FocusRow:
    return {
        "id": focus.place.id,
        "name": focus.place.name,
        "where": where(focus.place),
        "share": focus.score,
    }
