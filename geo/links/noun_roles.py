"""What belongs to a noun that says it, and what the verb around it lends."""

from __future__ import annotations

from collections.abc import Iterator

from geo import data
from geo.data import EndRole, Part, Role
from geo.language.syntax import Token
from geo.links.arguments import (
    End,
    Ends,
    named_by,
    possessor,
    preposition,
)
from geo.links.cues import governor_of
from geo.links.lexicon import ENVOY, STATION, TALK, TRIP, Trigger, is_deed, part_of
from geo.links.roles import (
    RoleFillers,
    agents,
    arguments,
    deeper,
    prepositions,
    right_after,
)
from geo.links.subjects import subject_of
from geo.links.verb_roles import doers_of
from geo.model import LinkKind, LinkStatus

_TOLD = frozenset({"xcomp", "ccomp", "acl", "advcl"})
_ABOUT = frozenset({"into", "over", "about", "after", "amid"})
_OCCASIONS = frozenset({"for", "on", "during", "after", "before", "following"})


def fill_noun(trigger: Trigger, ends: Ends, filled: RoleFillers) -> None:
    """Note what fills the ends of a noun: what belongs to it, and what its verb lends."""
    token = trigger.token
    prepositions(trigger, arguments(token), ends, filled)
    mine = _belongs_to(trigger, ends)
    subject_role = trigger.frame.subject
    if subject_role and mine:
        filled.add(subject_role, mine)
    if subject_role is EndRole.PEER and (other := _equated(token)):
        filled.add(subject_role, named_by(other, ends).own)
    _participles(trigger, ends, filled)
    if token.dep_ == "nsubj:pass" and trigger.frame.name == ENVOY:
        _expelled(token.head, filled)
    verb = _light_verb(trigger)
    if verb is None:
        _staying(trigger, ends, filled)
        return
    if not filled.of(EndRole.PARTNER, EndRole.DESTINATION):
        prepositions(trigger, _beside(verb, token), ends, filled)
    between = len(filled.of(EndRole.PARTNER)) > 1 and _has_between(token)
    started = filled.of(EndRole.ORIGIN) and subject_role is not EndRole.RECEIVER
    if subject_role and not mine and not between and not started:
        _lend_subject(verb, token, subject_role, ends, filled)
    elif _is_sought(trigger, filled):  # "sought help from Oslo"
        _lend_subject(verb, token, EndRole.DESTINATION, ends, filled)


def _is_sought(trigger: Trigger, filled: RoleFillers) -> bool:
    """True for aid of which only the giver is told."""
    if trigger.kind is not LinkKind.COOPERATION or filled.of(EndRole.DESTINATION):
        return False
    return trigger.frame.subject is EndRole.ORIGIN and bool(filled.of(EndRole.ORIGIN))


def _participles(trigger: Trigger, ends: Ends, filled: RoleFillers) -> None:
    """Note the roles in "a ceasefire brokered by Turkey with Russia"."""
    role = trigger.frame.subject
    for child in trigger.token.children:
        if child.dep_ != "acl" or child.tag_ != "VBN":
            continue
        prepositions(trigger, arguments(child), ends, filled)
        if role:
            for agent in agents(child):
                filled.add(role, named_by(agent, ends).as_agent)


def _has_between(noun: Token) -> bool:
    return any(preposition(child) == "between" for child in noun.children)


def _belongs_to(trigger: Trigger, ends: Ends) -> tuple[End, ...]:
    """Return whose it is: "Turkish attack", "Lavrov's visit", "a visit by Japan"."""
    noun = trigger.token
    named = [
        named_by(each, ends).own
        for child in noun.children
        if child.dep_ in {"amod", "compound", "nmod:poss", "nmod:desc"}
        # "Canada-EU deal": the parser takes the second for a part of the first.
        # So it does of "Israeli" in "the Israeli-Palestinian ceasefire".
        for each in (child, *(c for c in child.children if c.dep_ in {"flat", "amod"}))
    ]
    if is_deed(noun.lower_):  # "the Russian-backed offensive"
        named += [doers_of(c, ends) for c in noun.children]
    if trigger.frame.subject is EndRole.PEER and not any(named):
        named.append(possessor(noun, ends))  # "postponed their meeting"
    # "The withdrawal of Syrian troops": who leaves is whose troops they are.
    leaves = trigger.frame.subject is EndRole.RECEIVER and trigger.frame.object is None
    # "The visit of the Thai premier to Cambodia", not "a tour of Cambodia".
    goes = trigger.frame.name == TRIP
    doers = {"by", "of"} if leaves or goes else {"by"}
    by = [
        named_by(child, ends).as_agent
        for child in noun.children
        if child.dep_.startswith("nmod") and preposition(child) in doers
    ]
    return tuple(end for group in (*named, *by) for end in group)


