"""Whose verb it is: its own subject, the one it shares, or what a clause hangs on."""

from __future__ import annotations

from spacy.tokens import Token

from geo.data import Part
from geo.links.frames import part_of

_SUBJECT = ("nsubj", "csubj")
_INHERITS = frozenset({"conj", "xcomp", "advcl", "acl", "ccomp", "parataxis"})
_RELATIVE = frozenset({"which", "who", "that", "whom"})
_MOST_UP = 4


def subject_of(verb: Token) -> tuple[Token | None, bool]:
    """Return the subject of a verb, its own or the one it shares, and whether it is passive."""
    passive = is_passive(verb)
    at = verb
    for _ in range(_MOST_UP):
        own = next((c for c in at.children if c.dep_.startswith(_SUBJECT)), None)
        if own is not None:
            return _antecedent(own, at), passive
        if at.dep_.startswith("acl"):
            return _owner(at), passive
        if accused := _accused(at):
            return accused, passive
        if at.dep_ not in _INHERITS or at.head == at:
            return None, passive
        at = at.head
    return None, passive


def _accused(verb: Token) -> Token | None:
    """Return who supplies in "accused Tehran of supplying": the object, not the subject."""
    of = any(
        c.dep_ in {"mark", "case"} and c.lower_ in {"of", "from"} for c in verb.children
    )
    if not of or part_of(verb.head) is not Part.VERB:
        return None
    return next((c for c in verb.head.children if c.dep_ == "obj"), None)


def is_passive(verb: Token) -> bool:
    """True for "was sent", and for "troops sent to Mali"."""
    if any(c.dep_ in {"aux:pass", "nsubj:pass"} for c in verb.children):
        return True
    if verb.dep_ == "conj" and verb.tag_ == "VBN" and verb.head.tag_ == "VBN":
        own = any(c.dep_.startswith(_SUBJECT) for c in verb.children)
        return not own and is_passive(verb.head)
    alone = not any(c.dep_ in {"aux", "nsubj", "obj"} for c in verb.children)
    return verb.dep_ == "acl" and verb.tag_ == "VBN" and alone


def _antecedent(subject: Token, verb: Token) -> Token:
    """Return what "which" stands for: "the convoy, which left"."""
    if subject.lower_ in _RELATIVE and verb.dep_ == "acl:relcl":
        return verb.head
    return subject


def _owner(verb: Token) -> Token | None:
    """Return who does what a noun's clause says: "plans to send" are the planner's."""
    noun = verb.head
    infinitive = any(c.dep_ == "mark" and c.lower_ == "to" for c in verb.children)
    if not infinitive:
        return noun
    above = noun.head
    if part_of(above) is Part.VERB and above != noun:
        return subject_of(above)[0] or noun
    return noun
