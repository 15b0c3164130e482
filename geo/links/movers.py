"""One mover's way through a sentence: where it started, though another of its verbs says so.

"A train that left Oslo was held at Ghent", "the disease spread from Kosti to Khartoum and reached
Nyala": what one verb says of where somebody set out goes for the stops that others name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product

from geo import data
from geo.data import EndRole, Part, Role
from geo.language.syntax import Token
from geo.links.arguments import INSIDE, End, Ends, can_act, named_by, preposition
from geo.links.cues import governor_of
from geo.links.fill import fill
from geo.links.lexicon import Trigger, part_of, triggers
from geo.links.roles import RoleFillers, arguments, right_after
from geo.links.subjects import SUBJECT, is_passive
from geo.model import LinkKind, LinkStatus

_MOVES = frozenset({LinkKind.MOVEMENT, LinkKind.SPREAD})
_ONWARD = frozenset({"on", "onward", "onwards", "then", "later"})
_STOPOVERS = frozenset({"call", "stop"})
_BEGAN = frozenset("began started originated emerged erupted appeared".split())
_REACHES = frozenset({"reach", "spread"})
_LATER = frozenset({"will", "would", "is", "are", "was", "were"})
_SMALL = frozenset({"aux", "cop"})  # "will go", "is to go"
_AWAITED = frozenset({"expected", "due"})
_MAX_VERBS = 4


def started_at(trigger: Trigger, filled: RoleFillers, ends: Ends) -> tuple[End, ...]:
    """Return where the mover of a word set out, by what its other verbs say.

    Args:
        trigger: A word of movement or spread.
        filled: Its ends, none of which is where the mover set out.
        ends: The ends of the sentence, by token.
    """
    verb = part_of(trigger.token) is Part.VERB
    if trigger.kind not in _MOVES or not verb or moves_another(trigger):
        return ()
    if stop := _left_behind(trigger, filled, ends):
        return stop
    others = list(_other_verbs(trigger.token, filled.subject))
    if trigger.lemma in _REACHES and (began := _began(others, ends)):
        return began
    for each in others:
        for other in _moving(each, trigger):
            said = fill(other, ends)
            if trigger.lemma in _STOPOVERS and said.of(EndRole.DESTINATION):
                return ()  # "left Oslo for Riga and called at": somewhere on the way
            reached = said.of(EndRole.DESTINATION) if _spread(each, other) else []
            if start := reached or said.of(EndRole.ORIGIN):
                return tuple(start)
    return ()


def _left_behind(trigger: Trigger, filled: RoleFillers, ends: Ends) -> tuple[End, ...]:
    """Return Oslo of "flew to Oslo and is expected to visit Riga": on from the last stop."""
    if trigger.kind is not LinkKind.MOVEMENT or filled.of(EndRole.MOVER):
        return ()
    at, later = trigger.token, False
    for _ in range(_MAX_VERBS):
        small = {child.lower_ for child in at.children if child.dep_ in _SMALL}
        planned = governor_of(at, clause=True)
        later = later or bool(small & _LATER) or at.lower_ in _AWAITED
        later = later or (planned is not None and planned.status is LinkStatus.PLANNED)
        if at.dep_ not in {"xcomp", "conj"} or part_of(at.head) is not Part.VERB:
            return ()
        joined, at = at.dep_ == "conj", at.head
        if joined and later and (stop := stop_of(at, ends)):
            return stop
    return ()


def _moving(verb: Token, trigger: Trigger) -> Iterator[Trigger]:
    """Return how another verb of a mover says that it moves."""
    joined = verb.dep_ == "conj" or trigger.token.dep_ == "conj"
    for other in triggers(verb):
        if other.kind in _MOVES and not (joined and moves_another(other)):
            yield other


def _began(verbs: Iterable[Token], ends: Ends) -> tuple[End, ...]:
    """Return Oslo of "the outbreak began in Oslo and has reached Riga"."""
    began = (verb for verb in verbs if verb.lower_ in _BEGAN)
    where = (n for verb in began for n in verb.children if preposition(n) in INSIDE)
    return tuple(end for noun in where for end in named_by(noun, ends).own)


def hops_of(
    trigger: Trigger, filled: RoleFillers, ends: Ends
) -> Iterator[tuple[End, End]]:
    """Return from which stop its mover reached where a verb says.

    "Flew to Oslo and went on to Riga", "spoke in Oslo before flying to Riga", "flew to Riga after
    visiting Oslo".

    Args:
        trigger: A word of movement.
        filled: Its ends.
        ends: The ends of the sentence, by token.
    """
    verb = trigger.token
    goals = filled.of(EndRole.DESTINATION)
    if trigger.kind is LinkKind.MOVEMENT:
        yield from _onward(goals, ends, verb)
    left = any(preposition(noun) == "from" for noun in arguments(verb))
    if trigger.kind is not LinkKind.MOVEMENT or not goals or left:
        return
    if part_of(verb) is not Part.VERB or moves_another(trigger) or is_passive(verb):
        return
    stops = next((found for each in _stays(verb) if (found := stop_of(each, ends))), ())
    yield from ((stop, goal) for stop, goal in product(stops, goals))


def _onward(goals: list[End], ends: Ends, verb: Token) -> Iterator[tuple[End, End]]:
    """Return Oslo and Riga of "flew from Ghent to Oslo and on to Riga"."""
    for to in verb.doc[verb.i + 2 :]:
        if to.lower_ == "to" and to.nbor(-1).lower_ in _ONWARD - {"then", "later"}:
            for goal in ends.get(to.i + 1, ()):
                before = [g for g in goals if g.mention.passage < goal.mention.passage]
                yield from ((stop, goal) for stop in before[-1:] if goal in goals)


def _stays(verb: Token) -> Iterator[Token]:
    """Return the verbs that say where the mover was just before."""
    small = {child.lower_ for child in verb.children}
    own = any(c.dep_.startswith(SUBJECT) for c in verb.children)
    before = verb.dep_ == "advcl" and "before" in small
    back = any(each.frame.subject is EndRole.RETURNER for each in triggers(verb))
    on = verb.dep_ in {"conj", "parataxis"} and (small & _ONWARD or back)
    if (before or on) and not own:
        yield verb.head
    for clause in verb.children:
        marks = {c.lower_ for c in clause.children if c.dep_ in {"mark", "case"}}
        travels = clause.dep_ == "advcl" and clause.tag_ == "VBG"
        if "after" in marks and (travels or clause.dep_.startswith("obl")):
            yield clause  # "after visiting Oslo", "after his trip to Oslo"


def stop_of(verb: Token, ends: Ends) -> tuple[End, ...]:
    """Return the last place that a verb takes or leaves its subject at."""
    moves = [each for each in triggers(verb) if each.kind is LinkKind.MOVEMENT]
    if any(moves_another(each) for each in moves):
        return ()
    for each in moves:
        if reached := fill(each, ends).of(EndRole.DESTINATION):
            return tuple(reached[-1:])
    if verb.lower_ in data.context_words(Role.STAY):
        return right_after(verb, ends)  # "after four days in Syria"
    for child in verb.children if part_of(verb) is Part.VERB else ():
        if child.dep_.startswith("obl") and preposition(child) in INSIDE:
            return tuple(e for e in named_by(child, ends).own if not can_act(e))
    return ()


def moves_another(trigger: Trigger) -> bool:
    """True for "sent envoys": it is they who set out, not its subject."""
    objects = [c.lower_ for c in trigger.token.children if c.dep_ == "obj"]
    moved = any(word not in trigger.beside for word in objects)  # "made it to Paris"
    return moved and trigger.frame.object in {None, EndRole.SELLER}


def _spread(verb: Token, other: Trigger) -> bool:
    """True for "the virus, which has spread to Turkey, could reach": it starts from there."""
    return verb.dep_.startswith("acl") and other.kind is LinkKind.SPREAD


def _clauses_of(noun: Token | None) -> Iterator[Token]:
    """Return what hangs on a noun, and on "ships" of "a dozen of the ships sent from"."""
    while noun is not None:
        yield from noun.children
        of = (c for c in noun.children if c.dep_ == "nmod" and preposition(c) == "of")
        noun = next(of, None)


def _other_verbs(verb: Token, subject: Token | None) -> Iterator[Token]:
    """Return the verbs before one that say something of its mover."""
    at = verb
    for _ in range(_MAX_VERBS):
        own = any(c.dep_.startswith(SUBJECT) for c in at.children)
        if at.dep_ != "conj" or own or part_of(at.head) is not Part.VERB:
            break
        at = at.head
        yield at
    for clause in _clauses_of(subject):
        if clause.dep_.startswith("acl") and clause.i < verb.i and clause != verb:
            yield clause
            yield from (c for c in clause.children if c.dep_ == "conj")
