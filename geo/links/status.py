"""How sure a sentence is of what one of its words states, and the word that says so.

The words around the link word are asked first, then those that it hangs on: "denied that it had
sent". A relative clause, a participle on a noun and a clause of time are said on their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from geo import data
from geo.data import CueUse, Part, Role
from geo.language.syntax import Token
from geo.links.arguments import preposition
from geo.links.beside import beside, suspected
from geo.links.cues import Cue, cue_of, governor_of, times
from geo.links.governing import (
    AHEAD,
    above_aside,
    governing,
    is_against,
    is_asked,
    is_opinion,
)
from geo.links.lexicon import is_deed, part_of, triggers
from geo.links.second_look import (
    aside,
    by_order,
    fronted,
    is_dated,
    is_to,
    no_choice,
    predicate,
    short_of,
)
from geo.links.telling import (
    called_off,
    carried_out,
    disputed,
    inverted,
    inverts,
    opened,
    opens,
    setting,
    told,
)
from geo.links.trees import (
    NOT,
    has_to,
    is_finite,
    is_negated,
    is_own_clause,
    is_subject,
    marks_of,
    opens_with_of,
    perfect_of,
    set_off_from,
)
from geo.model import LinkStatus

_MAX_STEPS_UP = 5
_ABLE = frozenset("could able chance".split())  # "before it could sail"
_PAUSES = frozenset("stop stops stopped halt halts halted".split())
_HELD = frozenset({"obj", "nsubj:pass"})
_PASSED = ("obj", "xcomp", "ccomp", "acl", "nmod", "obl", "nsubj", "conj", "csubj")
# Where several stand, the first of these counts.
_ORDER = (
    LinkStatus.DENIED,
    LinkStatus.ALLEGED,
    LinkStatus.POSSIBLE,
    LinkStatus.PLANNED,
)


# "Under a pact signed by Rome, the camp may hold": the pact is there.
_APART = frozenset(
    "under after since despite amid following because_of according_to thanks_to".split()
)
_SURE = frozenset({LinkStatus.STATED, LinkStatus.ALLEGED})
_ACCEPTS = frozenset("accept accepts accepted accepting approved granted".split())
_DOUBTS = frozenset({LinkStatus.POSSIBLE, LinkStatus.DENIED})
# What is asked or told is at most so much by what stands around the asking.
_AT_MOST = {LinkStatus.DENIED: LinkStatus.POSSIBLE}


@dataclass(frozen=True, slots=True)
class Factuality:
    """How sure the article is, and the word that says so ("" where it states it)."""

    status: LinkStatus = LinkStatus.STATED
    cue: str = ""


def factuality(token: Token) -> Factuality:
    """Return how sure a sentence is of what one of its words states."""
    found = _first([*_climb(token)] or [*by_order(token)])
    no = found.get(LinkStatus.DENIED)
    if no in NOT and found.get(LinkStatus.POSSIBLE) == "unless":
        del found[LinkStatus.DENIED]  # "will not sail unless"
    if found.keys() <= AHEAD:
        found |= _first(predicate(token))
    if found and not found.keys() <= _SURE and carried_out(token):
        return Factuality()
    if found and not no and (off := called_off(token)):
        found[LinkStatus.DENIED] = off
    status = next((each for each in _ORDER if each in found), None)
    return Factuality(status, found[status]) if status else Factuality()


def _first(cues: Iterable[Cue]) -> dict[LinkStatus, str]:
    """Return the first word for each status."""
    found: dict[LinkStatus, str] = {}
    for status, word in cues:
        found.setdefault(status, word)
    return found


def _climb(token: Token) -> Iterator[Cue]:
    if bound := no_choice(token):
        yield bound
        return
    yield from _itself(token)
    yield from setting(token)
    yield from inverted(token)
    yield from opened(token)
    yield from told(token)
    yield from disputed(token)
    yield from opens(token)
    yield from short_of(token)
    yield from fronted(token)
    yield from is_to(token)
    yield from suspected(token)
    own = [*beside(token)]
    doubted = any(status in AHEAD for status, _ in own)  # "should, the party argues"
    yield from (c for c in aside(token) if not (doubted and c[0] is LinkStatus.ALLEGED))
    yield from _kept([*own, *_later(token), *_above(token, {s for s, _ in own})])


def _kept(cues: Sequence[Cue]) -> Sequence[Cue]:
    """Return what is left where a plan was carried out: "made good on its threat to strike"."""
    done = [i for i, cue in enumerate(cues) if _settles(cue)]
    if not done:
        return cues
    no = [cue for cue in cues[: done[-1]] if cue[0] is LinkStatus.DENIED]
    return [*no, *cues[done[-1] :]]


def _settles(cue: Cue) -> bool:
    """True for "made good on" and for "accepted" of "accepted an invitation to visit"."""
    status, word = cue
    accepts = status is LinkStatus.PLANNED and word in _ACCEPTS
    return status is LinkStatus.STATED or accepts


@dataclass(slots=True)
class _Way:
    """What is known on the way up from a word.

    Attributes:
        own: What those beside it and below make of it: "could".
        spent: Words whose own "not" is used up.
        of: True behind "of shelling".
        undone: What the word below undoes, until it is undone itself.
        asked: True above "say that it sent": who does not say so does not deny it.
    """

    own: set[LinkStatus]
    spent: set[int] = field(default_factory=set)
    of: bool = False
    undone: Cue | None = None
    asked: bool = False


def _above(token: Token, own: set[LinkStatus]) -> Iterator[Cue]:
    """Return what the words that a word hangs on make of it, from the nearest up."""
    if is_against(token) and any(c.dep_ == "cop" for c in token.children):
        yield LinkStatus.DENIED, "against"  # "is against sending"
    at, way = perfect_of(token) or token, _Way(own)
    for _ in range(_MAX_STEPS_UP):
        if at.head == at or (is_own_clause(at) and not _follows(at)):
            yield from _undone(at)
            yield from _unmade(at)
            break
        below, at = at, above_aside(at)
        if _was_so(token, at) or _is_apart(below, at):
            break
        goes_on = below.dep_.startswith((*_PASSED, "advcl"))
        goes_on = goes_on and preposition(below) not in _APART
        yield from _layer(at, below, way, goes_on=goes_on)
        if is_subject(below) and (main := set_off_from(at)):
            yield from _layer(main, below, way, goes_on=True)
        if not goes_on:
            break
    if way.undone:
        yield way.undone


def _is_apart(below: Token, at: Token) -> bool:
    """True for what "and" joins to another deed, and for what a fronted condition is beside."""
    if below.dep_ == "parataxis":
        return inverts(at.doc)
    return below.dep_ == "conj" and _is_past(below, at)


def _layer(at: Token, below: Token, way: _Way, *, goes_on: bool) -> list[Cue]:
    """Return what a word and those beside it make of what hangs on it."""
    way.of = way.of or opens_with_of(below)
    way.asked = way.asked or any(m.lower_ == "whether" for m in marks_of(below))
    cue, used = governing(at, below, of=way.of)
    if cue and is_opinion(at, cue, way.own):
        cue = None  # "believe that it could"
    if used is not None:
        way.spent.add(used.i)
    layer = [cue] if cue else []
    if goes_on and _carries_on(at, below):
        layer += beside(at, below, spent=way.spent)
        layer += opens(at) if is_finite(at) else ()
    layer += _raised(at, below)
    if way.asked:  # "was unable to confirm that": who knows?
        layer = [(_AT_MOST.get(status, status), word) for status, word in layer]
    way.asked = way.asked or is_asked(at, below)
    way.undone, layer = _weighed(at, way.undone, layer, cue)
    way.own |= {status for status, _ in layer}
    return layer


def _raised(verb: Token, subject: Token) -> Iterator[Cue]:
    """Read "has yet to be signed", "is likely to resume": what is said of its subject's doing."""
    if not is_subject(subject) or part_of(subject) is not Part.NOUN:
        return
    deed = next((c for c in verb.children if c.dep_ == "xcomp" and has_to(c)), None)
    if deed is not None and _lends(deed):
        cue, _ = governing(verb, deed, of=False)
        yield from [cue] if cue else ()
        yield from beside(deed, spent={verb.i})


