"""How sure a sentence is of what one of its words states, and the word that says so.

The words around the link word are asked first, then those that it hangs on: "denied that it had
sent". A relative clause, a participle on a noun and a clause of time are said on their own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from geo import data
from geo.data import CueUse, Part, Role, StatusWord
from geo.language.syntax import Token
from geo.links.cues import Cue, cue_of, governor_of, times
from geo.links.lexicon import is_deed, part_of, triggers
from geo.links.telling import (
    after,
    called_off,
    disputed,
    inverted,
    inverts,
    opened,
    setting,
    told,
)
from geo.links.trees import (
    BARELY,
    NOT,
    has_to,
    is_finite,
    is_negated,
    is_own_clause,
    is_perfect,
    is_subject,
    marks_of,
    negative_part,
    opens_with_of,
    perfect_of,
)
from geo.model import LinkStatus

_MAX_STEPS_UP = 5
_MAX_BEFORE = 3  # words in which a helping verb stands where the tree does not say so
_ADDRESSED = frozenset({"obj", "iobj", "nsubj:pass"})
_MAX_URGED = 8  # words from "urged" to "to send"
_SAID = frozenset({"NNS", "VBZ", "VBD", "NNPS"})
_HELPS = frozenset({"having", "have", "been", "being"})  # "denies having shelled"
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


# What is not denied, planned, possible, alleged.
_UNLESS = {
    LinkStatus.DENIED: LinkStatus.POSSIBLE,
    LinkStatus.POSSIBLE: LinkStatus.DENIED,
    LinkStatus.PLANNED: LinkStatus.DENIED,
    LinkStatus.ALLEGED: LinkStatus.DENIED,  # "no one claims that"
}


@dataclass(frozen=True, slots=True)
class Factuality:
    """How sure the article is, and the word that says so ("" where it states it)."""

    status: LinkStatus = LinkStatus.STATED
    cue: str = ""


def factuality(token: Token) -> Factuality:
    """Return how sure a sentence is of what one of its words states."""
    found: dict[LinkStatus, str] = {}
    cues = [*_climb(token)] or [*_by_order(token)]
    for status, word in cues:
        found.setdefault(status, word)
    if found and (off := called_off(token)):
        found.setdefault(LinkStatus.DENIED, off)
    for status in _ORDER:
        if status in found:
            return Factuality(status, found[status])
    return Factuality()


def _climb(token: Token) -> Iterator[Cue]:
    yield from _itself(token)
    yield from setting(token)
    yield from inverted(token)
    yield from opened(token)
    yield from told(token)
    yield from disputed(token)
    yield from _beside(token)
    yield from _later(token)
    at, of = perfect_of(token) or token, False
    for _ in range(_MAX_STEPS_UP):
        if at.head == at or (is_own_clause(at) and not _follows(at)):
            yield from _undone(at)
            return
        below, at = at, at.head
        if _was_so(token, at) or (below.dep_ == "parataxis" and inverts(at.doc)):
            return
        of = of or opens_with_of(below)
        cue, spent = _governing(at, below, of=of)
        if cue:
            yield cue
        if not below.dep_.startswith((*_PASSED, "advcl")):
            return
        if _carries_on(at, below):
            yield from _beside(at, below, spent=spent)


def _undone(clause: Token) -> Iterator[Cue]:
    """Read "turned back before reaching Oslo": they never did."""
    before = any(mark.lower_ == "before" for mark in marks_of(clause))
    verb = clause.head
    row = governor_of(verb, clause=False, use=CueUse.BEFORE) if before else None
    if row and clause.tag_ == "VBG":
        yield row.status, verb.text


def _was_so(deed: Token, verb: Token) -> bool:
    """True for the strikes of "urged Israel to halt its strikes": they are made."""
    return verb.lower_ in data.context_words(Role.HALTING) and is_deed(deed.lower_)


def _carries_on(above: Token, below: Token) -> bool:
    """True where what is said of a word goes for one that hangs on it.

    "may begin talks" and "may have to send", not "may say that he sent" nor "may condemn the
    attack"; of two verbs that "and" joins the second shares only what it lacks.
    """
    if any(above.lower_ in each.beside for each in triggers(below)):
        return True  # "might recall its ambassador"
    if cue_of(below, CueUse.TELLING):
        return False  # "rumours of a trip were never confirmed": it may have been made
    if below.dep_ == "ccomp" or above.lower_ in data.context_words(Role.JUDGING):
        return False
    if is_subject(below) and part_of(below) is Part.NOUN:
        return below.dep_ == "nsubj:pass" or _lends(above)
    # "will not use gas and called on Chad": "called" is none of what will not be.
    past = above.tag_ == "VB" and below.tag_ in {"VBN", "VBD"}
    return below.dep_ != "conj" or not (is_finite(below) or past)


def _lends(verb: Token) -> bool:
    light = data.context_words(Role.LIGHT) | data.context_words(Role.HAPPENING)
    return verb.lower_ in light or part_of(verb) is Part.NOUN


def _itself(token: Token) -> Iterator[Cue]:
    if row := cue_of(token, CueUse.ITSELF):
        yield row.status, token.text


def _beside(
    token: Token, below: Token | None = None, *, spent: bool = False
) -> Iterator[Cue]:
    """Return the cues that hang on a word: helping verbs, "not", "if", "allegedly".

    Args:
        token: The word.
        below: What hangs on it that the cues go for; of a subject another object says nothing.
        spent: True where its "not" is of itself: "did not deny having sent".
    """
    spent = spent or _is_to_refrain(token)
    yield from () if spent else _nothing(token, below)
    for child in token.children:
        if _negates(child):
            yield from () if spent else [(LinkStatus.DENIED, child.text)]
        elif child.dep_ == "advcl":
            # "threatened war unless": a threat is made, whatever hangs on it
            yield from () if _threatens(token) else _condition(child)
        elif child.dep_ == "mark" and child.lower_ == "to":
            yield from _infinitive(child)
        else:
            use = _USES.get(child.dep_.partition(":")[0])
            row = cue_of(child, use) if use else None
            if use is CueUse.AUX and is_perfect(token):
                row = cue_of(child, CueUse.PERFECT) or row
            if child.dep_ == "advmod":
                row = row or cue_of(child, CueUse.MARK)
            if row and not _is_always(child):
                yield row.status, child.text


def _is_always(mark: Token) -> bool:
    """True for the "without" of "not a week passes without an attack"."""
    before = mark.doc[: mark.i]
    return mark.lower_ == "without" and any(w.lower_ in NOT | BARELY for w in before)


def _nothing(token: Token, below: Token | None) -> Iterator[Cue]:
    none = negative_part(token)
    mine = below is None or not is_subject(below)
    if (
        none is not None
        and not _is_no_time(none)
        and (mine or below in {none, none.head})
    ):
        yield LinkStatus.DENIED, none.text


def _is_no_time(no: Token) -> bool:
    """True for the "no" of "lost no time in sending": it was sent at once."""
    losing = no.i > 0 and no.nbor(-1).lower_ in data.context_words(Role.LOSING)
    return losing and after(no).lower_ == "time"


def _is_to_refrain(verb: Token) -> bool:
    """True for "urged Chad not to sell": it may do so yet."""
    above = verb.head
    told = (c for c in above.children if c.dep_ in _ADDRESSED and c.i < verb.i)
    if not has_to(verb) or above == verb or next(told, None) is None:
        return False
    row = governor_of(above, clause=True)
    return row is not None and row.status is LinkStatus.POSSIBLE


def _threatens(token: Token) -> bool:
    row = cue_of(token, CueUse.GOVERNOR)
    made = row is not None and row.status is LinkStatus.POSSIBLE
    return made and any(t.token == token for t in triggers(token))


def _negates(child: Token) -> bool:
    """True for "not", but not for that of "India, not China, sent"."""
    if child.dep_ == "amod" and child.tag_ == "VBN":
        # "why has it not imposed sanctions": a participle to the parser
        return any(word.lower_ in NOT for word in child.lefts)
    if child.dep_ in {"advmod", "amod"} and cue_of(child, CueUse.NEGATED):
        return any(word.lower_ in NOT for word in child.lefts)  # "no longer"
    small = child.lower_ in NOT and child.dep_ in {"advmod", "aux", "det", "cc"}
    return small and not (child.dep_ == "advmod" and _is_of_another(child))


def _is_of_another(no: Token) -> bool:
    """True for the "not" of "India, not China, sent" and "not India but China sent"."""
    cc = (c for other in no.head.children if other.dep_ == "conj" for c in other.lefts)
    return no.nbor().text == "," or any(c.lower_ == "but" for c in cc)


def _condition(clause: Token) -> Iterator[Cue]:
    """Read "will strike if": what hangs on a condition is no more than possible."""
    for word in (clause, *marks_of(clause)):
        row = cue_of(word, CueUse.MARK) if word.lower_ != "whether" else None
        if row and row.status is LinkStatus.POSSIBLE:
            yield row.status, word.text


def _infinitive(to: Token) -> Iterator[Cue]:
    """Read "is to visit", "is set to visit", "LEADER TO VISIT"."""
    if not to.i:
        return
    before = to.nbor(-1)
    if before.lower_ in _BE:
        perfect = is_perfect(to.head)  # "was to have docked"
        yield LinkStatus.DENIED if perfect else LinkStatus.PLANNED, "to"
    elif row := cue_of(before, CueUse.INFINITIVE) or governor_of(before, clause=True):
        yield row.status, before.text
    elif not any(is_finite(word) or word.tag_ == "MD" for word in to.doc):
        yield LinkStatus.PLANNED, to.text


def _governing(governor: Token, below: Token, *, of: bool) -> tuple[Cue | None, bool]:
    """Return what "cancelled" or "urged" makes of the word that hangs on it.

    Of a noun too where "of" joins them: "a plan for talks", "accused Kyiv of shelling". And
    whether its own "not" is spent on that: who does not rule it out may do it.
    """
    row = _bearing(governor, below, of=of)
    if row is None or not is_negated(governor):
        return (row.status, governor.text) if row else None, False
    if governor.lower_ in data.context_words(Role.SURE_IF_NOT) or _at_once(governor):
        return None, True
    return (_UNLESS[row.status], governor.text), True


def _bearing(governor: Token, below: Token, *, of: bool) -> StatusWord | None:
    """Return how a word bears on the one that hangs on it, whether it is so or not."""
    if below.dep_ == "conj":
        return None
    # "The attack threatened the peace": who threatens is no threat.
    if is_subject(below) and below.dep_ != "nsubj:pass":
        return _of_subject(governor, below)
    clause = of or below.dep_.startswith(_CLAUSES)
    telling = cue_of(governor, CueUse.TELLING)
    if telling and below.dep_ == "acl" and part_of(governor) is Part.NOUN:
        return telling  # "played down reports that it sent"
    small = {c.lower_ for c in below.children if c.dep_ in {"mark", "case"}}
    row = governor_of(governor, clause=clause, small=small)
    if row is None and cue_of(below, CueUse.TELLING):
        return cue_of(governor, CueUse.TOLD)  # "dismissed as false a report that"
    return row


def _at_once(word: Token) -> bool:
    """True for the "time" of "lost no time"."""
    return word.i > 0 and _is_no_time(word.nbor(-1))


def _of_subject(verb: Token, subject: Token) -> StatusWord | None:
    said = [verb, *(c for c in verb.children if c.dep_ == "xcomp" and c.tag_ == "JJ")]
    rows = (governor_of(each, clause=False, use=CueUse.SUBJECT) for each in said)
    row = next((each for each in rows if each), None)  # "the attack looks inevitable"
    if row is None and governor_of(subject, clause=True):  # "the bid came to nothing"
        row = governor_of(verb, clause=False, use=CueUse.OUTCOME)
    if row is None and cue_of(subject, CueUse.TELLING):
        row = cue_of(verb, CueUse.TOLD)  # "reports that it sent tanks were wrong"
    return row


def _follows(verb: Token) -> bool:
    """True for "ruled out sending", which the parser may take for a clause of manner."""
    before = verb.nbor(-1) if verb.i and verb.tag_ == "VBG" else verb
    return verb.head in (before, before.head) and before != verb


def _later(token: Token) -> Iterator[Cue]:
    """Read "flies to Oslo next week": the present tense with a time to come."""
    verb = token
    while part_of(verb) is Part.NOUN and verb.head != verb:
        verb = verb.head
    # "A train leaves for Riga tomorrow": a noun to the tagger.
    misread = verb.tag_ == "NNS" and verb.dep_ == "ROOT"
    if verb.tag_ not in {"VBZ", "VBP", "VBG"} and not misread:
        return
    text = f" {token.doc.text.lower()} "
    # "Rebels attacking a convoy on Monday" may well have done so.
    told = verb.tag_ != "VBG" or any(c.tag_ in {"VBZ", "VBP"} for c in verb.children)
    for words, status in times().items():
        if words.startswith("on ") and not told:
            continue
        if f" {words}" in text:
            yield status, words


def _by_order(token: Token) -> Iterator[Cue]:
    """Read the words before, where the tree says nothing: "may", "urged ... to"."""
    start = max(0, token.i - _MAX_BEFORE)
    for word in reversed(token.doc[start : token.i]):
        if row := cue_of(word, CueUse.AUX):
            yield row.status, word.text
            return
        # "Washington denies new talks": a noun to the tagger.
        row = cue_of(word, CueUse.GOVERNOR) if word.tag_ in _SAID else None
        if row and row.status is LinkStatus.DENIED and not row.particle:
            yield row.status, word.text
            return
        if word.is_punct or (part_of(word) is Part.VERB and word.lower_ not in _HELPS):
            break
        if word.lower_ in {"no", "neither", "none"} and not _is_no_time(word):
            yield LinkStatus.DENIED, word.text
    yield from _alleged(token)
    if has_to(token) or (token.i and token.nbor(-1).lower_ == "to"):
        yield from _urged(token)


def _alleged(token: Token) -> Iterator[Cue]:
    """Read "they allege that the trader smuggled", where the tree does not join them."""
    for word in reversed(token.doc[max(1, token.i - _MAX_URGED) : token.i]):
        if word.is_punct or is_finite(word):
            return
        if word.lower_ == "that":
            row = governor_of(word.nbor(-1), clause=True)
            yield from [(row.status, word.nbor(-1).text)] if row else ()
            return


def _urged(token: Token) -> Iterator[Cue]:
    start = max(0, token.i - _MAX_URGED)
    for word in reversed(token.doc[start : token.i - 1]):
        if row := governor_of(word, clause=True):
            yield row.status, word.text
            return
        if part_of(word) is Part.VERB or word.is_punct:
            return
