"""The values of Dateline: frozen, and the same in every stage.

    Article -> Mention -> Candidate -> Resolution (Place) -> Link -> Reading
                                                many Readings -> Atlas

Offsets are half-open ranges of code points: ``article.text[start:end]`` is what they quote.
Coordinates are WGS 84 degrees. What is worked out of a Reading or Atlas is kept with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Any, TypeAlias

from geo.when import Day as Day, When as When

Progress: TypeAlias = Callable[[float, str], None]  # share done (0 to 1), of what


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


MAIN_NAMES: frozenset[Match] = frozenset({Match.EXACT, Match.PREFERRED})
OWN_NAMES: frozenset[Match] = MAIN_NAMES | {Match.STRIPPED}  # names it goes by itself


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
    POSSIBLE = "possible"  # may, could, if, urged, considered
    DENIED = "denied"
    ALLEGED = "alleged"
    NONE = "none"  # of a co-mention: nothing is stated


class Sureness(StrEnum):
    """How likely a link must be that no rule states."""

    SURER = "surer"
    MORE = "more"


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


class DatePrecision(StrEnum):
    """How much of a date is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Article:
    """One text to read.

    Attributes:
        id: Hash of the text, so that the same text is the same article.
        text: The words, exactly as offsets count them.
        title: Headline, where one is known apart from the text.
        source: Newspaper, site or file it came from.
        published: Day of publication, where known; of a month or year its first.
        language: ISO 639-1 code.
        notes: What the reader should know of how it was read ("encoding assumed: ...").
        published_precision: How much of the day of publication is known.
        address: Where it stands on the web, or "".
    """

    id: str
    text: str
    title: str = ""
    source: str = ""
    published: date | None = None
    language: str = "en"
    notes: tuple[str, ...] = ()
    published_precision: DatePrecision = DatePrecision.DAY
    address: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Passage:
    """A half-open character range of one article: the evidence of everything."""

    article_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mention:
    """One name of a place in a text.

    Attributes:
        passage: Where it stands.
        sentence: The sentence around it.
        text: Its words: ``article.text[passage.start:passage.end]``.
        toponym: The words normalised for look-up (``geo.gazetteer.names.normalise``).
        kind: What kind of mention it is.
        reasons: Why recognition took it for a place.
        hint: Type word or larger place beside it ("region", "Texas"), or "".
        stands_for: "North Korea" where the article calls it "the North"; else "".
    """

    passage: Passage
    sentence: Passage
    text: str
    toponym: str
    kind: MentionKind = MentionKind.PLACE
    reasons: tuple[Reason, ...] = ()
    hint: str = ""
    stands_for: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something was decided: a sentence the reader can check.

    Attributes:
        rule: The rule's name in the code.
        weight: What it added to (or took from) the score.
        note: The reason in words.
    """

    rule: str
    weight: float
    note: str


@dataclass(frozen=True, slots=True)
class Extent:
    """A box around an area, in degrees; ``west > east`` where it crosses 180°."""

    south: float
    west: float
    north: float
    east: float


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a coordinate comes from.

    Attributes:
        name: Gazetteer or geocoder ("GeoNames", "Nominatim").
        version: Release of the data or package, or "".
        retrieved: Day a geocoder answered, None for offline data.
        cached: True where the answer came from the geocoder cache.
        stale: True where the answer no longer holds and no newer one was to be had.
    """

    name: str
    version: str = ""
    retrieved: date | None = None
    cached: bool = False
    stale: bool = False

    def __str__(self) -> str:
        """Return it in words: "Nominatim, asked on 2026-11-23, from the cache"."""
        words = f"{self.name} {self.version}".strip()
        if self.retrieved:
            words += f", asked on {self.retrieved.isoformat()}"
        return words + ", from the cache" * self.cached + ", out of date" * self.stale


