"""Whom "he" and "she" mean: the official of whom the sentence before speaks first.

"Russian President Vladimir Putin left Cairo. He then flew to Oslo": what he does, Russia does.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from geo.language.syntax import Doc, Token
from geo.links.arguments import End, Ends
from geo.links.coreference import find_people, official
from geo.links.trees import is_subject
from geo.model import Passage

MAX_OPENING = 12  # tokens of a sentence in which the one it speaks of is named
MAX_GAP = (
    400  # characters without a place between two sentences that speak of one person
)
_PERSONS = frozenset({"he", "she", "his", "her"})
_MARKS = ".,;:!?\"“”'"
_STOPS = frozenset('.!?"“”')
_OBJECTS = frozenset({"obj", "iobj", "obl"})
_DOERS = frozenset({"nsubj", "obj", "iobj"})
_THINGS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_OF_TIMES = frozenset("on in since until last next late early this".split())


@dataclass(frozen=True, slots=True)
class Told:
    """Whom "he" means in a sentence, and the sentence before."""

    sentence: Passage
    person: End


@dataclass(slots=True)
class Listener:
    """Follows an article, sentence by sentence, and knows of whom it speaks.

    Attributes:
        people: Countries of the people named so far, by surname.
        spoken: The country of the official of whom the last sentence speaks first.
        last: That sentence.
    """

    people: dict[str, End] = field(default_factory=dict)
    spoken: End | None = None
    last: Passage | None = None

    def hear(self, text: str, passage: Passage, doc: Doc, ends: Ends) -> Told | None:
        """Return whom "he" means in the next sentence that names a place.

        Args:
            text: The article's.
            passage: The sentence.
            doc: Its tokens.
            ends: Its ends, by token.
        """
        self.people |= find_people(doc, ends)
        last, he = self.last, None
        if last is not None:
            he = _after(text[last.end : passage.start], self.people, self.spoken)
        self.last = passage
        self.spoken = _spoken_of(doc, ends, self.people, he)
        return Told(last, he) if last is not None and he is not None else None


def _spoken_of(
    doc: Doc, ends: Ends, people: Mapping[str, End], before: End | None
) -> End | None:
    """Return the country of the official that a sentence speaks of first, or None.

    Args:
        doc: The sentence, as tokens.
        ends: Its ends, by token.
        people: Countries of the people known so far, by surname.
        before: Whom "he" would mean in it.
    """
    for token in doc[:MAX_OPENING]:
        if token.lower_ in _PERSONS:
            return before
        if token.text in people:
            return people[token.text]
        if token.i in ends and official(doc, token.i + 1, ends)[0]:
            return ends[token.i][0]
    return None


def _after(gap: str, people: Mapping[str, End], before: End | None) -> End | None:
    """Return whom "he" means after sentences that name no place.

    Args:
        gap: What stands between the sentence before and this one.
        people: Countries of the people known so far, by surname.
        before: Whom the sentence before speaks of.
    """
    words = gap.split()
    if not words or len(gap) > MAX_GAP:
        return before if not words else None
    known = [people[word] for word in words if word in people]
    if known:
        return known[-1]
    alone = any(word.strip(_MARKS).lower() in _PERSONS for word in words)
    named = any(
        word[0].isupper() and before_it[-1] not in _STOPS
        for before_it, word in pairwise(words)
    )
    return before if alone and not named else None


def speaks_of_one(doc: Doc) -> bool:
    """True for a sentence with "he" or "she"."""
    return any(token.lower_ in _PERSONS for token in doc)


def persons_in(doc: Doc, told: Told | None, ends: Ends) -> dict[int, tuple[End, ...]]:
    """Return the country that "he" and "his" of a sentence act for, by token.

    Args:
        doc: The sentence, parsed.
        told: Whom they mean, where the sentence names nobody else before them.
        ends: Its ends, by token.
    """
    found: dict[int, tuple[End, ...]] = {}
    if told is None or not told.person.place.feature_code.startswith("PCL"):
        return found  # the governor of Texas acts for her state only in office
    for token in doc:
        if token.lower_ in _PERSONS:
            found[token.i] = (told.person,)
        elif not found and (_is_name(token, ends) or is_subject(token)):
            break
    return found


def selves_in(doc: Doc, ends: Ends) -> dict[int, tuple[End, ...]]:
    """Return the country that "it" of a sentence is, by token.

    "Chad hopes Mali will sell it gas": the subject of the clause around, where no other thing is
    named in between that "it" could be.

    Args:
        doc: The sentence, parsed.
        ends: Its ends, by token.
    """
    found: dict[int, tuple[End, ...]] = {}
    for it in doc:
        if it.lower_ == "it" and it.dep_ in _OBJECTS and it.i not in ends:
            speaker = _speaker(it)
            between = doc[speaker.i + 1 : it.i] if speaker is not None else doc[:0]
            others = [t for t in between if t.tag_ in _THINGS and t.i not in ends]
            if speaker is not None and speaker.i in ends and not others:
                found[it.i] = ends[speaker.i]
    return found


def _speaker(it: Token) -> Token | None:
    """Return the subject of the clause around that of a pronoun, where each has its own doer."""
    verb = it.head
    for above in verb.ancestors:
        subject = next((c for c in above.children if is_subject(c)), None)
        if subject is not None and subject.i < verb.i:
            doers = [c for c in (*verb.children, *above.children) if c.dep_ in _DOERS]
            own = [c for c in doers if subject.i < c.i < verb.i]
            return subject if own and not is_subject(it) else None
    return None


def _is_name(token: Token, ends: Ends) -> bool:
    """True for "Smith", not for the day of "On Monday he"."""
    if token.i in ends or token.tag_ not in {"NNP", "NNPS"}:
        return False
    return not token.i or token.nbor(-1).lower_ not in _OF_TIMES
