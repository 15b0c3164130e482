"""How sure a sentence is of what one of its words states, and the word that says so.

The words around the link word are asked first, then those that it hangs on: "denied that it had
sent". A relative clause, a participle on a noun and a clause of time are said on their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Token

from geo import data
from geo.data import CueUse, Part, Role, StatusWord
from geo.links.lexicon import is_deed, part_of, triggers
from geo.links.trees import (
    BARELY,
    NO,
    NOT,
    has_to,
    is_finite,
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
_MAX_URGED = 8  # words from "urged" to "to send"
_SETTING_WITHIN = 6  # words at the head of a sentence: "In the film, ..."
_SAID = frozenset({"NNS", "VBZ", "VBD", "NNPS"})
_NONE = NO | BARELY
_NOT_ONE = (["not", "a"], ["not", "one"])
_CONDITIONS = (["as", "long", "as"], ["so", "long", "as"], ["on", "condition", "that"])
_DISPUTING = frozenset({"which", "something", "an", "a", "but"})
_HELPS = frozenset({"having", "have", "been", "being"})  # "denies having shelled"
_ASKING = frozenset("did do does has have is are was were".split())
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
    yield from _opened(token)
    yield from _told(token)
    yield from _disputed(token)
    yield from _beside(token)
    yield from _later(token)
    at, of = perfect_of(token) or token, False
    for _ in range(_MAX_STEPS_UP):
        if at.head == at or (is_own_clause(at) and not _follows(at)):
            yield from _undone(at)
            return
        below, at = at, at.head
        if _was_so(token, at) or (below.dep_ == "parataxis" and _inverts(at.doc)):
            return
        of = of or opens_with_of(below)
        yield from _governing(at, below, of=of)
        if not below.dep_.startswith((*_PASSED, "advcl")):
            return
        if _carries_on(at, below):
            yield from _beside(at, below)


def _undone(clause: Token) -> Iterator[Cue]:
    """Read "turned back before reaching Oslo": they never did."""
    before = any(mark.lower_ == "before" for mark in marks_of(clause))
    verb = clause.head
    row = _governor(verb, clause=False, use=CueUse.BEFORE) if before else None
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
    if _cue(below, CueUse.TELLING):
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
    if row := _cue(token, CueUse.ITSELF):
        yield row.status, token.text


def _setting(token: Token) -> Iterator[Cue]:
    """Read "In the film, Canada invades" and "The film imagines that Canada invades"."""
    head = token.doc[:_SETTING_WITHIN]
    inside = bool(head) and head[0].lower_ == "in"
    for word in head:
        if word.text == ",":
            return
        row = _cue(word, CueUse.SETTING)
        # "In a series of raids" nothing is invented.
        if row and (
            _cue(_after(word), CueUse.DEPICTS) or (inside and not _is_of(word))
        ):
            yield row.status, word.text


def _after(word: Token) -> Token:
    return word.doc[min(word.i + 1, len(word.doc) - 1)]


def _is_of(word: Token) -> bool:
    return _after(word).lower_ == "of"


def _inverted(token: Token) -> Iterator[Cue]:
    """Read "Had Spain objected, France would have", "Were Chad to attack" and "Did Chad attack?"."""
    first, last = token.doc[0], token.doc[-1]
    if last.text == "?" and first.lower_ in _ASKING:
        yield LinkStatus.POSSIBLE, first.text
    if last.text != "?" and _inverts(token.doc):
        yield LinkStatus.POSSIBLE, first.text


def _inverts(doc: Doc) -> bool:
    verb = {"had": "VBN", "were": "VB", "should": "VB"}.get(doc[0].lower_)
    return any(word.tag_ == verb for word in doc)


def _opened(token: Token) -> Iterator[Cue]:
    """Read how a sentence opens: "Hardly any aid reached", "Provided it rains, Chad will"."""
    words = [word.lower_ for word in token.doc[:3]]
    between = token.doc[1 : token.i]
    none = words[0] in _NONE or words[:2] in _NOT_ONE
    said = any(is_finite(each) or _governor(each, clause=True) for each in between)
    if none and not said:
        yield LinkStatus.DENIED, token.doc[0].text
    # "None of the ships that left Odesa reached": the parser errs on it.
    if token.doc[0].dep_ == "ROOT" and words[0] in _NONE and words[1:2] == ["of"]:
        yield LinkStatus.DENIED, token.doc[0].text
    row = _cue(token.doc[0], CueUse.MARK)
    condition = words in _CONDITIONS or (row and row.status is LinkStatus.POSSIBLE)
    if condition and any(word.text == "," for word in between):
        yield LinkStatus.POSSIBLE, token.doc[0].text


def _told(token: Token) -> Iterator[Cue]:
    """Read who tells it: "according to the rebels", "prosecutors say"."""
    doc = token.doc
    for word in doc[:-1]:
        if word.lower_ == "according" and _after(word).lower_ == "to":
            yield from _sources(doc[word.i + 2 : word.i + 2 + _MAX_BEFORE])
    for above in token.ancestors:
        if above.lower_ in data.context_words(Role.SAYING):
            for subject in (c for c in above.children if is_subject(c)):
                yield from _sources([subject, *subject.children])


def _disputed(token: Token) -> Iterator[Cue]:
    """Read who denies it behind: ", which Kyiv denies", ", a claim that Kyiv rejects"."""
    for comma in token.doc[token.i : -1]:
        opener = _after(comma)
        if comma.text == "," and opener.lower_ in _DISPUTING:
            for word in token.doc[opener.i + 1 : opener.i + 2 + _MAX_BEFORE]:
                if row := _cue(word, CueUse.DISPUTES):
                    yield row.status, word.text


def _sources(words: Iterable[Token]) -> Iterator[Cue]:
    for word in words:
        if row := _cue(word, CueUse.SOURCE):
            yield row.status, word.text


def _beside(token: Token, below: Token | None = None) -> Iterator[Cue]:
    """Return the cues that hang on a word: helping verbs, "not", "if", "allegedly".

    Args:
        token: The word.
        below: What hangs on it that the cues go for; of a subject another object says nothing.
    """
    yield from _nothing(token, below)
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
            if use is CueUse.AUX and is_perfect(token):
                row = _cue(child, CueUse.PERFECT) or row
            if child.dep_ == "advmod":
                row = row or _cue(child, CueUse.MARK)
            if row:
                yield row.status, child.text


def _nothing(token: Token, below: Token | None) -> Iterator[Cue]:
    none = negative_part(token)
    mine = below is None or not is_subject(below)
    if none is not None and (mine or below in {none, none.head}):
        yield LinkStatus.DENIED, none.text


def _threatens(token: Token) -> bool:
    row = _cue(token, CueUse.GOVERNOR)
    made = row is not None and row.status is LinkStatus.POSSIBLE
    return made and any(t.token == token for t in triggers(token))


def _negates(child: Token) -> bool:
    """True for "not", but not for that of "India, not China, sent"."""
    if child.dep_ == "amod" and child.tag_ == "VBN":
        # "why has it not imposed sanctions": a participle to the parser
        return any(word.lower_ in NOT for word in child.lefts)
    if child.dep_ in {"advmod", "amod"} and _cue(child, CueUse.NEGATED):
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
        row = _cue(word, CueUse.MARK) if word.lower_ != "whether" else None
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
        row = _of_subject(governor, below)
    else:
        small = {c.lower_ for c in below.children if c.dep_ in {"mark", "case"}}
        row = _governor(governor, clause=clause, small=small)
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


def _of_subject(verb: Token, subject: Token) -> StatusWord | None:
    row = _governor(verb, clause=False, use=CueUse.SUBJECT)
    if row is None and _governor(subject, clause=True):  # "the bid came to nothing"
        row = _governor(verb, clause=False, use=CueUse.OUTCOME)
    if row is None and _cue(subject, CueUse.TELLING):
        row = _cue(verb, CueUse.TOLD)  # "reports that it sent tanks were wrong"
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
    for words, status in _times().items():
        if words.startswith("on ") and not told:
            continue
        if f" {words}" in text:
            yield status, words


def _by_order(token: Token) -> Iterator[Cue]:
    """Read the words before, where the tree says nothing: "may", "urged ... to"."""
    start = max(0, token.i - _MAX_BEFORE)
    for word in reversed(token.doc[start : token.i]):
        if row := _cue(word, CueUse.AUX):
            yield row.status, word.text
            return
        # "Washington denies new talks": a noun to the tagger.
        row = _cue(word, CueUse.GOVERNOR) if word.tag_ in _SAID else None
        if row and row.status is LinkStatus.DENIED and not row.particle:
            yield row.status, word.text
            return
        if word.is_punct or (part_of(word) is Part.VERB and word.lower_ not in _HELPS):
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
    word: Token,
    *,
    clause: bool,
    use: CueUse = CueUse.GOVERNOR,
    small: Set[str] = frozenset(),
) -> StatusWord | None:
    """Return how a word bears on what hangs on it: a clause, or else a noun.

    ``small`` are the words that open what hangs on it: "kept it from sailing".
    """
    own = {child.lower_ for child in word.children if child.dep_ != "mark"}
    particles = own | small | {_next(word)}
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
