"""A chosen place on the panel: all its passages, why it was chosen, what else it could be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from geo.atlas import Bundle, PlaceSummary, article_number, bundles_at, summary_of
from geo.labels import certainty, format_coordinates, precision, where
from geo.model import Article, Atlas, Mention, Passage, Place, Reason, Scored
from geo.view.lines import (
    bundle_row,
    language_of,
    passage_view,
    spoken,
    stops_view,
    when_told,
)
from geo.view.types import FactView, PlaceView, ReasonView, RunnerView, SideView

MAX_LINKS = 50  # of a place in one direction; the table has them all


@dataclass(frozen=True, slots=True)
class PlaceSentence:
    """One sentence that names a place.

    Attributes:
        article: The article it stands in, with title, source and date.
        number: The article's place in the atlas, from 0.
        sentence: The sentence.
        mentions: The mentions of the place in it, in order of the text.
    """

    article: Article
    number: int
    sentence: Passage
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class PlaceDetails:
    """All that the articles say of one place.

    Attributes:
        summary: The place, with its resolutions in order of the articles.
        passages: Its sentences by the day of the article (those without a day last),
            then by the order of the atlas and the text.
        links_out: What leads from here, in bundles.
        links_in: What leads here.
        links_beside: What has no direction.
        spellings: Each spelling met and how often, the most frequent first.
    """

    summary: PlaceSummary
    passages: tuple[PlaceSentence, ...]
    links_out: tuple[Bundle, ...]
    links_in: tuple[Bundle, ...]
    links_beside: tuple[Bundle, ...]
    spellings: tuple[tuple[str, int], ...]


def place_details(atlas: Atlas, place_id: str) -> PlaceDetails | None:
    """Return what the articles say of a place, or None where the atlas has no such place."""
    summary = summary_of(atlas, place_id)
    if summary is None:
        return None
    links = bundles_at(atlas, place_id)
    met = Counter(r.mention.text for r in summary.resolutions)
    return PlaceDetails(
        summary=summary,
        passages=_passages(atlas, summary),
        links_out=tuple(k for k in links if k.directed and k.origin.id == place_id),
        links_in=tuple(k for k in links if k.directed and k.destination.id == place_id),
        links_beside=tuple(k for k in links if not k.directed),
        spellings=tuple(met.most_common()),
    )


def _passages(atlas: Atlas, summary: PlaceSummary) -> tuple[PlaceSentence, ...]:
    groups: dict[Passage, list[Mention]] = {}
    for resolution in summary.resolutions:
        mention = resolution.mention
        groups.setdefault(mention.sentence, []).append(mention)
    said = []
    for sentence, mentions in groups.items():
        number = article_number(atlas, sentence.article_id)
        in_order = tuple(sorted(mentions, key=lambda m: m.passage))
        said.append(PlaceSentence(atlas.articles[number], number, sentence, in_order))
    return tuple(sorted(said, key=lambda each: when_told(atlas, each.sentence)))


def place_view(atlas: Atlas, found: PlaceDetails, most: int | None) -> PlaceView:
    """Return what the panel says of a place.

    Args:
        atlas: What the filters show.
        found: What the articles say of it.
        most: How many passages to give in full; None for all.
    """
    place = found.summary.place
    surest = max(found.summary.resolutions, key=lambda r: r.score)
    said = found.passages
    told = {
        mention.text: language_of(each.article)
        for each in reversed(said)
        for mention in each.mentions
    }
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
        "spellings": [
            [text, count, *filter(None, [told[text]])]
            for text, count in found.spellings
        ],
        "links": [
            _side("From here", "→", found.links_out),
            _side("To here", "←", found.links_in),
            _side("With", "–", found.links_beside),
        ],
        **spoken(place),
    }


def reason_views(reasons: Iterable[Reason]) -> list[ReasonView]:
    """Return reasons in words, each with the points it adds or takes."""
    return [{"note": r.note, "weight": round(r.weight, 3)} for r in reasons]


def _side(title: str, sign: str, links: tuple[Bundle, ...]) -> SideView:
    return {
        "title": title,
        "sign": sign,
        "links": [bundle_row(each) for each in links[:MAX_LINKS]],
        "more": max(0, len(links) - MAX_LINKS),
    }


def _facts(place: Place) -> list[FactView]:
    rows: list[FactView] = [
        [
            "Coordinates",
            format_coordinates(place.lat, place.lon, place.imprecision_km),
            {"copy": f"{place.lat:.5f}, {place.lon:.5f}"},
        ],
        _reach(place),
        ["Coordinates from", str(place.provenance)],
    ]
    if place.listed_as not in ("", place.name):
        rows.insert(0, ["In the gazetteer", place.listed_as])
    if place.geonames_id:
        number = str(place.geonames_id)
        rows.append(["GeoNames", number, {"geonames": number}])
    return rows


def _reach(place: Place) -> FactView:
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


def _runner(scored: Scored) -> RunnerView:
    place = scored.candidate.place
    return {
        "id": place.id,
        "name": place.name,
        "where": where(place),
        "score": scored.score,
        "lat": place.lat,
        "lon": place.lon,
    }
