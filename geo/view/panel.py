"""What the panel says of what is chosen, or of nothing: the overview."""

from __future__ import annotations

from collections.abc import Mapping

from geo.atlas import link_of, main_places, once_per_atlas, summarise
from geo.itinerary import Itinerary, itineraries
from geo.labels import where
from geo.model import Atlas, Focus
from geo.view.dossier import dossier
from geo.view.ledger import ledger_of
from geo.view.links import by_direction, journey_line, journey_view, pair_view
from geo.view.place import place_view
from geo.view.signs import View, sign_view

TOP = 10  # how many places the panel offers while nothing is chosen
TOP_MISSING = 5
MOST_SIGNS = 200  # up to here the browser is given every answer at once
MOST_MENTIONS = 2_000


def panel_view(
    atlas: Atlas, kind: str = "", chosen: str = "", most: int | None = None
) -> View:
    """Return what the panel says of a place, link or journey, or the overview.

    Args:
        atlas: What the filters show.
        kind: "place", "link", "journey" or "".
        chosen: Its id; one that is not shown gives the overview.
        most: How many passages to give in full; None for all.
    """
    if kind == "place" and (found := dossier(atlas, chosen)):
        return place_view(atlas, found, most)
    if kind == "link" and (link := link_of(atlas, chosen)):
        return pair_view(atlas, link, most)
    if kind == "journey" and (journey := _journeys(atlas).get(chosen)):
        return journey_view(atlas, journey)
    return _overview(atlas)


@once_per_atlas
def panel_answers(atlas: Atlas) -> dict[str, View]:
    """Return every answer of the panel of a small atlas; none of a large one.

    They go by "", "place:ID", "link:ID", "journey:ID".
    """
    signs = len(summarise(atlas)) + len(atlas.links)
    if signs > MOST_SIGNS or len(atlas.resolutions) > MOST_MENTIONS:
        return {}
    return every_answer(atlas)


def every_answer(atlas: Atlas) -> dict[str, View]:
    """Return every answer of the panel, however large the atlas is: for a whole page."""
    choices = [("place", s.place.id) for s in summarise(atlas)]
    choices += [("link", link.id) for link in atlas.links]
    choices += [("journey", name) for name in _journeys(atlas)]
    views = {f"{kind}:{name}": panel_view(atlas, kind, name) for kind, name in choices}
    return {"": panel_view(atlas), **views}


@once_per_atlas
def _journeys(atlas: Atlas) -> Mapping[str, Itinerary]:
    return {journey.id: journey for journey in itineraries(atlas)}


@once_per_atlas
def _overview(atlas: Atlas) -> View:
    top = summarise(atlas)
    missing = _missing(atlas)
    journeys = list(_journeys(atlas).values())
    return {
        "type": "overview",
        "id": "",
        "focus": [_focus_line(focus) for focus in main_places(atlas)[:TOP]],
        "places": [{"id": s.place.id, **sign_view(s)} for s in top[:TOP]],
        "more": max(0, len(top) - TOP),
        "links": by_direction(atlas.links[:TOP]),
        "more_links": max(0, len(atlas.links) - TOP),
        "journeys": [journey_line(each) for each in journeys[:TOP]],
        "more_journeys": max(0, len(journeys) - TOP),
        "missing": missing[:TOP_MISSING],
        "more_missing": max(0, len(missing) - TOP_MISSING),
    }


def _missing(atlas: Atlas) -> list[View]:
    return [
        {"name": row.name, "n": row.count, "why": row.why} for row in ledger_of(atlas)
    ]


def _focus_line(focus: Focus) -> View:
    return {
        "id": focus.place.id,
        "name": focus.place.name,
        "where": where(focus.place),
        "share": focus.score,
    }
