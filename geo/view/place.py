"""A chosen place on the panel: its dossier, why it was chosen, what else it could be."""

from __future__ import annotations

from collections.abc import Iterable

from geo.atlas import PlaceSummary
from geo.labels import certainty, format_coordinates, precision, where
from geo.model import Atlas, Link, Place, Reason, Scored
from geo.view.dossier import Dossier
from geo.view.passages import passage_view, stops_view
from geo.view.signs import View, link_line

MOST_LINKS = 50  # of a place in one direction; the table has them all

# A fact is [name, words], or [name, words, {"copy": ...} or {"geonames": ...}].
Fact = list[str | dict[str, str]]


def place_view(atlas: Atlas, found: Dossier, most: int | None) -> View:
    """Return what the panel says of a place.

    Args:
        atlas: What the filters show.
        found: Its dossier.
        most: How many passages to give in full; None for all.
    """
    place = found.summary.place
    surest = max(found.summary.resolutions, key=lambda r: r.score)
    said = found.passages
    return {
        "type": "place",
        "id": place.id,
        "name": place.name,
        "where": where(place),
        "score": surest.score,
        "sure": certainty(surest.score),
        "facts": _facts(place),
        "passages": [passage_view(atlas, s.sentence, s.mentions) for s in said[:most]],
        "stops": stops_view(atlas, (s.sentence for s in said)),
        "reasons": reason_views(surest.reasons),
        "runners_up": [_runner(s) for s in _others(found.summary)],
        "spellings": [list(spelling) for spelling in found.spellings],
        "links": [
            _side("From here", "→", found.links_out),
            _side("To here", "←", found.links_in),
            _side("With", "–", found.links_beside),
        ],
    }


def reason_views(reasons: Iterable[Reason]) -> list[View]:
    """Return reasons in words, each with the points it adds or takes."""
    return [{"note": r.note, "weight": round(r.weight, 3)} for r in reasons]


def _side(title: str, sign: str, links: tuple[Link, ...]) -> View:
    return {
        "title": title,
        "sign": sign,
        "links": [link_line(link) for link in links[:MOST_LINKS]],
        "more": max(0, len(links) - MOST_LINKS),
    }


def _facts(place: Place) -> list[Fact]:
    rows: list[Fact] = [
        [
            "Coordinates",
            format_coordinates(place.lat, place.lon, place.imprecision_km),
            {"copy": f"{place.lat:.5f}, {place.lon:.5f}"},
        ],
        _reach(place),
        ["Coordinates from", str(place.provenance)],
    ]
    if place.geonames_id:
        number = str(place.geonames_id)
        rows.append(["GeoNames", number, {"geonames": number}])
    return rows


def _reach(place: Place) -> Fact:
    """Return how far an area reaches from its point, or how exact the point of a spot is."""
    km = precision(place.imprecision_km)
    if place.feature_class in "PS":
        return ["Exact to", km]
    return ["Reaches", f"{km} from its middle"]


def _others(summary: PlaceSummary) -> Iterable[Scored]:
    """Return what the mentions could have meant instead, each place once, best first."""
    best: dict[str, Scored] = {}
    for resolution in summary.resolutions:
        for other in resolution.runners_up:
            seen = best.setdefault(other.candidate.place.id, other)
            if other.score > seen.score:
                best[other.candidate.place.id] = other
    best.pop(summary.place.id, None)
    return sorted(best.values(), key=lambda s: -s.score)


def _runner(scored: Scored) -> View:
    place = scored.candidate.place
    return {
        "id": place.id,
        "name": place.name,
        "where": where(place),
        "score": scored.score,
        "lat": place.lat,
        "lon": place.lon,
    }
