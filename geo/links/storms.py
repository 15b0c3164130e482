"""Where a storm went: "after battering Cuba, it swept on to Florida" leads from the one to the other."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise, product

from geo import data
from geo.data import Part, Role
from geo.language.syntax import Token
from geo.links.arguments import End, Ends, named_by, preposition
from geo.links.lexicon import part_of
from geo.links.trees import is_subject

_REACHED = frozenset(
    " from out_of on onto over across into in through to at off toward towards for near past".split(
        " "
    )
)
_NAMED = ("obj", "obl", "nmod")


def is_storm(noun: Token) -> bool:
    """True for "storm" and for "Lena" of "Hurricane Lena"."""
    storms = data.context_words(Role.STORM)
    named = (c for c in noun.children if c.dep_ in {"compound", "nmod:desc", "flat"})
    return noun.lower_ in storms or any(c.lower_ in storms for c in named)


def path_of(storm: Token, ends: Ends) -> Iterator[tuple[End, End, Token]]:
    """Return from where to where a storm went, with the verb that says the latter.

    Args:
        storm: The subject of a verb.
        ends: The ends of its sentence, by token.
    """
    seen = [(verb, _reached(verb, ends)) for verb in _deeds_of(storm)]
    for (_, left), (verb, reached) in pairwise(each for each in seen if each[1]):
        yield from ((one, other, verb) for one, other in product(left, reached))


def _deeds_of(storm: Token) -> Iterator[Token]:
    """Return what a storm did, in the order of time."""
    main = storm.head
    yield from (c for c in storm.children if c.dep_.startswith("acl"))
    clauses = [c for c in main.children if c.dep_ == "advcl" and not _has_own(c)]
    marks = {
        c.i: {m.lower_ for m in c.children if m.dep_ in {"mark", "case"}}
        for c in clauses
    }
    late = {c.i for c in clauses if c.i > main.i and "after" not in marks[c.i]}
    late |= {c.i for c in clauses if "before" in marks[c.i]}
    yield from (c for c in clauses if c.i not in late)
    yield main
    yield from (c for c in clauses if c.i in late)
    joined = (c for c in main.children if c.dep_ == "conj")
    yield from (c for c in joined if part_of(c) is Part.VERB and not _has_own(c))


def _has_own(verb: Token) -> bool:
    return any(is_subject(child) for child in verb.children)


def _reached(verb: Token, ends: Ends) -> tuple[End, ...]:
    """Return where a verb says that it was, by its last noun that says so."""
    found: tuple[End, ...] = ()
    for noun in verb.children:
        if noun.dep_.startswith(_NAMED) and preposition(noun) in _REACHED:
            found = named_by(noun, ends).as_target or found
    return found
