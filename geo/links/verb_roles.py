"""What a verb's subject, object and prepositions are to what it says."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from geo import data
from geo.data import EndRole, Part, Role
from geo.links.arguments import (
    HYPHENS,
    INSIDE,
    End,
    Ends,
    Named,
    named_by,
    preposition,
)
from geo.links.lexicon import DEMAND, Trigger, is_deed, part_of, triggers
from geo.links.roles import RoleFillers, agents, arguments, judged, prepositions
from geo.links.subjects import HELP, RELATIVE, speaker_of, subject_of
from geo.model import LinkKind, MentionKind

_AMOUNTS = frozenset({"CD", "DT", "JJ", "JJR", "PRP$", "$"})


def fill_verb(trigger: Trigger, ends: Ends, filled: RoleFillers) -> None:
    """Note what fills the ends of a verb: its subject, object, agent and prepositions."""
    token, frame = trigger.token, trigger.frame
    if doers := _doers(token, ends):
        role = _passive_role(trigger)  # "the U.S.-backed government"
        if frame.subject and role:
            filled.add(_plain(frame.subject), doers)
            filled.add(role, named_by(token.head, ends).as_agent)
        return
    subject, passive = subject_of(token)
    prepositions(trigger, arguments(token), ends, filled)
    if subject is not None:
        filled.actor = filled.subject = subject
        role = _passive_role(trigger) if passive else frame.subject
        _add_subject(trigger, role, ends, filled)
    if passive:
        _passive(trigger, ends, filled)
    if frame.name == DEMAND:
        filled.add(EndRole.DESTINATION, _demanded_of(token, ends))
    for child in _objects(token, subject):
        _object(trigger, child, ends, filled)
        _fought(trigger, child, ends, filled)


def _passive(trigger: Trigger, ends: Ends, filled: RoleFillers) -> None:
    """Note by whom it was done; what Italy reports as imported came to Italy."""
    token, role = trigger.token, trigger.frame.subject
    if role is None:
        return
    if role is EndRole.RECEIVER and token.dep_ == "acl":
        around = _subject_around(token)
        if around is not None:
            filled.add(EndRole.RECEIVER, named_by(around, ends).as_agent)
    for agent in agents(token):
        filled.actor = agent
        filled.add(_plain(role), named_by(agent, ends).as_agent)


def _demanded_of(verb: Token, ends: Ends) -> tuple[End, ...]:
    """Return who is to do it in "demanded that Chile free the sailors"."""
    clauses = (c for c in verb.children if c.dep_ in {"ccomp", "xcomp", "advcl"})
    subjects = (c for each in clauses for c in each.children if c.dep_ == "nsubj")
    return next((judged(subject, ends) for subject in subjects), ())


def _fought(trigger: Trigger, foe: Token, ends: Ends, filled: RoleFillers) -> None:
    """Read "Chad and Mali battled rebels in Niger": not each other, and where."""
    if trigger.kind is not LinkKind.CONFLICT or filled.of(EndRole.PARTNER):
        return
    peers = filled.roles.pop(EndRole.PEER, [])
    if not peers or foe.lower_ not in data.context_words(Role.FOE):
        return
    filled.add(EndRole.ORIGIN, tuple(peers))
    filled.add(EndRole.DESTINATION, named_by(foe, ends).inner)
    for noun in arguments(trigger.token):
        if preposition(noun) in INSIDE:
            filled.add(EndRole.DESTINATION, named_by(noun, ends).as_target)


def _doers(verb: Token, ends: Ends) -> tuple[End, ...]:
    """Return who did it in "U.S.-backed"."""
    before = verb.doc[: verb.i]
    if verb.dep_ != "amod" or not before or before[-1].text not in HYPHENS:
        return ()
    return ends.get(verb.i - 2, ())


def _objects(verb: Token, subject: Token | None) -> Iterator[Token]:
    """Return the objects, with "plant" of "the plant, which Russia built"."""
    plain = [c for c in verb.children if c.dep_ in {"obj", "iobj"}]
    for noun in plain:
        yield verb.head if _relates(noun, verb) else noun
    if verb.dep_ == "acl:relcl" and not plain and subject not in {None, verb.head}:
        yield verb.head
    for child in verb.children:
        # "helped build the plant", "shot dead a rebel"
        helped = verb.lower_ in HELP and not _fights(child)
        if child.dep_ == "xcomp" and (helped or child.tag_ == "JJ"):
            yield from _objects(child, subject)


def _fights(verb: Token) -> bool:
    """True for "expel" of "helped expel": whom one expels is not helped."""
    return any(each.kind is LinkKind.CONFLICT for each in triggers(verb))


def _relates(noun: Token, verb: Token) -> bool:
    return verb.dep_ == "acl:relcl" and noun.lower_ in RELATIVE


def _subject_around(verb: Token) -> Token | None:
    """Return the subject of the clause that a participle stands in."""
    for above in verb.ancestors:
        if part_of(above) is Part.VERB:
            return subject_of(above)[0]
    return None


def _add_subject(
    trigger: Trigger, role: EndRole | None, ends: Ends, filled: RoleFillers
) -> None:
    subject = filled.subject
    assert subject is not None
    if role is EndRole.RECIPIENT:
        role = EndRole.JUDGED
    if role is EndRole.MOVER and _has_object(trigger):
        # "Chad must leave Mali": a country that leaves another goes home.
        role = EndRole.RETURNER if subject.i in ends else None
    if role is EndRole.JUDGED:
        filled.add(EndRole.DESTINATION, judged(subject, ends))
    elif role:
        named = _chosen(role, named_by(subject, ends))
        if trigger.kind is LinkKind.CONFLICT and is_deed(subject.lower_):
            # "A bomb in Baghdad killed two Danes": Baghdad did not.
            named = named_by(subject, ends).own
        filled.add(role, named or speaker_of(subject, ends))


def _has_object(trigger: Trigger) -> bool:
    """True for "left Oslo for Rome": whose the leaver is says nothing of the journey."""
    return trigger.frame.object is EndRole.ORIGIN and any(
        child.dep_ == "obj" for child in trigger.token.children
    )


def _passive_role(trigger: Trigger) -> EndRole | None:
    """Return what the subject of "was shipped", "was attacked" is."""
    if trigger.frame.object:
        return trigger.frame.object
    mover = trigger.frame.subject in {EndRole.MOVER, EndRole.RETURNER}
    return EndRole.MOVER if mover else None


def _plain(role: EndRole) -> EndRole:
    """Return the end that an agent with "by" is: it is named outright."""
    return EndRole.ORIGIN if role in {EndRole.MOVER, EndRole.RETURNER} else role


def _chosen(role: EndRole, named: Named) -> tuple[End, ...]:
    if role is EndRole.DESTINATION:
        return named.as_target
    return named.own if role is EndRole.PARTNER else named.as_agent


def _object(trigger: Trigger, noun: Token, ends: Ends, filled: RoleFillers) -> None:
    frame = trigger.frame
    if frame.object is EndRole.RECIPIENT:
        filled.add(EndRole.DESTINATION, _recipient(noun, ends))
        filled.add(EndRole.DESTINATION, _receiver(trigger.token, ends))
        if frame.subject is EndRole.ORIGIN and trigger.kind is LinkKind.CONFLICT:
            filled.add(EndRole.DESTINATION, judged(noun, ends))
    elif frame.object is EndRole.JUDGED or (frame.object and is_deed(noun.lower_)):
        filled.add(EndRole.DESTINATION, judged(noun, ends))
    elif frame.object:
        named = _chosen(frame.object, named_by(noun, ends))
        if frame.object is EndRole.DESTINATION:
            named = tuple(end for end in named if end not in _from(noun, ends))
        filled.add(frame.object, named)
    elif noun.dep_ == "iobj" and EndRole.DESTINATION in frame.prepositions.values():
        filled.add(EndRole.DESTINATION, named_by(noun, ends).as_target)


def _from(noun: Token, ends: Ends) -> tuple[End, ...]:
    """Return where a thing is from: "shelled the town from Azaz" aims elsewhere."""
    return tuple(
        end
        for child in noun.children
        if preposition(child) == "from"
        for end in (*named_by(child, ends).own, *named_by(child, ends).inner)
    )


def _recipient(noun: Token, ends: Ends) -> tuple[End, ...]:
    """Return the place of "gave Malawi", also where the parser reads "Malawi 200 tents"."""
    if noun.i in ends or noun.lower_ in data.context_words(Role.RECIPIENT):
        return named_by(noun, ends).own
    return tuple(
        end
        for child in noun.children
        if child.dep_ == "compound"
        for end in ends.get(child.i, ())
        if end.mention.kind is not MentionKind.DEMONYM
    )


def _receiver(verb: Token, ends: Ends) -> tuple[End, ...]:
    """Return the place right after the verb: "to lend Tunisia 40 million dollars"."""
    at = verb.i + 1
    while at in ends:
        at += 1
    if at == verb.i + 1 or at >= len(verb.doc) or verb.doc[at].tag_ not in _AMOUNTS:
        return ()
    named = ends[verb.i + 1]
    return tuple(e for e in named if e.mention.kind is not MentionKind.DEMONYM)
