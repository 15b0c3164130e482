"""Which corrections speak of which article, and which of them has the last word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from geo.articles.text import newspaper
from geo.corrections.phrases import Phrases
from geo.corrections.reaching import EVERY_PAPER, NARROW, Filed, paper_of
from geo.corrections.values import (
    Checked,
    Correction,
    LinkAction,
    MarkMention,
    Scope,
)
from geo.gazetteer.names import normalise
from geo.model import Article, Resolution


class Chooser:
    """Corrections by what they reach, so that an article is asked about few of them.

    Args:
        corrections: Those in force, in any order.
    """

    def __init__(self, corrections: Iterable[Correction]) -> None:
        self._by_article: defaultdict[str, list[Correction]] = defaultdict(list)
        self._by_name: defaultdict[Filed, list[Correction]] = defaultdict(list)
        self._missed: defaultdict[Filed, list[Correction]] = defaultdict(list)
        self._of_links: defaultdict[str | None, list[Correction]] = defaultdict(list)
        for correction in corrections:
            self._file(correction)
        self._phrases = Phrases(words for words, _ in self._missed)

    def _file(self, correction: Correction) -> None:
        action, words = correction.action, correction.words
        if isinstance(action, Checked):
            return
        if correction.scope in NARROW:
            self._by_article[correction.article_id].append(correction)
            return
        paper = paper_of(correction)
        if isinstance(action, LinkAction):
            self._of_links[paper].append(correction)
        elif isinstance(action, MarkMention):
            self._missed[words.text, paper].append(correction)
        else:
            self._by_name[words.toponym, paper].append(correction)

    def for_article(
        self, article: Article, resolutions: Sequence[Resolution]
    ) -> tuple[Correction, ...]:
        """Return what could change an article, the weakest first."""
        found = list(self._by_article.get(article.id, ()))
        names = (
            {normalise(r.mention.text) for r in resolutions} if self._by_name else ()
        )
        missed = tuple(self._phrases.within(article.text))
        for paper in (EVERY_PAPER, newspaper(article.source)):
            found += self._of_links.get(paper, ())
            for name in names:
                found += self._by_name.get((name, paper), ())
            for words in missed:
                found += self._missed.get((words, paper), ())
        return tuple(sorted(found, key=lambda c: c.order))


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
        """Return it, or None where nobody said anything of the mention."""
        passage = resolution.mention.passage
        at = self._at.get((passage.start, passage.end))
        return at or self._named.get(normalise(resolution.mention.text))