def _expelled(verb: Token, filled: RoleFillers) -> None:
    """Turn round "the Danish envoy to Mali was expelled": Mali did it."""
    if verb.lower_ in data.context_words(Role.EXPELLING):
        sender = filled.roles.pop(EndRole.ORIGIN, [])
        filled.roles[EndRole.ORIGIN] = filled.of(EndRole.DESTINATION)
        filled.roles[EndRole.DESTINATION] = sender


def _staying(trigger: Trigger, ends: Ends, filled: RoleFillers) -> None:
    """Note where they are in "Syrian refugees live in Jordan"."""
    noun = trigger.token
    if preposition(noun) == "of":
        noun = noun.head
    verb = noun.head
    if trigger.frame.name == STATION:
        filled.add(EndRole.DESTINATION, right_after(trigger.token, ends))
    told = noun.dep_.startswith(("nsubj", "obj", "iobj")) or preposition(noun) == "for"
    if trigger.frame.name != STATION or not told:
        return
    # "Syrian refugees live in", "let Danish troops stay in", "for troops to stay in"
    inner = (c for c in (*verb.children, *noun.children) if c.dep_ in _TOLD)
    for each in (verb, *inner):
        if each.lower_ in data.context_words(Role.STAYING):
            prepositions(trigger, _beside(each, noun), ends, filled)


def _equated(noun: Token) -> Token | None:
    """Return what a noun is said to be: "Peru, an ally of Chile", "Peru is an ally of"."""
    if noun.dep_ == "appos":
        return noun.head
    named = next((c for c in noun.children if c.dep_ == "appos"), None)
    if named is not None:
        return named  # "India's rival, Pakistan"
    cop = any(child.dep_ == "cop" for child in noun.children)
    return next((c for c in noun.children if cop and c.dep_ == "nsubj"), None)


def _light_verb(trigger: Trigger) -> Token | None:
    """Return the verb that only lends its subject: "imposed sanctions", "held talks"."""
    noun = trigger.token
    verb = noun.head
    if noun.dep_.startswith("obl") and preposition(noun) in _occasions(trigger):
        return verb  # "arrived for talks with", "said during a visit to"
    if trigger.beside:
        return verb  # "recalled its ambassador to Denmark"
    if is_deed(noun.lower_) and preposition(noun) in _ABOUT:
        return None  # "opened an inquiry into the shelling of"
    is_argument = noun.dep_.startswith(("obj", "nsubj", "obl"))
    light = {verb.lower_, verb.lemma_.lower()} & data.context_words(Role.LIGHT)
    mine = light or _answers(verb, noun) or _gives_up(trigger, verb)
    return verb if is_argument and mine and part_of(verb) is Part.VERB else None


def _answers(verb: Token, noun: Token) -> bool:
    """True for "answered with raids on": those are its subject's."""
    answering = verb.lower_ in data.context_words(Role.ANSWERING)
    return answering and preposition(noun) == "with"


def _gives_up(trigger: Trigger, verb: Token) -> bool:
    """True for "called off a trip", "ruled out talks": they would have been its subject's."""
    row = governor_of(verb, clause=False)
    off = row is not None and row.particle and row.status is LinkStatus.DENIED
    return bool(off) and trigger.frame.name in {TRIP, "tour", TALK}


def _occasions(trigger: Trigger) -> frozenset[str]:
    """Return the prepositions with which a noun is what its verb's subject is there for."""
    if trigger.frame.name in {TRIP, "tour", TALK}:
        return _OCCASIONS
    return frozenset({"for"})


def _beside(verb: Token, noun: Token) -> Iterator[Token]:
    for child in verb.children:
        if child != noun and child.dep_.startswith("obl"):
            yield child
            yield from deeper(child)


def _lend_subject(
    verb: Token, noun: Token, role: EndRole, ends: Ends, filled: RoleFillers
) -> None:
    subject, passive = subject_of(verb)
    # "The two nations entered into": where a noun is the root, the parser took a plain past
    # tense for a participle.
    mistaken = verb.dep_ == "acl" and verb.head.dep_ == "ROOT"
    if passive and not mistaken:
        for agent in agents(verb):
            filled.actor = agent
            filled.add(role, named_by(agent, ends).as_agent)
    elif blamed := _blamed(verb, noun):
        filled.actor = blamed
        filled.add(role, named_by(blamed, ends).as_agent)
    elif subject is not None and subject != noun:
        filled.actor = subject
        filled.add(role, named_by(subject, ends).as_agent)


def _blamed(verb: Token, noun: Token) -> Token | None:
    """Return who did it in "blamed Iran for the attack": the object, not the subject."""
    if noun.dep_ in {"obj", "iobj"} or verb.lower_ not in data.context_words(
        Role.JUDGING
    ):
        return None
    return next((c for c in verb.children if c.dep_ == "obj"), None)
