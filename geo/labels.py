"""What places, links and scores are called when people read them."""

from __future__ import annotations

from functools import lru_cache

from geo import data
from geo.atlas import UNSURE_BELOW, Bundle, Filters, RegionCount, loosen, summarise
from geo.model import (
    Atlas,
    Link,
    LinkKind,
    LinkStatus,
    Mention,
    MentionKind,
    Place,
    PlaceKind,
    When,
)
from geo.when import join_times

_MEANT = ("metonym", "short_form")
SURE_FROM = 0.9  # from .85 to .9 two in three are right, above 24 in 25
MIN_SECONDS_TIMED = 8  # before it is told how long work still takes
_MINUTE = 60
CITY_FROM = 100_000  # inhabitants
EXACT_KM = 0.5  # nearer than this a point is written with all its decimals
_TOWN = "town or village"

Kind = MentionKind | LinkKind | LinkStatus | PlaceKind

_LABELS: dict[Kind, str] = {
    MentionKind.PLACE: "Place names",
    MentionKind.DEMONYM: "Peoples and adjectives",
    MentionKind.METONYM: "Governments and teams",
    MentionKind.EMBEDDED: "Inside other names",
    LinkKind.MOVEMENT: "Movement",
    LinkKind.COOPERATION: "Cooperation",
    LinkKind.CONFLICT: "Conflict",
    LinkKind.SPREAD: "Spread",
    LinkKind.CO_MENTION: "Named in one sentence",
    PlaceKind.TOWN: "Cities and towns",
    PlaceKind.COUNTRY: "Countries",
    PlaceKind.REGION: "Provinces and regions",
    PlaceKind.NATURE: "Seas, rivers, mountains",
    PlaceKind.SITE: "Buildings and sites",
    LinkStatus.STATED: "stated",
    LinkStatus.PLANNED: "planned",
    LinkStatus.POSSIBLE: "possible",
    LinkStatus.DENIED: "denied",
    LinkStatus.ALLEGED: "alleged",
    LinkStatus.NONE: "nothing stated",
}


def label(kind: Kind) -> str:
    """Name a kind of mention, place or link, or a status, as people read it."""
    return _LABELS[kind]


def certainty(score: float) -> str:
    """Return how sure a score is: "sure", "likely" or "unsure"."""
    if score < UNSURE_BELOW:
        return "unsure"
    return "sure" if score >= SURE_FROM else "likely"


def kind_of_place(place: Place) -> str:
    """Return what a place is: "capital", "province or state", "sea"."""
    if place.id.startswith("point:"):
        return "point"
    names = data.feature_names()
    by_class = names.get(place.feature_class, "place")
    words = names.get(place.feature_code, by_class)
    return "city" if words == _TOWN and place.population >= CITY_FROM else words


def where(place: Place) -> str:
    """Return what and where a place is: "capital, North Korea"."""
    kind, province = kind_of_place(place), place.admin1_name
    own = ("", place.name, place.listed_as)
    kept = [] if kind in own else [kind]
    for words in (province, country_name(place.country_code)):
        if words not in own and words not in kept:
            kept.append(words)
    return ", ".join(kept)


def how_meant(mention: Mention) -> tuple[str, ...]:
    """Return why a name stands for a government or team, or a short name for a long one."""
    return tuple(r.note for r in mention.reasons if r.rule in _MEANT)


def link_words(link: Link) -> str:
    """Return what a link is: "Movement, planned"."""
    stated = link.status in {LinkStatus.STATED, LinkStatus.NONE}
    return label(link.kind) if stated else f"{label(link.kind)}, {label(link.status)}"


def bundle_words(bundle: Bundle) -> str:
    """Return what a bundle is: "Movement, planned", "Movement · 3 links, 1 planned"."""
    links, statuses = bundle.links, bundle.statuses
    if len(links) == 1:
        return link_words(links[0])
    kind = link_words(links[0]) if len(statuses) == 1 else label(bundle.kind)
    doubts = statuses if len(statuses) > 1 else {}
    parts = [count(len(links), "link", "links")]
    parts += [f"{n:,} {label(s)}" for s, n in doubts.items() if s != LinkStatus.STATED]
    return f"{kind} · {', '.join(parts)}"


def link_name(link: Link | Bundle) -> str:
    """Name a link by its ends: "Moscow → Pyongyang", "Moscow – Pyongyang"."""
    sign = "→" if link.directed else "–"
    return f"{link.origin.name} {sign} {link.destination.name}"


