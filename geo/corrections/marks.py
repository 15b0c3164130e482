"""Missed mentions that a person marked: where they stand, what they take the place of."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from geo.corrections.sentences import reason_of
from geo.corrections.values import Correction, MarkMention, Scope
from geo.gazetteer.names import normalise
from geo.model import Article, Mention, Passage, Resolution

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