@dataclass(frozen=True, slots=True)
class Place:
    """A place on Earth as a gazetteer or geocoder knows it.

    Attributes:
        id: ``geonames:1871859``, ``dateline:asia``, ``point:39.15,127.44`` (coordinates).
        name: What it is called.
        lat: Latitude of its point, degrees.
        lon: Longitude of its point, degrees.
        extent: Box around it where it is an area.
        feature_class: GeoNames feature class letter (A, P, H, L, T, S).
        feature_code: GeoNames feature code (PCLI, ADM1, PPLC, PPL, SEA, RGN ...).
        country_code: ISO 3166-1 alpha-2, or "" where it lies in none or several.
        admin1: GeoNames admin-1 code within the country, or "".
        admin1_name: Its name in words, or "".
        population: Inhabitants; 0 where unknown.
        imprecision_km: How far from its point the place may reach.
        provenance: Where name and point come from.
        listed_as: Its main name in the gazetteer, where it is called otherwise; else "".
        name_language: What it is called in, where that is not English (ISO 639-1); else "".
    """

    id: str
    name: str
    lat: float
    lon: float
    extent: Extent | None = None
    feature_class: str = "P"
    feature_code: str = "PPL"
    country_code: str = ""
    admin1: str = ""
    admin1_name: str = ""
    population: int = 0
    imprecision_km: float = 0.0
    provenance: Provenance = field(default=Provenance("GeoNames"))
    listed_as: str = ""
    name_language: str = ""

    @property
    def geonames_id(self) -> int | None:
        """The GeoNames number, or None for places GeoNames does not number for us."""
        scheme, _, number = self.id.partition(":")
        return int(number) if scheme == "geonames" and number.isdigit() else None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a mention could mean."""

    place: Place
    matched_name: str
    match: Match
    rank: int = 0  # how many places a geocoder put before it


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate with its share of belief: a runner-up, or the winner."""

    candidate: Candidate
    score: float


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a mention was taken to mean, and why.

    Attributes:
        mention: The mention.
        place: The place, or None for "I don't know".
        score: Belief in the answer, 0 to 1; 0 where there is none.
        reasons: Why this place, or why none.
        runners_up: What else it could have been, best first.
        match: How the name met the gazetteer, None where nothing did.
    """

    mention: Mention
    place: Place | None
    score: float
    reasons: tuple[Reason, ...] = ()
    runners_up: tuple[Scored, ...] = ()
    match: Match | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """One passage that states a link, the two mentions it joins, and the time it gives."""

    passage: Passage
    origin: Mention
    destination: Mention
    when: When | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """What the article says connects two places.

    One link per ends, kind, direction, status and actor, with every passage that says it.

    Attributes:
        id: Hash of what makes it one link.
        origin: Where it starts; the end named first where it has no direction.
        destination: Where it leads.
        kind: What it says.
        directed: True where origin and destination cannot be swapped.
        status: Whether it happened, is planned and so on; none of a co-mention.
        actor: Who or what ("Lavrov", "flights"), or "".
        predicate: The words that state it ("between ... and", "flew").
        date: The day the sentence gives, or None; other times stand on the evidence.
        evidence: The passages it rests on, in order of the text.
        reasons: Why it was drawn.
    """

    id: str
    origin: Place
    destination: Place
    kind: LinkKind
    directed: bool
    status: LinkStatus
    evidence: tuple[Evidence, ...]
    actor: str = ""
    predicate: str = ""
    date: Day | None = None
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Focus:
    """A country, admin-1 unit or spot that an article is mainly about."""

    article_id: str
    level: FocusLevel
    place: Place
    score: float  # share of what the article names that lies in it, 0 to 1
    count: int  # mentions that is


class _Derived:
    """A value that what is worked out of it is kept with, and dies with."""

    @cached_property
    def answers(self) -> dict[object, Any]:
        """What has been worked out of it; see `geo.atlas.query`."""
        return {}

    def __getstate__(self) -> dict[str, Any]:
        """Return what is pickled and copied: the fields alone."""
        return {name: self.__dict__[name] for name in self.__dataclass_fields__}  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Reading(_Derived):
    """What was read in one article: the unit of keeping, correcting and sharing out work.

    Attributes:
        article: The article.
        resolutions: Its mentions and what they mean, in the order of the text.
        links: What it says connects its places; all their evidence lies in it.
        focus: What it is mainly about, country first.
        passed_over: Names not taken for places, each with the reason that decided it.
    """

    article: Article
    resolutions: tuple[Resolution, ...] = ()
    links: tuple[Link, ...] = ()
    focus: tuple[Focus, ...] = ()
    passed_over: tuple[Mention, ...] = ()


@dataclass(frozen=True)
class Atlas(_Derived):
    """Readings laid on one another, each article once: of one given twice, the first."""

    readings: tuple[Reading, ...] = ()

    def __post_init__(self) -> None:
        once: dict[str, Reading] = {}
        for reading in self.readings:
            once.setdefault(reading.article.id, reading)
        object.__setattr__(self, "readings", tuple(once.values()))

    @cached_property
    def articles(self) -> tuple[Article, ...]:
        """The articles, in order."""
        return tuple(reading.article for reading in self.readings)

    @cached_property
    def resolutions(self) -> tuple[Resolution, ...]:
        """The resolutions of all articles, in order."""
        return tuple(r for reading in self.readings for r in reading.resolutions)

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """The links of all articles: one stated by several has all their passages."""
        return join_links(link for reading in self.readings for link in reading.links)

    @cached_property
    def focus(self) -> tuple[Focus, ...]:
        """What each article is about, in order."""
        return tuple(focus for reading in self.readings for focus in reading.focus)

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """Every place once, in the order the text names them."""
        found = {r.place.id: r.place for r in reversed(self.resolutions) if r.place}
        return tuple(reversed(found.values()))

    @cached_property
    def unresolved(self) -> tuple[Resolution, ...]:
        """The mentions without a place, each with its reason."""
        return tuple(r for r in self.resolutions if r.place is None)

    def _repr_html_(self) -> str:
        """Show it in a notebook."""
        from geo.export import to_notebook

        return to_notebook(self)


def join_links(links: Iterable[Link]) -> tuple[Link, ...]:
    """Return each link once, by id, with the evidence of all that say the same."""
    first: dict[str, Link] = {}
    evidence: dict[str, list[Evidence]] = {}
    for link in links:
        first.setdefault(link.id, link)
        evidence.setdefault(link.id, []).extend(link.evidence)
    grown = {n for n, link in first.items() if len(link.evidence) < len(evidence[n])}
    first |= {n: replace(first[n], evidence=tuple(evidence[n])) for n in grown}
    return tuple(first.values())
