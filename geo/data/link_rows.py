"""The rows of the tables that say what connects places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

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
    PEER = "peer"  # one of equals that act together
    PARTNER = "partner"  # whom they act with


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
    """A cue that something is planned, denied or alleged."""

    phrase: str
    status: LinkStatus
