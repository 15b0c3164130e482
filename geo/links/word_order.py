"""Word order, where the tree says nothing: the parser errs on prepositions and headlines.

A sentence that names two places and has one link word between or before them, with the small
words that go with it, says enough: "Iran shells Erbil", "a visit by ... to ...".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise, product

from geo import data
from geo.data import EndRole, LinkFrame, Part, Role
from geo.language.syntax import Doc, Span, Token
from geo.links.arguments import (
    BESIDE,
    EDGES,
    HYPHENS,
    INSIDE,
    End,
    Ends,
    can_act,
    is_doer,
    is_nature,
    is_set_off,
    once,
)
from geo.links.lexicon import DISCUSS, STATION, Trigger, part_of, readings, triggers
from geo.links.noun_roles import is_called_for
from geo.links.subjects import is_passive
from geo.links.trees import OPENERS, perfect_of
from geo.model import LinkKind, MentionKind

_ACTS_NEXT = frozenset({"it", "they", "he", "she"})
MAX_BEFORE = 9  # tokens before "from" in which the word that says it stands
_CLOSE = 3  # tokens between "Chad and Sudan" and what they do together
MAX_BETWEEN = 14  # tokens between an end and the word
_MAX_INSIDE = 6  # words of "to the assembly plants in"
_MAX_NOUNS = 3  # words of "bullet train service"
_HAVE = frozenset({"had", "has", "have"})
_TO = frozenset({"to", "to the", "into", "into the"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_BREAKS = frozenset({";", ":", "—", "–", "|", ".", "?", "!"})
_QUOTES = frozenset({"“", '"'})


@dataclass(frozen=True, slots=True)
class Ordered:
    """Two ends that word order ties to a link word."""

    trigger: Trigger
    first: End
    second: End
    directed: bool


@dataclass(frozen=True, slots=True)
class _EndSpan:
    """An end with its tokens, the preposition before it, and whether it is somebody's home.

    Or the doer of "Indian-born", who is no owner.
    """

    end: End
    start: int
    stop: int
    preposition: str
    is_home: bool
    is_doer: bool


def joined(doc: Doc, ends: Ends) -> Iterator[Ordered]:
    """Return "from Oslo to Riga" and "between Oslo and Riga" after a link word.

    Args:
        doc: The sentence.
        ends: Its ends, by token.
    """
    spans = tuple(_end_spans(doc, ends))
    headline = not any(token.tag_ in _FINITE for token in doc)
    for at, (first, second) in enumerate(pairwise(spans), 1):
        if doc[first.stop : second.start].text in HYPHENS:
            for trigger in _hyphened(doc, second.stop):
                yield Ordered(trigger, first.end, second.end, False)
        joint = _joint(doc[first.stop : second.start])
        for trigger in _before(doc, first.start, headline=headline):
            roles = trigger.frame.prepositions
            ways = first.preposition == "from" and joint in _TO and roles.get("to")
            if ways and roles.get("from") is EndRole.ORIGIN:
                for goal in _joined_to(doc, spans[at:], [second.end]):
                    yield Ordered(trigger, first.end, goal, True)
                break
            equals = first.preposition == "between" and joint == "and"
            if equals and roles.get("between") is EndRole.PARTNER:
                yield Ordered(trigger, first.end, second.end, False)
                break


def _hyphened(doc: Doc, start: int) -> Iterator[Trigger]:
    """Return what two names before it do or are joined by: "the Tokyo-Osaka bullet train"."""
    for token in doc[start : start + _MAX_NOUNS]:
        if token.tag_ not in {"NN", "NNS", "NNP", "NNPS", "JJ"}:
            return
        for trigger in readings(token):
            if trigger.frame.prepositions.get("between") is EndRole.PARTNER:
                yield trigger
                return


def _joint(between: Span) -> str:
    """Return the words between two names; "to" of "from Oslo to assembly plants in Riga"."""
    words = [token.lower_ for token in between]
    inside = 1 < len(words) <= _MAX_INSIDE and words[-1] in INSIDE
    plain = all(word.isalpha() for word in words)
    said = any(token.tag_ in _FINITE for token in between)
    to_there = inside and plain and words[0] in {"to", "into"} and not said
    return words[0] if to_there else between.text.lower().strip()


def _before(doc: Doc, start: int, *, headline: bool) -> Iterator[Trigger]:
    """Return the readings of the words before a name, the nearest first."""
    for token in reversed(doc[max(0, start - MAX_BEFORE) : start]):
        if token.text in _BREAKS:
            return
        plural = token.tag_ in {"NNS", "NNPS"} and not headline
        yield from triggers(token) if plural else readings(token)


def by_order(doc: Doc, ends: Ends) -> Iterator[Ordered]:
    """Return what the order of words states, best first.

    Args:
        doc: The sentence.
        ends: Its ends, by token.
    """
    spans = tuple(_end_spans(doc, ends))
    # A headline's verbs are often taken for nouns; elsewhere the tags can be trusted.
    headline = not any(token.tag_ in _FINITE for token in doc)
    for token in doc:
        # "Armenia and Azerbaijan exchanged prisoners": the parser may read an adjective.
        named = token.i and token.i - 1 in ends
        after_name = token.tag_ in {"VBN", "VBD"} and (named or perfect_of(token))
        after_name = after_name or _is_misread(token)
        if token.i in ends or (token.dep_ == "amod" and not after_name):
            continue
        if headline and _is_bombed(doc, ends, token):
            continue
        for trigger in readings(token) if headline or after_name else triggers(token):
            if trigger.frame.name == STATION:
                continue  # "U.S. troops ... in Iraq" must hang together
            yield from _around(doc, trigger, spans)


def _is_misread(token: Token) -> bool:
    """True for the noun "lent" of "said it lent Chad money": after "it" stands a verb."""
    noun = token.tag_ in {"NN", "JJ"} and token.i > 0
    return noun and token.nbor(-1).lower_ in _ACTS_NEXT


def _is_bombed(doc: Doc, ends: Ends, token: Token) -> bool:
    """True for "targets" of "bombs Kurdish targets", where a headline's tags mislead."""
    verb = token.i - 2
    whose = [e for e in ends.get(token.i - 1, ()) if _is_people(e)]
    return bool(verb >= 0 and whose and readings(doc[verb]))


