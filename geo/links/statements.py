"""From filled roles to statements: which two ends a word links, which way, how surely."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, product

from spacy.tokens import Doc, Token

from geo import data
from geo.data import EndRole, LinkFrame, Part, Role
from geo.links.arguments import End, Ends, contains, holds
from geo.links.fill import fill
from geo.links.lexicon import STATION, Trigger, is_deed, part_of, triggers
from geo.links.movers import started_at
from geo.links.roles import RoleFillers
from geo.links.status import Factuality, factuality
from geo.links.unsaid import unsaid
from geo.links.word_order import by_order, joined
from geo.model import LinkKind, LinkStatus, Place

MAX_WORDS_BEFORE = 4  # before a verb, in which what spreads is named
MAX_BY_ORDER = 3  # places; word order says little where there are more
_EXCHANGES = frozenset({"exchange", "swap", "trade"})
_RECOGNISES = frozenset({"recognise", "recognize"})
_MOVED = frozenset({"obj", "compound", "nmod", "acl"})


@dataclass(frozen=True, slots=True)
class Statement:
    """What a sentence says of two places.

    Attributes:
        origin: Where it starts; of two equals the one named first.
        destination: Where it leads.
        kind: What it says.
        directed: False for equals.
        factuality: Stated, planned, possible, denied or alleged, and the words that say so.
        word: The word that says it, as printed.
        actor: Who or what, or "".
    """

    origin: End
    destination: End
    kind: LinkKind
    directed: bool
    factuality: Factuality
    word: str
    actor: str


def statements(doc: Doc, ends: Ends) -> tuple[Statement, ...]:
    """Return what a parsed sentence states of its places, each pair and kind once.

    Args:
        doc: The sentence.
        ends: Its ends, by token.
    """
    found: dict[tuple[frozenset[str], LinkKind], Statement] = {}
    read = [trigger for token in doc for trigger in triggers(token)]
    # Where troops are is said last: "an attack by Kenyan soldiers in Kismayo" says more.
    for trigger in sorted(read, key=lambda each: each.frame.name == STATION):
        known = {pair for pair, _ in found}
        for statement in _stated(trigger, ends):
            if trigger.frame.name != STATION or _pair(statement) not in known:
                found.setdefault((_pair(statement), statement.kind), statement)
    known = {pair for pair, _ in found}
    for statement in _in_order(doc, ends, alone=not found):
        if _pair(statement) not in known:
            found.setdefault((_pair(statement), statement.kind), statement)
    for statement in _unsaid(doc, ends):
        if _pair(statement) not in {pair for pair, _ in found}:
            found[_pair(statement), statement.kind] = statement
    return tuple(found.values())


def _unsaid(doc: Doc, ends: Ends) -> Iterator[Statement]:
    for each in unsaid(doc, ends):
        if can_link(each.first.place, each.second.place):
            yield Statement(
                origin=each.first,
                destination=each.second,
                kind=each.kind,
                directed=each.directed,
                factuality=factuality(each.word),
                word=each.word.text,
                actor="" if each.actor is None else _name(each.actor),
            )


def _pair(said: Statement) -> frozenset[str]:
    return frozenset((said.origin.place.id, said.destination.place.id))


def _in_order(doc: Doc, ends: Ends, *, alone: bool) -> Iterator[Statement]:
    """Fall back on the order of words: always for ends that small words join.

    Where the tree states nothing (``alone``), the nearest place on each side does too.
    """
    said = list(joined(doc, ends))
    places = {end.place.id for group in ends.values() for end in group}
    if alone and not said and len(places) <= MAX_BY_ORDER:
        said = list(by_order(doc, ends))
    for each in said:
        first, second = each.first, each.second
        if any(word.lower_ == "nothing" for word in each.trigger.token.rights):
            continue
        if not can_link(first.place, second.place) or _is_extent(each.trigger.token):
            continue
        if not each.directed:
            first, second = sorted((first, second), key=lambda e: e.mention.passage)
        yield Statement(
            origin=first,
            destination=second,
            kind=_kind(each.trigger, RoleFillers()),
            directed=each.directed,
            factuality=factuality(each.trigger.token),
            word=each.trigger.token.text,
            actor="",
        )


def _is_extent(token: Token, subject: Token | None = None) -> bool:
    """True for "the plain runs from Delhi to Lahore"."""
    extents = data.context_words(Role.EXTENT)
    before = token.nbor(-1) if token.i else token
    return any(word.lower_ in extents for word in (subject or before, before))


def _word_before(trigger: Trigger) -> Token | None:
    """Return a noun before a word that spreads, where the tree names no subject."""
    spreading = data.context_words(Role.SPREADING)
    at = trigger.token.i
    before = trigger.token.doc[max(0, at - MAX_WORDS_BEFORE) : at]
    found = next((t for t in reversed(before) if t.lower_ in spreading), None)
    told = (
        found is not None and found.nbor().lower_ == "that"
    )  # "rumours that Cuba sent"
    return None if told else found


def _stated(trigger: Trigger, ends: Ends) -> Iterator[Statement]:
    if any(child.lower_ == "nothing" for child in trigger.token.children):
        return
    filled = fill(trigger, ends)
    if _is_extent(trigger.token, filled.subject):
        return
    if filled.of(EndRole.DESTINATION) and not filled.of(EndRole.ORIGIN):
        filled.add(EndRole.ORIGIN, started_at(trigger, filled, ends))
    for first, second, directed in _pairs(trigger.frame, filled):
        fights = directed and trigger.kind is LinkKind.CONFLICT
        if first.place.id == second.place.id:
            continue
        # An army may well attack a town of its own country; nothing else is a link there.
        if contains(first.place, second.place) and not fights:
            continue
        yield Statement(
            origin=first,
            destination=second,
            kind=_kind(trigger, filled),
            directed=directed,
            factuality=_factuality(trigger),
            word=trigger.token.text,
            actor=_actor(trigger, filled),
        )


def _pairs(frame: LinkFrame, filled: RoleFillers) -> Iterator[tuple[End, End, bool]]:
    origins = filled.of(EndRole.ORIGIN)
    targets = filled.of(EndRole.DESTINATION)
    if not targets:
        back = filled.of(EndRole.RETURNER) if origins else []
        targets = filled.of(EndRole.RECEIVER) or back
    movers = filled.of(EndRole.MOVER, EndRole.RETURNER)
    # An Egyptian who flies from Cairo is on his way from Egypt too.
    origins += [m for m in movers if not origins or _is_home(m, origins)]
    if origins and targets:
        for one, other in product(origins, targets):
            yield one, other, True
        return
    leads, partners = filled.of(EndRole.PEER), filled.of(EndRole.PARTNER)
    # "The road links Oslo with Riga" and "between" need nobody to lead.
    led = not filled.between and frame.subject is not None
    together = combinations(leads or ([] if led else partners), 2)
    for one, other in product(leads, partners) if leads and partners else together:
        first, second = sorted((one, other), key=lambda end: end.mention.passage)
        yield first, second, False


def _is_home(mover: End, origins: list[End]) -> bool:
    return any(holds(mover.place, origin.place) for origin in origins)


def _kind(trigger: Trigger, filled: RoleFillers) -> LinkKind:
    """A virus or smoke that comes or moves spreads; little else does."""
    if trigger.kind is LinkKind.COOPERATION and _is_broken(trigger.token):
        return LinkKind.CONFLICT
    if trigger.lemma in _RECOGNISES and _is_denied(trigger.token):
        return LinkKind.CONFLICT
    if trigger.lemma in _EXCHANGES and _exchanges_blows(trigger.token):
        return LinkKind.CONFLICT
    if trigger.kind not in {LinkKind.MOVEMENT, LinkKind.SPREAD}:
        return trigger.kind
    always = data.context_words(Role.SPREADS)
    if trigger.lemma in always or _is_spreading(trigger, filled):
        return LinkKind.SPREAD
    return LinkKind.MOVEMENT


def _is_denied(word: Token) -> bool:
    return factuality(word).status is LinkStatus.DENIED


def _factuality(trigger: Trigger) -> Factuality:
    """Return how sure it is; who refuses to recognise another does so for sure."""
    sure = factuality(trigger.token)
    if trigger.lemma in _RECOGNISES and sure.status is LinkStatus.DENIED:
        return Factuality()
    return sure


def _exchanges_blows(verb: Token) -> bool:
    """True for "traded strikes"."""
    after = verb.doc[verb.i + 1 : verb.i + 3]
    return any(is_deed(word.lower_) for word in after)


def _is_broken(noun: Token) -> bool:
    """True for "cut ties with Cuba"."""
    breaking = data.context_words(Role.BREAKING)
    return noun.dep_ in {"obj", "nsubj:pass"} and noun.head.lower_ in breaking


def _is_spreading(trigger: Trigger, filled: RoleFillers) -> bool:
    nouns = [c for c in trigger.token.children if c.dep_ in _MOVED]
    verb = part_of(trigger.token) is Part.VERB
    said_before = _word_before(trigger) if verb else None
    for noun in (filled.actor, filled.subject, said_before):
        if noun is not None:
            nouns += [noun, *(c for c in noun.children if c.dep_ in _MOVED)]
    spreading = data.context_words(Role.SPREADING)
    return any(noun.lower_ in spreading for noun in nouns)


def _actor(trigger: Trigger, filled: RoleFillers) -> str:
    if filled.actor is None:
        return ""
    if part_of(trigger.token) is Part.NOUN and trigger.kind is LinkKind.MOVEMENT:
        return trigger.token.text
    return _name(filled.actor)


def _name(noun: Token) -> str:
    """Return a noun with what belongs to its name: "Sergei Lavrov", "two warships"."""
    parts = [c for c in noun.children if c.dep_ in {"compound", "flat"}]
    words = sorted([noun, *parts], key=lambda token: token.i)
    return " ".join(word.text for word in words)


def can_link(first: Place, second: Place) -> bool:
    """False for one place, and for a place and what it lies in."""
    return first.id != second.id and not contains(first, second)
