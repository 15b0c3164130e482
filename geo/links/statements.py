"""From filled roles to statements: which two ends a word links, which way, how surely."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, product

from geo import data
from geo.data import EndRole, LinkFrame, Part, Role
from geo.language.syntax import Doc, Token
from geo.links.arguments import HYPHENS, End, Ends, contains, holds, is_nature
from geo.links.extents import are_too_many, is_extent
from geo.links.fill import fill
from geo.links.lexicon import (
    CONNECT,
    DISCUSS,
    INVITE,
    ROUTE,
    STATION,
    Trigger,
    is_deed,
    kinds_of,
    part_of,
    triggers,
)
from geo.links.movers import hops_of, started_at
from geo.links.roles import RoleFillers
from geo.links.status import Factuality, factuality
from geo.links.storms import is_storm
from geo.links.subjects import subject_of
from geo.links.unsaid import unsaid
from geo.links.word_order import by_order, joined
from geo.model import LinkKind, LinkStatus, Place

MAX_WORDS_BEFORE = 4  # before a verb, in which what spreads is named
_SOURED = frozenset({"soured", "worsened", "deteriorated", "frayed", "chilled"})
_LED_AWAY = frozenset({"diverted", "rerouted"})
MAX_BY_ORDER = 3  # places; word order says little where there are more
_EXCHANGES = frozenset({"exchange", "swap", "trade"})
_RECOGNISES = frozenset({"recognise", "recognize"})
_SHIPS = frozenset("ship export deliver transport import haul truck".split())
_CARGO = frozenset("oil gas waste plastic fuel petrol diesel".split())
_FLOWS = frozenset({"flow"})  # oil and gas do
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
    words = [token for token in doc if not _is_listed(token, ends)]
    read = [trigger for token in words for trigger in triggers(token)]
    # Where troops are is said last: "an attack by Kenyan soldiers in Kismayo" says more.
    for trigger in sorted(read, key=lambda each: each.frame.name == STATION):
        known = {pair for pair, _ in found}
        for statement in _stated(trigger, ends):
            if trigger.frame.name != STATION or _pair(statement) not in known:
                found.setdefault((_pair(statement), statement.kind), statement)
    known = {pair for pair, _ in found}
    for statement in _in_order(doc, ends, alone=not found):
        # What one word brings to two places it takes from neither to the other.
        told = (p for (p, _), s in found.items() if s.word == statement.word)
        partners = [p - _pair(statement) for p in told if p & _pair(statement)]
        twice = len(partners) > len(set(partners))
        if _pair(statement) not in known and not twice:
            found.setdefault((_pair(statement), statement.kind), statement)
    for statement in _unsaid(doc, ends):
        if _pair(statement) not in {pair for pair, _ in found}:
            found[_pair(statement), statement.kind] = statement
    return tuple(
        said
        for said in found.values()
        if _can_do_so(said) and not (said.directed and _are_joined(doc, ends, said))
    )


def _are_joined(doc: Doc, ends: Ends, said: Statement) -> bool:
    """True for two of "the roads from Senegal and Mali": nothing leads from one to the other."""
    spots = [
        i for i, (end, *_) in ends.items() if end in {said.origin, said.destination}
    ]
    between = doc[min(spots) + 1 : max(spots)] if spots else doc[:0]
    words = [
        t.lower_
        for i, t in enumerate(between, min(spots, default=0) + 1)
        if i not in spots
    ]
    return words in (["and"], ["or"], [",", "and"])


def _can_do_so(said: Statement) -> bool:
    """False where a river or a mountain would have to act: "the Ruhr joins the Rhine"."""
    if said.kind in {LinkKind.MOVEMENT, LinkKind.SPREAD}:
        return True
    actors = (said.origin,) if said.directed else (said.origin, said.destination)
    return not any(is_nature(end.place) for end in actors)


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


def _is_listed(word: Token, ends: Ends) -> bool:
    """True for the town of "Grimsby, Bath and Deal", which is no bargain."""
    return word.text[0].isupper() and word.dep_ == "conj" and word.head.i in ends


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
        if not can_link(first.place, second.place) or is_extent(each.trigger.token):
            continue
        if each.directed and are_too_many(each.trigger.token, first):
            continue
        before = ends.get(each.trigger.token.i - 1, ())
        if any(is_nature(end.place) for end in before):
            continue  # "the Rhine flows from Basel to Bonn"
        if not each.directed:
            first, second = sorted((first, second), key=lambda e: e.mention.passage)
        yield Statement(
            origin=first,
            destination=second,
            kind=_kind(each.trigger, RoleFillers()),
            directed=each.directed,
            factuality=factuality(each.trigger.token),
            word=each.trigger.token.text,
            actor=_mover(each.trigger),
        )


def _mover(trigger: Trigger) -> str:
    """Return who moves by a verb's subject, where the order of words tells the ends."""
    if trigger.kind is not LinkKind.MOVEMENT or part_of(trigger.token) is not Part.VERB:
        return ""
    subject, _ = subject_of(trigger.token)
    return "" if subject is None else _name(subject)


