"""One mover's way through a sentence: where it started, though another of its verbs says so.

"A train that left Oslo was held at Ghent", "the disease spread from Kosti to Khartoum and reached
Nyala": what one verb says of where somebody set out goes for the stops that others name.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from geo.data import EndRole, Part
from geo.links.arguments import End, Ends
from geo.links.fill import fill
from geo.links.lexicon import Trigger, part_of, triggers
from geo.links.roles import RoleFillers
from geo.links.subjects import SUBJECT
from geo.model import LinkKind

_MOVES = frozenset({LinkKind.MOVEMENT, LinkKind.SPREAD})
_MAX_VERBS = 4


def started_at(trigger: Trigger, filled: RoleFillers, ends: Ends) -> tuple[End, ...]:
    """Return where the mover of a word set out, by what its other verbs say.

    Args:
        trigger: A word of movement or spread.
        filled: Its ends, none of which is where the mover set out.
        ends: The ends of the sentence, by token.
    """
    if trigger.kind not in _MOVES or part_of(trigger.token) is not Part.VERB:
        return ()
    if _moves_another(trigger):
        return ()
    for verb in _other_verbs(trigger.token, filled.subject):
        for other in triggers(verb):
            joined = verb.dep_ == "conj" or trigger.token.dep_ == "conj"
            if other.kind not in _MOVES or (joined and _moves_another(other)):
                continue
            said = fill(other, ends)
            reached = said.of(EndRole.DESTINATION) if _spread(verb, other) else []
            if start := reached or said.of(EndRole.ORIGIN):
                return tuple(start)
    return ()


def _moves_another(trigger: Trigger) -> bool:
    """True for "sent envoys": it is they who set out, not its subject."""
    moved = any(child.dep_ == "obj" for child in trigger.token.children)
    return moved and trigger.frame.object is None


def _spread(verb: Token, other: Trigger) -> bool:
    """True for "the virus, which has spread to Turkey, could reach": it starts from there."""
    return verb.dep_.startswith("acl") and other.kind is LinkKind.SPREAD


def _other_verbs(verb: Token, subject: Token | None) -> Iterator[Token]:
    """Return the verbs before one that say something of its mover."""
    at = verb
    for _ in range(_MAX_VERBS):
        own = any(c.dep_.startswith(SUBJECT) for c in at.children)
        if at.dep_ != "conj" or own or part_of(at.head) is not Part.VERB:
            break
        at = at.head
        yield at
    for clause in subject.children if subject is not None else ():
        if clause.dep_.startswith("acl") and clause.i < verb.i and clause != verb:
            yield clause
            yield from (c for c in clause.children if c.dep_ == "conj")
