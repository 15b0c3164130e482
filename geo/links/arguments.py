"""What can be an end of a link: a mention with its place, where it stands in a tree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from geo import data
from geo.data import Role
from geo.geometry import inside, rough_km
from geo.language.syntax import Doc, Token
from geo.links.lexicon import HYPHENS as HYPHENS
from geo.model import Mention, MentionKind, Place

# What hangs on a noun and is part of its name or says whose it is: "Russian jets".
_BELONGING = frozenset(
    {"amod", "compound", "nmod:poss", "nmod:desc", "flat", "det", "obl:unmarked"}
)
_ADVERBS = frozenset("on onward onwards back out down up over away".split())
_PRONOUNS = frozenset({"its", "their", "his", "her"})
INSIDE = frozenset({"in", "at", "near", "inside", "outside", "around", "off", "across"})
BESIDE = frozenset({"near", "along", "at", "on"})
EDGES = frozenset({"border", "borders", "frontier"})  # "near the Afghan border"
_MAX_DEPTH = 4
MAX_CITY_KM = 140  # corner to corner of a province that is one city: Moscow's is 134
_HEIGHTS = frozenset("MT MTS PK PKS RDGE VLC HLL HLLS VAL PASS PLN DSRT".split())
# "the former mayor of Naples", "a native of Leeds": what somebody was takes them nowhere.
_FORMER = frozenset({"former", "ex", "late", "retired", "ousted"})
_NATIVES = frozenset({"native", "graduate", "veteran", "alumnus", "alumna", "survivor"})
_BEGAN = frozenset({"began", "started", "originated", "broke", "lies", "stands"})
_PAST = frozenset(
    "born raised reared educated trained schooled graduated bred brought registered owned"
    " flagged insured chartered leased manufactured assembled headquartered licensed".split()
)


@dataclass(frozen=True, slots=True)
class End:
    """A mention with its place: a possible end of a link."""

    mention: Mention
    place: Place


# By token of a sentence; several for "both countries".
Ends = Mapping[int, tuple[End, ...]]


def place_ends(
    doc: Doc, offset: int, ends: Sequence[End]
) -> dict[int, tuple[End, ...]]:
    """Return which tokens of a parsed sentence belong to which end.

    Args:
        doc: The sentence.
        offset: Where it begins in the article.
        ends: Its ends.
    """
    found: dict[int, tuple[End, ...]] = {}
    for end in ends:
        start = end.mention.passage.start - offset
        for token in doc.at_chars(start, end.mention.passage.end - offset):
            found[token.i] = (end,)
    return found


@dataclass(frozen=True, slots=True)
class Named:
    """The ends in a noun phrase.

    Attributes:
        own: The places it is or belongs to: "Wonsan", "Russian jets", "Peru's president".
        inner: The places it says it is in: "a hospital in Aleppo".
    """

    own: tuple[End, ...] = ()
    inner: tuple[End, ...] = ()

    @property
    def as_agent(self) -> tuple[End, ...]:
        """Who acts: whose it is, else where it is."""
        return self.own or self.inner

    @property
    def as_target(self) -> tuple[End, ...]:
        """What is reached or hit: where it is, else whose it is."""
        return self.inner or self.own


def named_by(head: Token, ends: Ends) -> Named:
    """Return the ends of a noun phrase and of those coordinated with it.

    Args:
        head: Its head.
        ends: The ends of the sentence, by token.
    """
    own, inner = once(_owns(head, ends, 0)), once(_inside(head, ends, 0))
    # "Lawmakers in Kenya and Uganda": the parser joins the second to the lawmakers.
    loose = own and inner and not any(True for _ in _own(head, ends, 0))
    return Named(once((*inner, *own)), ()) if loose else Named(own, inner)


def one_by_one(head: Token, ends: Ends) -> tuple[End, ...]:
    """Return what each of several nouns is or is in: "the Oslo mission and the base in Bodø"."""
    every = list(coordinated(head))
    found = (tuple(_own(noun, ends, 0)) or _inside(noun, ends, 0) for noun in every)
    return once(end for each in found for end in each)


def coordinated(head: Token) -> Iterator[Token]:
    """Return a noun and those coordinated with it: "Oslo, Bergen and Turin".

    "Oslo and from Stavanger" are two journeys: another preposition parts them.
    """
    yield head
    for child in head.children:
        own = preposition(child)
        apart = own not in {"", preposition(head)} or own == "between"
        if child.dep_ == "conj" and not _is_verb(child) and not apart:
            yield from coordinated(child)


def _is_verb(token: Token) -> bool:
    """True for a verb, also for "fears" of "and Juba fears that", which the tagger may miss."""
    if token.pos_ == "VERB" or any(c.dep_ == "nsubj" for c in token.children):
        return True
    after = token.doc[token.i + 1 : token.i + 2].text
    return token.tag_ == "NNS" and token.nbor(-1).tag_ == "NNP" and after == "that"


def _owns(head: Token, ends: Ends, depth: int) -> Iterator[End]:
    """Return the places that a noun and those beside it are or belong to."""
    if depth <= _MAX_DEPTH:
        for each in coordinated(head):
            yield from _own(each, ends, depth)


def _own(noun: Token, ends: Ends, depth: int) -> Iterator[End]:
    if noun.i in ends:
        yield from ends[noun.i]
        return
    former = any(child.lower_ in _FORMER for child in noun.children)
    for child in noun.children:
        if child.dep_ == "nmod:poss" and child.lower_ in _PRONOUNS:
            yield from ends.get(child.i) or _possessor(noun, ends, depth)
        elif (
            _is_past(child)
            or is_doer(child)
            or (_is_of(child) and (former or _is_native(noun)))
        ):
            continue
        elif _belongs(child):
            yield from _owns(child, ends, depth + 1)
        elif child.dep_.startswith("nmod") and preposition(child) == "from":
            own = tuple(_owns(child, ends, depth + 1))
            yield from own or _inside(child, ends, depth + 1)


def is_doer(name: Token) -> bool:
    """True for the "U.S." of "U.S.-backed" and "U.S.-made": the thing is not theirs."""
    end = name.i + 1
    doc = name.doc
    # Some trees hang "U.S." on "made" and "made" on "jets".
    if name.lower_ in data.context_words(Role.DONE_BY) and name.dep_ == "amod":
        return name.i > 0 and doc[name.i - 1].text in HYPHENS
    if end + 1 >= len(doc) or doc[end].text not in HYPHENS:
        return False
    return doc[end + 1].lower_ in data.context_words(Role.DONE_BY)


def _is_native(noun: Token) -> bool:
    return noun.lower_ in _NATIVES


def _is_past(child: Token) -> bool:
    """True for "born in Fez", and for "the sailors, two Indians and a Pole"."""
    if child.dep_ == "appos":
        return child.tag_ == "NNPS" or _is_native(child)
    return child.dep_.startswith("acl") and child.lower_ in _PAST


def _belongs(child: Token) -> bool:
    """True for what is part of a noun's name or says whose it is."""
    if child.dep_ in _BELONGING:
        return True
    # "The Polish premier made": the parser takes both for subjects.
    if child.dep_ == "nsubj" and child.i + 1 == child.head.i:
        return True
    if child.dep_ == "appos":
        return not any(c.dep_ == "case" for c in child.children)
    return _is_of(child)


