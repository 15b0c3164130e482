"""What "cancelled", "urged", "believed" make of a clause or a noun that hangs on them."""

from __future__ import annotations

from collections.abc import Set

from geo import data
from geo.data import CueUse, Part, Role, StatusWord
from geo.language.syntax import Token
from geo.links.cues import Cue, cue_of, governor_of
from geo.links.lexicon import part_of
from geo.links.telling import after
from geo.links.trees import (
    has_to,
    is_finite,
    is_negated,
    is_perfect,
    is_subject,
    marks_of,
)
from geo.model import LinkStatus

_CLAUSES = ("xcomp", "ccomp", "acl", "advcl", "csubj", "parataxis")
# What is not denied, planned, possible, alleged.
_UNLESS = {
    LinkStatus.DENIED: LinkStatus.POSSIBLE,
    LinkStatus.POSSIBLE: LinkStatus.DENIED,
    LinkStatus.PLANNED: LinkStatus.DENIED,
    LinkStatus.ALLEGED: LinkStatus.DENIED,  # "no one claims that"
    LinkStatus.STATED: LinkStatus.DENIED,  # "never got off the ground"
}
AHEAD = frozenset({LinkStatus.PLANNED, LinkStatus.POSSIBLE})
_BECOMES = frozenset("remain remains remained prove proves proved become".split())
_PLAN = StatusWord("plan", LinkStatus.PLANNED, CueUse.SUBJECT)
_LOOKING_ON = frozenset({"see", "watch", "hear"})  # "would love to see talks"
_MEANT = frozenset({"meant", "supposed"})
_PAST = ("last", "yesterday", "ago", "earlier")
_THINKS = frozenset(
    "think believe assume suppose imagine expect say claim suggest".split()
)
_HAD = frozenset("have has had put puts place places placed".split())
_TOO = StatusWord("too", LinkStatus.DENIED, CueUse.INFINITIVE)


def governing(
    governor: Token, below: Token, *, of: bool
) -> tuple[Cue | None, Token | None]:
    """Return what "cancelled" or "urged" makes of the word that hangs on it.

    Of a noun too where "of" joins them: "a plan for talks", "accused Kyiv of shelling". And
    the word whose own "not" is spent on that: who does not rule it out may do it.
    """
    row = _bearing(governor, below, of=of)
    if is_negated(governor):
        return _negated(governor, below, row)
    if row is None:
        against = (LinkStatus.DENIED, "against") if is_against(below) else None
        return against, None
    able = _was_able(governor)
    status = _if_perfect(governor, below, row.status)
    return None if able else (status, governor.text), None


def _negated(
    governor: Token, below: Token, row: StatusWord | None
) -> tuple[Cue | None, Token | None]:
    """Return what a word with "not" makes of the one that hangs on it."""
    if unproven := _unproven(governor, below):
        return (unproven.status, governor.text), governor
    if row and row.use is CueUse.TOLD and row.status is LinkStatus.STATED:
        # "were never confirmed", "are not true"
        verbal = governor.tag_.startswith("V")
        status = LinkStatus.ALLEGED if verbal else LinkStatus.DENIED
        return (status, governor.text), governor
    sure = governor.lower_ in data.context_words(Role.SURE_IF_NOT)
    if sure or (row and _at_once(governor)):
        return None, governor
    return ((_UNLESS[row.status], governor.text), governor) if row else (None, None)


def _was_able(word: Token) -> bool:
    """True for "was able to send": it did."""
    was = any(c.dep_ == "cop" and c.lower_ in {"was", "were"} for c in word.children)
    return word.lower_ == "able" and was


def is_against(clause: Token) -> bool:
    """True for "voted against sending"; "warned Chad against sending" has a word of its own."""
    verb = clause.tag_ == "VBG"
    return verb and any(mark.lower_ == "against" for mark in marks_of(clause))


def _unproven(governor: Token, below: Token) -> StatusWord | None:
    """Return how it bears on a clause that it is not clear, known, true, decided."""
    clause = below.dep_.startswith(_CLAUSES)
    finite = is_finite(below) or _asks(below)
    row = cue_of(governor, CueUse.UNPROVEN) if clause else None
    return row if row and (finite or part_of(governor) is Part.NOUN) else None


def _asks(clause: Token) -> bool:
    return any(mark.lower_ in {"whether", "if"} for mark in marks_of(clause))


def _if_perfect(plan: Token, deed: Token, status: LinkStatus) -> LinkStatus:
    """Return "denied" for "was supposed to have sent", "was meant to visit last week"."""
    was = any(child.lower_ in {"was", "were"} for child in plan.children)
    if not (status is LinkStatus.PLANNED and was and has_to(deed)):
        return status
    text = f" {deed.doc.text.lower()} "
    past = plan.lower_ in _MEANT and any(f" {word} " in text for word in _PAST)
    return LinkStatus.DENIED if past or is_perfect(deed) else status


