"""The rows of Dateline's own tables, as frozen values.

A target is written ``country:US``, ``admin1:US.TX`` (GeoNames admin-1 code),
``region:northeast-asia`` (a slug of ``regions.tsv``), ``airport:LAX`` (a code of
``airports.tsv``) or ``city:2988507`` (GeoNames id).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from geo.model import Extent, LinkKind, LinkStatus


class Side(StrEnum):
    """On which side of the name a word stands."""

    BEFORE = "before"  # "University of X", "Lake X"
    AFTER = "after"  # "X University", "X region"


class FriendRule(StrEnum):
    """What to do with a word that looks like a place."""

    NEVER = "never"  # never a place on its own
    CONTEXT = "context"  # a place only where the text gives evidence


class Role(StrEnum):
    """What a small word does around a name."""

    PREPOSITION = "preposition"  # "in", "visited": a place often follows
    STREET = "street"  # "London Road"
    DIRECTION = "direction"  # "northern Syria"
    JOINER = "joiner"  # "of", "de": may stand inside a name
    SPEECH = "speech"  # "speaks Dutch": a language follows
    DISEASE = "disease"  # "Marburg fever"
    SAYING = "saying"  # "said": what people do
    LOCAL = "local"  # "Alton man": people and things of a town
    OFFICE = "office"  # "Monroe Mayor": offices of a town, with or without capital
    LANGUAGE = "language"  # a people's word that is its language too
    LIGHT = "light"  # "hold talks": the noun says it, the verb lends its subject
    BREAKING = "breaking"  # "cut ties": it makes a quarrel of what was friendly
    SPEAKER = "speaker"  # "leader", "envoy": beside the titles, who acts for a country
    SPREADS = "spreads"  # "infect", "outbreak": says by itself that something spreads
    RECIPIENT = "recipient"  # "army", "refugees": who can be given something
    SPREADING = "spreading"  # "virus", "smoke": what spreads rather than travels
    JUDGING = "judging"  # "condemned the attack": it speaks of a deed, it does none
    HAPPENING = "happening"  # "talks may begin": the noun is what happens
    URGING = "urging"  # "urged Chad to send": Chad is to send
    EXTENT = "extent"  # "the plain runs from": it goes nowhere
    LEAD = "lead"  # "Greater Manchester", "downtown Boston": left out for a look-up


class Stance(StrEnum):
    """What a word beside a name shows of a place that stands for its government."""

    VERB = "verb"  # "Moscow said"
    OBJECT = "object"  # "accused Kyiv"
    ADJECTIVE = "adjective"  # "Tehran is ready"
    NOUN = "noun"  # "an ally of Moscow"
    POSSESSED = "possessed"  # "Seoul's efforts"


class Part(StrEnum):
    """Part of speech of a word that links places."""

    NOUN = "noun"
    VERB = "verb"


class CueUse(StrEnum):
    """How a cue of a status stands to the word that states a link."""

    AUX = "aux"  # "may strike": helps the verb
    MARK = "mark"  # "if": opens its clause
    MODIFIER = "modifier"  # "allegedly", "a planned visit"
    GOVERNOR = "governor"  # "cancelled the talks": any noun or clause hangs on it
    CLAUSE = "clause"  # "urged Chad to send": only a clause does
    INFINITIVE = "infinitive"  # "is said to have sent"
    ITSELF = "itself"  # "pledged aid": it is the link word
    SETTING = "setting"  # "in the film"
    TIME = "time"  # "flies to Oslo next week"


class EndRole(StrEnum):
    """What a noun beside a link word is to the link."""

    ORIGIN = "origin"
    DESTINATION = "destination"
    MOVER = "mover"  # the origin, unless "from" names another
    RETURNER = "returner"  # the mover; of one who returns from somewhere, where to
    RECEIVER = "receiver"  # the destination, unless "to" names another
    RECIPIENT = "recipient"  # the destination, where the noun itself is the place
    JUDGED = "judged"  # the destination: a people, a country or the doer of a deed
    PEER = "peer"  # one of equals that act together
    PARTNER = "partner"  # whom they act with


@dataclass(frozen=True, slots=True)
class CountryRow:
    """A country or dependency.

    Attributes:
        iso2: ISO 3166-1 alpha-2 code (XK for Kosovo).
        name: Common English name.
        lat: Latitude of its middle.
        lon: Longitude of its middle.
        extent: Box around the part that news means.
        aliases: Other names, never abbreviations (see ``abbreviations.tsv``).
        demonyms: Adjectives and words for its people.
    """

    iso2: str
    name: str
    lat: float
    lon: float
    extent: Extent
    aliases: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RegionRow:
    """A region, sea, river, range, island, building or former country.

    Attributes:
        slug: Its stable id in Dateline.
        name: Common English name.
        feature_class: GeoNames feature class letter.
        feature_code: GeoNames feature code.
        lat: Latitude of its point.
        lon: Longitude of its point.
        extent: Box around it; None where it is a point (a building).
        country_code: The one country it lies in, or "".
        admin1: GeoNames admin-1 code, or "".
        aliases: Other names.
        demonyms: Adjectives and words for its people.
    """

    slug: str
    name: str
    feature_class: str
    feature_code: str
    lat: float
    lon: float
    extent: Extent | None = None
    country_code: str = ""
    admin1: str = ""
    aliases: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AirportRow:
    """An airport that news names.

    Attributes:
        iata: Its three-letter code; of a closed airport, the last one.
        name: Common English name.
        lat: Latitude of its point.
        lon: Longitude of its point.
        country_code: ISO 3166-1 alpha-2 code.
        admin1: GeoNames admin-1 code, or "".
        aliases: Other names, never bare codes (see ``abbreviations.tsv``).
    """

    iata: str
    name: str
    lat: float
    lon: float
    country_code: str
    admin1: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class UnitRow:
    """Middle and box of an admin-1 unit.

    Attributes:
        country_code: ISO 3166-1 alpha-2 code.
        admin1: GeoNames admin-1 code.
        name: Its name where no package gives one; else "".
        lat: Latitude of its middle.
        lon: Longitude of its middle.
        extent: Box around it.
    """

    country_code: str
    admin1: str
    name: str
    lat: float
    lon: float
    extent: Extent


@dataclass(frozen=True, slots=True)
class AbbreviationRow:
    """A short form, exactly as printed: "Ky." is Kentucky, "KY." is nothing.

    Attributes:
        surface: Its letters and stops.
        target: What it stands for.
        after_comma: True where it only counts after a comma ("Waco, TX").
        note: Remark, or "".
    """

    surface: str
    target: str
    after_comma: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class DemonymRow:
    """A word for the people of a state, region or city: "Texan"."""

    surface: str
    target: str


@dataclass(frozen=True, slots=True)
class ExonymRow:
    """An English name of a city, or one it had in the past.

    Attributes:
        name: The name.
        target: The city: ``city:2886242``.
        former: True for a name of the past.
    """

    name: str
    target: str
    former: bool = False


@dataclass(frozen=True, slots=True)
class ProminentRow:
    """A name that means one place although a larger one shares it."""

    name: str
    target: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class OrganisationWord:
    """A word that makes a place name part of an organisation's name."""

    word: str
    side: Side