def possessor(noun: Token, ends: Ends) -> tuple[End, ...]:
    """Return whose "their meeting" is, or ()."""
    if not any(c.lower_ in _PRONOUNS for c in noun.children):
        return ()
    mine = (end for c in noun.children for end in ends.get(c.i, ()))
    return once(mine) or once(_possessor(noun, ends, 0))


def _possessor(noun: Token, ends: Ends, depth: int) -> Iterator[End]:
    """Return whose "its soldiers" are: those of the subject of a clause around."""
    at = noun
    while at.head != at:
        at = at.head
        subject = next((c for c in at.children if c.dep_.startswith("nsubj")), None)
        if subject is None or subject == noun or subject.is_ancestor(noun):
            continue
        yield from _owns(subject, ends, max(depth + 1, _MAX_DEPTH - 2))
        return


def _inside(head: Token, ends: Ends, depth: int) -> Iterator[End]:
    """Return the places that a noun is said to be in: "a hospital in Aleppo"."""
    if depth > _MAX_DEPTH:
        return
    for noun in coordinated(head):
        # "Wonsan in North Korea" is Wonsan: what holds a place is no end beside it.
        for child in noun.children if noun.i not in ends else ():
            inside = preposition(child) in INSIDE and child.lower_ not in EDGES
            if child.dep_.startswith(("nmod", "obl")) and inside:
                inner = tuple(_inside(child, ends, depth + 1))
                yield from inner or _owns(child, ends, depth + 1)
            elif _is_of(child) or _is_there(child):
                yield from _inside(child, ends, depth + 1)


