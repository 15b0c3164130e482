"""What only spans a stretch: "the plain runs from Delhi to Lahore", "hit ships from Aden to Suez"."""

from __future__ import annotations

import re

from geo import data
from geo.data import Part, Role
from geo.language.syntax import Token
from geo.links.arguments import End
from geo.links.lexicon import kinds_of, part_of, triggers
from geo.model import LinkKind

_GOING = frozenset({LinkKind.MOVEMENT, LinkKind.SPREAD})
_NUMBER = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})*(?:\.[0-9]+)?")
_TIMES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000}


def is_extent(token: Token, subject: Token | None = None) -> bool:
    """True where what runs lies there, and where a fight goes on all along a stretch.

    Args:
        token: The link word.
        subject: Its subject where the tree names one.
    """
    extents = data.context_words(Role.EXTENT)
    before = token.nbor(-1) if token.i else token
    moves = not kinds_of(token.lower_).isdisjoint(_GOING)
    if moves and token.tag_ == "NN" and token.lower_ in extents:
        return True  # "the desert along the coast from": nobody deserts
    goes = moves or part_of(token) is Part.VERB  # not "border talks"
    if goes and any(word.lower_ in extents for word in (subject or before, before)):
        return True
    if token.dep_ != "obj" or not moves:
        return False
    return any(each.kind is LinkKind.CONFLICT for each in triggers(token.head))


def are_too_many(verb: Token, origin: End) -> bool:
    """True for "evacuated 2 million people from Arica to": more than live in Arica."""
    people = data.context_words(Role.INHABITANTS)
    for noun in verb.children:
        if noun.lower_ in people and noun.dep_ in {"obj", "nsubj", "nsubj:pass"}:
            return 0 < origin.place.population < _number(noun)
    return False


def _number(noun: Token) -> float:
    """Return how many are named: 1,400,000 of "1.4 million people", or 0."""
    found = 0.0
    for word in noun.doc[noun.left_edge.i : noun.i]:
        if _NUMBER.fullmatch(word.text):
            found = float(word.text.replace(",", ""))
        elif found:
            found *= _TIMES.get(word.lower_, 1)
    return found
