"""What the panel says of what is chosen, a link, a journey, or of nothing: the overview."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from geo.atlas import (
    Bundle,
    article_number,
    bundle_of,
    bundles_between,
    bundles_of,
    main_places,
    memoized,
    summarise,
)
from geo.itinerary import Itinerary, itineraries
from geo.labels import link_name, link_time, where
from geo.model import Atlas, Evidence, Focus, Link, LinkKind, Place
from geo.view.lines import (
    bundle_row,
    link_row,
    marker_view,
    passage_view,
    spoken,
    stops_view,
    when_told,
)
from geo.view.place import place_details, place_view, reason_views
from geo.view.types import (
    BundleView,
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
    Spoken,
    UnmappedRow,
)
from geo.view.unmapped import WhyNot, unmapped_names

TOP = 10  # how many places the panel offers while nothing is chosen
TOP_MISSING = 5
MAX_MARKERS = 200  # up to here the browser is given every answer at once
MAX_MENTIONS = 2_000
MAIN = 3  # of what many articles are about more are named only where they matter
MAIN_FROM = 0.1
MAX_HEADINGS = 0.75  # for each line
_GAP = "…"  # between legs that do not meet


def panel_view(
    atlas: Atlas, kind: str = "", chosen: str = "", most: int | None = None
) -> PanelView:
    """Return what the panel says of a place, link or journey, or the overview.

    Args:
        atlas: What the filters show.
        kind: "place", "link", "journey" or "".
        chosen: Its id, of a link that of its bundle or its own; one that is not shown
            gives the overview.
        most: How many passages to give in full; None for all.
    """
    if kind == "place" and (found := place_details(atlas, chosen)):
        return place_view(atlas, found, most)
    if kind == "link" and (bundle := bundle_of(atlas, chosen)):
        return pair_view(atlas, bundle, chosen, most)
    if kind == "journey" and (journey := _journeys(atlas).get(chosen)):
        return journey_view(atlas, journey)
    return _overview(atlas)


@memoized
def panel_answers(atlas: Atlas, whole: Atlas | None = None) -> dict[str, PanelView]:
    """Return every answer of the panel of a small atlas; none of a large one.

    They go by "", "place:ID", "link:ID", "journey:ID".

    Args:
        atlas: What the filters leave.
        whole: All there is; None where that is the same. Of a large one no answers are
            worked out with each filter.
    """
    shown = len(summarise(atlas)) + len(bundles_of(atlas))
    if shown > MAX_MARKERS or len((whole or atlas).resolutions) > MAX_MENTIONS:
        return {}
    return every_answer(atlas)


def every_answer(atlas: Atlas) -> dict[str, PanelView]:
    """Return every answer of the panel, however large the atlas is: for a whole page."""
    choices = [("place", s.place.id) for s in summarise(atlas)]
    choices += [("link", bundle.id) for bundle in bundles_of(atlas)]
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
    bundles = bundles_of(atlas)
    return {
        "type": "overview",
        "id": "",
        "focus": _focus_rows(atlas),
        "focus_of": "Shares of what the article names"
        if len(atlas.articles) == 1
        else "Shares of what each article names, on average",
        "places": [{"id": s.place.id, **marker_view(s)} for s in top[:TOP]],
        "more": max(0, len(top) - TOP),
        "links": by_direction(bundles[:TOP]),
        "more_links": max(0, len(bundles) - TOP),
        "journeys": [journey_row(each) for each in journeys[:TOP]],
        "more_journeys": max(0, len(journeys) - TOP),
        "missing": missing[:TOP_MISSING],
        "more_missing": max(0, len(missing) - TOP_MISSING),
    }


def _missing(atlas: Atlas) -> list[UnmappedRow]:
    return [
        {
            "name": row.name,
            "n": row.count,
            "why": row.why,
            **spoken(atlas.articles[article_number(atlas, row.article_ids[0])]),
        }
        for row in unmapped_names(atlas)
        if row.group is WhyNot.PLACE
    ]


def _focus_rows(atlas: Atlas) -> list[FocusRow]:
    """Return what the articles are mainly about; a province and its town of one name once."""
    named = {focus.place.name: focus for focus in reversed(main_places(atlas)[:TOP])}
    kept = [focus for focus in main_places(atlas)[:TOP] if focus in named.values()]
    return [
        _focus_row(focus)
        for i, focus in enumerate(kept)
        if i < MAIN or focus.score >= MAIN_FROM
    ]


def _focus_row(focus: Focus) -> FocusRow:
    return {
        "id": focus.place.id,
        "name": focus.place.name,
        "where": where(focus.place),
        "share": focus.score,
        **spoken(focus.place),
    }


def pair_view(atlas: Atlas, bundle: Bundle, chosen: str, most: int | None) -> PairView:
    """Return all bundles of a pair of places: the chosen one, then those of its direction.

    Args:
        atlas: What the filters show.
        bundle: The chosen one.
        chosen: Its id, or that of the link in it that comes first.
        most: How many passages of each link to give in full; None for all.
    """
    pair = bundles_between(atlas, bundle.origin.id, bundle.destination.id)
    others = [other for other in pair if other.id != bundle.id]
    others.sort(key=lambda other: _unlike(other, bundle))
    return {
        "type": "link",
        "id": bundle.id,
        "name": link_name(bundle),
        "ends": [_end(place) for place in (bundle.origin, bundle.destination)],
        "bundles": [
            _bundle_view(atlas, _turned(each, bundle.origin), chosen, most)
            for each in (bundle, *others)
        ],
        "stops": stops_view(
            atlas,
            (
                said.passage
                for link in _in_order(atlas, bundle.links, chosen)
                for said in _by_day(atlas, link)
            ),
        ),
        **spoken(bundle.origin, bundle.destination),
    }


def _unlike(bundle: Bundle, chosen: Bundle) -> tuple[bool, bool, bool]:
    """Rank a bundle after those of the chosen one's direction; what is only named, last."""
    return (
        bundle.kind is LinkKind.CO_MENTION,
        bundle.directed != chosen.directed,
        bundle.directed and bundle.origin.id != chosen.origin.id,
    )


