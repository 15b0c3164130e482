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
    ALTERNATE = "alternate"  # another name it is known by
    STRIPPED = "stripped"  # "Kursk" for "Kursk Oblast": without its type word
    ABBREVIATION = "abbreviation"  # "Ky.", "UAE"
    DEMONYM = "demonym"
    FUZZY = "fuzzy"
    GEOCODER = "geocoder"


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