def _bearing(governor: Token, below: Token, *, of: bool) -> StatusWord | None:
    """Return how a word bears on the one that hangs on it, whether it is so or not."""
    if below.dep_ == "conj":
        return None
    if is_subject(below):
        row = _of_subject(governor, below)
        done = any(c.dep_ in {"cop", "aux:pass"} for c in governor.children)
        if row or not (done or _is_passive(below)):
            return row  # "the attack threatened the peace": who threatens is no threat
    small = {c.lower_ for c in below.children if c.dep_ in {"mark", "case"}}
    if "by" in small and part_of(below) is Part.NOUN and not of:
        return None  # "was drafted by the envoys of": who did it
    clause = of or below.dep_.startswith(_CLAUSES)
    row = _telling(governor, below) if clause else None
    row = (
        row
        or _swirling(governor, below)
        or _over(governor, below, small, clause=clause)
    )
    if row is None and cue_of(below, CueUse.TELLING):
        row = cue_of(governor, CueUse.TOLD)  # "dismissed as false a report that"
    return row


def _over(
    governor: Token, below: Token, small: Set[str], *, clause: bool
) -> StatusWord | None:
    """Return how a verb, noun or adjective bears on what hangs on it by itself."""
    shape = _shape(governor, below) if below.dep_.startswith(_CLAUSES) else None
    row = governor_of(governor, clause=clause, small=small, shape=shape)
    between = (
        (c for c in governor.children if governor.i < c.i < below.i) if shape else ()
    )
    for said in between:
        if said.dep_ == "xcomp" and said.tag_ == "JJ":  # "thinks it unlikely that"
            row = governor_of(said, clause=True, shape=shape) or row
    if row is None and below.lower_ in _THINKS and has_to(below):
        return cue_of(governor, CueUse.TOLD)  # "wrong to think that"
    if row is None and below.dep_ in {"obj", "nsubj:pass"} and is_plan(below):
        row = governor_of(governor, clause=False, use=CueUse.OUTCOME)
    return row


def _is_passive(subject: Token) -> bool:
    return subject.dep_ == "nsubj:pass"


def _telling(governor: Token, below: Token) -> StatusWord | None:
    """Return how words beside a verb or a noun bear on the clause that hangs on it."""
    if _is_too(governor, below):
        return _TOO
    if _of_plan(governor):
        return _PLAN
    if not has_to(below) and (wrongly := wrongly_told(governor)):
        return wrongly
    telling = cue_of(governor, CueUse.TELLING)
    if telling and below.dep_ == "acl" and part_of(governor) is Part.NOUN:
        return telling  # "played down reports that it sent"
    return None


def _swirling(verb: Token, clause: Token) -> StatusWord | None:
    """Return how the rumours bear on it in "rumours swirled that it sent", "had it sending"."""
    clausal = clause.dep_.startswith(_CLAUSES)
    that = clausal and any(mark.lower_ == "that" for mark in marks_of(clause))
    subject = next((c for c in verb.children if is_subject(c)), None)
    alone = that and not any(c.dep_ == "obj" for c in verb.children)
    if that and subject and (wrongly := wrongly_told(subject)):
        return wrongly
    had = verb.lower_ in _HAD and clause.dep_ in {"obj", "ccomp", "xcomp"}
    return cue_of(subject, CueUse.TELLING) if subject and (alone or had) else None


def _of_plan(verb: Token) -> bool:
    """True for the "call" of "plans call for": what plans say is planned."""
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    row = governor_of(subject, clause=False) if subject is not None else None
    return (
        row is not None
        and row.status is LinkStatus.PLANNED
        and verb.lower_ in {"call", "calls"}
    )


def _shape(governor: Token, clause: Token) -> CueUse | None:
    """Return what a clause is: one with "to", in -ing, or in a tense of its own."""
    if cue_of(governor, CueUse.OTHER) and _is_of_another(governor, clause):
        return CueUse.OTHER
    if has_to(clause):
        return CueUse.INFINITIVE
    if clause.tag_ == "VBG" and not is_finite(clause):
        return CueUse.GERUND
    nobody = any(c.lower_ == "it" for c in governor.children)
    passive = any(c.dep_ == "aux:pass" for c in governor.children)
    return CueUse.IT if nobody and passive else CueUse.THAT


def _is_of_another(governor: Token, clause: Token) -> bool:
    """True for "wants Chad to send": who wants it is not who would do it."""
    between = governor.doc[governor.i + 1 : clause.i]
    told = any(c in between for c in governor.children if c.dep_ in {"obj", "iobj"})
    own = any(is_subject(c) and c in between for c in clause.children)
    return has_to(clause) and (told or own or clause.lower_ in _LOOKING_ON)