def _turned(bundle: Bundle, first: Place) -> Bundle:
    """Return a bundle without direction with this end first: a pair has one name."""
    if bundle.directed:
        return bundle
    links = (
        k
        if k.origin.id == first.id
        else replace(k, origin=k.destination, destination=k.origin)
        for k in bundle.links
    )
    return replace(bundle, links=tuple(links))


def _bundle_view(
    atlas: Atlas, bundle: Bundle, chosen: str, most: int | None
) -> BundleView:
    return {
        **bundle_row(bundle),
        "links": [
            _link_view(atlas, link, most)
            for link in _in_order(atlas, bundle.links, chosen)
        ],
    }


def _in_order(atlas: Atlas, links: Iterable[Link], chosen: str) -> list[Link]:
    """Return links as the panel lists them: the chosen one, then by the day each is first told."""
    return sorted(
        links,
        key=lambda link: (
            link.id != chosen,
            min(when_told(atlas, said.passage) for said in link.evidence),
        ),
    )


def _by_day(atlas: Atlas, link: Link) -> list[Evidence]:
    return sorted(link.evidence, key=lambda said: when_told(atlas, said.passage))


def by_direction(bundles: Sequence[Bundle]) -> list[LinkRow]:
    """Return bundles in one line each: what leaves one place together, then what has no way.

    Each says in "group" where it leaves; "" where headings would be many for few lines.
    """
    first: dict[str, int] = {}
    for bundle in bundles:
        if bundle.directed:
            first.setdefault(bundle.origin.id, len(first))
    last = len(first)
    ordered = sorted(bundles, key=lambda b: first[b.origin.id] if b.directed else last)
    headed = 1 < len({_group(b) for b in bundles}) <= len(bundles) * MAX_HEADINGS
    return [{**bundle_row(b), "group": _group(b) if headed else ""} for b in ordered]


def _group(bundle: Bundle) -> str:
    return f"From {bundle.origin.name}" if bundle.directed else "Between two places"


def _end(place: Place) -> EndView:
    return {
        "id": place.id,
        "name": place.name,
        "where": where(place),
        **spoken(place),
    }


def _link_view(atlas: Atlas, link: Link, most: int | None) -> LinkView:
    facts = [
        ["Who or what", link.actor],
        ["In the words", link.predicate],
        ["When", str(link_time(link) or "")],
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
        for said in _by_day(atlas, link)[:most]
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
            atlas,
            (said.passage for leg in journey.legs for said in _by_day(atlas, leg)),
        ),
    }


def journey_row(journey: Itinerary) -> JourneyRow:
    """Return a journey in names."""
    return {
        "id": journey.id,
        "actor": journey.actor,
        "names": journey_names(journey),
        **_languages(journey),
    }


def journey_names(journey: Itinerary) -> list[str]:
    """Return the names of its places in order, with "…" where its legs do not meet."""
    return [place.name if place else _GAP for place in _stops(journey)]


def _languages(journey: Itinerary) -> Spoken:
    languages = [place.name_language if place else "" for place in _stops(journey)]
    return {"languages": languages} if any(languages) else {}


def _stops(journey: Itinerary) -> list[Place | None]:
    """Return its places in order, None where its legs do not meet."""
    first, *rest = journey.stretches
    stops: list[Place | None] = [*first]
    for stretch in rest:
        stops += [None, *stretch]
    return stops
