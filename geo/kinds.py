"""The closed lists: what a mention, a match, a link and its status can be."""

from __future__ import annotations

from enum import StrEnum


class MentionKind(StrEnum):
    """What a mention is; it never decides whether the mention is placed."""

    PLACE = "place"  # "Wonsan"
    DEMONYM = "demonym"  # "Russian"
    METONYM = "metonym"  # "Moscow said"
    EMBEDDED = "embedded"  # "Kentucky" in "University of Kentucky"


EVERY_KIND: frozenset[MentionKind] = frozenset(MentionKind)


class Match(StrEnum):
    """How the words of a mention met a name of a candidate."""

    EXACT = "exact"  # the place's main name
    PREFERRED = "preferred"  # the name English readers know it by, as GeoNames flags it
    ALTERNATE = "alternate"  # another name it is known by
    HISTORIC = "historic"  # a name of the past: "Leningrad"
    STRIPPED = "stripped"  # "Kursk" for "Kursk Oblast": without its type word
    ABBREVIATION = "abbreviation"  # "Ky.", "UAE"
    DEMONYM = "demonym"
    FUZZY = "fuzzy"  # spelt nearly so
    COORDINATES = "coordinates"  # the text gives the point itself
    GEOCODER = "geocoder"


# Names a place goes by itself: its main names, and those with the type word left out.
MAIN_NAMES: frozenset[Match] = frozenset({Match.EXACT, Match.PREFERRED})
OWN_NAMES: frozenset[Match] = MAIN_NAMES | {Match.STRIPPED}


class LinkKind(StrEnum):
    """What a link says of its two places."""

    MOVEMENT = "movement"
    COOPERATION = "cooperation"
    CONFLICT = "conflict"
    SPREAD = "spread"
    CO_MENTION = "co-mention"  # named in one sentence, nothing stated


class LinkStatus(StrEnum):
    """How sure the article is of what it says."""

    STATED = "stated"
    PLANNED = "planned"
    DENIED = "denied"
    ALLEGED = "alleged"


class FocusLevel(StrEnum):
    """How large a main place of an article is."""

    COUNTRY = "country"
    ADMIN1 = "admin1"
    SPOT = "spot"  # a town or site


class PlaceKind(StrEnum):
    """What sort of place it is, in the few groups that people ask for."""

    TOWN = "town"
    COUNTRY = "country"
    REGION = "region"  # provinces, districts, parts of the world
    NATURE = "nature"  # seas, rivers, islands, mountains
    SITE = "site"  # buildings, roads, points that a text gives


class FilterName(StrEnum):
    """What a reader can narrow an atlas by."""

    WORDS = "words"
    MENTION_KINDS = "kinds of name"
    PLACE_KINDS = "kinds of place"
    COUNTRIES = "country"
    LINK_KINDS = "links"
    CERTAINTY = "certainty"
    ARTICLES = "article"
    DATES = "date"
    AREA = "area of the map"


class DatePrecision(StrEnum):
    """How much of a date is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
