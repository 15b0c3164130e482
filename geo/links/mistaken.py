"""Verbs that the parser takes for nouns and adjectives: "Durban exports coal to India"."""

from __future__ import annotations

from collections.abc import Set
from itertools import islice, takewhile

from geo.language.syntax import Doc, Token
from geo.links.lexicon import could_be_verb, present_of

_PLAIN_VERB = "sends"
_MAX_CARGO = 4  # words of "ships frozen soy beans to"
_TENSED = frozenset({"VBD", "VBN", "VBZ", "VBP", "MD"})
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_PLURALS = frozenset({"NNS", "NNPS"})
_WAYS = frozenset({"to", "from"})
_JOINS = frozenset({"and", "but", "while"})


def mistaken_verbs(tree: Doc, names: Set[int]) -> dict[int, str]:
    """Return where a tree has a noun or an adjective and only a verb can stand.

    A plural behind ", which", and between a name and a thing that goes to a place or comes from
    one, if no other verb follows: "Durban exports to India fell" and "Durban exports coal to India
    fell" are of nouns. And a past tense that hangs on a noun: "Peru and Chad traded blame".

    Args:
        tree: A sentence, parsed.
        names: Its tokens that are names of places.

    Returns:
        What to print there instead, that the parser knows for a verb, by token.
    """
    return {word.i: plain for word in tree[1:] if (plain := _plain(word, names))}


def _plain(word: Token, names: Set[int]) -> str:
    """Return the verb to print for a word that only a verb can be; "" for any other."""
    if not could_be_verb(word.lower_):
        return ""
    if word.tag_ in _PLURALS:
        moves = word.i - 1 in names and _moves(word, names)
        return _PLAIN_VERB if moves or _is_relative(word) else ""
    hangs = word.tag_ == "VBD" and word.dep_ == "amod" and word.head.i > word.i
    return present_of(word.lower_) if hangs else ""


def _is_relative(word: Token) -> bool:
    """True for "ships" of "Odesa, which ships grain" and "a port that ships grain"."""
    before = word.nbor(-1)
    if before.lower_ == "which":
        return before.i > 0 and before.nbor(-1).text == ","
    return before.lower_ == "that" and before.tag_ == "WDT"


def _moves(word: Token, names: Set[int]) -> bool:
    """True where a thing follows, then "to" or "from" and a place, and no other verb."""
    after = word.doc[word.i + 1 :]
    cargo = list(takewhile(lambda each: each.lower_ not in _WAYS, after))
    if not 0 < len(cargo) <= _MAX_CARGO or cargo[-1].tag_ not in _NOUNS:
        return False
    way = cargo[-1].i + 1
    if not names & {way + 1, way + 2} or not all(t.text.isalpha() for t in cargo):
        return False
    rest = takewhile(lambda each: not _ends(each), islice(after, len(cargo), None))
    return not any(each.tag_ in _TENSED for each in (*cargo, *rest))


def _ends(word: Token) -> bool:
    return word.is_punct or word.lower_ in _JOINS