def _word_before(trigger: Trigger) -> Token | None:
    """Return a noun before a word that spreads, where the tree names no subject."""
    at = trigger.token.i
    before = trigger.token.doc[max(0, at - MAX_WORDS_BEFORE) : at]
    found = next((t for t in reversed(before) if _spreads(t)), None)
    told = (
        found is not None and found.nbor().lower_ == "that"
    )  # "rumours that Cuba sent"
    return None if told else found


def _spreads(noun: Token) -> bool:
    """True for "cholera", not for the "case" of "in case"."""
    if noun.lower_ == "case" and noun.i and noun.nbor(-1).lower_ == "in":
        return False
    return noun.lower_ in data.context_words(Role.SPREADING)


def _stated(trigger: Trigger, ends: Ends) -> Iterator[Statement]:
    if any(child.lower_ == "nothing" for child in trigger.token.children):
        return
    filled = fill(trigger, ends)
    if is_extent(trigger.token, filled.subject):
        return
    if filled.of(EndRole.DESTINATION) and not filled.of(EndRole.ORIGIN):
        filled.add(EndRole.ORIGIN, started_at(trigger, filled, ends))
    hops = [(stop, end, True) for stop, end in hops_of(trigger, filled, ends)]
    for first, second, directed in (*_pairs(trigger.frame, filled), *hops):
        fights = directed and trigger.kind is LinkKind.CONFLICT
        if first.place.id == second.place.id:
            continue
        if directed and are_too_many(trigger.token, first):
            continue
        # An army may well attack a town of its own country; nothing else is a link there.
        fights = fights and holds(first.place, second.place)
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
    inner = [e for e in targets if not any(holds(e.place, o.place) for o in targets)]
    targets = inner  # "in Plateau ... attacked Mangu" is Mangu
    movers = filled.of(EndRole.MOVER, EndRole.RETURNER)
    # An Egyptian who flies from Cairo is on his way from Egypt too.
    origins += [m for m in movers if not origins or _is_home(m, origins)]
    if origins and targets:
        for one, other in product(origins, targets):
            yield one, other, True
        return
    leads, partners = filled.of(EndRole.PEER), filled.of(EndRole.PARTNER)
    if frame.name == DISCUSS and not partners and not _speaks(filled):
        return  # "visited Chad and Mali to discuss"
    # "The road links Oslo with Riga" and "between" need nobody to lead.
    led = not filled.between and frame.subject is not None
    equals = leads or ([] if led else partners)
    together = list(combinations(equals, 2))
    if filled.between and frame.name == ROUTE:
        # The ferries of a port, to each of the others.
        together = [(equals[0], other) for other in equals[1:]]
    for one, other in product(leads, partners) if leads and partners else together:
        first, second = sorted((one, other), key=lambda end: end.mention.passage)
        yield first, second, False


def _speaks(filled: RoleFillers) -> bool:
    """True where its own subject discusses, not that of the clause around."""
    who = filled.subject or filled.actor
    return who is not None and DISCUSS in {t.frame.name for t in triggers(who.head)}


def _is_home(mover: End, origins: list[End]) -> bool:
    return any(holds(mover.place, origin.place) for origin in origins)


def _kind(trigger: Trigger, filled: RoleFillers) -> LinkKind:
    """Return what a word says where it stands: ties may be cut, a ban lifted, smoke spreads."""
    if trigger.kind is LinkKind.COOPERATION:
        return LinkKind.CONFLICT if _is_quarrel(trigger) else trigger.kind
    if trigger.kind is LinkKind.CONFLICT:
        storm = filled.subject is not None and is_storm(filled.subject)
        return LinkKind.SPREAD if storm else trigger.kind
    if trigger.frame.name == CONNECT and _joins_in_a_pact(trigger, filled):
        return LinkKind.COOPERATION
    if trigger.frame.name == "send" and _is_cargo(trigger.token):
        return LinkKind.MOVEMENT
    always = data.context_words(Role.SPREADS)
    if trigger.lemma in always or _is_spreading(trigger, filled):
        return LinkKind.SPREAD
    return LinkKind.MOVEMENT


def _joins_in_a_pact(trigger: Trigger, filled: RoleFillers) -> bool:
    """True for "a pact linking Chad and Mali"."""
    links = filled.subject or trigger.token.head
    return LinkKind.COOPERATION in kinds_of(links.lower_)


def _is_cargo(verb: Token) -> bool:
    """True for the gas of "carries gas from Siberia": it is brought, and does not spread."""
    return any(c.dep_ == "obj" and c.lower_ in _CARGO for c in verb.children)


