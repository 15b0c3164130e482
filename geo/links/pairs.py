"""Two places in one sentence, and what can be told of how they stand to each other.

A feature is "group: a sentence": the weights of `geo/data/link_weights.tsv` are read, and shown
to readers, as they stand there. Groups in brackets count and are not told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations

from geo import data
from geo.data import Part, Role
from geo.language.syntax import Doc, Token
from geo.links.arguments import End, Ends, preposition
from geo.links.coreference import offices
from geo.links.fill import fill
from geo.links.lexicon import Trigger, kinds_of, part_of, triggers
from geo.links.statements import can_link
from geo.links.trees import NOT
from geo.model import Place

MAX_PATH = 6  # steps of a path between two ends that are told
MAX_SLOTS = 14  # ends of a sentence; more are a list
_NOUN_PARTS = frozenset(
    {"compound", "amod", "flat", "det", "nmod:poss", "nmod:desc", "nummod"}
)
_ROLES = {
    "nsubj": "the subject",
    "obj": "the object",
    "iobj": "the receiver",
    "obl": "an adverbial",
    "ROOT": "the main word",
    "root": "the main word",
    "appos": "an apposition",
    "conj": "joined by “and”",
}
_MAX_BETWEEN = 3  # words between two ends that are told whole
_MAX_CLIMB = 4
_MODALS = frozenset("may might could can should would will shall must".split())
_SAYING = frozenset("say tell report announce add call describe believe claim".split())
_CLAUSES = frozenset({"ccomp", "advcl", "parataxis", "acl", "csubj"})
_SORTS = (
    (Role.SAYING, "a word of saying"),
    (Role.JUDGING, "a word of judging"),
    (Role.URGING, "a word of urging"),
    (Role.LIGHT, "a word that lends its subject"),
    (Role.STAYING, "a word of staying"),
    (Role.HAPPENING, "a word of happening"),
    (Role.HOSTILE, "a word for enemies"),
    (Role.FORCE, "a word for forces"),
    (Role.SPREADING, "a word for what spreads"),
    (Role.RECIPIENT, "a word for people"),
)
_DISTANCES = (0, 1, 2, 4, 7, 11, 17, 25)


@dataclass(frozen=True, slots=True)
class Slot:
    """An end where it stands in a tree.

    Attributes:
        end: The mention with its place.
        first: Its first token.
        last: Its last one.
        noun: Head of the phrase that it belongs to: "jets" of "Turkish jets".
    """

    end: End
    first: int
    last: int
    noun: Token

    @property
    def role(self) -> str:
        """What its phrase is to what it hangs on: "the subject", "after “to”"."""
        head = _first_of_list(self.noun)
        word = preposition(self.noun) or preposition(head)
        if word:
            return f"after “{word.replace('_', ' ')}”"
        return _ROLES.get(head.dep_.partition(":")[0], "a part of the phrase")


@dataclass(frozen=True, slots=True)
class Counts:
    """How often an article names its places, and which two in one sentence."""

    places: Counter[str] = field(default_factory=Counter)
    pairs: Counter[frozenset[str]] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two ends of one sentence, in its order, with their features."""

    first: Slot
    second: Slot
    features: frozenset[str]
    joint: Token | None  # the word that joins them in the tree


@dataclass(frozen=True, slots=True)
class _Read:
    """A link word of the sentence with the places that fill its frame."""

    trigger: Trigger
    roles: Mapping[str, str]  # place id to role


def pairs_of(
    doc: Doc,
    ends: Ends,
    counts: Counts,
    said: frozenset[frozenset[str]] = frozenset(),
    known: frozenset[frozenset[str]] = frozenset(),
) -> Iterator[Pair]:
    """Return the pairs of a sentence that could be linked, and what can be told of each.

    Args:
        doc: The sentence, parsed.
        ends: Its ends, by token.
        counts: Of its article.
        said: The pairs that rules have stated of it.
        known: The pairs that are left out.
    """
    slots = tuple(_slots(doc, ends))
    if len(slots) > MAX_SLOTS:
        return
    every = [pair for pair in combinations(slots, 2) if _can_pair(*pair, known)]
    # Frames are filled only where a pair asks for them: it takes as long as reading what is said.
    read = [_read(trigger, ends) for t in doc if every for trigger in triggers(t)]
    for one, other in every:
        told = _features(doc, (one, other), slots, read)
        told |= _counted((one, other), counts, said)
        yield Pair(one, other, frozenset(told), _joint(one.noun, other.noun))


def _can_pair(one: Slot, other: Slot, known: frozenset[frozenset[str]]) -> bool:
    """False across ";", where somebody else acts: of such pairs one in twenty-five is a link."""
    places = one.end.place, other.end.place
    if one.last >= other.first or not can_link(*places):
        return False
    if known and frozenset(place.id for place in places) in known:
        return False
    between = one.noun.doc[one.last + 1 : other.first]
    return not any(token.text == ";" for token in between)


