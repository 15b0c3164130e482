"""What no link word says: "U.S. and Iraqi forces raided", "the French minister is in Moscow"."""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass
from functools import cache
from itertools import combinations, product

from geo import data
from geo.data import EndRole, Part, Role
from geo.language.syntax import Doc, Token
from geo.links.arguments import INSIDE, End, Ends, can_act, named_by, preposition
from geo.links.coreference import offices
from geo.links.lexicon import part_of, triggers
from geo.links.storms import is_storm, path_of
from geo.links.subjects import SUBJECT
from geo.links.trees import NOT
from geo.model import LinkKind, MentionKind

MAX_TOGETHER = 4
_WHOSE = frozenset({"amod", "compound", "nmod:desc"})
_HOMES = frozenset({"from", "of", "in"})
_COMMON = frozenset({"jointly", "together"})
_SPENDS = frozenset({"spend", "spent", "spends", "spending"})
_STAYS = frozenset({"for", "on", "to", "ahead_of", "after"})
_PURPOSES = frozenset(
    "talks visit trip tour meeting meetings summit conference negotiations funeral".split()
)


@dataclass(frozen=True, slots=True)
class Unsaid:
    """Two ends, and the word that a reader would quote.

    Attributes:
        first: The end named first, or who is there.
        second: The other, or where.
        kind: What links them.
        directed: True for who is where.
        word: The noun that is theirs, or the name of where they are.
        actor: Who is there; None for two equals.
    """

    first: End
    second: End
    kind: LinkKind
    directed: bool
    word: Token
    actor: Token | None = None


def unsaid(doc: Doc, ends: Ends) -> Iterator[Unsaid]:
    """Return what a sentence states of its places without a word for it.

    Args:
        doc: The sentence.
        ends: Its ends, by token.
    """
    for token in doc:
        if token.lower_ in data.context_words(Role.JOINT):
            yield from _together(token, ends)
        if part_of(token) is Part.VERB:
            yield from _jointly(token, ends)
            yield from _spent(token, ends)
        if token.i in ends:
            yield from _present(token, ends)
        if token.dep_ == "nsubj" and is_storm(token):
            yield from _swept(token, ends)


def could_say(words: Set[str]) -> bool:
    """True for the words of a sentence, in lower case, that may say so without a link word."""
    return not words.isdisjoint(_hints())


@cache
def _hints() -> frozenset[str]:
    words = data.context_words(Role.JOINT) | data.context_words(Role.STORM) | offices()
    return words | _COMMON | _SPENDS | _PURPOSES


def _swept(storm: Token, ends: Ends) -> Iterator[Unsaid]:
    """Read "the storm, after battering Cuba, swept on to Florida"."""
    for first, second, verb in path_of(storm, ends):
        yield Unsaid(first, second, LinkKind.SPREAD, True, verb, storm)


def _together(noun: Token, ends: Ends) -> Iterator[Unsaid]:
    """Read "U.S. and Iraqi forces", "the envoys of Chad and Mali": they act in common."""
    verb = noun.head
    if preposition(noun) in {"between", "among"} or not _acts(noun, verb):
        return
    names = [c for c in noun.children if c.dep_ in _WHOSE or preposition(c) == "of"]
    every = [ends[t.i][0] for name in names for t in _listed(name) if t.i in ends]
    if len(every) > MAX_TOGETHER:
        return  # a list of guests
    for first, second in combinations(every, 2):
        yield Unsaid(first, second, LinkKind.COOPERATION, False, noun)


def _acts(noun: Token, verb: Token) -> bool:
    """True for who does something, beyond speaking or fighting each other."""
    agent = preposition(noun) == "by"
    if not (noun.dep_.startswith(SUBJECT) or agent) or part_of(verb) is not Part.VERB:
        return False
    silent = data.context_words(Role.SAYING) | data.context_words(Role.JUDGING)
    third = any(preposition(child) in {"with", "against"} for child in verb.children)
    fights = any(
        t.kind is LinkKind.CONFLICT and t.frame.subject is EndRole.PEER
        for t in triggers(verb)
    )
    return verb.lower_ not in silent and (third or not fights)


def _jointly(verb: Token, ends: Ends) -> Iterator[Unsaid]:
    """Read "Chile and Peru jointly condemned": each with each."""
    if not any(child.lower_ in _COMMON for child in verb.children):
        return
    who = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if who and who.i not in ends:  # "envoys from Chad and Mali sat down together"
        who = next((c for c in who.children if preposition(c) in _HOMES), None)
    every = [ends[t.i][0] for t in _listed(who) if t.i in ends] if who else []
    for first, second in combinations(every, 2):
        yield Unsaid(first, second, LinkKind.COOPERATION, False, verb)


def _listed(name: Token) -> Iterator[Token]:
    yield name
    for child in name.children:
        if child.dep_ == "conj":
            yield from _listed(child)


def _spent(verb: Token, ends: Ends) -> Iterator[Unsaid]:
    """Read "Kenya's president spent a week in Riga": he went there."""
    stay = data.context_words(Role.STAY)
    if verb.lower_ not in _SPENDS or not any(c.lower_ in stay for c in verb.children):
        return
    who = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    named = [e for e in named_by(who, ends).own if can_act(e)] if who else []
    for noun in verb.subtree:
        if preposition(noun) in INSIDE:
            for first, second in product(named, ends.get(noun.i, ())):
                yield Unsaid(first, second, LinkKind.MOVEMENT, True, verb, who)


def _who_is(place: Token) -> Token | None:
    """Return who is somewhere; of "the king, who is in Oslo" the king."""
    who = next((c for c in place.children if c.dep_ == "nsubj"), None)
    relative = who is not None and who.lower_ == "who" and place.dep_ == "acl:relcl"
    return place.head if relative else who


def _present(place: Token, ends: Ends) -> Iterator[Unsaid]:
    """Read "the French minister is in Moscow for talks": he went there."""
    if preposition(place) not in INSIDE or any(c.lower_ in NOT for c in place.children):
        return
    if not any(c.dep_ == "cop" for c in place.children):
        return
    why = (c for c in place.children if preposition(c) in _STAYS)
    who = _who_is(place)
    if who is None:
        return
    official = any(c.lower_ in offices() for c in (who, *who.children))
    if not official and not any(noun.lower_ in _PURPOSES for noun in why):
        return
    named = [e for e in named_by(who, ends).own if can_act(e)]
    for end in named:
        for where in ends[place.i]:
            if where.mention.kind is not MentionKind.DEMONYM:
                yield Unsaid(end, where, LinkKind.MOVEMENT, True, place, who)