def _is_people(end: End) -> bool:
    return end.mention.kind is MentionKind.DEMONYM


def _around(doc: Doc, trigger: Trigger, spans: Sequence[_EndSpan]) -> Iterator[Ordered]:
    """Read the nearest end on the left and those on the right of a word."""
    at, frame = trigger.token.i, trigger.frame
    noun = part_of(trigger.token) is Part.NOUN
    left = [s for s in spans if s.stop <= at and _near(doc, s.stop, at)]
    right = [
        s
        for s in spans
        if s.start > at
        and _near(doc, at + 1, s.start)
        and not (noun and _QUOTES & {t.text for t in doc[at + 1 : s.start]})
    ]
    hit = trigger.kind is LinkKind.CONFLICT and is_passive(trigger.token)
    if hit and trigger.frame.object:
        return  # "a soldier was killed in Mali"
    origins = [
        s.end
        for s in right
        if frame.prepositions.get(s.preposition) is EndRole.ORIGIN and not s.is_home
    ]
    targets = [s.end for s in _aims(frame, right, at)]
    partners = [
        s.end for s in right if frame.prepositions.get(s.preposition) is EndRole.PARTNER
    ]
    agents = _agents(doc, trigger, left)
    if targets and (origins or _can_act(frame, agents)):
        for first, second in product(
            origins or agents, _joined_to(doc, right, targets)
        ):
            yield Ordered(trigger, first, second, True)
    elif partners and agents and frame.subject is EndRole.PEER:
        for first in agents:
            yield Ordered(trigger, first, partners[0], False)
    elif (
        not right
        and frame.subject is EndRole.PEER
        and left
        and not any(child.dep_ == "obj" for child in trigger.token.children)
        and at - left[-1].stop <= _CLOSE
        and not is_called_for(trigger.token, trigger.token.head)
        and trigger.frame.name != DISCUSS
    ):
        for first, second in combinations(agents, 2):
            yield Ordered(trigger, first, second, False)


def _aims(frame: LinkFrame, right: Sequence[_EndSpan], at: int) -> list[_EndSpan]:
    """Return what is aimed at: Syria in "bombs Kurdish targets in Syria"."""
    aims = [s for s in right if _is_target(frame, s, at)]
    inside = len(aims) > 1 and aims[1].preposition in INSIDE
    return aims[1:] if inside and _is_people(aims[0].end) else aims


def _joined_to(
    doc: Doc, right: Sequence[_EndSpan], targets: Sequence[End]
) -> tuple[End, ...]:
    """Return the first target, and those that "and" joins to it: "to Jordan and Tunisia".

    Of "to Wonsan, North Korea" only the town: the country says where it is.
    """
    found: list[_EndSpan] = []
    for span in right:
        joint = doc[found[-1].stop : span.start].text.lower() if found else ""
        if found and joint not in {"and", ",", ", and"}:
            break
        if found or span.end == targets[0]:
            found.append(span)
    return once(span.end for span in found)