def _slots(doc: Doc, ends: Ends) -> Iterator[Slot]:
    at = 0
    while at < len(doc):
        if at not in ends:
            at += 1
            continue
        stop = at + 1
        while stop in ends and ends[stop] == ends[at]:
            stop += 1
        for end in ends[at]:
            yield Slot(end, at, stop - 1, _noun(doc, at, stop))
        at = stop


def _noun(doc: Doc, start: int, stop: int) -> Token:
    inside = doc[start:stop]
    at = next((t for t in inside if t.head not in inside or t.head == t), inside[0])
    for _ in range(_MAX_CLIMB):
        if at.dep_ not in _NOUN_PARTS or at.head == at:
            break
        at = at.head
    return at


def _read(trigger: Trigger, ends: Ends) -> _Read:
    roles = fill(trigger, ends).roles.items()
    return _Read(trigger, {e.place.id: r.value for r, each in roles for e in each})


def _first_of_list(noun: Token) -> Token:
    while noun.dep_ == "conj" and part_of(noun.head) is Part.NOUN:
        noun = noun.head
    return noun


def _joint(one: Token, other: Token) -> Token | None:
    above = [one, *one.ancestors]
    return next((t for t in (other, *other.ancestors) if t in above), None)


def kind_of_place(place: Place) -> str:
    """Name a sort of place in a word: "country"."""
    if place.feature_code.startswith("PCL"):
        return "country"
    if place.feature_code == "PPLC":
        return "capital"
    if place.feature_class == "P":
        return "town"
    if place.feature_code.startswith("ADM"):
        return "province"
    return "region" if place.feature_class == "A" else "site"


def _features(
    doc: Doc, pair: tuple[Slot, Slot], slots: tuple[Slot, ...], read: list[_Read]
) -> set[str]:
    return {
        *_of_ends(pair),
        *_of_order(doc, pair, slots),
        *_of_roles(pair),
        *_of_path(pair),
        *_of_words(pair, read),
    }


def _of_ends(pair: tuple[Slot, Slot]) -> Iterator[str]:
    one, other = (slot.end for slot in pair)
    sorts = [kind_of_place(one.place), kind_of_place(other.place)]
    yield f"ends: one is a {sorts[0]}, the other a {sorts[1]}"
    yield f"ends: named as {one.mention.kind.value} and {other.mention.kind.value}"
    for which, sort, end in zip(("first", "second"), sorts, (one, other), strict=True):
        yield f"ends: the {which} is a {sort}"
        yield f"ends: the {which} is named as {end.mention.kind.value}"
    if one.place.country_code == other.place.country_code:
        yield "ends: both lie in one country"


def _of_order(
    doc: Doc, pair: tuple[Slot, Slot], slots: tuple[Slot, ...]
) -> Iterator[str]:
    one, other = pair
    between = [token.lower_ for token in doc[one.last + 1 : other.first]]
    yield f"(distance): {_up_to(len(between), _DISTANCES)} words between them"
    inner = {
        s.end.place.id for s in slots if one.last < s.first and s.last < other.first
    }
    inner -= {one.end.place.id, other.end.place.id}
    yield f"(distance): {_up_to(len(inner), (0, 1, 2))} places between them"
    places = {slot.end.place.id for slot in slots}
    yield f"(distance): {_up_to(len(places), (2, 3, 4, 6))} places in the sentence"
    if 0 < len(between) <= _MAX_BETWEEN:
        yield f"between: “{' '.join(between)}” stands between them"
    for word in (",", "and", ":", "but", "while", "after", "as", "“", '"'):
        if word in between:
            yield f"between: “{word}” stands between them"
    before = doc[one.first - 1].lower_ if one.first else ""
    if before in {"from", "between"}:
        joint = "to" if "to" in between else "and" if "and" in between else "..."
        yield f"between: “{before} ... {joint} ...” holds them"


def _of_roles(pair: tuple[Slot, Slot]) -> Iterator[str]:
    roles = [slot.role for slot in pair]
    yield f"role: the first is {roles[0]}, the second {roles[1]}"
    for which, slot, role in zip(("first", "second"), pair, roles, strict=True):
        head = _first_of_list(slot.noun)
        yield f"role: the {which} is {role}"
        yield f"role: the {which} is a {kind_of_place(slot.end.place)} and {role}"
        if slot.noun.i not in range(slot.first, slot.last + 1):
            for name in _names_of(slot.noun):
                yield f"noun: the {which} belongs to {name}"
        if head.head != head:
            for name in _names_of(head.head):
                yield f"governor: the {which} is {role}, and hangs on {name}"
    one, other = (_first_of_list(slot.noun) for slot in pair)
    if one == other and pair[0].noun != pair[1].noun:
        yield "list: both stand in one list"
        yield f"list: their list hangs on “{one.head.lemma_.lower()}”"
        for trigger in triggers(one.head):
            yield f"list: their list hangs on a word of {trigger.kind.value}"


