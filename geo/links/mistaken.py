"""Verbs that the parser takes for nouns: "Durban exports coal to India"."""

from __future__ import annotations

from collections.abc import Set
from itertools import islice, takewhile

from spacy.tokens import Doc, Token

from geo.links.lexicon import could_be_verb

_MAX_CARGO = 4  # words of "ships frozen soy beans to"
_TENSED = frozenset({"VBD", "VBN", "VBZ", "VBP", "MD"})
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_PLURALS = frozenset({"NNS", "NNPS"})
_WAYS = frozenset({"to", "from"})
_JOINS = frozenset({"and", "but", "while"})


def mistaken_verbs(tree: Doc, names: Set[int]) -> frozenset[int]:
    """Return where a tree has a noun and only a verb can stand.

    Behind ", which", and between a name and a thing that goes to a place or comes from one, if no
    other verb follows: "Durban exports to India fell" and "Durban exports coal to India fell" are
    of nouns.

    Args:
        tree: A sentence, parsed.
        names: Its tokens that are names of places.
    """
    return frozenset(
        word.i
        for word in tree[1:]
        if word.tag_ in _PLURALS
        and could_be_verb(word.lower_)
        and (_is_relative(word) or (word.i - 1 in names and _moves(word, names)))
    )


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