def _agents(doc: Doc, trigger: Trigger, left: Sequence[_EndSpan]) -> list[End]:
    """Return the nearest end on the left, and those that "and" joins to it."""
    group: list[_EndSpan] = []
    for span in reversed(left):
        if is_nature(span.end.place) and not span.preposition:
            break  # "the river was expected at"
        joint = doc[span.stop : group[-1].start].text.lower() if group else "and"
        if joint not in {"and", ",", ", and"} or _is_broken(trigger, span.stop):
            break
        if any(_is_object(t) or is_doer(t) for t in doc[span.start : span.stop]):
            break
        group.append(span)
    if not group or group[-1].preposition not in {"", "from", "in"}:
        return []
    # "Drones launched from Crimea hit": where they came from struck.
    started = group[-1].preposition == "from" and trigger.kind is LinkKind.CONFLICT
    in_ = group[-1].preposition == "in" and len(group) > 1
    plain = not group[-1].preposition
    return [span.end for span in reversed(group)] if plain or started or in_ else []


def _is_object(token: Token) -> bool:
    """True for Lyon in "would split Lyon, join Paris with", not in "had Lyon objected"."""
    verb = token.head
    return token.dep_ == "obj" and verb.i < token.i and verb.lower_ not in _HAVE


def _is_broken(trigger: Trigger, start: int) -> bool:
    """True where another deed stands between an end and the word: "because rebels raided"."""
    between = trigger.token.doc[start : trigger.token.i]
    who = next((word.i for word in between if word.lower_ == "who"), start)
    if any(word.tag_ in _FINITE for word in trigger.token.doc[start:who]):
        return True  # "a Mexican judge charged a man who fled to": the man did
    deed = part_of(trigger.token) is Part.NOUN
    judging = data.context_words(Role.JUDGING)
    hostile = data.context_words(Role.HOSTILE)
    return any(
        word.lower_ in OPENERS | hostile or (deed and word.lower_ in judging)
        for word in between
    )


def _can_act(frame: LinkFrame, agents: Sequence[End]) -> bool:
    return bool(agents) and frame.subject in {EndRole.ORIGIN, EndRole.MOVER}


def _is_target(frame: LinkFrame, span: _EndSpan, at: int) -> bool:
    role = frame.prepositions.get(span.preposition)
    straight = not span.preposition and span.start <= at + 2
    if frame.object is EndRole.RECIPIENT and frame.subject is EndRole.ORIGIN:
        return span.start == at + 1 or role is EndRole.DESTINATION
    if frame.object is EndRole.JUDGED:
        whose = can_act(span.end) and not span.is_doer
        return straight and (whose or span.start == at + 1)
    if role is EndRole.DESTINATION:
        return True
    return straight and frame.object is EndRole.DESTINATION


def _near(doc: Doc, start: int, stop: int) -> bool:
    """True where few words and no break of the sentence stand between."""
    between = doc[start:stop]
    return len(between) <= MAX_BETWEEN and all(t.text not in _BREAKS for t in between)


def _end_spans(doc: Doc, ends: Ends) -> Iterator[_EndSpan]:
    runs: list[list[int]] = []
    for i in sorted(ends):
        if runs and ends[i] == ends[runs[-1][0]] and i == runs[-1][-1] + 1:
            runs[-1].append(i)
        else:
            runs.append([i])
    for run in runs:
        start = run[0]
        opener = _preposition_before(doc, start)
        word = opener.lower_ if opener is not None else ""
        if word in BESIDE and doc[run[-1] + 1 : run[-1] + 2].text in EDGES:
            word += "_border"  # "near the Afghan border": on this side of it
        home = opener is not None and is_set_off(doc, opener.i, ends)
        doer = is_doer(doc[run[-1]])
        yield _EndSpan(ends[start][0], start, run[-1] + 1, word, home, doer)


def _preposition_before(doc: Doc, start: int) -> Token | None:
    """Return the preposition of the name at ``start``, over an article and adjectives."""
    for token in reversed(doc[max(0, start - 4) : start]):
        if token.dep_ == "mark" and token.lower_ == "that":
            return None  # "denied that Israel had"
        if token.tag_ == "IN" or token.lower_ in {"to", "with", "between"}:
            return token
        if not _is_small(token):
            return None
    return None


def _is_small(token: Token) -> bool:
    return token.tag_ in {"DT", "JJ", "NN", "NNP", "NNPS", "POS", "PRP$", "CD"}
