"""The words that say what connects two places, and how each fills its ends."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cache

from geo import data
from geo.data import LinkFrame, Part
from geo.language.syntax import Token
from geo.model import LinkKind

STATION = "station"  # the frame of "U.S. troops in Iraq"
CONNECT = "connect"  # the frame of "a cable links": nobody acts
TALK = "talk"  # the frame of "talks", "a meeting"
DEMAND = "demand"  # the frame of "demanded that Chile free"
VISIT = "visit"  # the frame of "visited two shipyards in"
DISCUSS = "discuss"  # the frame of "discussed": with whom is said, or nobody
TRIP = "trip"  # the frame of "a visit"
ROUTE = "route"  # the frame of "a road between"
INVITE = "invite"  # the frame of "invited": the guest is yet to come
SUPPLIER = "supplier"  # the frame of "supplier", "donor": whose it is receives
ENVOY = "envoy"  # the frame of "ambassador": whom one recalls is no deed
HYPHENS = frozenset({"-", "‐", "‑", "–"})
_OF_NOUNS = ("obl", "nmod", "obj", "nsubj")
_HOMEWARD = frozenset({"back", "home"})
_HAVE = frozenset({"have", "has", "had"})
_WHOSE = frozenset({"case", "det", "nmod:poss"})
_NONE: frozenset[LinkKind] = frozenset()


@dataclass(frozen=True, slots=True)
class Trigger:
    """A link word where it stands, read in one of its ways."""

    token: Token
    kind: LinkKind
    frame: LinkFrame
    lemma: str
    beside: tuple[str, ...] = ()


def triggers(token: Token) -> tuple[Trigger, ...]:
    """Return the ways a token can state a link; () for most words."""
    if token.lower_ not in _by_form():
        return ()
    return tuple(_readings(token, part_of(token)))


def readings(token: Token) -> tuple[Trigger, ...]:
    """Return the ways a token could state a link, whatever its tag: headlines mislead it."""
    return tuple(_readings(token, None))


def _readings(token: Token, part: Part | None) -> Iterator[Trigger]:
    for row in _by_form().get(token.lower_, ()):
        if part in (None, row.part) and _is_beside(token, row.beside):
            frame = data.link_frames()[row.frame]
            yield Trigger(token, row.kind, frame, row.lemma, row.beside)


def _is_beside(token: Token, verbs: tuple[str, ...]) -> bool:
    """True where a word that needs another stands by it.

    A noun by the verb it hangs on ("recalled its ambassador"), a verb by a small word ("call on").
    """
    if not verbs:
        return True
    after = token.doc[token.i + 1 : token.i + 2]
    near = {word.lower_ for word in (*after, *token.children, token.head)}
    never, needed = _told_apart(verbs)
    if never and not never.isdisjoint(near | _adverbs(token)):
        return False
    return not needed or not needed.isdisjoint(near | _small_words(token))


@cache
def _told_apart(verbs: tuple[str, ...]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the words that must not stand beside one, and of which one must."""
    never = frozenset(word[1:] for word in verbs if word.startswith("!"))
    return never, frozenset(word for word in verbs if not word.startswith("!"))


def _small_words(token: Token) -> set[str]:
    """Return the prepositions of what hangs on a word: "with" of "spoke by phone with"."""
    return {
        small.lower_
        for noun in token.children
        for each in (noun, *noun.children)
        for small in each.children
        if small.dep_ == "case"
    }


def _adverbs(token: Token) -> set[str]:
    """Return the "over" of "handed it over to Mali", which stands before a preposition."""
    return {
        small.lower_
        for noun in token.children
        for small in noun.children
        if small.dep_ == "case"
        and any(after.dep_ == "case" for after in small.doc[small.i + 1 : small.i + 2])
    }


