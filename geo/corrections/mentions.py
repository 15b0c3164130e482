"""Corrections on the mentions of one article: those that were missed, and what each means now."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from geo.corrections.model import (
    Correction,
    MarkMention,
    MeansPlace,
    NotAPlace,
    SameAs,
    Scope,
)
from geo.corrections.precedence import Strongest
from geo.corrections.text import reason_of
from geo.gazetteer.names import normalise
from geo.model import (
    Article,
    Candidate,
    Match,
    Mention,
    Passage,
    Place,
    Reason,
    Resolution,
    Scored,
)

MAX_CHAIN_LENGTH = 20  # "same as" of a "same as" ...

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n\s*")
Span = tuple[int, int]


def add_marks(
    article: Article,
    resolutions: Sequence[Resolution],
    corrections: Sequence[Correction],
) -> tuple[tuple[Resolution, ...], dict[Passage, Passage]]:
    """Add the mentions that were marked, without their places yet.

    Words marked by hand take the place of every mention they cover ("New York" of "York");
    marked for a whole article, source or always, they leave alone what they only touch.

    Args:
        article: The article.
        resolutions: Its mentions, in the order of the text.
        corrections: Those that reach it, the weakest first.

    Returns:
        The mentions in the order of the text, and for each that is gone what stands there now.
    """
    kept = list(resolutions)
    gone: dict[Passage, Passage] = {}
    taken: list[Span] = []
    for correction, span in _marks(article, corrections):
        if any(_overlap(span, other) for other in taken):
            continue  # a stronger mark stands there
        met = [r for r in kept if _overlap(span, _span(r))]
        exact = [r for r in met if _span(r) == span]
        covered = all(_covers(span, _span(r)) for r in met)
        if exact or covered or correction.scope is Scope.MENTION:
            taken.append(span)
            if not exact:
                mention = _mention(article, span, correction, resolutions)
                gone |= {r.mention.passage: mention.passage for r in met}
                kept = [r for r in kept if r not in met]
                at = bisect_left([_span(r) for r in kept], span)
                kept.insert(at, Resolution(mention, None, 0.0))
    return tuple(kept), gone


def _marks(
    article: Article, corrections: Sequence[Correction]
) -> Iterator[tuple[Correction, Span]]:
    """Return each mark with each range it means, the strongest first."""
    for correction in reversed(corrections):
        if isinstance(correction.action, MarkMention):
            for span in _spans(article, correction):
                yield correction, span


def _spans(article: Article, correction: Correction) -> Iterator[Span]:
    words = correction.words
    if correction.scope is not Scope.MENTION:
        for found in re.finditer(
            rf"(?<!\w){re.escape(words.text)}(?!\w)", article.text
        ):
            yield found.span()
    elif words.span and article.text[slice(*words.span)] == words.text:
        yield words.span


def _mention(
    article: Article,
    span: Span,
    correction: Correction,
    others: Sequence[Resolution],
) -> Mention:
    action = correction.action
    assert isinstance(action, MarkMention)
    words = article.text[slice(*span)]
    return Mention(
        passage=Passage(article.id, *span),
        sentence=Passage(article.id, *_sentence(article, span, others)),
        text=words,
        toponym=normalise(words),
        kind=action.kind,
        reasons=(reason_of(correction),),
    )


def _sentence(article: Article, span: Span, others: Sequence[Resolution]) -> Span:
    """Return the sentence of another mention around a range, else cut one at full stops."""
    known = ((r.mention.sentence.start, r.mention.sentence.end) for r in others)
    for sentence in known:
        if _covers(sentence, span):
            return sentence
    cuts = [m.span() for m in _SENTENCE_END.finditer(article.text)]
    start = max((end for _, end in cuts if end <= span[0]), default=0)
    end = min((cut for cut, _ in cuts if cut >= span[1]), default=len(article.text))
    return start, end


def _span(resolution: Resolution) -> Span:
    passage = resolution.mention.passage
    return passage.start, passage.end


def _overlap(first: Span, second: Span) -> bool:
    return first[0] < second[1] and second[0] < first[1]


def _covers(outer: Span, inner: Span) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def correct_mentions(
    resolutions: Sequence[Resolution], corrections: Sequence[Correction]
) -> tuple[Resolution, ...]:
    """Return every mention the answer that people gave it.

    Args:
        resolutions: The mentions of one article, marked ones among them.
        corrections: Of mentions, those that reach the article, the weakest first.
    """
    strongest = Strongest(corrections)
    chosen = [strongest.on(resolution) for resolution in resolutions]
    names = _Names(resolutions, chosen)
    return tuple(
        _answer(resolution, correction, names) if correction else resolution
        for resolution, correction in zip(resolutions, chosen, strict=True)
    )


class _Names:
    """What the names of an article mean after correction: for "the same as"."""

    def __init__(
        self, resolutions: Sequence[Resolution], chosen: Sequence[Correction | None]
    ) -> None:
        self._of: defaultdict[str, list[tuple[Resolution, Correction | None]]]
        self._of = defaultdict(list)
        for resolution, correction in zip(resolutions, chosen, strict=True):
            name = normalise(resolution.mention.text)
            self._of[name].append((resolution, correction))

    def place(self, same: SameAs, seen: frozenset[str] = frozenset()) -> Place | None:
        """Return the place of the first mention of a name that has one."""
        name = normalise(same.name)
        if name not in seen and len(seen) < MAX_CHAIN_LENGTH:
            for resolution, correction in self._of.get(name, ()):
                found = self._said(resolution, correction, seen | {name})
                if found:
                    return found
        return same.place

    def _said(
        self,
        resolution: Resolution,
        correction: Correction | None,
        seen: frozenset[str],
    ) -> Place | None:
        action = correction.action if correction else None
        match action:
            case MeansPlace(place) | MarkMention(place):
                return place
            case NotAPlace():
                return None
            case SameAs():
                return self.place(action, seen)
        return resolution.place


def _answer(
    resolution: Resolution, correction: Correction, names: _Names
) -> Resolution:
    reason = reason_of(correction)
    match correction.action:
        case MeansPlace(place):
            return _placed(resolution, place, reason)
        case SameAs() as same:
            found = names.place(same)
            return _placed(resolution, found, reason) if found else resolution
        case MarkMention(None) | NotAPlace():
            return _unplaced(resolution, reason)
        case MarkMention(place):
            assert place
            return _placed(resolution, place, reason)
    return resolution


def _placed(resolution: Resolution, place: Place, reason: Reason) -> Resolution:
    """Put the mention at a place; what was believed before is the first runner-up."""
    if resolution.place == place and resolution.reasons[:1] == (reason,):
        return resolution
    before = resolution.place
    same = before is not None and before.id == place.id
    match = resolution.match if same else _match_of(resolution, place)
    return replace(
        resolution,
        place=place,
        score=1.0,
        reasons=(reason, *resolution.reasons) if same else (reason,),
        runners_up=tuple(
            scored
            for scored in _believed(resolution)
            if scored.candidate.place.id != place.id
        ),
        match=match,
    )


def _unplaced(resolution: Resolution, reason: Reason) -> Resolution:
    if resolution.place is None and resolution.reasons[:1] == (reason,):
        return resolution
    return replace(
        resolution,
        place=None,
        score=0.0,
        reasons=(reason,),
        runners_up=_believed(resolution),
        match=None,
    )


def _believed(resolution: Resolution) -> tuple[Scored, ...]:
    """Return the machine's answer and its runners-up, best first."""
    if resolution.place is None:
        return resolution.runners_up
    words = resolution.mention.text
    winner = Candidate(resolution.place, words, resolution.match or Match.EXACT)
    return (Scored(winner, resolution.score), *resolution.runners_up)


def _match_of(resolution: Resolution, place: Place) -> Match | None:
    candidates = (scored.candidate for scored in resolution.runners_up)
    return next((c.match for c in candidates if c.place.id == place.id), None)
