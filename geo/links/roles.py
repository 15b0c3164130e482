"""Who is what to a link word: what its roles hold, and the nouns with prepositions around it.

The parser hangs prepositions on the verb or on its object as it likes ("sent two warships to
the Black Sea"), so both are asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from geo import data
from geo.data import EndRole, Part, Role
from geo.language.syntax import Token
from geo.links.arguments import (
    BESIDE,
    EDGES,
    INSIDE,
    End,
    Ends,
    can_act,
    is_doer,
    is_set_off,
    named_by,
    one_by_one,
    preposition,
)
from geo.links.lexicon import STATION, TALK, Trigger, is_deed, kinds_of, part_of
from geo.model import LinkKind

_WHOSE = frozenset({"amod", "compound", "nmod:poss", "nmod:desc", "flat"})
_ARGUMENT = ("obl", "nmod", "obj", "iobj", "advmod")
_CLOSED = frozenset(
    {"after", "before", "since", "during", "despite", "because_of", "amid"}
)
_ONWARD = frozenset({"to", "into", "onto", "toward", "towards", "for"})
_JOINED = _ONWARD | {"by", "on", "against", "with"}  # "and, later, on Riga"
_PARTS = frozenset(
    "part half most some all third quarter much dozens scores hundreds thousands number"
    " several many".split()
)
_THINGS = frozenset({"NN", "NNS"})
_OWNED = frozenset(
    "debt debts loans assets accounts property funds goods products imports exports".split()
)
_MOMENTS = frozenset(
    "time eve wake aftermath height outbreak outset midst moment anniversary".split()
)
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


def judged(noun: Token, ends: Ends) -> tuple[End, ...]:
    """Return whom one condemns or arrests: the doer, never where the deed was done."""
    if noun.i in ends:
        return named_by(noun, ends).own
    if noun.lower_ in _PARTS:  # "part of the debt of"
        whole = next((c for c in noun.children if preposition(c) == "of"), None)
        return () if whole is None else judged(whole, ends)
    offices = data.context_words(Role.RECIPIENT) | data.context_words(Role.SPEAKER)
    found: list[End] = []
    for child in noun.children:
        word = preposition(child)
        if (child.dep_.startswith("nmod") and word in {"by", "from"}) or (
            word == "of" and noun.lower_ in offices | _OWNED
        ):
            found += named_by(child, ends).own
        elif child.dep_ in _WHOSE and not is_doer(child):
            found += [end for end in named_by(child, ends).own if can_act(end)]
    return tuple(found)


def arguments(token: Token) -> Iterator[Token]:
    """Return the nouns with prepositions on a word, on its object, and on those in turn."""
    verb = part_of(token) is Part.VERB
    for child in token.children:
        also = verb and child.dep_ == "conj" and preposition(child) in _JOINED
        # "to hand a battery to Mali": no noun is what a verb has to be done
        also = also or (verb and child.dep_ == "xcomp" and child.tag_ in _THINGS)
        if child.dep_.startswith(_ARGUMENT) or child.dep_ == "nsubj:pass" or also:
            yield child
            yield from deeper(child, _MAX_DEPTH_IN_VERB if verb else _MAX_DEPTH_IN_NOUN)


def deeper(noun: Token, steps: int = _MAX_DEPTH_IN_VERB) -> Iterator[Token]:
    """Return the nouns with prepositions on a noun, and on those in turn."""
    if not steps or _is_moment(noun):
        return
    for child in noun.children:
        hangs = child.dep_.startswith(("nmod", "obl")) and child.dep_ != "nmod:poss"
        word = preposition(child)
        outer = preposition(noun)
        if outer == "from" and word not in _ONWARD | {"of"}:
            continue
        if outer in _CLOSED and word in INSIDE:
            continue
        # "under fire from Georgia"
        if outer and (is_deed(noun.lower_) or _is_cause(noun, outer)):
            continue
        if hangs and word:
            yield child
            yield from deeper(child, steps - 1)
        elif child.dep_ == "conj":
            yield from deeper(child, steps - 1)


def _is_moment(noun: Token) -> bool:
    """True for "at the time of the raid", "on the eve of": when it was, and not where."""
    return noun.lower_ in _MOMENTS and bool(preposition(noun))


def prepositions(
    trigger: Trigger, nouns: Iterator[Token], ends: Ends, filled: RoleFillers
) -> None:
    """Note the ends of nouns with prepositions, in the roles that the frame gives them."""
    for noun in nouns:
        word = preposition(noun)
        role = trigger.frame.prepositions.get(word)
        home = word == "from" and _is_home(noun, ends)
        if role is None or home or _is_moment(noun):
            continue
        if (
            word == "for"
            and trigger.frame.name in {"go", "return"}
            and noun.i not in ends
        ):
            continue  # "flew to Oslo for talks"
        stays = trigger.kind is LinkKind.CONFLICT or trigger.frame.name == STATION
        if _is_cause(noun, word) or (stays and _is_edge(noun, word)):
            continue
        if word == "of" and trigger.frame.name == TALK:
            _of_several(trigger, noun, ends, filled)
            continue
        filled.between = filled.between or word in {"between", "among"}
        if trigger.frame.object is EndRole.JUDGED:
            if noun.head == trigger.token:
                filled.add(role, judged(noun, ends))
            continue
        filled.add(role, _meant(noun, word, role, ends) or right_after(noun, ends))


def _meant(noun: Token, word: str, role: EndRole, ends: Ends) -> tuple[End, ...]:
    """Return the ends that a noun with a preposition stands for."""
    named = named_by(_antecedent(noun), ends)
    own = noun.i in ends or (role is EndRole.PARTNER and word == "with")
    where = named.own if own else named.as_target  # "with the Iranian envoy in Rome"
    if word in {"between", "among"}:
        where = one_by_one(noun, ends)
    return where or named.own or (named.inner if own else ())


def _antecedent(noun: Token) -> Token:
    """Return the generals of "the generals, on whom Chad imposed sanctions"."""
    if noun.lower_ not in {"whom", "which"}:
        return noun
    clause = next((v for v in noun.ancestors if v.dep_ == "acl:relcl"), None)
    return noun if clause is None else clause.head


def _is_edge(noun: Token, word: str) -> bool:
    """True for "bombed a hideout near the Afghan border": nobody is beyond it."""
    return word in BESIDE and noun.lower_ in EDGES


def _is_cause(noun: Token, word: str) -> bool:
    """True for "expelled a diplomat over the killing of a man in Oslo": it strikes nothing there."""
    return word == "over" and LinkKind.CONFLICT in kinds_of(noun.lower_)


def _is_home(noun: Token, ends: Ends) -> bool:
    opens = next((c.i for c in noun.children if c.dep_ == "case"), noun.i)
    return is_set_off(noun.doc, opens, ends)


def _of_several(trigger: Trigger, noun: Token, ends: Ends, filled: RoleFillers) -> None:
    """Read "a meeting of the Greek and Turkish ministers", not "of parliament"."""
    own = named_by(noun, ends).own
    if noun.head == trigger.token and len(own) > 1:
        filled.between = True
        filled.add(EndRole.PARTNER, own)


def right_after(noun: Token, ends: Ends) -> tuple[End, ...]:
    """Return "Mali" of "rooftops in Mali", wherever the parser hangs it."""
    doc, at = noun.doc, noun.i + 2
    if at >= len(doc) or doc[noun.i + 1].lower_ not in INSIDE:
        return ()
    at += doc[at].lower_ == "the"
    near_it = doc[at + 1 : at + 2].text.lower() in EDGES  # "near the Afghan border"
    return () if near_it else ends.get(at, ())


def agents(verb: Token) -> Iterator[Token]:
    """Return the nouns with "by", wherever the parser hangs them."""
    joined = (c for c in verb.children if c.dep_ == "conj" and c.tag_ == verb.tag_)
    dead = (c for c in verb.children if c.dep_ == "xcomp" and c.tag_ == "JJ")
    for noun in (n for each in (verb, *joined, *dead) for n in arguments(each)):
        if noun.dep_ == "obl:agent" or preposition(noun) == "by":
            yield noun