def part_of(token: Token) -> Part:
    """Return a verb from a noun, by its tag and, where that errs, by its place in the tree."""
    if token.tag_.startswith("VB") or token.pos_ in {"VERB", "AUX"}:
        return Part.NOUN if _is_naming(token) else Part.VERB
    if _says_where(token):
        return Part.VERB
    if token.tag_ == "NNS" and any(c.lower_ in _HAVE for c in token.children):
        return Part.NOUN  # "Chad and Mali both have troops in"
    deps = [child.dep_ for child in token.children]
    has = {dep.partition(":")[0] for dep in deps}
    if "cop" in has and not _WHOSE.isdisjoint(deps):
        return Part.NOUN  # "is on a visit", "is Chad's donor"
    if "nsubj" in has and (token.dep_ == "ROOT" or "cop" not in has):
        return Part.VERB
    return Part.NOUN


def _is_naming(verb: Token) -> bool:
    """True for the "shelling" of "under heavy shelling"."""
    if verb.tag_ != "VBG" or not verb.dep_.startswith(_OF_NOUNS):
        return False
    small = {c.dep_ for c in verb.children}
    return bool(small & {"det", "amod", "case"}) and "obj" not in small


def _says_where(token: Token) -> bool:
    """True for what does a verb's work: "a Lima-bound flight", "is due in Oslo", "is back from"."""
    if token.lower_ == "bound" and token.i and token.nbor(-1).text in HYPHENS:
        return True
    if token.tag_ == "RB":
        return token.lower_ in _HOMEWARD
    return token.tag_ == "JJ" and _is_predicate(token)


def _is_predicate(token: Token) -> bool:
    if any(child.dep_ == "cop" for child in token.children):
        return True  # "had been bound for"
    after = token.dep_ == "amod" and token.i > token.head.i
    following = token.doc[token.i + 1 : token.i + 2].text.lower()
    return after or (token.dep_ == "case" and following != "to")  # no cause


def could_be_verb(word: str) -> bool:
    """Return whether a word, in lower case, is a verb of some link, whatever else it may be."""
    return any(row.part is Part.VERB for row in _by_form().get(word, ()))


def present_of(word: str) -> str:
    """Return the "sends" of a verb of which a word, in lower case, is a form; "" of none."""
    lemmas = {row.lemma for row in _by_form().get(word, ()) if row.part is Part.VERB}
    return next((f"{each}s" for each in lemmas if f"{each}s" in _by_form()), "")


def is_past_alone(word: str) -> bool:
    """True for "flew", which is no noun and no present: a verb in the past and nothing else."""
    rows = _by_form().get(word, ())
    bare = word.endswith(("s", "ing")) or any(row.lemma == word for row in rows)
    bare = bare or f"{word}s" in _by_form()  # "telephone" stands beside "phone"
    return bool(rows) and not bare and all(row.part is Part.VERB for row in rows)


def is_deed(word: str) -> bool:
    """True for "attack": what is done, not to whom; no other kind of link."""
    return word in _deeds()


@cache
def _deeds() -> frozenset[str]:
    return frozenset(
        word
        for word, rows in _by_form().items()
        if all(row.kind is LinkKind.CONFLICT for row in rows)
        and any(row.part is Part.NOUN and row.frame != ENVOY for row in rows)
    )


def kinds_of(word: str) -> frozenset[LinkKind]:
    """Return the kinds of link that a word, in lower case, could state."""
    return _kinds_by_form().get(word, _NONE)


def kinds_in(words: Set[str]) -> frozenset[LinkKind]:
    """Return the kinds of link that the words of a sentence, in lower case, could state."""
    needs = _needs_by_form()
    return frozenset(
        kind
        for word in words & needs.keys()
        for needed, kind in needs[word]
        if not needed or not needed.isdisjoint(words)
    )


@cache
def _needs_by_form() -> Mapping[str, frozenset[tuple[frozenset[str], LinkKind]]]:
    return {
        word: frozenset((_told_apart(row.beside)[1], row.kind) for row in rows)
        for word, rows in _by_form().items()
    }


@cache
def _kinds_by_form() -> Mapping[str, frozenset[LinkKind]]:
    return {
        word: frozenset(row.kind for row in rows) for word, rows in _by_form().items()
    }


@cache
def _by_form() -> Mapping[str, tuple[data.LinkWord, ...]]:
    found: dict[str, tuple[data.LinkWord, ...]] = {}
    for row in data.link_words():
        found[row.word] = (*found.get(row.word, ()), row)
    return found