def _weighed(
    at: Token, undone: Cue | None, layer: list[Cue], cue: Cue | None
) -> tuple[Cue | None, list[Cue]]:
    """Read "refused to rule out", "may cancel", "failed to prevent": no clear no.

    Args:
        at: The word.
        undone: What the word below it undoes.
        layer: What the word and those beside it say.
        cue: What of that the word itself says.

    Returns:
        What the word undoes, and all else that is to be noted.
    """
    no = cue if cue and cue[0] is LinkStatus.DENIED else None
    rest = [each for each in layer if each != no]
    doubts = [(s, w) for s, w in rest if s in _DOUBTS]
    if no and doubts:  # "may refuse to send"
        return None, [(LinkStatus.POSSIBLE, doubts[0][1])]
    if undone and (no or doubts):
        over = no or doubts[0]
        rest = [(s, w) for s, w in rest if s not in _DOUBTS]
        fails = no and at.lower_ in data.context_words(Role.SURE_IF_NOT)
        return None, rest if fails else [*rest, (LinkStatus.POSSIBLE, over[1])]
    return no or undone, rest


def _unmade(clause: Token) -> Iterator[Cue]:
    """Read "rejected a bill that would let", "stopped buses that were to take": they never did."""
    noun = clause.head
    if clause.dep_ != "acl:relcl" or noun.dep_ not in _HELD or is_negated(noun.head):
        return
    plan = governor_of(clause, clause=True, shape=CueUse.INFINITIVE)
    ahead = plan is not None and plan.status is LinkStatus.PLANNED
    if ahead or any(c.tag_ == "MD" for c in clause.children) or _were_to(clause):
        uses = (CueUse.GOVERNOR, CueUse.BEFORE)
        rows = (governor_of(noun.head, clause=False, use=use) for use in uses)
        if any(row and row.status is LinkStatus.DENIED for row in rows):
            yield LinkStatus.DENIED, noun.head.text


