"""The rows of the tables that links are read with, as frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BeforeValidator

from geo.data.read import LowerNames, Names, between
from geo.model import LinkKind, LinkStatus


class Part(StrEnum):
    """Part of speech of a word that links places."""

    NOUN = "noun"
    VERB = "verb"


class EndRole(StrEnum):
    """What a noun beside a link word is to the link."""

    ORIGIN = "origin"
    DESTINATION = "destination"
    MOVER = "mover"  # the origin, unless "from" names another
    RETURNER = "returner"  # the mover; of one who returns from somewhere, where to
    RECEIVER = "receiver"  # the destination, unless "to" names another
    RECIPIENT = "recipient"  # the destination, where the noun itself is the place
    SELLER = "seller"  # the origin: whose the thing is
    JUDGED = "judged"  # the destination: a people, a country or the doer of a deed
    PEER = "peer"  # one of equals that act together
    PARTNER = "partner"  # whom they act with


class CueUse(StrEnum):
    """How a cue of a status stands to the word that states a link."""

    AUX = "aux"  # "may strike": helps the verb
    PERFECT = "perfect"  # "would have struck": with "have"
    MARK = "mark"  # "if": opens its clause
    MODIFIER = "modifier"  # "allegedly", "a planned visit"
    GOVERNOR = "governor"  # "cancelled the talks": any noun or clause hangs on it
    CLAUSE = "clause"  # "urged Chad to send": only a clause does
    INFINITIVE = "infinitive"  # "is said to have sent": only of a clause with "to"
    GERUND = "gerund"  # "gave up sending", "is close to sending": only of one in -ing
    THAT = "that"  # "insists that it sent": only of a clause in a tense of its own
    IT = "it"  # "it is said that": of such a clause, in the passive, of nobody
    UNPROVEN = "unproven"  # "could not confirm that": where "not" hangs on it
    OPENS = "opens"  # "in case", "on condition that": stands before a clause
    ITSELF = "itself"  # "pledged aid": it is the link word
    SETTING = "setting"  # "in the film"
    SUBJECT = "subject"  # "the pact fell through": of what it says it of
    OUTCOME = "outcome"  # "the bid came to nothing", "killed a bid": of a plan
    AHEAD = "ahead"  # "the sale": collapses only while it is a plan
    OTHER = "other"  # "wants Chad to send": of what another is to do
    TOLD = "told"  # "the reports were wrong"
    TELLING = "telling"  # "reports that"
    DISPUTES = "disputes"  # ", which Kyiv denies", ", an accusation that"
    SOURCE = "source"  # "according to the rebels": one side tells it
    DEPICTS = "depicts"  # "the film imagines that"
    NEGATED = "negated"  # "no longer": where "no" or "not" hangs on it
    BEFORE = "before"  # "turned back before reaching": of what was to follow
    TIME = "time"  # "flies to Oslo next week"


def _by_role(cell: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for group in cell.split():
        role, _, words = group.partition("=")
        if role not in frozenset(EndRole) or not words:
            raise ValueError(
                f"write prepositions as destination=to|into, not {group!r}"
            )
        found |= dict.fromkeys(words.split("|"), role)
    return found


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
    subject: EndRole | None = None
    object: EndRole | None = None
    prepositions: Annotated[Mapping[str, EndRole], BeforeValidator(_by_role)] = field(
        default_factory=dict
    )


@dataclass(frozen=True, slots=True)
class LinkRow:
    """All forms of a ``LinkWord``, its dictionary form first."""

    words: LowerNames
    part: Part
    kind: Literal[
        LinkKind.MOVEMENT, LinkKind.COOPERATION, LinkKind.CONFLICT, LinkKind.SPREAD
    ]
    frame: str
    beside: Names = ()


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
    beside: Names = ()


CueStatus = Literal[
    LinkStatus.STATED,
    LinkStatus.PLANNED,
    LinkStatus.POSSIBLE,
    LinkStatus.DENIED,
    LinkStatus.ALLEGED,
]


@dataclass(frozen=True, slots=True)
class StatusRow:
    """All forms of a ``StatusWord``, or of several that are used alike."""

    words: LowerNames
    status: CueStatus
    use: CueUse
    particle: str = ""


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


@dataclass(frozen=True, slots=True)
class WeightRow:
    """What a feature of two places in one sentence gives, in log-odds."""

    table: str
    weight: Annotated[float, between(20)]
    feature: str


class TimeUse(StrEnum):
    """What a word says of when something happened; time_words.tsv tells each."""

    MONTH = "month"
    WEEKDAY = "weekday"
    DAY = "day"
    UNIT = "unit"
    WHICH = "which"
    WEEKDAY_WHICH = "weekday_which"
    NUMBER = "number"
    SOME = "some"
    PART = "part"
    SO_FAR = "so_far"
    TO_COME = "to_come"
    BOUND = "bound"
    TOLD = "told"
    NAMED = "named"
    PAPER = "paper"


@dataclass(frozen=True, slots=True)
class TimeRow:
    """Words that are used alike and have the same value."""

    words: Names
    use: TimeUse
    value: int = 0
