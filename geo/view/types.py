"""The values our scripts show, as JSON has them: geo/web/views.d.ts says the same to them.

Offsets are in code points, scores and shares 0 to 1, days ISO 8601 or "", articles from 0.
"""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict


class RangeView(TypedDict):
    """Some words of an article: a half-open range of its text."""

    article: int
    start: int
    end: int


class Spoken(TypedDict):
    """What its names are in, where any is not in English ("" for that): ISO 639-1."""

    languages: NotRequired[list[str]]


class MarkerView(Spoken):
    """The name and the tooltip of a place's marker; ``n`` mentions make it larger."""

    name: str
    where: str
    n: int
    unsure: bool
    people: NotRequired[str]


class ShownLink(Spoken):
    """What a bundle on the map says; ``n`` passages make it wider, ``links`` it holds."""

    name: str
    words: str
    n: int
    links: int
    status: str


class RegionView(TypedDict):
    """The name and the tooltip of a country or province on a map by regions."""

    name: str
    words: str


class ShownView(TypedDict):
    """What is on the map, by the ids of places and links."""

    places: dict[str, MarkerView]
    links: dict[str, ShownLink]
    regions: NotRequired[dict[str, RegionView]]
    counted: NotRequired[
        dict[str, dict[str, int]]
    ]  # mentions by look and region, where all are not drawn
    heading: NotRequired[str]  # what a picture of it is headed with
    file: NotRequired[str]  # how the name of a file of it begins


class PlaceRow(MarkerView):
    """A place in a list."""

    id: str


class EndView(Spoken):
    """A place that a link or a journey leads to."""

    id: str
    name: str
    where: str


class FocusRow(EndView):
    """A main place, and the share of the articles that is about it."""

    share: float


class RunnerView(EndView):
    """A place that a name could have meant instead."""

    score: float
    lat: float
    lon: float


class LinkRow(Spoken):
    """A link or bundle in one line; ``group`` is the heading it stands under, if any."""

    id: str
    name: str
    kind: str
    status: str
    directed: bool
    words: str
    group: NotRequired[str]


class ReasonView(TypedDict):
    """A reason, and the points it adds or takes."""

    note: str
    weight: float


class FactActs(TypedDict):
    """What may be done with a fact: copied, or looked up by its GeoNames number."""

    copy: NotRequired[str]
    geonames: NotRequired[str]


# [name, words], or [name, words, FactActs].
FactView = list[str | FactActs]


class PassageView(RangeView):
    """A sentence; ``runs`` are its words and what each is marked as, or ""."""

    title: str
    source: str
    day: str
    language: str
    meant: list[str]
    runs: list[list[str]]


class LinkView(LinkRow):
    """A link with all that is known of it; ``said`` counts its passages."""

    facts: list[list[str]]
    passages: list[PassageView]
    said: int
    reasons: list[ReasonView]


class SideView(TypedDict):
    """The links of a place in one direction, and how many more there are."""

    title: str
    sign: str
    links: list[LinkRow]
    more: int


class PlaceView(EndView):
    """The panel of a place; ``stops`` are its passages as [article, start, end].

    Spellings are [text, how often], with the language where that is not English.
    """

    type: Literal["place"]
    score: float
    sure: str
    facts: list[FactView]
    passages: list[PassageView]
    stops: list[list[int]]
    reasons: list[ReasonView]
    runners_up: list[RunnerView]
    spellings: list[list[str | int]]
    links: list[SideView]


class BundleView(LinkRow):
    """A bundle with all its links."""

    links: list[LinkView]


class PairView(Spoken):
    """The panel of a bundle: all those of its two places, the chosen one first."""

    type: Literal["link"]
    id: str
    name: str
    ends: list[EndView]
    bundles: list[BundleView]
    stops: list[list[int]]


class JourneyRow(Spoken):
    """A journey in one line."""

    id: str
    actor: str
    names: list[str]


class LegView(LinkRow):
    """A leg of a journey; ``origin`` is named where the leg before ended elsewhere."""

    origin: str
    to: EndView
    day: str
    passages: list[PassageView]


class JourneyView(JourneyRow):
    """The panel of a journey."""

    type: Literal["journey"]
    name: str
    order: str
    start: EndView
    legs: list[LegView]
    stops: list[list[int]]


class UnmappedRow(Spoken):
    """A name that is not on the map, how often it is met, and why."""

    name: str
    n: int
    why: str


