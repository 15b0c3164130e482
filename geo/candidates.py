"""Mention to Candidates: every place its words could mean, offline.

The ways the words can be looked up are tried one after another, the surest first: each only
where those before found nothing. "Greater Manchester" falls back on Manchester, "Clarke"
beside "counties" is Clarke County, "Loudon Co." is spelt out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from geo import data
from geo.coordinates import Point, read_coordinates
from geo.gazetteer import Gazetteer
from geo.gazetteer.names import normalise
from geo.model import (
    MAIN_NAMES,
    OWN_NAMES,
    Candidate,
    Match,
    Mention,
    MentionKind,
    Place,
    Provenance,
)

_SHORT = 4  # letters up to which capitals or a stop make a name a short form
_ARTICLE = Provenance("The article's own coordinates")


def find_candidates(mention: Mention, gazetteer: Gazetteer) -> tuple[Candidate, ...]:
    """Return the places a mention could mean, from the offline gazetteer.

    A demonym means the places it is the word for; any other mention never does. A name
    the gazetteer lacks is looked up by further spellings, at last by names spelt
    nearly like it.
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
        if mention.hint in _waters():
            return tuple(c for c in found if c.place.feature_class not in "PA")
    if found or mention.kind is MentionKind.DEMONYM:
        return found + _bare_counties(mention, name, found, gazetteer)
    found = _wanted(mention, gazetteer.lookup_after_comma(name))
    found = found or _without_feature_word(name, gazetteer)
    for spelling in further_spellings(name):
        found = found or _derived(_look_up(mention, spelling, gazetteer))
    if name.endswith(
        _TOWNSHIPS
    ):  # none is called after what a town is only also called
        found = tuple(c for c in found if c.match in OWN_NAMES)
    return found or _wanted(mention, gazetteer.lookup_fuzzy(name))


def _without_feature_word(name: str, gazetteer: Gazetteer) -> tuple[Candidate, ...]:
    """Return for "Basilan Island" what is called "Basilan" and is an island."""
    bare, _, last = name.rpartition(" ")
    codes = {
        code
        for row in data.area_words()
        if row.word == last.lower()
        for code in row.feature_codes
    } & _FEATURES
    if not bare or not codes:
        return ()
    return _derived(
        tuple(
            c
            for c in gazetteer.lookup(bare)
            if c.place.feature_code in codes and c.match in MAIN_NAMES
        )
    )


def _bare_counties(
    mention: Mention, name: str, found: tuple[Candidate, ...], gazetteer: Gazetteer
) -> tuple[Candidate, ...]:
    """Return the counties whose own name has no type: "Kent County Council" is of Kent."""
    bare, _, last = name.rpartition(" ")
    if last != "County" or mention.stands_for:
        return ()
    known = {c.place.id for c in found}
    return _derived(
        tuple(
            c
            for c in _look_up(mention, bare, gazetteer)
            if c.place.feature_code == "ADM2"
            and c.place.id not in known
            and c.match in MAIN_NAMES
        )
    )


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


_UNITS = frozenset({"ADM1", "ADM2", "ADM3"})
_TOWNS = frozenset({"PPL", "PPLX"})
_WATERS = frozenset({"STM", "LK", "LGN", "RSV", "CNL"})
_BUILT = frozenset({"RSV", "CNL"})
# Of which the type is part of the name: "the Kotoka airport" is Kotoka Airport.
_FEATURES = _WATERS | {
    "AIRP",
    "AIRB",
    "ISL",
    "PEN",
    "STRT",
    "DAM",
    "VLC",
    "DSRT",
    "BAY",
}
# Units whose names are often said without their type, likeliest first.
_LEFT_OUT = ("County", "Parish", "District", "Province", "Region", "Island")
_DIRECTIONS = {"N.": "North", "S.": "South", "E.": "East", "W.": "West"}
_SHORT_TYPES = {"co.": "county", "twp.": "township"}
_TOWNSHIPS = (" Township", " Twp.")
_MAX_ABBREVIATION_LENGTH = 5  # of "Calif" and "N.Y", printed without their last stop
_MIN_LENGTH = 3  # letters of a name without its type


def with_type(mention: Mention) -> str:
    """Return "Clarke County" for "Clarke" where the text says county; else ""."""
    word = mention.hint.removesuffix(" of")
    if not word or word == ",":
        return ""
    full = _full_types().get(word, "")
    return f"{mention.text} {full}" if full else ""


@cache
def _waters() -> frozenset[str]:
    """Words by which a name is a river's or a lake's; a reservoir is called after its town."""
    return frozenset(
        w.word for w in data.area_words() if (_WATERS - _BUILT) & set(w.feature_codes)
    )


def further_spellings(name: str) -> Iterator[str]:
    """Return what else a name that the gazetteer lacks could be listed as."""
    if len(name) <= _MAX_ABBREVIATION_LENGTH:
        yield f"{name}."
    yield from _without_lead(name)
    yield from _without_type(name)
    first, _, rest = name.partition(" ")
    if rest and first in _DIRECTIONS:
        yield f"{_DIRECTIONS[first]} {rest}"
    if name.endswith(("'s", "’s")):
        yield name[:-2]
    if len(name) >= _MIN_LENGTH:
        yield from (f"{name} {word}" for word in _LEFT_OUT)
        yield f"County {name}"  # "Fermanagh"


def _without_lead(name: str) -> Iterator[str]:
    """Take "downtown", "Greater" or "city of" off."""
    lowered = name.lower()
    for lead in _leads():
        if lowered.startswith(lead + " "):
            yield name[len(lead) + 1 :]


def _without_type(name: str) -> Iterator[str]:
    """Spell "Co." out, then take the type off: a river's name alone is another place."""
    head, _, last = name.rpartition(" ")
    if not head:
        return
    word = last.lower()
    if word in _full_types() and _full_types()[word].lower() != word:
        yield f"{head} {_full_types()[word]}"
    if _SHORT_TYPES.get(word, word) in _removable():
        yield head


@cache
def _leads() -> tuple[str, ...]:
    """Words before a name that are no part of it, longest first."""
    return tuple(sorted(data.context_words(data.Role.LEAD), key=len, reverse=True))


@cache
def _full_types() -> dict[str, str]:
    """Type words of units in full: "counties" and "co." are "County"."""
    units = [
        w
        for w in data.area_words()
        if (_UNITS | _FEATURES) & set(w.feature_codes[:1])
        and " " not in w.word
        and w.side is data.Side.AFTER
    ]
    words = {w.word for w in units}
    full = {w.word: _singular(w.word, words) for w in units}
    return {word: one.capitalize() for word, one in {**full, **_SHORT_TYPES}.items()}


def _singular(word: str, words: set[str]) -> str:
    for ending, single in (("ies", "y"), ("s", "")):
        one = word.removesuffix(ending) + single
        if word.endswith(ending) and one in words:
            return one
    return word


@cache
def _removable() -> frozenset[str]:
    """Type words that name no other place when taken off: units and towns."""
    return frozenset(
        w.word
        for w in data.area_words()
        if set(w.feature_codes) & (_UNITS | _TOWNS) and w.side is data.Side.AFTER
    )
