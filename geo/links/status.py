"""How sure a sentence is of what one of its words states, and the word that says so.

The words around the link word are asked first, then those that it hangs on: "denied that it had
sent". A relative clause, a participle on a noun and a clause of time are said on their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from geo import data
from geo.data import CueUse, Part, Role, StatusWord
from geo.links.lexicon import part_of, triggers
from geo.links.trees import (
    NOT,
    has_to,
    is_finite,
    is_own_clause,
    is_subject,
    marks_of,
    negative_part,
    opens_with_of,
)
from geo.model import LinkStatus

_MAX_STEPS_UP = 5
_MAX_BEFORE = 3  # words in which a helping verb stands where the tree does not say so
_MAX_URGED = 8  # words from "urged" to "to send"
_SETTING_WITHIN = 6  # words at the head of a sentence: "In the film, ..."
_BE = frozenset({"is", "are", "was", "were", "be"})
_PASSED = ("obj", "xcomp", "ccomp", "acl", "nmod", "obl", "nsubj", "conj", "csubj")
_CLAUSES = ("xcomp", "ccomp", "acl", "advcl", "csubj", "parataxis")
_USES = {
    "aux": CueUse.AUX,
    "mark": CueUse.MARK,
    "advmod": CueUse.MODIFIER,
    "amod": CueUse.MODIFIER,
    "compound": CueUse.MODIFIER,
}
# Where several stand, the first of these counts.
_ORDER = (
    LinkStatus.DENIED,
    LinkStatus.ALLEGED,
    LinkStatus.POSSIBLE,
    LinkStatus.PLANNED,
)


@dataclass(frozen=True, slots=True)
class Factuality:
    """How sure the article is, and the word that says so ("" where it states it)."""

    status: LinkStatus = LinkStatus.STATED
    cue: str = ""


Cue = tuple[LinkStatus, str]


def factuality(token: Token) -> Factuality:
    """Return how sure a sentence is of what one of its words states."""
    found: dict[LinkStatus, str] = {}
    cues = [*_climb(token)] or [*_by_order(token)]
    for status, word in cues:
        found.setdefault(status, word)
    for status in _ORDER:
        if status in found:
            return Factuality(status, found[status])
    return Factuality()


def _climb(token: Token) -> Iterator[Cue]:
    yield from _itself(token)
    yield from _setting(token)
    yield from _inverted(token)
    yield from _beside(token)
    yield from _later(token)
    at, of = token, False
    for _ in range(_MAX_STEPS_UP):
        if at.head == at or (is_own_clause(at) and not _follows(at)):
            return
        below, at = at, at.head
        of = of or opens_with_of(below)
        yield from _governing(at, below, of=of)
        if not below.dep_.startswith((*_PASSED, "advcl")):
            return
        if _carries_on(at, below):
            yield from _beside(at)


def _carries_on(above: Token, below: Token) -> bool:
    """True where what is said of a word goes for one that hangs on it.

    "may begin talks" and "may have to send", not "may say that he sent" nor "may condemn the
    attack"; of two verbs that "and" joins the second shares only what it lacks.
    """
    if below.dep_ == "ccomp" or above.lower_ in data.context_words(Role.JUDGING):
        return False
    if is_subject(below) and part_of(below) is Part.NOUN:
        return below.dep_ == "nsubj:pass" or _lends(above)
    return below.dep_ != "conj" or not is_finite(below)


def _lends(verb: Token) -> bool:
    light = data.context_words(Role.LIGHT) | data.context_words(Role.HAPPENING)
    return verb.lower_ in light or part_of(verb) is Part.NOUN


def _itself(token: Token) -> Iterator[Cue]:
    if row := _cue(token, CueUse.ITSELF):
        yield row.status, token.text


def _setting(token: Token) -> Iterator[Cue]:
    """Read "In the film, Canada invades"."""
    head = token.doc[:_SETTING_WITHIN]
    if head and head[0].lower_ == "in":
        for word in head:
            if word.text == ",":
                return
            if row := _cue(word, CueUse.SETTING):
                yield row.status, word.text


def _inverted(token: Token) -> Iterator[Cue]:
    """Read "Had Spain objected, France would have" and "Were Chad to attack"."""
    first, last = token.doc[0], token.doc[-1]
    verb = {"had": "VBN", "were": "VB", "should": "VB"}.get(first.lower_)
    if verb and last.text != "?" and any(t.tag_ == verb for t in token.doc):
        yield LinkStatus.POSSIBLE, first.text


def _beside(token: Token) -> Iterator[Cue]:
    """Return the cues that hang on a word: helping verbs, "not", "if", "allegedly"."""
    if none := negative_part(token):
        yield LinkStatus.DENIED, none.text
    for child in token.children:
        if _negates(child):
            yield LinkStatus.DENIED, child.text
        elif child.dep_ == "advcl":
            # "threatened war unless": a threat is made, whatever hangs on it
            yield from () if _threatens(token) else _condition(child)
        elif child.dep_ == "mark" and child.lower_ == "to":
            yield from _infinitive(child)
        else:
            use = _USES.get(child.dep_.partition(":")[0])
            row = _cue(child, use) if use else None
            if child.dep_ == "advmod":
                row = row or _cue(child, CueUse.MARK)
            if row:
                yield row.status, child.text


def _threatens(token: Token) -> bool:
    row = _cue(token, CueUse.GOVERNOR)
    made = row is not None and row.status is LinkStatus.POSSIBLE
    return made and any(t.token == token for t in triggers(token))


def _negates(child: Token) -> bool:
    """True for "not", but not for that of "India, not China, sent"."""
    small = child.lower_ in NOT and child.dep_ in {"advmod", "aux", "det", "cc"}
    return small and (child.dep_ != "advmod" or child.nbor().text != ",")


def _condition(clause: Token) -> Iterator[Cue]:
    """Read "will strike if": what hangs on a condition is no more than possible."""
    for word in (clause, *marks_of(clause)):
        row = _cue(word, CueUse.MARK) if word.lower_ != "whether" else None
        if row and row.status is LinkStatus.POSSIBLE:
            yield row.status, word.text


def _infinitive(to: Token) -> Iterator[Cue]:
    """Read "is to visit", "is set to visit", "LEADER TO VISIT"."""
    if not to.i:
        return
    before = to.nbor(-1)
    if before.lower_ in _BE:
        yield LinkStatus.PLANNED, "to"
    elif row := _cue(before, CueUse.INFINITIVE) or _governor(before, clause=True):
        yield row.status, before.text
    elif not any(is_finite(word) or word.tag_ == "MD" for word in to.doc):
        yield LinkStatus.PLANNED, to.text


def _governing(governor: Token, below: Token, *, of: bool) -> Iterator[Cue]:
    """Return what "cancelled" or "urged" makes of the word that hangs on it.

    Of a noun too where "of" joins them: "a plan for talks", "accused Kyiv of shelling".
    """
    clause = of or below.dep_.startswith(_CLAUSES)
    if below.dep_ == "conj":
        return
    # "The attack threatened the peace": who threatens is no threat.
    if is_subject(below) and below.dep_ != "nsubj:pass":
        row = _governor(governor, clause=False, use=CueUse.SUBJECT)
    else:
        row = _governor(governor, clause=clause)
    if row is None:
        return
    negated = any(c.lower_ in NOT for c in governor.children) or bool(
        negative_part(governor)
    )
    if not negated:
        yield row.status, governor.text
    elif row.status is LinkStatus.DENIED:
        yield LinkStatus.POSSIBLE, governor.text
    elif row.status is not LinkStatus.ALLEGED:
        yield LinkStatus.DENIED, governor.text


def _follows(verb: Token) -> bool:
    """True for "ruled out sending", which the parser may take for a clause of manner."""
    before = verb.nbor(-1) if verb.i and verb.tag_ == "VBG" else verb
    return verb.head in (before, before.head) and before != verb


def _later(token: Token) -> Iterator[Cue]:
    """Read "flies to Oslo next week": the present tense with a time to come."""
    verb = token
    while part_of(verb) is Part.NOUN and verb.head != verb:
        verb = verb.head
    if verb.tag_ not in {"VBZ", "VBP", "VBG"}:
        return
    text = f" {token.doc.text.lower()} "
    for words, status in _times().items():
        if f" {words}" in text:
            yield status, words


def _by_order(token: Token) -> Iterator[Cue]:
    """Read the words before, where the tree says nothing: "may", "urged ... to"."""
    start = max(0, token.i - _MAX_BEFORE)
    for word in reversed(token.doc[start : token.i]):
        if row := _cue(word, CueUse.AUX):
            yield row.status, word.text
            return
        if part_of(word) is Part.VERB or word.is_punct:
            break
        if word.lower_ in {"no", "neither", "none"}:
            yield LinkStatus.DENIED, word.text
    if has_to(token) or (token.i and token.nbor(-1).lower_ == "to"):
        yield from _urged(token)


def _urged(token: Token) -> Iterator[Cue]:
    start = max(0, token.i - _MAX_URGED)
    for word in reversed(token.doc[start : token.i - 1]):
        if row := _governor(word, clause=True):
            yield row.status, word.text
            return
        if part_of(word) is Part.VERB or word.is_punct:
            return


def _cue(word: Token, use: CueUse) -> StatusWord | None:
    return next((row for row in _cues().get(word.lower_, ()) if row.use is use), None)


def _governor(
    word: Token, *, clause: bool, use: CueUse = CueUse.GOVERNOR
) -> StatusWord | None:
    """Return how a word bears on what hangs on it: a clause, or else a noun."""
    particles = {child.lower_ for child in word.children} | {_next(word)}
    found = None
    for row in _cues().get(word.lower_, ()):
        bears = row.use is use or (clause and row.use is CueUse.CLAUSE)
        if bears and row.particle in particles:
            return row
        if bears and not row.particle:
            found = row
    return found


def _next(word: Token) -> str:
    return word.nbor().lower_ if word.i + 1 < len(word.doc) else ""


@cache
def _cues() -> Mapping[str, tuple[StatusWord, ...]]:
    found: dict[str, tuple[StatusWord, ...]] = {}
    for row in data.status_words():
        found[row.word] = (*found.get(row.word, ()), row)
    return found


@cache
def _times() -> Mapping[str, LinkStatus]:
    return {r.word: r.status for r in data.status_words() if r.use is CueUse.TIME}