class OverviewView(TypedDict):
    """The panel while nothing is chosen; ``more`` counts what is not listed."""

    type: Literal["overview"]
    id: str
    focus: list[FocusRow]
    focus_of: str
    places: list[PlaceRow]
    more: int
    links: list[LinkRow]
    more_links: int
    journeys: list[JourneyRow]
    more_journeys: int
    missing: list[UnmappedRow]
    more_missing: int


PanelView = PlaceView | PairView | JourneyView | OverviewView


class MarkView(RangeView):
    """A mention in the text; without a place it is not on the map."""

    kind: str
    place: str | None
    sure: str
    note: str
    sentence: RangeView


class ParagraphView(TypedDict):
    """A paragraph of an article."""

    start: int
    end: int
    text: str
    headline: bool


class ArticleView(TypedDict):
    """An article as it is read."""

    number: int
    id: str
    title: str
    source: str
    published: str
    notes: list[str]
    language: str
    paragraphs: list[ParagraphView]


class ShownRows(TypedDict):
    """What is on the map in few bytes.

    A place is [id, name, number in words, mentions, unsure, language], a bundle [id, name,
    number in words, passages, links, status, languages parted by a blank, each "en" if not
    known]; a row ends where the rest is usual: one, sure, stated, English. A region: [code, name, words].
    """

    places: list[list[str | int]]
    links: list[list[str | int]]
    regions: list[list[str]]
    words: list[str]
    heading: str
    file: str
    stamp: str


class SharedPart(TypedDict):
    """What a place or a line of the exported page can be filtered by."""

    kind: str
    days: list[str]  # of the articles that say it; "" of those without one
    ends: list[str]  # of a line: ids of its places


class SharedKind(TypedDict):
    """A kind of place or line that occurs, and what it is called."""

    kind: str
    label: str


class SharedView(TypedDict):
    """What the exported page filters by and lists, by the ids of places and lines."""

    kinds: list[SharedKind]
    days: list[str]
    places: dict[str, SharedPart]
    links: dict[str, SharedPart]


class ReaderView(TypedDict):
    """The text pane.

    Attributes:
        text: A stamp of the collection.
        titles: [title, day] of every article, and its language where that is not English.
        hits: How many mentions the filters leave in each; none where they leave all.
        words: The words that are looked for.
        articles: The articles about the one being read.
        marks: The mentions in these.
        evidence: The sentences in these that state a link, by its id.
        show: What is on the map.
        stamp: A stamp of everything here.
    """

    text: str
    titles: list[list[str]]
    hits: list[int]
    words: str
    articles: list[ArticleView]
    marks: list[MarkView]
    evidence: dict[str, list[RangeView]]
    show: ShownRows
    stamp: str


class ComparedSide(Spoken):
    """One side of a comparison, and its articles."""

    name: str
    articles: int


class ComparedRow(EndView):
    """A place, and how often each side names it."""

    a: int
    b: int


class CompareView(TypedDict):
    """A comparison; ``sides`` has "a", "b" or "both" for each place id."""

    a: ComparedSide
    b: ComparedSide
    only_a: list[ComparedRow]
    both: list[ComparedRow]
    only_b: list[ComparedRow]
    sides: dict[str, str]


class StepView(TypedDict):
    """A step of the timeline, both days included."""

    first: str
    last: str
    label: str
    mentions: int
    articles: int


class StepShows(TypedDict):
    """What is on the map at a step.

    Attributes:
        places: Pairs of a number in the timeline's places and mentions, in one flat list.
        links: Numbers in the timeline's links.
    """

    places: list[int]
    links: list[int]


class StepsView(TypedDict):
    """What the map shows at each step: ids, and numbers in them."""

    places: list[str]
    links: list[str]
    at: list[StepShows]


class TimelineView(StepsView):
    """The timeline; ``undated`` counts the articles that have no place on it."""

    unit: str
    steps: list[StepView]
    undated: int


class SpotView(EndView):
    """A place that words could mean, and its point."""

    lat: float
    lon: float


class WordView(RangeView):
    """The card beside some words; ``known`` where they are a mention already."""

    known: bool
    places: list[SpotView]


class WordDone(TypedDict):
    """What came of an answer; ``id`` of the correction, "" where it was taken back."""

    id: str
    title: str
    said: str