def region_name(region: RegionCount) -> str:
    """Return what a country or province is called: "Ukraine", "California"."""
    country, _, province = region.code.partition(".")
    if not province:
        return country_name(country)
    return region.name or f"part of {country_name(country)}"


def region_words(region: RegionCount) -> str:
    """Return what is said of it: "United States · 9 mentions of 4 places in 2 articles"."""
    country, _, province = region.code.partition(".")
    said = (
        f"{count(region.mentions, 'mention', 'mentions')} of "
        f"{count(region.places, 'place', 'places')} in "
        f"{count(region.articles, 'article', 'articles')}"
    )
    return f"{country_name(country)} · {said}" if province else said


def describe(atlas: Atlas) -> str:
    """Return in one line what an atlas holds: "9 places in 3 countries · 4 links"."""
    places = [summary.place for summary in summarise(atlas)]
    countries = {place.country_code for place in places if place.country_code}
    parts = [count(len(places), "place", "places")]
    if countries:
        parts[0] += f" in {count(len(countries), 'country', 'countries')}"
    if atlas.links:
        parts.append(count(len(atlas.links), "link", "links"))
    if names := _names_not_mapped(atlas):
        parts.append(f"{count(names, 'name', 'names')} not mapped")
    return " · ".join(parts)


def describe_briefly(atlas: Atlas) -> str:
    """Return the same in fewer words: "9 places · 4 links · 2 not mapped"."""
    parts = [count(len(summarise(atlas)), "place", "places")]
    if atlas.links:
        parts.append(count(len(atlas.links), "link", "links"))
    if names := _names_not_mapped(atlas):
        parts.append(f"{names:,} not mapped")
    return " · ".join(parts)


def _names_not_mapped(atlas: Atlas) -> int:
    """Count names as the list of them does: one is one, however often it is said."""
    return len({resolution.mention.toponym for resolution in atlas.unresolved})


def advise(atlas: Atlas, shown: Filters) -> str:
    """Return which filter to loosen where the filters leave no place; else ""."""
    found = loosen(atlas, shown)
    if not found:
        return ""
    narrow, places = found
    return f"No place is left. Loosen the {narrow.value} filter: {count(places, 'place comes', 'places come')} back."


def time_left(share: float, seconds: float) -> str:
    """Return about how long work still takes: "about 2 minutes left"; "" while nobody can tell.

    Args:
        share: How much of it is done, 0 to 1.
        seconds: How long that took.
    """
    if not 0 < share < 1 or seconds < MIN_SECONDS_TIMED:
        return ""
    left = seconds * (1 - share) / share
    if left < _MINUTE:
        return "less than a minute left"
    minutes, word = round(left / _MINUTE), "minute"
    if minutes >= _MINUTE:
        minutes, word = round(minutes / _MINUTE), "hour"
    return f"about {count(minutes, word, word + 's')} left"


def count(n: int, one: str, many: str) -> str:
    """Return a number of things: "1 place", "1,200 places"."""
    return f"{n:,} {one if n == 1 else many}"


def format_coordinates(lat: float, lon: float, imprecision_km: float = 1.0) -> str:
    """Write a point as people do: "39.15° N, 127.44° E".

    Args:
        lat: Latitude, degrees.
        lon: Longitude, degrees.
        imprecision_km: How exact it is: a point known to metres is written so.
    """
    north = "N" if lat >= 0 else "S"
    east = "E" if lon >= 0 else "W"
    decimals = 2 if imprecision_km >= EXACT_KM else 5
    return f"{abs(lat):.{decimals}f}° {north}, {abs(lon):.{decimals}f}° {east}"


def precision(km: float) -> str:
    """Return how far from its point a place may reach: "about 800 km", "about 20 m"."""
    if km <= 0:
        return "not known"
    if km >= 1:
        return f"about {km:,.0f} km"
    return f"about {max(1, round(km * 1000)):,} m"


def country_name(code: str) -> str:
    """Return the English name of a country, or its code where we have none."""
    return _country_names().get(code, code)


@lru_cache(maxsize=1)
def _country_names() -> dict[str, str]:
    return {row.iso2: row.name for row in data.countries()}


def link_time(link: Link) -> When | None:
    """Return when it happens: what its passages say, all of it."""
    told = join_times(said.when for said in link.evidence)
    return told or (When("", link.date, link.date) if link.date else None)