def _of_path(pair: tuple[Slot, Slot]) -> Iterator[str]:
    one, other = (_first_of_list(slot.noun) for slot in pair)
    joint = _joint(one, other)
    if joint is None or one == other:
        return
    up, down = (list(_steps(noun, joint)) for noun in (one, other))
    if len(up) + len(down) <= MAX_PATH:
        yield f"(path): {'>'.join(up)}^{'<'.join(reversed(down))}"
    yield f"(distance): {_up_to(len(up) + len(down), (1, 2, 3, 4, 6))} steps in the tree"
    yield f"joint: “{joint.lemma_.lower()}” joins them"
    clauses = sum(step in _CLAUSES for step in (*up, *down))
    yield f"(distance): {_up_to(clauses, (0, 1, 2))} clauses between them"
    if joint.lemma_.lower() in _SAYING and "ccomp" in down:
        yield "path: the second stands in what the first says"
    for name in _sorts_of(joint):
        yield f"joint: {name} joins them, {pair[0].role} and {pair[1].role}"
    small = {child.lower_ for child in joint.children}
    if small & _MODALS:
        yield "path: a helping verb such as “may” stands there"
    if small & NOT:
        yield "path: “not” stands there"


def _names_of(word: Token) -> Iterator[str]:
    """Return a word in quotes, and the sorts of words that it is one of."""
    yield f"“{word.lemma_.lower()}”"
    yield from _sorts_of(word)


def _sorts_of(word: Token) -> Iterator[str]:
    yield from (
        sort for role, sort in _SORTS if word.lower_ in data.context_words(role)
    )
    if word.lower_ in offices():
        yield "an office"
    for kind in sorted(kinds_of(word.lower_)):
        yield f"a word of {kind.value}"


def _steps(noun: Token, joint: Token) -> Iterator[str]:
    at = noun
    while at != joint:
        dep = at.dep_.partition(":")[0]
        if dep not in {"xcomp", "conj", "flat", "appos"}:
            word = preposition(at) if dep in {"nmod", "obl"} else ""
            yield word or dep
        at = at.head


def _of_words(pair: tuple[Slot, Slot], read: list[_Read]) -> Iterator[str]:
    one, other = pair
    if not read:
        yield "word: no link word stands in the sentence"
    on_path = {
        *_path_tokens(one.noun, other.noun),
    }
    joint = _joint(one.noun, other.noun)
    for each in read:
        token, kind = each.trigger.token, each.trigger.kind.value
        if one.last < token.i < other.first:
            yield f"word: a word of {kind} stands between them"
        if token in on_path:
            yield f"word: a word of {kind} stands on the way from one to the other"
        if token == joint:
            yield f"word: a word of {kind} joins them"
            yield f"word: a word of {kind} joins {one.role} and {other.role}"
        yield from _of_frame(each, one.end.place.id, other.end.place.id)


def _of_frame(read: _Read, one: str, other: str) -> Iterator[str]:
    kind = read.trigger.kind.value
    first, second = read.roles.get(one), read.roles.get(other)
    if first and second:
        yield f"frame: {first} and {second} of a word of {kind}"
        yield "frame: both have a part in what one word says"
    elif first or second:
        which = "first" if first else "second"
        yield f"frame: only the {which} has a part in a word of {kind}"
        yield f"frame: the {which} is {first or second}"


def _path_tokens(one: Token, other: Token) -> Iterator[Token]:
    joint = _joint(one, other)
    for noun in (one, other):
        at = noun
        while at not in (joint, at.head):
            yield at
            at = at.head
    if joint is not None:
        yield joint


def _counted(
    pair: tuple[Slot, Slot], counts: Counts, said: frozenset[frozenset[str]]
) -> set[str]:
    ids = frozenset(slot.end.place.id for slot in pair)
    often = sorted(counts.places[each] for each in ids)
    told = {"said: the sentence links two others"} if said else set()
    return told | {
        f"(count): the rarer is named {_up_to(often[0], (1, 2, 4))} times",
        f"(count): the commoner is named {_up_to(often[-1], (1, 2, 4, 8))} times",
        f"(count): both stand in {_up_to(counts.pairs[ids], (1, 2, 3, 5))} sentences",
    }


def _up_to(number: int, steps: tuple[int, ...]) -> str:
    return next(
        (f"up to {step}" for step in steps if number <= step), f"over {steps[-1]}"
    )
