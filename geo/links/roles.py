"""Who is what to a link word: its subject, its object and its prepositions, in a tree.

The parser hangs prepositions on the verb or on its object as it likes ("sent two warships to
the Black Sea"), so both are asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Token

from geo import data
from geo.data import EndRole, Part, Role
from geo.links.arguments import (
    INSIDE,
    End,
    Ends,
    Named,
    can_act,
    named_by,
    preposition,
)
from geo.links.lexicon import Trigger, is_deed, part_of
from geo.links.subjects import subject_of
from geo.model import LinkKind, MentionKind

_AMOUNTS = frozenset({"CD", "DT", "JJ", "JJR", "PRP$", "$"})
_WHOSE = frozenset({"amod", "compound", "nmod:poss", "nmod:desc", "flat"})
_ARGUMENT = ("obl", "nmod", "obj", "iobj", "advmod")
# What is launched from somewhere is not aimed at where that lies: "from bases in the Negev".
_CLOSED = frozenset(
    {"after", "before", "since", "during", "despite", "because_of", "amid"}
)
_ONWARD = frozenset({"to", "into", "onto", "toward", "towards", "for"})
# How deep in a phrase a preposition may hang. A noun's own phrase is short: what hangs deeper
# in it is said of something else.
_MAX_DEPTH_IN_VERB = 4
_MAX_DEPTH_IN_NOUN = 3


@dataclass(slots=True)
class RoleFillers:
    """What fills the ends of one link word.

    Attributes:
        roles: Ends by role, in the order of the text.
        actor: The noun that acts or moves, or None.
        subject: The subject, which in the passive is what is moved or hit.
        between: True where "between" names equals that need nobody to lead them.
    """

    roles: dict[EndRole, list[End]] = field(default_factory=dict)
    actor: Token | None = None
    subject: Token | None = None
    between: bool = False

    def add(self, role: EndRole, ends: tuple[End, ...]) -> None:
        """Note ends in a role, each place once."""
        known = self.roles.setdefault(role, [])
        ids = {end.place.id for end in known}
        known += [end for end in ends if end.place.id not in ids]

    def of(self, *roles: EndRole) -> list[End]:
        """Return the ends of some roles."""
        return [end for role in roles for end in self.roles.get(role, ())]


def fill(trigger: Trigger, ends: Ends) -> RoleFillers:
    """Find what fills the ends of a link word.

    Args:
        trigger: The word, read in one of its ways.
        ends: The ends of its sentence, by token.
    """
    filled = RoleFillers()
    if part_of(trigger.token) is Part.VERB:
        _fill_verb(trigger, ends, filled)
    else:
        _fill_noun(trigger, ends, filled)
    return filled


def _fill_verb(trigger: Trigger, ends: Ends, filled: RoleFillers) -> None:
    token, frame = trigger.token, trigger.frame
    subject, passive = subject_of(token)
    _prepositions(trigger, _arguments(token), ends, filled)
    if subject is not None:
        filled.actor = filled.subject = subject
        role = _passive_role(trigger) if passive else frame.subject
        _add_subject(trigger, role, ends, filled)
    if passive and frame.subject is EndRole.RECEIVER and token.dep_ == "acl":
        # What Italy reports as imported came to Italy.
        around = _subject_around(token)
        if around is not None:
            filled.add(EndRole.RECEIVER, named_by(around, ends).as_agent)
    if passive and frame.subject:
        for agent in _agents(token):
            filled.actor = agent
            filled.add(_plain(frame.subject), named_by(agent, ends).as_agent)
    for child in token.children:
        if child.dep_ in {"obj", "iobj"}:
            _object(trigger, child, ends, filled)


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
        filled.add(role, _chosen(role, named_by(subject, ends)))


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


def judged(noun: Token, ends: Ends) -> tuple[End, ...]:
    """Return whom one condemns or arrests: the doer, never where the deed was done."""
    if noun.i in ends:
        return named_by(noun, ends).own
    offices = data.context_words(Role.RECIPIENT) | data.context_words(Role.SPEAKER)
    found: list[End] = []
    for child in noun.children:
        word = preposition(child)
        if (child.dep_.startswith("nmod") and word in {"by", "from"}) or (
            word == "of" and noun.lower_ in offices
        ):
            found += named_by(child, ends).own
        elif child.dep_ in _WHOSE:
            found += [end for end in named_by(child, ends).own if can_act(end)]
    return tuple(found)


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


def _arguments(token: Token) -> Iterator[Token]:
    """Return the nouns with prepositions on a word, on its object, and on those in turn."""
    verb = part_of(token) is Part.VERB
    for child in token.children:
        if child.dep_.startswith(_ARGUMENT) or child.dep_ == "nsubj:pass":
            yield child
            yield from _deeper(
                child, _MAX_DEPTH_IN_VERB if verb else _MAX_DEPTH_IN_NOUN
            )


def _deeper(noun: Token, steps: int = _MAX_DEPTH_IN_VERB) -> Iterator[Token]:
    if not steps:
        return
    for child in noun.children:
        hangs = child.dep_.startswith(("nmod", "obl")) and child.dep_ != "nmod:poss"
        word = preposition(child)
        outer = preposition(noun)
        if outer == "from" and word not in _ONWARD | {"of"}:
            continue
        if outer in _CLOSED and word in INSIDE:
            continue
        if outer and is_deed(noun.lower_):  # "under fire from Georgia"
            continue
        if hangs and word:
            yield child
            yield from _deeper(child, steps - 1)
        elif child.dep_ == "conj":
            yield from _deeper(child, steps - 1)


def _prepositions(
    trigger: Trigger, nouns: Iterator[Token], ends: Ends, filled: RoleFillers
) -> None:
    for noun in nouns:
        word = preposition(noun)
        role = trigger.frame.prepositions.get(word)
        if role is None:
            continue
        filled.between = filled.between or word in {"between", "among"}
        if trigger.frame.object is EndRole.JUDGED:
            if noun.head == trigger.token:
                filled.add(role, judged(noun, ends))
            continue
        named = named_by(noun, ends)
        where = named.own if noun.i in ends else named.as_target
        filled.add(role, where or named.own)


def _agents(verb: Token) -> Iterator[Token]:
    """Return the nouns with "by", wherever the parser hangs them."""
    for noun in _arguments(verb):
        if noun.dep_ == "obl:agent" or preposition(noun) == "by":
            yield noun


def _fill_noun(trigger: Trigger, ends: Ends, filled: RoleFillers) -> None:
    token = trigger.token
    _prepositions(trigger, _arguments(token), ends, filled)
    mine = _belongs_to(token, ends)
    subject_role = trigger.frame.subject
    if subject_role and mine:
        filled.add(subject_role, mine)
    _participles(trigger, ends, filled)
    verb = _light_verb(trigger)
    if verb is None:
        return
    if not filled.of(EndRole.PARTNER, EndRole.DESTINATION):
        _prepositions(trigger, _beside(verb, token), ends, filled)
    between = len(filled.of(EndRole.PARTNER)) > 1 and _has_between(token)
    if subject_role and not mine and not between and not filled.of(EndRole.ORIGIN):
        _lend_subject(verb, token, subject_role, ends, filled)


def _participles(trigger: Trigger, ends: Ends, filled: RoleFillers) -> None:
    """Note the roles in "a ceasefire brokered by Turkey with Russia"."""
    role = trigger.frame.subject
    for child in trigger.token.children:
        if child.dep_ != "acl" or child.tag_ != "VBN":
            continue
        _prepositions(trigger, _arguments(child), ends, filled)
        if role:
            for agent in _agents(child):
                filled.add(role, named_by(agent, ends).as_agent)


def _has_between(noun: Token) -> bool:
    return any(preposition(child) == "between" for child in noun.children)


def _belongs_to(noun: Token, ends: Ends) -> tuple[End, ...]:
    """Return whose it is: "Turkish attack", "Lavrov's visit", "a visit by Japan"."""
    named = [
        named_by(each, ends).own
        for child in noun.children
        if child.dep_ in {"amod", "compound", "nmod:poss", "nmod:desc"}
        # "Canada-EU deal": the parser takes the second for a part of the first.
        # So it does of "Israeli" in "the Israeli-Palestinian ceasefire".
        for each in (child, *(c for c in child.children if c.dep_ in {"flat", "amod"}))
    ]
    by = [
        named_by(child, ends).as_agent
        for child in noun.children
        if child.dep_.startswith("nmod") and preposition(child) == "by"
    ]
    return tuple(end for group in (*named, *by) for end in group)


def _light_verb(trigger: Trigger) -> Token | None:
    """Return the verb that only lends its subject: "imposed sanctions", "held talks"."""
    noun = trigger.token
    verb = noun.head
    if noun.dep_.startswith("obl") and preposition(noun) == "for":
        return verb  # "arrived for talks with"
    if trigger.beside:
        return verb  # "recalled its ambassador to Denmark"
    is_argument = noun.dep_.startswith(("obj", "nsubj", "obl"))
    light = {verb.lower_, verb.lemma_.lower()} & data.context_words(Role.LIGHT)
    return verb if is_argument and light and part_of(verb) is Part.VERB else None


def _beside(verb: Token, noun: Token) -> Iterator[Token]:
    for child in verb.children:
        if child != noun and child.dep_.startswith("obl"):
            yield child
            yield from _deeper(child)


def _lend_subject(
    verb: Token, noun: Token, role: EndRole, ends: Ends, filled: RoleFillers
) -> None:
    subject, passive = subject_of(verb)
    # "The two nations entered into": where a noun is the root, the parser took a plain past
    # tense for a participle.
    mistaken = verb.dep_ == "acl" and verb.head.dep_ == "ROOT"
    if passive and not mistaken:
        for agent in _agents(verb):
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