def _is_too(governor: Token, clause: Token) -> bool:
    """True for "too weak to send"."""
    if not clause.dep_.startswith(_CLAUSES):
        return False
    too = any(
        c.lower_ == "too" and c.i < governor.i and c.nbor(-1).lower_ != "only"
        for c in governor.children
        if c.i
    )
    return too and has_to(clause) and governor.i < clause.i


def wrongly_told(word: Token) -> StatusWord | None:
    """Return how "falsely" bears on what somebody claims, "false" on what a report says."""
    tells = cue_of(word, CueUse.TELLING) is not None
    near = (
        c for c in word.children if c.dep_ == "advmod" or (tells and c.dep_ == "amod")
    )
    return next((row for c in near if (row := cue_of(c, CueUse.TOLD))), None)


def _at_once(word: Token) -> bool:
    """True for the "time" of "lost no time"."""
    return word.i > 0 and is_no_time(word.nbor(-1))


def _of_subject(verb: Token, subject: Token) -> StatusWord | None:
    said = [verb, *(c for c in verb.children if _is_predicate(c))]
    rows = (governor_of(each, clause=False, use=CueUse.SUBJECT) for each in said)
    row = next((each for each in rows if each), None)  # "the attack looks inevitable"
    if row is None and is_plan(subject):  # "the bid came to nothing"
        rows = (governor_of(each, clause=False, use=CueUse.OUTCOME) for each in said)
        row = next((each for each in rows if each), None)
    if row is None and cue_of(subject, CueUse.TELLING):
        told = (cue_of(each, CueUse.TOLD) for each in said)
        row = next((each for each in told if each), None)  # "the reports proved false"
    return row


def _is_predicate(child: Token) -> bool:
    """True for "false" of "proved false", "dream" of "remains a dream", "air" of "up in the air"."""
    if child.dep_ == "obl" and child.head.tag_ in {"RB", "IN", "RP"}:
        return True
    return child.dep_ == "xcomp" or (
        child.dep_ == "obj" and child.head.lower_ in _BECOMES
    )


def is_plan(noun: Token) -> bool:
    """True for a bid, a hope, a proposed sale: what may come to nothing."""
    ahead = governor_of(noun, clause=True, shape=CueUse.INFINITIVE)
    if ahead or cue_of(noun, CueUse.AHEAD):
        return True
    rows = (cue_of(c, CueUse.MODIFIER) for c in noun.children if c.dep_ == "amod")
    return any(row and row.status in AHEAD for row in rows)


def is_no_time(no: Token) -> bool:
    """True for the "no" of "lost no time in sending": it was sent at once."""
    losing = no.i > 0 and no.nbor(-1).lower_ in data.context_words(Role.LOSING)
    return losing and after(no).lower_ == "time"


def is_opinion(verb: Token, cue: Cue, own: Set[LinkStatus]) -> bool:
    """True for the "believe" of "believe that it could": "could" says how sure it is."""
    passive = any(c.dep_ in {"aux:pass", "cop"} for c in verb.children)
    alleged = cue[0] is LinkStatus.ALLEGED and cue_of(verb, CueUse.THAT) is not None
    alleged = alleged and not passive  # "is rumoured to be planning"
    return alleged and bool(own & {LinkStatus.POSSIBLE, LinkStatus.PLANNED})


def above_aside(clause: Token) -> Token:
    """Return the "claimed" of "claimed, without naming a source, that it sent"."""
    above = clause.head
    if clause.dep_ == "acl" and has_to(clause) and _is_beside(above):
        return above.head  # "agreed in principle to sell"
    that = next((c for c in clause.children if c.lower_ == "that"), None)
    if that is None or not that.i or that.nbor(-1).text != "," or not is_finite(clause):
        return above
    told = (governor_of(v, clause=True, shape=CueUse.THAT) for v in clause.ancestors)
    verbs = zip(clause.ancestors, told, strict=True)
    return next((verb for verb, row in verbs if row and verb.i < that.i), above)


def _is_beside(noun: Token) -> bool:
    """True for "on Friday", "in principle": no word that a clause with "to" hangs on."""
    small = any(c.dep_ == "case" for c in noun.children) or noun.dep_ == "obl:unmarked"
    none = governor_of(noun, clause=True, shape=CueUse.INFINITIVE) is None
    return small and none and part_of(noun.head) is Part.VERB


def is_asked(above: Token, below: Token) -> bool:
    """True for "say" of "say that it sent": who does not say so does not deny it."""
    if below.dep_ not in {"ccomp", "csubj"} or not is_finite(below):
        return False
    tells = above.tag_ == "VB" and above.lower_ in data.context_words(Role.SAYING)
    return tells or cue_of(above, CueUse.UNPROVEN) is not None