def _were_to(verb: Token) -> bool:
    """True for "were to take"."""
    to = next((c for c in verb.children if c.dep_ == "mark" and c.lower_ == "to"), None)
    return to is not None and to.nbor(-1).lower_ in {"was", "were", "is", "are"}


def _undone(clause: Token) -> Iterator[Cue]:
    """Read "turned back before reaching Oslo", "before it could sail": they never did."""
    before = any(mark.lower_ == "before" for mark in marks_of(clause))
    if not before or clause.dep_ != "advcl":
        return
    verb = clause.head
    row = governor_of(verb, clause=False, use=CueUse.BEFORE)
    if row and not is_negated(verb) and not _paused(verb):
        yield row.status, verb.text
    elif any(word.lower_ in _ABLE for word in (clause, *clause.children)):
        yield LinkStatus.DENIED, "before"


def _paused(verb: Token) -> bool:
    """True for "stopped in Oslo before going on": who stops another has an object."""
    held = {"obj", "aux:pass"}
    return verb.lower_ in _PAUSES and not any(c.dep_ in held for c in verb.children)


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
    return below.dep_ != "conj" or not (is_finite(below) or _is_past(below, above))


def _is_past(verb: Token, before: Token) -> bool:
    """True for "called" of "will not use gas and called on Chad": it is none of what will not be."""
    return before.tag_ == "VB" and verb.tag_ in {"VBN", "VBD"}


def _lends(verb: Token) -> bool:
    light = data.context_words(Role.LIGHT) | data.context_words(Role.HAPPENING)
    if verb.lower_ in light or part_of(verb) is Part.NOUN:
        return True
    row = governor_of(verb, clause=False, use=CueUse.SUBJECT)  # "will materialise"
    return row is not None and row.status is LinkStatus.STATED


def _itself(token: Token) -> Iterator[Cue]:
    if row := cue_of(token, CueUse.ITSELF):
        yield row.status, token.text
    elif any(_is_light(c) for c in token.children):
        row = governor_of(token, clause=True, shape=CueUse.INFINITIVE)
        planned = row is not None and row.status is LinkStatus.PLANNED
        yield from [(LinkStatus.PLANNED, token.text)] if planned else ()


def _is_light(clause: Token) -> bool:
    """True for the "hold" of "agreed to hold talks": they are yet to be held."""
    light = clause.dep_ == "xcomp" and clause.lower_ in data.context_words(Role.LIGHT)
    return light and has_to(clause) and any(map(triggers, clause.children))


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
    happens = data.context_words(Role.LIGHT) | data.context_words(Role.HAPPENING)
    told = verb.tag_ != "VBG" and (not misread or verb.lower_ in happens)
    told = told or any(c.tag_ in {"VBZ", "VBP"} for c in verb.children)
    if told and is_dated(verb):
        yield LinkStatus.PLANNED, verb.text
    for words, status in times().items():
        if words.startswith("on ") and not told:
            continue
        if f" {words}" in text:
            yield status, words
