"""A chosen link on the panel, with all links of its pair; and a journey, leg by leg."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from geo.atlas import links_between
from geo.itinerary import Itinerary
from geo.labels import link_name, where
from geo.model import Atlas, Evidence, Link, LinkKind, Place
from geo.view.passages import passage_view, stops_view
from geo.view.place import reason_views
from geo.view.signs import View, link_line

MOST_HEADINGS = 0.75  # for each line
_GAP = "…"  # between legs that do not meet


def pair_view(atlas: Atlas, link: Link, most: int | None) -> View:
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


def by_direction(links: Sequence[Link]) -> list[View]:
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
    headed = 1 < len({_group(link) for link in links}) <= len(links) * MOST_HEADINGS
    lines = [link_line(link) for link in ordered]
    alike = Counter((line["name"], line["words"]) for line in lines)
    for line, link in zip(lines, ordered, strict=True):
        line["group"] = _group(link) if headed else ""
        who = link.actor or link.predicate
        if alike[line["name"], line["words"]] > 1 and who:
            line["words"] += f" · {who}"
    return lines


def _group(link: Link) -> str:
    return f"From {link.origin.name}" if link.directed else "Between two places"


def _end(place: Place) -> View:
    return {"id": place.id, "name": place.name, "where": where(place)}


def _link_view(atlas: Atlas, link: Link, most: int | None) -> View:
    facts = [
        ["Who or what", link.actor],
        ["In the words", link.predicate],
        ["Day", link.date.isoformat() if link.date else ""],
    ]
    return {
        **link_line(link),
        "facts": [fact for fact in facts if fact[1]],
        "passages": _evidence(atlas, link, most),
        "said": len(link.evidence),
        "reasons": reason_views(link.reasons),
    }


def _evidence(atlas: Atlas, link: Link, most: int | None) -> list[View]:
    return [
        passage_view(
            atlas, said.passage, (said.origin, said.destination), link.predicate
        )
        for said in link.evidence[:most]
    ]


def journey_view(atlas: Atlas, journey: Itinerary) -> View:
    """Return the stops of a journey in order, each with the leg that leads to it."""
    return {
        **journey_line(journey),
        "type": "journey",
        "name": f"{journey.actor}: {' → '.join(journey_names(journey))}",
        "order": "by their days" if journey.by_date else "as the article tells them",
        "start": _end(journey.legs[0].origin),
        "legs": [
            {
                **link_line(leg),
                "from": "" if joined or leg is journey.legs[0] else leg.origin.name,
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


def journey_line(journey: Itinerary) -> View:
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
