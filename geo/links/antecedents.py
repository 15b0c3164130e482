"""What "it" and "they" mean at the head of a sentence: the subject of the one before, where sure.

"The tanker left Basra. It reached Chennai": from where it last was. "The Kenyan army is ready. It
will fly to Haiti": whose it is, where the sentence speaks of nobody else who could.
"""

from __future__ import annotations

from geo import data
from geo.data import EndRole, Part, Role
from geo.language.syntax import Doc, Token
from geo.links.arguments import End, Ends, can_act, named_by
from geo.links.coreference import offices
from geo.links.fill import fill
from geo.links.lexicon import part_of, triggers
from geo.links.movers import moves_another, stop_of
from geo.links.trees import is_subject
from geo.model import LinkKind

MAX_OPENER = 5  # tokens before it: "On Tuesday it", "In the meantime, they"
_ONE, _MANY = "it", "they"
_AS_ONE = (Role.COLLECTIVE, Role.FORCE, Role.VESSEL, Role.RECIPIENT)
_MOVES = frozenset({LinkKind.MOVEMENT, LinkKind.SPREAD})
# "It took a week to reach Oslo": nobody takes it.
_EMPTY = frozenset(
    "take takes took taken seem seems seemed appear appears appeared".split()
)


def may_point_back(doc: Doc) -> bool:
    """True for a sentence, as tokens, that may speak on of whom the one before speaks."""
    return any(token.lower_ in {_ONE, _MANY} for token in doc[: MAX_OPENER + 1])


def spoken_on_of(
    doc: Doc, ends: Ends, before: Doc, its_ends: Ends
) -> dict[int, tuple[End, ...]]:
    """Return the ends that "it" or "they" of a sentence is, by token.

    Args:
        doc: The sentence, parsed.
        ends: Its ends, by token.
        before: The sentence right before it, parsed.
        its_ends: The ends of that.
    """
    pronoun, subject = _pronoun(doc, ends), _subject(before)
    if pronoun is None or subject is None or not _agree(pronoun, subject):
        return {}
    moves = any(each.kind in _MOVES for each in triggers(pronoun.head))
    found = _was_at(subject, its_ends) if moves else ()
    found = found or _whose(subject, its_ends)
    return {pronoun.i: found} if found else {}


def _pronoun(doc: Doc, ends: Ends) -> Token | None:
    """Return the "it" that does what a sentence says; None for that of "it is unclear"."""
    for token in doc[: MAX_OPENER + 1]:
        if token.i in ends:
            return None
        if token.lower_ in {_ONE, _MANY}:
            return token if is_subject(token) and not _is_empty(token) else None
        if is_subject(token):
            return None
    return None


def _is_empty(pronoun: Token) -> bool:
    verb = pronoun.head
    if part_of(verb) is not Part.VERB or verb.lower_ in _EMPTY or verb.dep_ == "conj":
        return True
    says = verb.lower_ in data.context_words(Role.SAYING)
    clauses = {"csubj", "cop", *(() if says else ("ccomp",))}
    return any(child.dep_ in clauses for child in verb.children)


def _subject(doc: Doc) -> Token | None:
    root = next((token for token in doc if token.dep_ == "ROOT"), None)
    return next((c for c in root.children if is_subject(c)), None) if root else None


def _agree(pronoun: Token, subject: Token) -> bool:
    """True for one thing and "it", for several or for people and "they"."""
    several = any(child.dep_ == "conj" for child in subject.children)
    plural = subject.tag_ in {"NNS", "NNPS"} or subject.lower_ in {"people", "police"}
    if pronoun.lower_ == _MANY:
        return several or plural
    person = subject.lower_ in offices() - data.context_words(Role.COLLECTIVE)
    singular = subject.tag_ in {"NN", "NNP"} and not several and not plural
    return singular and not person


def _was_at(subject: Token, ends: Ends) -> tuple[End, ...]:
    """Return where its journey last took it: "sailed to Riga", "left Oslo"."""
    verb = subject.head
    for trigger in triggers(verb):
        if trigger.kind in _MOVES and not moves_another(trigger):
            goals = stop_of(verb, ends)
            return goals or tuple(fill(trigger, ends).of(EndRole.ORIGIN)[-1:])
    return ()


def _whose(subject: Token, ends: Ends) -> tuple[End, ...]:
    """Return whose it is, or (): the sentence may speak of no other country."""
    every = {end.place.id for group in ends.values() for end in group if can_act(end)}
    own = tuple(end for end in named_by(subject, ends).own if can_act(end))
    if every - {end.place.id for end in own}:
        return ()
    nouns = [subject, *(c for c in subject.children if c.dep_ == "conj")]
    return own if all(noun.i in ends or _acts_as_one(noun) for noun in nouns) else ()


def _acts_as_one(noun: Token) -> bool:
    """True for a government, an army, a ship: "its" are their deeds."""
    return any(noun.lower_ in data.context_words(role) for role in _AS_ONE)
