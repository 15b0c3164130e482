"""How sure a sentence is by the order of its words, where its tree does not say so."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from geo import data
from geo.data import CueUse, Part, TimeUse
from geo.language.syntax import Token
from geo.links.cues import Cue, cue_of, governor_of
from geo.links.governing import is_no_time, is_plan, wrongly_told
from geo.links.lexicon import part_of
from geo.links.trees import NOT, has_to, is_finite, is_negated
from geo.model import LinkStatus

_MAX_BEFORE = 3  # words in which a helping verb stands where the tree does not say so
_MAX_URGED = 8  # words from "urged" to "to send"
_SAID = frozenset({"NNS", "VBZ", "VBD", "NNPS"})
_HELPS = frozenset({"having", "have", "been", "being"})  # "denies having shelled"
_TENSED = frozenset({"VBD", "VBZ", "VBP", "MD"})
_BE = frozenset("is are was were be been being".split())
_HELPING = _BE | frozenset("has have had did does do will would can could".split())
_RELATIVE = frozenset("who which that where whose whom".split())
_MAX_ASIDE = 6  # words of ", it is alleged,"
_MAX_FRONT = 7  # words before "is" in "Next on the calendar is"
_MAX_THAT = 10  # words from "claimed" to "that" in "claimed for weeks that"
_CHOICES = frozenset("choice option alternative way recourse".split())
_ON_NOUN = ("nmod", "compound", "acl", "xcomp", "obj", "advcl")
_ALL = frozenset({"everything", "anything", "all"})
_ON = frozenset({"on", "from", "by", "until"})
_NO_CHOICE = 3  # words of "no choice but"
_FOR_TO = 8  # words between "is for" and "to"


def is_dated(verb: Token) -> bool:
    """True for "on 3 June they leave": the present tense with a day of the calendar."""
    doc, past = verb.doc, any(c.tag_ in {"VBD", "VBN"} for c in verb.children)
    for month in () if past else doc[1:-1]:
        if month.text in data.time_words(TimeUse.MONTH):
            before = month.nbor(-1)
            day = before if before.text.isdigit() else month.nbor()
            start = doc[max(0, min(day.i, month.i) - 1)].lower_
            if day.text.isdigit() and len(day.text) < len("100") and start in _ON:
                return True
    return False


def by_order(token: Token) -> Iterator[Cue]:
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
        if word.lower_ in {"no", "neither", "none"} and not is_no_time(word):
            yield LinkStatus.DENIED, word.text
    yield from that_behind(token)
    yield from _alleged(token)
    if has_to(token) or (token.i and token.nbor(-1).lower_ == "to"):
        yield from _urged(token)


def _alleged(token: Token) -> Iterator[Cue]:
    """Read "they allege that the trader smuggled", where the tree does not join them."""
    for word in reversed(token.doc[max(1, token.i - _MAX_URGED) : token.i]):
        if word.is_punct or (is_finite(word) and not word.dep_.startswith("aux")):
            return
        if word.lower_ == "that":
            before = word.nbor(-1)
            row = None if is_negated(before) else governor_of(before, clause=True)
            row = wrongly_told(before) or row
            yield from [(row.status, before.text)] if row else ()
            return


def _urged(token: Token) -> Iterator[Cue]:
    start = max(0, token.i - _MAX_URGED)
    for word in reversed(token.doc[start : token.i - 1]):
        if word == token.head:
            return  # the tree has asked it
        if row := governor_of(word, clause=True):
            yield row.status, word.text
            return
        if part_of(word) is Part.VERB or word.is_punct:
            return


def aside(token: Token) -> Iterator[Cue]:
    """Read ", it is alleged," and ", rebels claim," between commas."""
    doc = token.doc
    commas = [word.i for word in doc if word.text in {",", "—", "–"}]
    for start, end in pairwise([*commas, len(doc) - 1]):
        if not 1 < end - start - 1 <= _MAX_ASIDE:
            continue
        verb, first = doc[end - 1], doc[start + 1]
        if first.lower_ in _RELATIVE or not verb.tag_.startswith("VB"):
            continue
        nobody = first.lower_ == "it"
        row = governor_of(verb, clause=False, use=CueUse.IT if nobody else CueUse.THAT)
        row = row or governor_of(verb, clause=False, use=CueUse.CLAUSE)
        above = verb in token.ancestors or token in doc[start:end]
        if row and row.status is not LinkStatus.DENIED and not above:
            yield row.status, verb.text


def that_behind(token: Token) -> Iterator[Cue]:
    """Read "claimed for weeks that it sent", "believe, but cannot prove, that it sent"."""
    doc = token.doc
    that = next((w for w in reversed(doc[1 : token.i]) if w.lower_ == "that"), None)
    if that is None or not _is_after_time(that.nbor(-1)):
        return
    start = max(0, that.i - _MAX_THAT)
    for word in doc[start : that.i]:
        row = governor_of(word, clause=True, shape=CueUse.THAT)
        told = part_of(word) is Part.VERB and not word.dep_.startswith("aux")
        if row and told and not is_negated(word) and not _is_before_noun(word, that):
            yield row.status, word.text
            return


def _is_after_time(word: Token) -> bool:
    """True for "Wednesday" and "weeks": no "that" of a relative clause hangs on them."""
    small = word.text == "," or word.tag_ in {"RB", "CD"}
    times = (TimeUse.WEEKDAY, TimeUse.UNIT, TimeUse.DAY, TimeUse.MONTH)
    said = {word.text, word.lower_}
    return small or any(said & data.time_words(use).keys() for use in times)


def _is_before_noun(verb: Token, that: Token) -> bool:
    """True for "denied" of "denied the report that": the noun tells it."""
    return cue_of(that.nbor(-1), CueUse.TELLING) is not None or verb.i + 1 == that.i


def no_choice(token: Token) -> Cue | None:
    """Read "has no choice but to send": it will."""
    to = next(
        (c for c in token.children if c.lower_ == "to" and c.dep_ == "mark"), None
    )
    if to is None or to.i < _NO_CHOICE or to.nbor(-1).lower_ != "but":
        return None
    choice, no = to.nbor(-2), to.nbor(-_NO_CHOICE).lower_
    found = choice.lower_ in _CHOICES and no in {"no", "little", "other"}
    return (LinkStatus.PLANNED, choice.text) if found else None


def short_of(token: Token) -> Iterator[Cue]:
    """Read "did everything but send" and "all but declared war": it did not."""
    before = token.doc[: token.i] if token.i > 1 else ()
    if before and before[-1].lower_ == "but" and before[-2].lower_ in _ALL:
        yield LinkStatus.DENIED, before[-2].text


def fronted(token: Token) -> Iterator[Cue]:
    """Read "Next on the calendar is a visit", "Off the table: a visit", "Set for May: talks"."""
    head = token.doc[: min(_MAX_FRONT, token.i)]
    end = next((w.i for w in head if w.lower_ in _BE or w.text == ":"), 0)
    if not end or any(w.tag_ in _TENSED or w.text == "," for w in head[:end]):
        return
    if any(word.dep_.startswith("nsubj") and word.head.i > end for word in head[:end]):
        return
    for word in head[:end]:
        if row := governor_of(word, clause=False, use=CueUse.SUBJECT):
            yield row.status, word.text


def is_to(token: Token) -> Iterator[Cue]:
    """Read "One option is for Canada to send": the option says how sure it is."""
    doc = token.doc
    to = next(
        (c for c in token.children if c.lower_ == "to" and c.dep_ == "mark"), None
    )
    if to is None:
        return
    start = max(1, to.i - _FOR_TO)
    is_for = next((w for w in doc[start : to.i] if w.lower_ in _BE), None)
    if is_for is None or is_for.nbor().lower_ not in {"for", "to"}:
        return
    for word in doc[: is_for.i]:
        row = governor_of(word, clause=True, shape=CueUse.INFINITIVE)
        if row and part_of(word) is Part.NOUN and not word.tag_.startswith("VB"):
            yield row.status, word.text
            return


def predicate(token: Token) -> Iterator[Cue]:
    """Read what a sentence says last of the noun that it is about: "a raid ... did not happen".

    Asked of a noun that the tree makes the sentence's own, or sets beside another verb.
    """
    if not _is_loose(token):
        return
    doc = token.doc
    for verb in reversed(doc[token.i + 1 :]):
        if not (verb.tag_.startswith(("VB", "MD")) or _is_said(verb)):
            continue
        before = doc[max(token.i, verb.i - 4) : verb.i]
        helped = [w for w in before if w.lower_ in _HELPING | NOT]
        if not helped and verb.tag_ not in _TENSED:
            continue
        no = any(w.lower_ in NOT for w in before)
        passive = verb.tag_ == "VBN" and any(w.lower_ in _BE for w in before)
        uses = (CueUse.SUBJECT, CueUse.OUTCOME)
        rows = [governor_of(verb, clause=False, use=use) for use in uses]
        rows += [governor_of(verb, clause=False)] if passive else []
        row = next((each for each in rows if each), None)
        if row and no and row.status is LinkStatus.STATED:
            yield LinkStatus.DENIED, verb.text
        elif row and not no and row.status is not LinkStatus.STATED:
            yield row.status, verb.text
        return


def _is_said(word: Token) -> bool:
    return cue_of(word, CueUse.SUBJECT) is not None


def _is_loose(word: Token) -> bool:
    """True for what hangs on a noun that is no object and no subject."""
    top = word
    while top.dep_.startswith(_ON_NOUN) and top.head != top and top.dep_ != "acl:relcl":
        top = top.head
    loose = top.dep_ in {"ROOT", "parataxis", "appos", "dep"}
    return loose and part_of(top) is Part.NOUN and (top == word or is_plan(top))
