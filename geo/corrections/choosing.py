"""Which corrections speak of which article, and which of them has the last word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from geo.articles.newspapers import newspaper
from geo.corrections.values import (
    Checked,
    Correction,
    LinkAction,
    MarkMention,
    Scope,
)
from geo.gazetteer.names import normalise
from geo.model import Article, Resolution

_NARROW = (Scope.MENTION, Scope.ARTICLE)


class Chooser:
    """Corrections by what they reach, so that an article is asked about few of them.

    Args:
        corrections: Those in force, in any order.
    """

    def __init__(self, corrections: Iterable[Correction]) -> None:
        self._by_article: defaultdict[str, list[Correction]] = defaultdict(list)
        self._by_name: defaultdict[str, list[Correction]] = defaultdict(list)
        self._by_text: list[Correction] = []  # wide: missed words, links
        for correction in corrections:
            self._file(correction)

    def _file(self, correction: Correction) -> None:
        if isinstance(correction.action, Checked):
            return
        if correction.scope in _NARROW:
            self._by_article[correction.article_id].append(correction)
        elif isinstance(correction.action, MarkMention | LinkAction):
            self._by_text.append(correction)
        else:
            self._by_name[correction.words.toponym].append(correction)

    def for_article(
        self, article: Article, resolutions: Sequence[Resolution]
    ) -> tuple[Correction, ...]:
        """Give what could change an article, the weakest first."""
        found = list(self._by_article.get(article.id, ()))
        paper = newspaper(article.source)
        if self._by_name:
            for name in {normalise(r.mention.text) for r in resolutions}:
                found += _of_paper(self._by_name.get(name, ()), paper)
        wide = _of_paper(self._by_text, paper)
        found += [c for c in wide if _could_be_said(c, article)]
        return tuple(sorted(found, key=lambda c: c.order))


def _could_be_said(correction: Correction, article: Article) -> bool:
    """False where a wide mark of missed words finds none in the article."""
    marks = isinstance(correction.action, MarkMention)
    return not marks or correction.words.text in article.text


def _of_paper(corrections: Iterable[Correction], paper: str) -> list[Correction]:
    return [
        c
        for c in corrections
        if c.scope is Scope.ALWAYS or newspaper(c.source) == paper
    ]


class LastWord:
    """The strongest correction of each mention of one article.

    Args:
        corrections: Of mentions, the weakest first.
    """

    def __init__(self, corrections: Iterable[Correction]) -> None:
        self._at: dict[tuple[int, int], Correction] = {}
        self._named: dict[str, Correction] = {}
        for correction in corrections:  # the later key wins: it is the stronger
            span = correction.words.span
            if correction.scope is Scope.MENTION and span:
                self._at[span] = correction
            else:
                self._named[correction.words.toponym] = correction

    def on(self, resolution: Resolution) -> Correction | None:
        """Give it, or None where nobody said anything of the mention."""
        passage = resolution.mention.passage
        at = self._at.get((passage.start, passage.end))
        return at or self._named.get(normalise(resolution.mention.text))