def _is_there(child: Token) -> bool:
    """True for "the slick, which began off" and "a hospital built in", not "born in"."""
    relative = child.dep_ == "acl:relcl" and child.lower_ in _BEGAN
    return relative or (child.dep_ == "acl" and not _is_past(child))


def _is_of(child: Token) -> bool:
    return child.dep_.startswith("nmod") and preposition(child) == "of"


def preposition(noun: Token) -> str:
    """Return the preposition of a noun phrase in lower case: "to", "as_far_as", or ""."""
    for case in noun.lefts:
        if case.dep_ == "case" and case.lower_ not in {"'s", "’s"}:
            after = case.nbor()
            if case.lower_ in _ADVERBS and after.dep_ == "case" and after.head == noun:
                if (case.lower_, after.lower_) == ("out", "of"):
                    return "out_of"
                continue  # "on to Oslo", "back from Oslo"
            if case.lower_ == "of" and case.i and case.nbor(-1).dep_ == "compound:prt":
                # "had pulled out of": "out" hangs on the verb
                return "out_of" if case.nbor(-1).lower_ == "out" else "of"
            if case.lower_ == "of" and _is_way(noun.head):
                return "by_way_of"
            more = [c.lower_ for c in case.children if c.dep_ == "fixed"]
            return "_".join([case.lower_, *more])
    return ""


def _is_way(noun: Token) -> bool:
    return noun.lower_ == "way" and noun.i > 0 and noun.nbor(-1).lower_ == "by"


def is_set_off(doc: Doc, at: int, ends: Ends) -> bool:
    """True at the "from" of "took the sailors, from Chile and Peru, to Oslo": their home."""
    noun, comma = at - 2, at - 1
    if noun < 0 or doc[comma].text != "," or noun in ends:
        return False
    return doc[noun].tag_ == "NNS"


def once(ends: Iterable[End]) -> tuple[End, ...]:
    """Return each place once, by its first mention, and none that holds another.

    "Russia's Kursk region" is Kursk.
    """
    found: dict[str, End] = {}
    for end in ends:
        found.setdefault(end.place.id, end)
    return tuple(
        end
        for end in found.values()
        if not any(holds(end.place, other.place) for other in found.values())
    )


def contains(first: Place, second: Place) -> bool:
    """True where one of two places lies in the other: no link, but where it is."""
    return holds(first, second) or holds(second, first)


def holds(larger: Place, smaller: Place) -> bool:
    """True where a country or province holds another place, or lies all around it."""
    if not larger.country_code or larger.country_code != smaller.country_code:
        return False
    if larger.id == smaller.id:
        return False
    if larger.feature_code.startswith("PCL"):
        return True
    if larger.feature_code != "ADM1":
        return False
    own = smaller.admin1
    return larger.admin1 in {own, _around(smaller.country_code, own)}


@cache
def _around(country: str, admin1: str) -> str:
    """Return the one province all around a city that is its own: Kyiv region around Kyiv."""
    units = {
        u.admin1: u.extent for u in data.admin1_units() if u.country_code == country
    }
    city = units.pop(admin1, None)
    if city is None:
        return ""
    ends = (city.south, city.west), (city.north, city.east)
    if rough_km(*ends[0], *ends[1]) > MAX_CITY_KM:
        return ""
    around = [code for code, box in units.items() if all(inside(box, *e) for e in ends)]
    return around[0] if len(around) == 1 else ""


def is_nature(place: Place) -> bool:
    """True for waters, mountains and forests, which nobody governs."""
    if place.feature_class == "T":
        return place.feature_code in _HEIGHTS
    return place.feature_class in {"H", "U", "V"}


def can_act(end: End) -> bool:
    """True for a people or a country: "the Beirut attack" is not Beirut's."""
    country = end.place.feature_code.startswith("PCL")
    return country or end.mention.kind is MentionKind.DEMONYM
