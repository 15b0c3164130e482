"""Resolutions to Links: what the article says connects its places.

First version: the plain patterns "from X to Y" and "between X and Y" where a word beside them
says what moves, meets or fights; and co-mention, two places in one sentence with nothing
stated. A pattern without such a word ("from Texas to Maine, voters ...") states nothing.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import combinations

from geo import data
from geo.model import (
    Article,
    Evidence,
    Link,
    LinkKind,
    LinkStatus,
    Mention,
    Passage,
    Place,
    Reason,
    Resolution,
)

MOST_IN_SENTENCE = 8  # a sentence with more places is a list: it links none of them
_REACH_BEFORE = 8  # words before the pattern in which its verb or noun stands
_GAP = 4  # words allowed between preposition and place ("from the port of Oslo to")
_WORDS = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*|[.;:!?()]")


@dataclass(frozen=True, slots=True)
class _End:
    """A mention with its place: a possible end of a link."""

    mention: Mention
    place: Place


@dataclass(frozen=True, slots=True)
class _Statement:
    """What a sentence says of two places."""

    kind: LinkKind
    directed: bool
    status: LinkStatus
    predicate: str
    reasons: tuple[Reason, ...]


_Part = str | _End  # a lower-case word, or a place


def find_links(article: Article, resolutions: Sequence[Resolution]) -> tuple[Link, ...]:
    """Find the links of one article, in the order of its sentences.

    Args:
        article: The article.
        resolutions: What its mentions mean; those without a place can be no end.
    """
    sentences: defaultdict[Passage, list[_End]] = defaultdict(list)
    for resolution in resolutions:
        if resolution.place:
            end = _End(resolution.mention, resolution.place)
            sentences[resolution.mention.sentence].append(end)
    found = [
        link
        for passage, ends in sorted(sentences.items())
        for link in _in_sentence(article, passage, ends)
    ]
    return merge(found)


def merge(links: Sequence[Link]) -> tuple[Link, ...]:
    """Make links that say the same one link with all their passages."""
    merged: dict[str, Link] = {}
    for link in links:
        known = merged.get(link.id)
        merged[link.id] = (
            replace(known, evidence=known.evidence + link.evidence) if known else link
        )
    return tuple(merged.values())


def _in_sentence(
    article: Article, passage: Passage, ends: Sequence[_End]
) -> Iterator[Link]:
    stated = set()
    for link in _patterns(_parts(article, passage, ends), passage):
        stated.add(frozenset((link.origin.id, link.destination.id)))
        yield link
    by_place: dict[str, _End] = {}
    for end in ends:
        by_place.setdefault(end.place.id, end)
    if len(by_place) > MOST_IN_SENTENCE:
        return
    for first, second in combinations(by_place.values(), 2):
        pair = frozenset((first.place.id, second.place.id))
        if pair not in stated and not contains(first.place, second.place):
            yield _co_mention(passage, first, second)


def contains(first: Place, second: Place) -> bool:
    """True where one of two places lies in the other: no link, but where it is."""
    return _holds(first, second) or _holds(second, first)


def _holds(larger: Place, smaller: Place) -> bool:
    if not larger.country_code or larger.country_code != smaller.country_code:
        return False
    if larger.feature_code.startswith("PCL"):
        return True
    return larger.feature_code == "ADM1" and larger.admin1 == smaller.admin1


def _parts(article: Article, passage: Passage, ends: Sequence[_End]) -> list[_Part]:
    """Give a sentence as lower-case words with its places in their stead."""
    parts: list[_Part] = []
    at = passage.start
    for end in sorted(ends, key=lambda e: e.mention.passage):
        parts += _words(article.text[at : end.mention.passage.start])
        parts.append(end)
        at = end.mention.passage.end
    return parts + list(_words(article.text[at : passage.end]))


def _words(text: str) -> Iterator[str]:
    return (match.group().lower() for match in _WORDS.finditer(text))


def _patterns(parts: Sequence[_Part], passage: Passage) -> Iterator[Link]:
    """Find "from X to Y" and "between X and Y" among the parts of a sentence."""
    for at, part in enumerate(parts):
        joint = (
            {"from": "to", "between": "and"}.get(part)
            if isinstance(part, str)
            else None
        )
        if not joint:
            continue
        origin = _next_end(parts, at + 1)
        joined = _next_word(parts, origin + 1, joint) if origin is not None else None
        target = _next_end(parts, joined + 1) if joined is not None else None
        if origin is None or target is None:
            continue
        link = _stated(parts, at, (origin, target), passage)
        if link:
            yield link


def _next_end(parts: Sequence[_Part], start: int) -> int | None:
    for at in range(start, min(len(parts), start + _GAP)):
        if isinstance(parts[at], _End):
            return at
        if parts[at] in {"to", "and", "from", ".", ";", ":"}:
            return None
    return None


def _next_word(parts: Sequence[_Part], start: int, word: str) -> int | None:
    for at in range(start, min(len(parts), start + _GAP)):
        if parts[at] == word:
            return at
        if parts[at] in {".", ";", ":", "!", "?"}:
            return None
    return None


def _stated(
    parts: Sequence[_Part], at: int, ends: tuple[int, int], passage: Passage
) -> Link | None:
    origin, destination = parts[ends[0]], parts[ends[1]]
    assert isinstance(origin, _End)
    assert isinstance(destination, _End)
    if origin.place.id == destination.place.id:
        return None
    found = _said(parts, at)
    if found is None:
        return None
    word, kind = found
    joint = "from … to" if parts[at] == "from" else "between … and"
    status, cue = _status(parts[:at])
    note = (
        f"“{word} {joint}” joins {origin.mention.text} and {destination.mention.text}"
    )
    reasons = [Reason("pattern", 1.0, note)]
    if cue:
        reasons.append(Reason("status", 0.0, f"“{cue}” makes it {status.value}"))
    directed = parts[at] == "from"
    said = _Statement(kind, directed, status, f"{word} {joint}", tuple(reasons))
    return _link(said, origin, destination, passage)


def _said(parts: Sequence[_Part], at: int) -> tuple[str, LinkKind] | None:
    """Find the nearest word before the pattern that says what kind of link it is."""
    for part in reversed(parts[max(0, at - _REACH_BEFORE) : at]):
        if part in {".", ";", ":", "!", "?"}:
            return None
        if isinstance(part, str) and part in _kinds():
            return part, _kinds()[part]
    return None


@cache
def _kinds() -> dict[str, LinkKind]:
    return {row.word: row.kind for row in data.link_words()}


def _status(before: Sequence[_Part]) -> tuple[LinkStatus, str]:
    """Say whether it happened, from the sentence before it; the longest cue counts."""
    text = " ".join(part if isinstance(part, str) else "…" for part in before)
    cues = [row for row in data.status_words() if f" {row.phrase} " in f" {text} "]
    if not cues:
        return LinkStatus.STATED, ""
    longest = max(cues, key=lambda row: len(row.phrase))
    return longest.status, longest.phrase


def _co_mention(passage: Passage, first: _End, second: _End) -> Link:
    note = f"{first.mention.text} and {second.mention.text} stand in one sentence"
    reasons = (Reason("co_mention", 0.1, note),)
    said = _Statement(LinkKind.CO_MENTION, False, LinkStatus.STATED, "", reasons)
    return _link(said, first, second, passage)


def _link(said: _Statement, first: _End, second: _End, passage: Passage) -> Link:
    ids = [first.place.id, second.place.id]
    if not said.directed:
        ids.sort()
    key = "|".join([*ids, said.kind, str(said.directed), said.status])
    return Link(
        id=hashlib.sha256(key.encode()).hexdigest()[:12],
        origin=first.place,
        destination=second.place,
        kind=said.kind,
        directed=said.directed,
        status=said.status,
        evidence=(Evidence(passage, first.mention, second.mention),),
        predicate=said.predicate,
        reasons=said.reasons,
    )