def _is_quarrel(trigger: Trigger) -> bool:
    """True for ties that are cut, recognition refused, strikes exchanged."""
    if _is_broken(trigger):
        return True
    if trigger.lemma in _RECOGNISES and _is_denied(trigger.token):
        return True
    return trigger.lemma in _EXCHANGES and _exchanges_blows(trigger.token)


def _is_denied(word: Token) -> bool:
    return factuality(word).status is LinkStatus.DENIED


def _factuality(trigger: Trigger) -> Factuality:
    """Return how sure it is.

    Who refuses to recognise does so for sure, a guest is to come, a blocked road is a road, and
    who cuts off aid is no surer to do so than the cutting is.
    """
    word = trigger.token
    if trigger.kind is LinkKind.COOPERATION and _is_broken(trigger):
        return factuality(word.head if _is_held(word) else word)
    sure = factuality(word)
    if trigger.frame.name == ROUTE and _is_blocked(word):
        return Factuality()
    if away := _led_away(word):
        return Factuality(LinkStatus.DENIED, away)
    if trigger.lemma in _RECOGNISES and sure.status is LinkStatus.DENIED:
        return Factuality()
    if trigger.frame.name == INVITE and sure.status is LinkStatus.STATED:
        return Factuality(LinkStatus.PLANNED, trigger.token.text)
    return sure


def _led_away(verb: Token) -> str:
    """Return "diverted" in "a freighter carrying fuel to Majuro was diverted", else ""."""
    mover = verb.head
    sent = verb.dep_.startswith("acl") and mover.dep_ == "nsubj:pass"
    return mover.head.text if sent and mover.head.lower_ in _LED_AWAY else ""


def _is_held(noun: Token) -> bool:
    return noun.dep_ in {"obj", "nsubj:pass"}


def _is_blocked(road: Token) -> bool:
    """True for "blocked the road between Oslo and Hamar": it is there, and joins them."""
    return _is_held(road) and road.head.lower_ in data.context_words(Role.OBSTRUCTING)


def _exchanges_blows(verb: Token) -> bool:
    """True for "traded strikes"."""
    after = verb.doc[verb.i + 1 : verb.i + 3]
    return any(is_deed(word.lower_) for word in after)


def _is_broken(trigger: Trigger) -> bool:
    """True for "cut ties with Cuba", also where the parser reads "halted" as an adjective."""
    noun, breaking = trigger.token, data.context_words(Role.BREAKING)
    if noun.lower_ in data.context_words(Role.LASTING):
        breaking |= data.context_words(Role.HALTING)
    if any(c.dep_ == "amod" and c.lower_ in breaking for c in noun.children):
        return True
    if noun.dep_ == "nsubj" and noun.head.lower_ in _SOURED:
        return True
    return _is_held(noun) and noun.head.lower_ in breaking


def _is_spreading(trigger: Trigger, filled: RoleFillers) -> bool:
    if trigger.lemma in _FLOWS:
        return False
    cargo = trigger.lemma in _SHIPS  # "shipped oil to"
    nouns = [c for c in trigger.token.children if c.dep_ in _MOVED and not cargo]
    verb = part_of(trigger.token) is Part.VERB
    said_before = _word_before(trigger) if verb else None
    for noun in (filled.actor, filled.subject, said_before):
        if noun is not None:
            nouns += [noun, *(c for c in noun.children if c.dep_ in _MOVED)]
    spreading = data.context_words(Role.SPREADING)
    return any(noun.lower_ in spreading for noun in nouns)


def _actor(trigger: Trigger, filled: RoleFillers) -> str:
    if filled.actor is None or trigger.frame.name == CONNECT:
        return ""
    if part_of(trigger.token) is Part.NOUN and trigger.kind is LinkKind.MOVEMENT:
        return trigger.token.text
    return _name(filled.actor)


def _name(noun: Token) -> str:
    """Return a noun with what belongs to its name: "Sergei Lavrov", "two warships"."""
    doc, part = noun.doc, {t.i for t in noun.subtree if _is_part(t, noun)}
    first = last = noun.i
    while (step := _step(doc, first, -1)) in part:
        first = step
    while (step := _step(doc, last, 1)) in part:
        last = step
    # "8.7-magnitude earthquake" has half a word too much.
    if first < noun.i and doc[first - 1 : first].text in HYPHENS:
        first += 1
    return doc[first : last + 1].text


def _step(doc: Doc, at: int, way: int) -> int:
    """Return the word before or behind another, over the hyphen of "Hapag-Lloyd"."""
    at += way
    return at + way if doc[max(at, 0) : at + 1].text in HYPHENS else at


def _is_part(token: Token, noun: Token) -> bool:
    """True for a word of a noun's name, and of the names that it is made of."""
    while token != noun:
        if token.dep_ not in {"compound", "flat"}:
            return False
        token = token.head
    return True


def can_link(first: Place, second: Place) -> bool:
    """False for one place, and for a place and what it lies in."""
    return first.id != second.id and not contains(first, second)
