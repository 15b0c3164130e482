"""The rows of Dateline's own tables, as frozen values.

A target is written ``country:US``, ``admin1:US.TX`` (GeoNames admin-1 code),
``region:northeast-asia`` (a slug of ``regions.tsv``), ``airport:LAX`` (a code of
``airports.tsv``) or ``city:2988507`` (GeoNames id).

The fields of a row are the columns of its table (``extent`` is four of them), and their
annotations say what a cell must be. An empty cell is the field's default.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated

from geo.data.read import (
    Box,
    Codes,
    Country,
    FeatureClass,
    FeatureCode,
    Latitude,
    Longitude,
    Lower,
    LowerNames,
    Names,
    Target,
    Yes,
    between,
    written,
)


class Side(StrEnum):
    """On which side of the name a word stands."""

    BEFORE = "before"  # "University of X", "Lake X"
    AFTER = "after"  # "X University", "X region"


class FriendRule(StrEnum):
    """What to do with a word that looks like a place."""

    NEVER = "never"  # never a place on its own
    CONTEXT = "context"  # a place only where the text gives evidence
    ARTICLE = "article"  # a place only after "the"


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
    GROUND = "ground"  # "village", "base": what is captured lies where it is
    RECIPIENT = "recipient"  # "army", "refugees": who can be given something
    SPREADING = "spreading"  # "virus", "smoke": what spreads rather than travels
    JUDGING = "judging"  # "condemned the attack": it speaks of a deed, it does none
    HAPPENING = "happening"  # "talks may begin": the noun is what happens
    URGING = "urging"  # "urged Chad to send": Chad is to send
    EXTENT = "extent"  # "the plain runs from": it goes nowhere
    VESSEL = "vessel"  # "the frigate Languedoc": a ship's name follows
    SHIPS_END = "ship's end"  # "the Colombo Express": a ship's name ends so
    RELATIVE = "relative"  # "his wife, Cheyenne": a person's name follows
    FLOWING = "flowing"  # "the Taquari breaks its banks": what rivers do
    HUMAN = "human"  # "flew", "resigned": what people do, beside what they say
    PRODUCT = "product"  # "Brussels sprouts": a thing called after the place before it
    CONTRAST = "contrast"  # "unlike Paris, Texas, Paris": two places
    ANOTHER = "another"  # "the other Paris"
    NAMESAKE = "namesake"  # it says by itself that two places bear one name
    BUILT = "built"  # "Salgado Filho airport": a person's name as often as a town's
    FAR = "far"  # "flew", "summit": of what joins countries
    DONE_BY = "done by"  # "U.S.-backed": the name before it did so
    FORCE = "force"  # "its military said troops": a speaker's own
    BODY = "body"  # "the EU": no country, and no end of a link
    STAY = "stay"  # "back after four days in Syria"
    STAYING = "staying"  # "troops serve in Mali": they are there
    FOE = "foe"  # "battled rebels in": the fight is there
    JOINT = "joint"  # "Dutch and Danish ships": of those who act in common
    HALTING = (
        "halting"  # "halted its strikes": they were; "halted trade": there is none
    )
    OBSTRUCTING = "obstructing"  # "blocked the road": it is there
    LASTING = "lasting"  # "trade": who halts it breaks it; talks are held and end
    WEAPON = "weapon"  # "a missile in the Red Sea hit": where it did, not whose it is
    INHABITANTS = (
        "inhabitants"  # "evacuated 2 million people from Arica": more than live there
    )
    HOSTILE = "hostile"  # "rebel soldiers": not the speaker's
    EXPELLING = "expelling"  # an ambassador is expelled by his host
    OF_STATE = "of state"  # "New York's governor": an office of a state, and no city's
    SURE_IF_NOT = "sure if not"  # "did not hesitate to send": it was sent
    COLLECTIVE = "collective"  # "ministry": it acts, and for its country
    LOSING = "losing"  # "lost no time in sending"
    UNDERGOING = "undergoing"  # "suffered strikes": they hit it
    HANDLED = "handled"  # "a letter mailed in Oslo reached": it was there
    STORM = "storm"  # "Hurricane Lena": it goes from where it was on to where it is
    ANSWERING = "answering"  # "answered with raids on": it is they who raid
    LEAD = "lead"  # "Greater Manchester", "downtown Boston": left out for a look-up


class Stance(StrEnum):
    """What a word beside a name shows of a place that stands for its government."""

    VERB = "verb"  # "Moscow said"
    OBJECT = "object"  # "accused Kyiv"
    ADJECTIVE = "adjective"  # "Tehran is ready"
    NOUN = "noun"  # "an ally of Moscow"
    POSSESSED = "possessed"  # "Seoul's efforts"


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

    iso2: Country
    name: str
    lat: Latitude
    lon: Longitude
    extent: Box
    aliases: Names = ()
    demonyms: Names = ()


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

    slug: Annotated[
        str,
        written(
            "[a-z0-9]+(-[a-z0-9]+)*",
            "write the slug in a-z, 0-9 and single hyphens",
        ),
    ]
    name: str
    feature_class: FeatureClass
    feature_code: FeatureCode
    lat: Latitude
    lon: Longitude
    extent: Box | None = None
    country_code: Country = ""
    admin1: str = ""
    aliases: Names = ()
    demonyms: Names = ()


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

    iata: Annotated[str, written("[A-Z]{3}", "write {column} as three capital letters")]
    name: str
    lat: Latitude
    lon: Longitude
    country_code: Country
    admin1: str = ""
    aliases: Names = ()


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

    country_code: Country
    admin1: str
    name: str = field(default="", kw_only=True)
    lat: Latitude
    lon: Longitude
    extent: Box


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
    target: Target
    after_comma: Yes = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class DemonymRow:
    """A word for the people of a state, region or city: "Texan"."""

    surface: str
    target: Target


@dataclass(frozen=True, slots=True)
class ExonymRow:
    """An English name of a city, or one it had in the past.

    Attributes:
        name: The name.
        target: The city: ``city:2886242``.
        former: True for a name of the past.
        main: True where the first name of the line is what the place is shown as.
        note: Remark, or "".
    """

    name: str
    target: Target
    former: Yes = False
    main: Yes = False
    note: str = ""


class Marks(StrEnum):
    """Which marks on letters a country's names lose in English."""

    FOREIGN = "foreign"  # those that Latin-1 lacks, and apostrophes for letters
    ALL = "all"


