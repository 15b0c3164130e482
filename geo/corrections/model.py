"""What a person can say about the machine's answers: frozen, slotted, one type an action.

A correction names words, not places, as what it is about, so that it still fits after
another one moved the place, and after a new version of Dateline reads the text anew.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Literal

from geo.articles.text import newspaper
from geo.errors import InputError
from geo.gazetteer.names import normalise
from geo.model import Article, LinkKind, LinkStatus, MentionKind, Place

RULE = "correction"  # the name of the reason every corrected answer carries


class Scope(StrEnum):
    """How far a correction reaches, the narrowest first."""

    MENTION = "mention"  # these words, where they stand
    ARTICLE = "article"  # this name in this article
    SOURCE = "source"  # this name in the articles of this newspaper
    ALWAYS = "always"  # this name everywhere


@dataclass(frozen=True, slots=True)
class TextSpan:
    """Words of a text; offsets as in `geo.model`, None where any place of them is meant."""

    text: str
    start: int | None = None
    end: int | None = None

    @property
    def toponym(self) -> str:
        """The words normalised, as mentions are."""
        return normalise(self.text)

    @property
    def span(self) -> tuple[int, int] | None:
        """Their range, where they have one."""
        if self.start is None or self.end is None:
            return None
        return self.start, self.end


@dataclass(frozen=True, slots=True)
class MeansPlace:
    """The words mean this place: another candidate, or a point set on the map."""

    place: Place
    do: Literal["place"] = "place"


@dataclass(frozen=True, slots=True)
class NotAPlace:
    """The words name no place."""

    do: Literal["not-a-place"] = "not-a-place"


@dataclass(frozen=True, slots=True)
class SameAs:
    """The words mean what another name means in the same article.

    Attributes:
        name: The other name.
        place: What to take where the article does not name it, or None.
    """

    name: str
    place: Place | None = None
    do: Literal["same-as"] = "same-as"


@dataclass(frozen=True, slots=True)
class MarkMention:
    """The words are a mention that was missed; None where their place is not known."""

    place: Place | None = None
    kind: MentionKind = MentionKind.PLACE
    do: Literal["mark"] = "mark"


@dataclass(frozen=True, slots=True)
class AddLink:
    """The passage links two mentions; its words are the correction's words."""

    origin: TextSpan
    destination: TextSpan
    kind: LinkKind
    status: LinkStatus = LinkStatus.STATED
    directed: bool = True
    actor: str = ""
    do: Literal["add-link"] = "add-link"


@dataclass(frozen=True, slots=True)
class ChangeLink:
    """The passage states another kind of link between two mentions.

    Attributes:
        origin: The words of its origin as it is now.
        destination: The words of its destination as it is now.
        was: Its kind as it is now.
        kind: What it is.
        status: Whether it happened.
        directed: True where its ends cannot be swapped.
        swapped: True where it leads the other way.
    """

    origin: TextSpan
    destination: TextSpan
    was: LinkKind
    kind: LinkKind
    status: LinkStatus = LinkStatus.STATED
    directed: bool = True
    swapped: bool = False
    do: Literal["change-link"] = "change-link"


@dataclass(frozen=True, slots=True)
class RemoveLink:
    """The passage states no such link between two mentions."""

    origin: TextSpan
    destination: TextSpan
    was: LinkKind
    do: Literal["remove-link"] = "remove-link"


@dataclass(frozen=True, slots=True)
class Checked:
    """A person has read the article and left no wrong answer in it."""

    do: Literal["checked"] = "checked"


MentionAction = MeansPlace | NotAPlace | SameAs | MarkMention
LinkAction = AddLink | ChangeLink | RemoveLink
Action = MentionAction | LinkAction | Checked


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person said of words in a scope.

    Attributes:
        id: Random, so that two people's files can be laid together.
        action: What is said.
        scope: How far it reaches.
        words: What it is about: a mention's words; for a link the passage it rests on.
        article_id: The article it was made in, "" where none is meant.
        source: The source of that article, or "".
        author: Who said it, "" for whoever this data folder belongs to.
        time: When, UTC.
        note: Why, in the author's words.
        person: The id of the author where people sign in, or "".
    """

    id: str
    action: Action
    scope: Scope
    words: TextSpan
    article_id: str
    source: str
    author: str
    time: datetime
    note: str = ""
    person: str = ""

    @property
    def order(self) -> tuple[int, datetime, str]:
        """Sorts the weakest first: wide before narrow, then early before late."""
        return -list(Scope).index(self.scope), self.time, self.id

    def reaches(self, article: Article) -> bool:
        """Return whether an article lies in its scope."""
        if self.scope is Scope.ALWAYS:
            return True
        if self.scope is Scope.SOURCE:
            return newspaper(self.source) == newspaper(article.source)
        return self.article_id == article.id


def make_correction(  # noqa: PLR0913 - a correction is as many things as that
    action: Action,
    words: TextSpan,
    article: Article | None = None,
    scope: Scope = Scope.MENTION,
    *,
    author: str = "",
    note: str = "",
    time: datetime | None = None,
) -> Correction:
    """Make a correction, stamped with an id and the time.

    Raises:
        InputError: The scope needs something that is not given; the message says what.
    """
    made = Correction(
        id=secrets.token_hex(8),
        action=action,
        scope=scope,
        words=words,
        article_id=article.id if article else "",
        source=article.source if article else "",
        author=author.strip(),
        time=time or datetime.now(UTC),
        note=note.strip(),
    )
    require_usable(made)
    return made


def require_usable(correction: Correction) -> None:
    """Refuse a correction that could never apply, or would apply to everything.

    Raises:
        InputError: It lacks what its scope or action needs; the message says what.
    """
    for wrong, advice in _faults(correction):
        if wrong:
            raise InputError(advice)


def _faults(correction: Correction) -> tuple[tuple[bool, str], ...]:
    action, scope, words = correction.action, correction.scope, correction.words
    span = words.span
    is_link = isinstance(action, LinkAction)
    narrow = scope is Scope.MENTION
    ends = (action.origin, action.destination) if isinstance(action, LinkAction) else ()
    return (
        (not correction.id, "a correction needs an id"),
        (correction.time.tzinfo is None, "its time needs a zone: 2026-11-24T12:00Z"),
        (
            scope in (Scope.MENTION, Scope.ARTICLE) and not correction.article_id,
            f"scope {scope}: say which article",
        ),
        (scope is Scope.SOURCE and not correction.source, "scope source: name it"),
        (
            isinstance(action, Checked) and scope is not Scope.ARTICLE,
            "only an article can be checked: scope article",
        ),
        (
            isinstance(action, AddLink) and not narrow,
            "a link is added to one passage: scope mention",
        ),
        (
            span is not None and not 0 <= span[0] < span[1],
            "start and end must be a range of the text",
        ),
        (narrow and span is None, "scope mention: give start and end"),
        (
            isinstance(action, MentionAction) and not words.toponym,
            "give the words that are meant",
        ),
        (
            isinstance(action, SameAs) and not normalise(action.name),
            "say which name it is the same as",
        ),
        (
            is_link and not all(end.toponym for end in ends),
            "give the words of both ends",
        ),
        (
            is_link and narrow and not all(end.span for end in ends),
            "scope mention: give start and end of both ends",
        ),
    )
