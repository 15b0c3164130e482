"""What the panel says of the chosen place or link, or of nothing: the overview."""

from __future__ import annotations

from collections.abc import Iterable

from geo.atlas import (
    PlaceSummary,
    article_of,
    links_between,
    main_places,
    summarise,
)
from geo.itinerary import Itinerary, itineraries
from geo.model import (
    Atlas,
    Evidence,
    Focus,
    Link,
    Mention,
    Passage,
    Place,
    Reason,
    Scored,
)
from geo.view.signs import View, sign_view
from geo.words import (
    certainty,
    coordinates,
    how_meant,
    link_name,
    link_words,
    precision,
    where,
)

TOP = 10  # how many places the panel offers while nothing is chosen
_GAP = "…"  # between legs that do not meet


def panel_view(atlas: Atlas, kind: str = "", chosen: str = "") -> View:
    """Give what the panel says of a place or link, or the overview.

    Args:
        atlas: What the filters show.
        kind: "place", "link" or "".
        chosen: Its id; one that is not shown gives the overview.
    """
    if kind == "place":
        for summary in summarise(atlas):
            if summary.place.id == chosen:
                return _place_view(atlas, summary)
    if kind == "link":
        for link in atlas.links:
            if link.id == chosen:
                return _links_view(atlas, link)
    return _overview(atlas)


def _place_view(atlas: Atlas, summary: PlaceSummary) -> View:
    place = summary.place
    surest = max(summary.resolutions, key=lambda r: r.score)
    touching = [
        link
        for link in atlas.links
        if place.id in (link.origin.id, link.destination.id)
    ]
    return {
        "type": "place",
        "id": place.id,
        "name": place.name,
        "where": where(place),
        "score": surest.score,
        "sure": certainty(surest.score),
        "facts": _facts(place),
        "passages": [_passage(atlas, said) for said in _by_sentence(summary)],
        "reasons": _reasons(surest.reasons),
        "runners_up": [_runner(s) for s in _others(summary)],
        "links": [_link_line(link) for link in touching],
    }


def _by_sentence(summary: PlaceSummary) -> Iterable[list[Mention]]:
    """Put the mentions of a place together that stand in one sentence."""
    groups: dict[Passage, list[Mention]] = {}
    for resolution in summary.resolutions:
        mention = resolution.mention
        groups.setdefault(mention.sentence, []).append(mention)
    return groups.values()


def _facts(place: Place) -> list[list[str]]:
    rows = [
        ["Coordinates", coordinates(place.lat, place.lon, place.imprecision_km)],
        _reach(place),
        ["Coordinates from", str(place.provenance)],
    ]
    if place.geonames_id:
        rows.append(["GeoNames", str(place.geonames_id)])
    return rows


def _reach(place: Place) -> list[str]:
    """Say how far an area reaches from its point, or how exact the point of a spot is."""
    km = precision(place.imprecision_km)
    if place.feature_class in "PS":
        return ["Exact to", km]
    return ["Reaches", f"{km} from its middle"]


def _others(summary: PlaceSummary) -> Iterable[Scored]:
    """Give what the mentions could have meant instead, each place once, best first."""
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
    return {"name": place.name, "where": where(place), "score": scored.score}


def _reasons(reasons: Iterable[Reason]) -> list[View]:
    return [{"note": r.note, "weight": round(r.weight, 3)} for r in reasons]


def _passage(atlas: Atlas, mentions: list[Mention], of: Passage | None = None) -> View:
    """Give a sentence as runs of text, the mentions apart, and where it stands."""
    sentence = of or mentions[0].sentence
    article = article_of(atlas, sentence)
    number = atlas.articles.index(article)
    runs, at = [], sentence.start
    for mention in sorted(mentions, key=lambda m: m.passage):
        start, end = mention.passage.start, mention.passage.end
        if start < at or end > sentence.end:
            continue
        runs += [[article.text[at:start], ""], [article.text[start:end], mention.kind]]
        at = end
    runs.append([article.text[at : sentence.end], ""])
    return {
        "article": number,
        "start": sentence.start,
        "end": sentence.end,
        "focus": mentions[0].passage.start,
        "title": article.title if len(atlas.articles) > 1 else "",
        "kind": mentions[0].kind.value,
        "meant": [note for mention in mentions for note in how_meant(mention)],
        "runs": [run for run in runs if run[0]],
    }


def _link_line(link: Link) -> View:
    return {
        "id": link.id,
        "name": link_name(link),
        "kind": link.kind.value,
        "status": link.status.value,
        "words": link_words(link),
    }


def _links_view(atlas: Atlas, link: Link) -> View:
    """Give all links of a pair of places, the chosen one first."""
    pair = links_between(atlas, link.origin.id, link.destination.id)
    ordered = [link, *(other for other in pair if other.id != link.id)]
    return {
        "type": "link",
        "id": link.id,
        "ends": [
            {"id": p.id, "name": p.name, "where": where(p)}
            for p in (link.origin, link.destination)
        ],
        "links": [_link_view(atlas, each) for each in ordered],
    }


def _link_view(atlas: Atlas, link: Link) -> View:
    facts = [
        ["Who or what", link.actor],
        ["In the words", link.predicate],
        ["Day", link.date.isoformat() if link.date else ""],
    ]
    return {
        **_link_line(link),
        "directed": link.directed,
        "facts": [fact for fact in facts if fact[1]],
        "passages": [_evidence(atlas, e) for e in link.evidence],
        "reasons": _reasons(link.reasons),
    }


def _evidence(atlas: Atlas, evidence: Evidence) -> View:
    return _passage(atlas, [evidence.origin, evidence.destination], of=evidence.passage)


def _focus_line(focus: Focus) -> View:
    return {
        "id": focus.place.id,
        "name": focus.place.name,
        "where": where(focus.place),
        "share": focus.score,
    }


def _journey(itinerary: Itinerary) -> View:
    """Give a journey in names, and the link that opens its first leg."""
    first, *rest = itinerary.stretches
    names = [place.name for place in first]
    for stretch in rest:
        names += [_GAP, *(place.name for place in stretch)]
    return {"id": itinerary.legs[0].id, "actor": itinerary.actor, "names": names}


def _overview(atlas: Atlas) -> View:
    top = summarise(atlas)
    return {
        "type": "overview",
        "id": "",
        "focus": [_focus_line(focus) for focus in main_places(atlas)],
        "places": [{"id": s.place.id, **sign_view(s)} for s in top[:TOP]],
        "more": max(0, len(top) - TOP),
        "links": [_link_line(link) for link in atlas.links[:TOP]],
        "more_links": max(0, len(atlas.links) - TOP),
        "journeys": [_journey(each) for each in itineraries(atlas)],
        "unmapped": len(atlas.unresolved),
    }
