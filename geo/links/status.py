"""Whether what a sentence says happened, is planned, denied or alleged."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from geo import data
from geo.model import LinkStatus

_FUTURE = frozenset({"will", "'ll", "’ll", "would", "shall"})
_NOT = frozenset({"not", "n't", "n’t", "never", "no", "neither", "nor", "without"})
_MAX_STEPS_UP = 4
_PASSES_UP = frozenset(
    {"obj", "xcomp", "ccomp", "acl", "nmod", "obl", "nsubj", "nsubj:pass", "conj"}
)
_GOVERNED = _PASSES_UP | {"advcl", "csubj"}
_ORDER = (LinkStatus.DENIED, LinkStatus.ALLEGED, LinkStatus.PLANNED)


@dataclass(frozen=True, slots=True)
class Factuality:
    """How sure the article is, and the word that says so ("" where it states it)."""

    status: LinkStatus = LinkStatus.STATED
    cue: str = ""


def factuality(token: Token) -> Factuality:
    """Return how sure a sentence is of what one of its words states.

    The words around it are asked first, then the verbs it hangs on: "denied that it had sent".
    """
    found = dict(_cues(token))
    for status in _ORDER:
        if status in found:
            return Factuality(status, found[status])
    return Factuality()


def _cues(token: Token) -> Iterator[tuple[LinkStatus, str]]:
    yield from _cues_below(token)
    at = token
    for _ in range(_MAX_STEPS_UP):
        if at.head == at:
            return
        below, at = at, at.head
        if at.lower_ in _words() and below.dep_ in _GOVERNED:
            yield _words()[at.lower_], at.text
            if any(child.lower_ in _NOT for child in at.children):
                yield LinkStatus.DENIED, at.text
        elif below.dep_ not in _PASSES_UP:
            return
        else:
            yield from _light_cues(at)


def _cues_below(token: Token) -> Iterator[tuple[LinkStatus, str]]:
    for child in token.children:
        if child.lower_ in _NOT:
            yield LinkStatus.DENIED, child.text
        elif child.lower_ in _FUTURE:
            yield LinkStatus.PLANNED, child.text
        elif child.dep_ in {"advmod", "amod"} and child.lower_ in _words():
            yield _words()[child.lower_], child.text


def _light_cues(verb: Token) -> Iterator[tuple[LinkStatus, str]]:
    for child in verb.children:
        if child.lower_ in _NOT and child.dep_ in {"advmod", "det"}:
            yield LinkStatus.DENIED, child.text
        elif child.lower_ in _FUTURE and child.dep_ == "aux":
            yield LinkStatus.PLANNED, child.text


@cache
def _words() -> dict[str, LinkStatus]:
    return {
        row.phrase: row.status for row in data.status_words() if " " not in row.phrase
    }
