"""What the panel says of what is chosen, a link, a journey, or of nothing: the overview."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from geo.atlas import link_of, links_between, main_places, memoized, summarise
from geo.itinerary import Itinerary, itineraries
from geo.labels import link_name, where
from geo.model import Atlas, Evidence, Focus, Link, LinkKind, Place
from geo.view.lines import link_row, marker_view, passage_view, stops_view
from geo.view.place import place_details, place_view, reason_views
from geo.view.types import (
    EndView,
    FocusRow,
    JourneyRow,
    JourneyView,
    LinkRow,
    LinkView,
    OverviewView,
    PairView,
    PanelView,
    PassageView,
    UnmappedRow,
)
from geo.view.unmapped import WhyNot, unmapped_names

TOP = 10  # how many places the panel offers while nothing is chosen
TOP_MISSING = 5
MAX_MARKERS = 200  # up to here the browser is given every answer at once
MAX_MENTIONS = 2_000
MAX_HEADINGS = 0.75  # for each line
_GAP = "…"  # between legs that do not meet


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
        "focus_of": "Shares of what the article names"
        if len(atlas.articles) == 1
        else "Shares of what each article names, on average",
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
        if row.group is WhyNot.PLACE
    ]


def _focus_row(focus: Focus) -> FocusRow:
    return {
        "id": focus.place.id,
        "name": focus.place.name,
        "where": where(focus.place),
        "share": focus.score,
    }


def pair_view(atlas: Atlas, link: Link, most: int | None) -> PairView:
    """Return all links of a pair of places: the chosen one, then those of its direction.

    Args:
        atlas: What the filters show.
        link: The chosen one.
        most: How many passages of each to give in full; None for all.
    """
    pair = links_between(atlas, link.origin.id, link.destination.id)
    others = [other for other in pair if other.id != link.id]
    others.sort(key=lambda other: _unlike(other, link))
    return {
        "type": "link",
        "id": link.id,
        "name": link_name(link),
        "ends": [_end(place) for place in (link.origin, link.destination)],
        "links": [
            _link_view(atlas, _turned(each, link.origin), most)
            for each in (link, *others)
        ],
        "stops": stops_view(atlas, (said.passage for said in link.evidence)),
    }


def _unlike(link: Link, chosen: Link) -> tuple[bool, bool, bool]:
    """Rank a link after those of the chosen one's direction; what is only named, last."""
    return (
        link.kind is LinkKind.CO_MENTION,
        link.directed != chosen.directed,
        link.directed and link.origin.id != chosen.origin.id,
    )


def _turned(link: Link, first: Place) -> Link:
    """Return a link without direction with this end first: a pair has one name."""
    if link.directed or link.destination.id != first.id:
        return link
    said = tuple(Evidence(e.passage, e.destination, e.origin) for e in link.evidence)
    return replace(
        link, origin=link.destination, destination=link.origin, evidence=said
    )


def by_direction(links: Sequence[Link]) -> list[LinkRow]:
    """Return links in one line each: what leaves one place together, then what has no way.

    Each says in "group" where it leaves; "" where headings would be many for few lines.
    Lines that would read alike say who or in which words.
    """
    first: dict[str, int] = {}
    for link in filter(lambda link: link.directed, links):
        first.setdefault(link.origin.id, len(first))
    last = len(first)
    ordered = sorted(
        links, key=lambda link: first[link.origin.id] if link.directed else last
    )
    headed = 1 < len({_group(link) for link in links}) <= len(links) * MAX_HEADINGS
    lines = [link_row(link) for link in ordered]
    alike = Counter((line["name"], line["words"]) for line in lines)
    for line, link in zip(lines, ordered, strict=True):
        line["group"] = _group(link) if headed else ""
        who = link.actor or link.predicate
        if alike[line["name"], line["words"]] > 1 and who:
            line["words"] += f" · {who}"
    return lines


def _group(link: Link) -> str:
    return f"From {link.origin.name}" if link.directed else "Between two places"


def _end(place: Place) -> EndView:
    return {"id": place.id, "name": place.name, "where": where(place)}


def _link_view(atlas: Atlas, link: Link, most: int | None) -> LinkView:
    facts = [
        ["Who or what", link.actor],
        ["In the words", link.predicate],
        ["Day", link.date.isoformat() if link.date else ""],
    ]
    return {
        **link_row(link),
        "facts": [fact for fact in facts if fact[1]],
        "passages": _evidence(atlas, link, most),
        "said": len(link.evidence),
        "reasons": reason_views(link.reasons),
    }


def _evidence(atlas: Atlas, link: Link, most: int | None) -> list[PassageView]:
    return [
        passage_view(
            atlas, said.passage, (said.origin, said.destination), link.predicate
        )
        for said in link.evidence[:most]
    ]


def journey_view(atlas: Atlas, journey: Itinerary) -> JourneyView:
    """Return the stops of a journey in order, each with the leg that leads to it."""
    return {
        **journey_row(journey),
        "type": "journey",
        "name": f"{journey.actor}: {' → '.join(journey_names(journey))}",
        "order": "by their days" if journey.by_date else "as the article tells them",
        "start": _end(journey.legs[0].origin),
        "legs": [
            {
                **link_row(leg),
                "origin": "" if joined or leg is journey.legs[0] else leg.origin.name,
                "to": _end(leg.destination),
                "day": leg.date.isoformat() if leg.date else "",
                "passages": _evidence(atlas, leg, 1),
            }
            for leg, joined in zip(journey.legs, journey.joined, strict=True)
        ],
        "stops": stops_view(
            atlas, (said.passage for leg in journey.legs for said in leg.evidence)
        ),
    }


def journey_row(journey: Itinerary) -> JourneyRow:
    """Return a journey in names."""
    return {
        "id": journey.id,
        "actor": journey.actor,
        "names": journey_names(journey),
    }


def journey_names(journey: Itinerary) -> list[str]:
    """Return the names of its places in order, with "…" where its legs do not meet."""
    first, *rest = journey.stretches
    names = [place.name for place in first]
    for stretch in rest:
        names += [_GAP, *(place.name for place in stretch)]
    return names
