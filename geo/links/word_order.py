"""Word order, where the tree says nothing: the parser errs on prepositions and headlines.

A sentence that names two places and has one link word between or before them, with the small
words that go with it, says enough: "Iran shells Erbil", "a visit by ... to ...".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise, product

from spacy.tokens import Doc, Token

from geo import data
from geo.data import EndRole, LinkFrame, Part, Role
from geo.links.arguments import End, Ends, can_act
from geo.links.lexicon import STATION, Trigger, part_of, readings, triggers
from geo.links.subjects import is_passive
from geo.links.trees import OPENERS
from geo.model import LinkKind

MAX_BEFORE = 9  # tokens before "from" in which the word that says it stands
_CLOSE = 3  # tokens between "Chad and Sudan" and what they do together
MAX_BETWEEN = 14  # tokens between an end and the word
_TO = frozenset({"to", "to the", "into", "into the"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_BREAKS = frozenset({";", ":", "—", "–", "|", ".", "?", "!"})


@dataclass(frozen=True, slots=True)
class Ordered:
    """Two ends that word order ties to a link word."""

    trigger: Trigger
    first: End
    second: End
    directed: bool


@dataclass(frozen=True, slots=True)
class _EndSpan:
    """An end with its tokens and the preposition before it."""

    end: End
    start: int
    stop: int
    preposition: str


def joined(doc: Doc, ends: Ends) -> Iterator[Ordered]:
    """Return "from Oslo to Riga" and "between Oslo and Riga" after a link word.

    Args:
        doc: The sentence.
        ends: Its ends, by token.
    """
    spans = tuple(_end_spans(doc, ends))
    headline = not any(token.tag_ in _FINITE for token in doc)
    for first, second in pairwise(spans):
        between = doc[first.stop : second.start]
        joint = between.text.lower().strip()
        for trigger in _before(doc, first.start, headline=headline):
            roles = trigger.frame.prepositions
            ways = first.preposition == "from" and joint in _TO and roles.get("to")
            if ways and roles.get("from") is EndRole.ORIGIN:
                yield Ordered(trigger, first.end, second.end, True)
                break
            equals = first.preposition == "between" and joint == "and"
            if equals and roles.get("between") is EndRole.PARTNER:
                yield Ordered(trigger, first.end, second.end, False)
                break


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
        after_name = token.i and token.i - 1 in ends and token.tag_ in {"VBN", "VBD"}
        if token.i in ends or (token.dep_ == "amod" and not after_name):
            continue
        for trigger in readings(token) if headline or after_name else triggers(token):
            if trigger.frame.name == STATION:
                continue  # "U.S. troops ... in Iraq" must hang together
            yield from _around(doc, trigger, spans)


def _around(doc: Doc, trigger: Trigger, spans: Sequence[_EndSpan]) -> Iterator[Ordered]:
    """Read the nearest end on the left and those on the right of a word."""
    at, frame = trigger.token.i, trigger.frame
    left = [s for s in spans if s.stop <= at and _near(doc, s.stop, at)]
    right = [s for s in spans if s.start > at and _near(doc, at + 1, s.start)]
    hit = trigger.kind is LinkKind.CONFLICT and is_passive(trigger.token)
    if hit and trigger.frame.object:
        return  # "a soldier was killed in Mali"
    origins = [
        s.end for s in right if frame.prepositions.get(s.preposition) is EndRole.ORIGIN
    ]
    targets = [s.end for s in right if _is_target(frame, s, at)]
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
    ):
        for first, second in combinations(agents, 2):
            yield Ordered(trigger, first, second, False)


def _joined_to(
    doc: Doc, right: Sequence[_EndSpan], targets: Sequence[End]
) -> list[End]:
    """Return the first target, and those that "and" joins to it: "to Jordan and Tunisia"."""
    found: list[_EndSpan] = []
    for span in right:
        joint = doc[found[-1].stop : span.start].text.lower() if found else ""
        if found and joint not in {"and", ",", ", and"}:
            break
        if found or span.end == targets[0]:
            found.append(span)
    return [span.end for span in found]


def _agents(doc: Doc, trigger: Trigger, left: Sequence[_EndSpan]) -> list[End]:
    """Return the nearest end on the left, and those that "and" joins to it."""
    group: list[_EndSpan] = []
    for span in reversed(left):
        joint = doc[span.stop : group[-1].start].text.lower() if group else "and"
        if joint not in {"and", ",", ", and"} or _is_broken(doc, trigger, span.stop):
            break
        group.append(span)
    if not group or group[-1].preposition not in {"", "from", "in"}:
        return []
    # "Drones launched from Crimea hit": where they came from struck.
    started = group[-1].preposition == "from" and trigger.kind is LinkKind.CONFLICT
    in_ = group[-1].preposition == "in" and len(group) > 1
    plain = not group[-1].preposition
    return [span.end for span in reversed(group)] if plain or started or in_ else []


def _is_broken(doc: Doc, trigger: Trigger, start: int) -> bool:
    """True where another deed stands between an end and the word: "because rebels raided"."""
    deed = part_of(trigger.token) is Part.NOUN
    judging = data.context_words(Role.JUDGING)
    hostile = data.context_words(Role.HOSTILE)
    return any(
        word.lower_ in OPENERS | hostile or (deed and word.lower_ in judging)
        for word in doc[start : trigger.token.i]
    )


def _can_act(frame: LinkFrame, agents: Sequence[End]) -> bool:
    return bool(agents) and frame.subject in {EndRole.ORIGIN, EndRole.MOVER}


def _is_target(frame: LinkFrame, span: _EndSpan, at: int) -> bool:
    role = frame.prepositions.get(span.preposition)
    straight = not span.preposition and span.start <= at + 2
    if frame.object is EndRole.JUDGED:
        return straight and (can_act(span.end) or span.start == at + 1)
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
        yield _EndSpan(
            ends[start][0], start, run[-1] + 1, _preposition_before(doc, start)
        )


def _preposition_before(doc: Doc, start: int) -> str:
    """Return the preposition of the name at ``start``, over an article and adjectives."""
    for token in reversed(doc[max(0, start - 4) : start]):
        if token.tag_ == "IN" or token.lower_ in {"to", "with", "between"}:
            return token.lower_
        if not _is_small(token):
            return ""
    return ""


def _is_small(token: Token) -> bool:
    return token.tag_ in {"DT", "JJ", "NN", "NNP", "NNPS", "POS", "PRP$", "CD"}