@dataclass(frozen=True, slots=True)
class TransliteratedRow:
    """A country whose names bear marks that no English-language newsroom prints."""

    country_code: Country
    marks: Marks


@dataclass(frozen=True, slots=True)
class ProminentRow:
    """A name that means one place although a larger one shares it."""

    name: str
    target: Target
    note: str = ""


@dataclass(frozen=True, slots=True)
class OrganisationWord:
    """A word that makes a place name part of an organisation's name."""

    word: str
    side: Side


@dataclass(frozen=True, slots=True)
class ContextWord:
    """A small word around names, and what it does."""

    word: Lower
    role: Role


@dataclass(frozen=True, slots=True)
class MetonymWord:
    """A word that shows a place standing for its government; forms that are irregular."""

    word: Lower
    role: Stance
    forms: Names = ()


@dataclass(frozen=True, slots=True)
class WordRow:
    """A word in a list of words: a given name, a title, a common word."""

    word: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class FriendRow:
    """A word that looks like a place."""

    name: str
    rule: FriendRule
    note: str = ""


@dataclass(frozen=True, slots=True)
class SmallWords:
    """The small words by which a language is told: its code, and them in small letters."""

    code: str
    words: LowerNames


@dataclass(frozen=True, slots=True)
class LanguageRow:
    """A language by its ISO 639 code; ``longer`` are those of three letters, parted by "|"."""

    code: Lower
    name: str
    longer: str


@dataclass(frozen=True, slots=True)
class FeatureName:
    """What a feature class or code is called."""

    code: str
    words: str


@dataclass(frozen=True, slots=True)
class GeocoderKind:
    """What services call a kind of place, and its GeoNames feature."""

    kind: str
    feature_class: FeatureClass
    feature_code: FeatureCode


@dataclass(frozen=True, slots=True)
class RuleRow:
    """What a rule of resolution gives in one case, in log-odds."""

    rule: str
    case: str
    weight: Annotated[float, between(20)]  # e to the 20 outweighs anything
    note: str = ""


@dataclass(frozen=True, slots=True)
class UnitPoint:
    """The middle of an admin-1 unit whose box has another middle."""

    country_code: str
    admin1: str
    name: str
    lat: Latitude
    lon: Longitude


@dataclass(frozen=True, slots=True)
class AreaWord:
    """A type word beside a name: "Kursk region", "Lake Victoria".

    Attributes:
        word: The word, lower case.
        feature_codes: GeoNames feature codes it speaks for, likeliest first.
        side: Where it stands.
    """

    word: Lower
    feature_codes: Codes
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
    given: Names