@dataclass(frozen=True, slots=True)
class AreaWord:
    """A type word beside a name: "Kursk region", "Lake Victoria".

    Attributes:
        word: The word, lower case.
        feature_codes: GeoNames feature codes it speaks for, likeliest first.
        side: Where it stands.
    """

    word: str
    feature_codes: tuple[str, ...]
    side: Side


@dataclass(frozen=True, slots=True)
class ShortForm:
    """A short name that an article uses once it has given the full one.

    Attributes:
        word: The short name: "North", said with "the".
        name: What it is short for: "North Korea".
        given: Names of which the article must have given one.
    """

    word: str
    name: str
    given: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LinkFrame:
    """How the words around a link word fill its ends.

    Attributes:
        name: Its name in ``link_words.tsv``.
        subject: What the subject is; None where it says nothing.
        object: The same of the object.
        prepositions: The same of the noun after each preposition.
    """

    name: str
    subject: EndRole | None
    object: EndRole | None
    prepositions: Mapping[str, EndRole]


@dataclass(frozen=True, slots=True)
class LinkWord:
    """A word that says what connects two places.

    Attributes:
        word: One form of it, lower case: "flew".
        lemma: Its dictionary form: "fly".
        part: Noun or verb.
        kind: What it says.
        frame: Name of the frame that fills its ends.
        beside: Verbs of which one must govern it ("recalled its ambassador"); () for any.
    """

    word: str
    lemma: str
    part: Part
    kind: LinkKind
    frame: str
    beside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StatusWord:
    """A cue that something is planned, possible, denied or alleged.

    Attributes:
        word: One form of it, lower case; several words only of a time.
        status: What it makes of a link.
        use: How it stands to the link word.
        particle: The word that must hang on it ("off" in "called off"), or "".
    """

    word: str
    status: LinkStatus
    use: CueUse
    particle: str = ""
