"""What the gazetteer knows of a name, as plain values: its places, or names near it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher
from math import log10

from geo.gazetteer import OfflineGazetteer, normalise
from geo.labels import country_name, format_coordinates, kind_of_place, precision, where
from geo.model import (
    Article,
    Atlas,
    Candidate,
    Extent,
    Match,
    Mention,
    Passage,
    Place,
    Reading,
    Resolution,
)
from geo.view.gazetteer_types import (
    ExtentView,
    GazetteerPlaceView,
    GazetteerRow,
    GazetteerView,
    NamesView,
    SimilarName,
)
from geo.view.types import MarkerView, ShownView

MAX_NAME_LENGTH = 200  # characters; GeoNames' own end there
MAX_SIMILAR = 6
MIN_LIKENESS = 0.65  # of 1: below it two spellings have too little in common
POPULATION_BONUS = 0.02  # a likely namesake is a large one: London rather than Lodno
MIN_PREFIX_LENGTH = 2  # letters that a misspelt name is trusted to begin with
MAX_PREFIXES = 10
MAX_PER_PREFIX = 200  # names of each beginning that are compared
MAX_MARKER_SIZE = 12

_MATCHED = {
    Match.EXACT: "main name",
    Match.PREFERRED: "usual English name",
    Match.STRIPPED: "main name without its type",
    Match.ALTERNATE: "another name",
    Match.HISTORIC: "name of the past",
    Match.ABBREVIATION: "short form",
    Match.DEMONYM: "word for its people",
    Match.FUZZY: "spelt nearly so",
    Match.COORDINATES: "the point itself",
    Match.GEOCODER: "found by a geocoder",
}
_AFTER_COMMA = "short form, only after a comma"


def gazetteer_view(gazetteer: OfflineGazetteer, name: str) -> GazetteerView:
    """Return the places of a name, the most prominent first; without any, names near it.

    Args:
        gazetteer: Where to look.
        name: The name as somebody typed it.

    Returns:
        ``name`` as it was looked up, ``places``, ``similar``, and ``said`` in one line.
    """
    asked = _tidy(name)
    found = gazetteer.lookup(asked)
    alone = {candidate.place.id for candidate in found}
    rows = [
        _row(c, _MATCHED[c.match] if c.place.id in alone else _AFTER_COMMA)
        for c in gazetteer.lookup_after_comma(asked)
    ]
    return {
        "name": asked,
        "places": rows,
        "similar": [] if rows else _similar(gazetteer, asked),
        "said": _said(asked, len(rows)),
    }


def gazetteer_place_view(
    gazetteer: OfflineGazetteer, place_id: str
) -> GazetteerPlaceView | None:
    """Return all that is known of a place with all its names, or None of an unknown id."""
    place = gazetteer.place(place_id)
    if place is None:
        return None
    return {
        "id": place.id,
        "name": place.name,
        "where": where(place),
        "facts": _facts(place, json.loads(gazetteer.meta.get("features", "{}"))),
        "names": names_view(gazetteer.names_of(place)),
    }


def names_view(names: Iterable[tuple[str, Match]]) -> list[NamesView]:
    """Put the names of a place together by what they are to it."""
    groups: dict[str, list[str]] = {}
    for name, match in names:
        groups.setdefault(_MATCHED[match], []).append(name)
    return [{"matched": matched, "names": of} for matched, of in groups.items()]


def gazetteer_atlas(gazetteer: OfflineGazetteer, name: str) -> tuple[Atlas, ShownView]:
    """Return the places of a name for the map, each as though the name meant it.

    Returns:
        An atlas to draw, and what the markers say: their names tell the namesakes apart,
        and ``n`` grows with the inhabitants.
    """
    asked = _tidy(name)
    article = Article(id=f"gazetteer:{asked}", text=asked)
    whole = Passage(article.id, 0, len(asked))
    mention = Mention(whole, whole, asked, normalise(asked))
    found = gazetteer.lookup_after_comma(asked)
    meant = tuple(Resolution(mention, c.place, score=1.0, match=c.match) for c in found)
    atlas = Atlas((Reading(article, meant),))
    most = max((c.place.population for c in found), default=0)
    markers = {c.place.id: _marker(c.place, most) for c in found}
    return atlas, {"places": markers, "links": {}}


def _tidy(name: str) -> str:
    """Return a name without half characters or needless blanks, and not too long."""
    whole = name.encode("utf-8", "replace").decode()
    return " ".join(whole.split())[:MAX_NAME_LENGTH].rstrip()


def _said(name: str, count: int) -> str:
    if not count:
        return f"No place called {name}"
    return f"{count} {'place' if count == 1 else 'places'} called {name}"


def _row(candidate: Candidate, matched: str) -> GazetteerRow:
    place = candidate.place
    return {
        "id": place.id,
        "name": place.name,
        "what": kind_of_place(place),
        "country": country_name(place.country_code),
        "country_code": place.country_code,
        "province": place.admin1_name,
        "population": place.population,
        "lat": place.lat,
        "lon": place.lon,
        "coordinates": format_coordinates(place.lat, place.lon),
        "match": candidate.match.value,
        "matched": matched,
        "feature": f"{place.feature_class}.{place.feature_code}",
        "extent": _extent(place.extent) if place.extent else None,
        "imprecision_km": place.imprecision_km,
        "source": str(place.provenance),
    }


def _facts(place: Place, features: Mapping[str, str]) -> list[list[str]]:
    code = f"{place.feature_class}.{place.feature_code}"
    meaning = features.get(code, "")
    reach = precision(place.imprecision_km)
    rows = [
        ["Inhabitants", f"{place.population:,}" if place.population else ""],
        ["Coordinates", f"{place.lat:.5f}, {place.lon:.5f}"],
        ["Reaches", f"{reach} from this point" if place.imprecision_km else ""],
        ["Box", _box(place.extent) if place.extent else ""],
        ["Feature", f"{code}, {meaning}" if meaning else code],
        ["Source", str(place.provenance)],
        ["Id", place.id],
    ]
    return [row for row in rows if row[1]]


def _extent(extent: Extent) -> ExtentView:
    return {
        "south": extent.south,
        "west": extent.west,
        "north": extent.north,
        "east": extent.east,
    }


def _box(extent: Extent) -> str:
    south_west = format_coordinates(extent.south, extent.west)
    return f"{south_west} to {format_coordinates(extent.north, extent.east)}"


def _marker(place: Place, most: int) -> MarkerView:
    apart = [place.admin1_name, country_name(place.country_code)]
    around = next((name for name in apart if name and name != place.name), "")
    return {
        "name": f"{place.name}, {around}" if around else place.name,
        "where": where(place),
        "people": f"{place.population:,} inhabitants" if place.population else "",
        "n": 1 + round((MAX_MARKER_SIZE - 1) * place.population / most) if most else 1,
        "unsure": False,
    }


def _similar(gazetteer: OfflineGazetteer, name: str) -> list[SimilarName]:
    """Return the names spelt most like one that is not known."""
    norm = normalise(name)
    lengths = range(len(norm), MIN_PREFIX_LENGTH - 1, -1)
    known: dict[str, Place] = {}
    for length in [*lengths[: MAX_PREFIXES - 1], *lengths[-1:]]:
        known |= gazetteer.starting_with(norm[:length], MAX_PER_PREFIX)
    alike = [(_likeness(norm, other), place) for other, place in known.items()]
    near = sorted(
        (pair for pair in alike if pair[0] >= MIN_LIKENESS),
        key=lambda pair: -(pair[0] + POPULATION_BONUS * log10(1 + pair[1].population)),
    )
    best = {place.name: where(place) for _, place in reversed(near)}
    names = list(dict.fromkeys(place.name for _, place in near))[:MAX_SIMILAR]
    return [{"name": spelt, "where": best[spelt]} for spelt in names]


def _likeness(first: str, second: str) -> float:
    return SequenceMatcher(None, first, second, autojunk=False).ratio()
