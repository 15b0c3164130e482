"""How sure a sentence is by the order of its words, where its tree does not say so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from geo import data
from geo.data import CueUse, Part, StatusWord, TimeUse
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
_DASHES = frozenset({",", "—", "–"})
_MAX_HELPERS = 4  # words of "is not now to be"
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
    yield from _believed(token)
    yield from _alleged(token)
    if has_to(token) or (token.i and token.nbor(-1).lower_ == "to"):
        yield from _urged(token)


def _believed(token: Token) -> Iterator[Cue]:
    """Read "a ship believed to be carrying arms from", where the tree breaks behind it."""
    for word in reversed(token.doc[max(0, token.i - _MAX_URGED) : token.i]):
        if word.is_punct or word.tag_ in {"VBZ", "VBP", "MD"}:
            return
        row = cue_of(word, CueUse.INFINITIVE)
        if row and row.status is LinkStatus.ALLEGED and word.nbor().lower_ == "to":
            yield row.status, word.text
            return


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
    """Read ", it is alleged,", ", rebels claim," and ", or so they claim" between commas."""
    doc = token.doc
    commas = [word.i for word in doc if word.text in _DASHES]
    for start, end in pairwise([*commas, len(doc) - 1]):
        between = doc[start + 1 : end]
        if not 1 < len(between) <= _MAX_ASIDE or between[0].lower_ in _RELATIVE:
            continue
        row = _told_aside(between)
        if row and row.status is not LinkStatus.DENIED and not _is_in(token, between):
            yield row.status, row.word


def _told_aside(words: Sequence[Token]) -> StatusWord | None:
    """Return how "rebels claim", "it is alleged", "a video purports to show" bear on the rest."""
    if [word.lower_ for word in words[:2]] == ["or", "so"]:
        return StatusWord("so", LinkStatus.ALLEGED, CueUse.THAT)
    uses = [CueUse.IT if words[0].lower_ == "it" else CueUse.THAT, CueUse.CLAUSE]
    said: Sequence[Token] = words[-1:]
    if words[-1].tag_ == "VB":  # "purports to show"
        uses, said = [*uses, CueUse.INFINITIVE], words
    rows = (governor_of(word, clause=False, use=use) for word in said for use in uses)
    row = next((row for row in rows if row), None)
    told = (
        row is not None and row.use is CueUse.THAT
    )  # "a lawsuit contends": a noun to the tagger
    verbal = words[-1].tag_.startswith("VB") or told
    return row if verbal else None


def _is_in(token: Token, aside_: Sequence[Token]) -> bool:
    """True for a word of the aside, and for one that its verb governs in the tree."""
    below = token
    for above in token.ancestors:
        if above in aside_:
            return below.dep_ != "conj"
        below = above
    return token in aside_


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
    headless = not any(word.tag_ in _TENSED for word in doc)
    for verb in reversed(doc[token.i + 1 :]):
        before = doc[max(token.i, verb.i - _MAX_HELPERS) : verb.i]
        helped = any(w.lower_ in _HELPING | NOT for w in before)
        verbal = verb.tag_.startswith(("VB", "MD")) or _is_said(verb)
        if not verbal or not (helped or headless or verb.tag_ in _TENSED):
            continue
        no = any(w.lower_ in NOT for w in before)
        row = _said_of(verb, passive=any(w.lower_ in _BE for w in before))
        if row and no and row.status is LinkStatus.STATED:
            yield LinkStatus.DENIED, verb.text
        elif row and not no and row.status is not LinkStatus.STATED:
            yield row.status, verb.text
        return


def _said_of(verb: Token, *, passive: bool) -> StatusWord | None:
    """Return how a verb bears on its subject, a plan."""
    uses = [CueUse.SUBJECT, CueUse.OUTCOME]
    uses += [CueUse.GOVERNOR] if passive and verb.tag_ == "VBN" else []
    rows = (governor_of(verb, clause=False, use=use) for use in uses)
    return next((row for row in rows if row), None)


def _is_said(word: Token) -> bool:
    return cue_of(word, CueUse.SUBJECT) is not None


def _is_loose(word: Token) -> bool:
    """True for what hangs on a noun that is no object and no subject."""
    top = word
    while top.dep_.startswith(_ON_NOUN) and top.head != top and top.dep_ != "acl:relcl":
        top = top.head
    loose = top.dep_ in {"ROOT", "parataxis", "appos", "dep"}
    return loose and part_of(top) is Part.NOUN and (top == word or is_plan(top))
