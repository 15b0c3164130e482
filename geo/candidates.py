"""Mention to Candidates: every place its words could mean, offline."""

from __future__ import annotations

from dataclasses import replace

from geo.coordinates import Point, read_coordinates
from geo.gazetteer import Gazetteer
from geo.gazetteer.names import normalise
from geo.model import (
    MAIN_NAMES,
    Candidate,
    Match,
    Mention,
    MentionKind,
    Place,
    Provenance,
)
from geo.name_variants import further_spellings, with_type

_SHORT = 4  # letters up to which capitals or a stop make a name a short form
_ARTICLE = Provenance("The article's own coordinates")


def find_candidates(mention: Mention, gazetteer: Gazetteer) -> tuple[Candidate, ...]:
    """Return the places a mention could mean, from the offline gazetteer.

    A demonym means the places it is the word for; any other mention never does. A name
    the gazetteer lacks is looked up by further spellings (`geo.name_variants`), at last by
    names spelt nearly like it.
    Coordinates mean their point, and nothing else.
    """
    name = mention.stands_for or mention.text
    if point := read_coordinates(name):
        return (Candidate(_place_at(point), name, Match.COORDINATES),)
    found = _look_up(mention, name, gazetteer)
    if typed := with_type(mention):
        known = {c.place.id for c in found}
        more = _derived(_look_up(mention, typed, gazetteer))
        found += tuple(c for c in more if c.place.id not in known)
    if found or mention.kind is MentionKind.DEMONYM:
        return found
    found = _wanted(mention, gazetteer.lookup_after_comma(name))
    for spelling in further_spellings(name):
        found = found or _derived(_look_up(mention, spelling, gazetteer))
    return found or _wanted(mention, gazetteer.lookup_fuzzy(name))


def _place_at(point: Point) -> Place:
    """Make a place of a point: a spot, for which GeoNames has no feature code."""
    north, east = "S" if point.lat < 0 else "N", "W" if point.lon < 0 else "E"
    return Place(
        id=f"point:{point.lat:.5f},{point.lon:.5f}",
        name=f"{abs(point.lat):.4f}° {north}, {abs(point.lon):.4f}° {east}",
        lat=point.lat,
        lon=point.lon,
        feature_class="S",
        feature_code="",
        imprecision_km=point.precision_km,
        provenance=_ARTICLE,
    )


def _look_up(
    mention: Mention, name: str, gazetteer: Gazetteer
) -> tuple[Candidate, ...]:
    # "Mo." is Missouri without a comma too, once it is known to be a place.
    after_comma = mention.hint == "," or name.endswith(".")
    look_up = gazetteer.lookup_after_comma if after_comma else gazetteer.lookup
    found = _wanted(mention, look_up(name))
    if _is_short_form(name) and all(c.match is not Match.ABBREVIATION for c in found):
        # "U.S" lost its stop at the end of a sentence.
        stopped = _wanted(mention, gazetteer.lookup_after_comma(f"{name}."))
        found = stopped or found
    return found


def _wanted(mention: Mention, found: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Keep demonyms for demonyms, and for "U.S." no village called "Us"."""
    people = mention.kind is MentionKind.DEMONYM
    kept = tuple(c for c in found if (c.match is Match.DEMONYM) == people)
    if not _is_short_form(mention.stands_for or mention.text):
        return kept
    short = tuple(c for c in kept if c.match is Match.ABBREVIATION)
    return short or tuple(c for c in kept if c.match in MAIN_NAMES)


def _is_short_form(text: str) -> bool:
    printed = text.isupper() or text.endswith(".")
    return printed and len(normalise(text)) <= _SHORT


def _derived(found: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Mark what another spelling than the text's own has found."""
    return tuple(
        replace(c, match=Match.STRIPPED) if c.match in MAIN_NAMES else c for c in found
    )
