"""Which corrections speak of which articles, and which of them is the strongest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import product

from geo.articles.text import newspaper
from geo.corrections.model import (
    Checked,
    Correction,
    LinkAction,
    MarkMention,
    Scope,
)
from geo.gazetteer.names import normalise
from geo.model import Article, Resolution

PIECE_LENGTH = 4  # letters: long enough that few words have one by chance
MIN_INDEXED = 50  # phrases: below it looking for each is quicker

NARROW = (Scope.MENTION, Scope.ARTICLE)
EVERY_PAPER = None  # the newspaper of what reaches the articles of all of them
Filed = tuple[str, str | None]  # words, and the newspaper whose articles they are of


class Phrases:
    """Phrases to look for. It remembers words of the texts: keep it no longer than those.

    Args:
        phrases: What to look for; one given twice is looked for once.
    """

    def __init__(self, phrases: Iterable[str]) -> None:
        self._all = tuple(dict.fromkeys(phrases))
        self._filed: dict[int, dict[str, list[tuple[str, str]]]] = {}
        self._known: set[str] = set()  # words of texts
        self._of_word: dict[str, list[str]] = {}  # those of them that phrases may have
        for phrase in self._all:
            self._file(phrase)

    def _file(self, phrase: str) -> None:
        """File a phrase under the piece that the fewest others are filed under."""
        longest = max(phrase.split(), key=len, default="")
        size = min(PIECE_LENGTH, len(longest))
        filed = self._filed.setdefault(size, {})
        piece = min(_pieces(longest, size), key=lambda p: len(filed.get(p, ())))
        filed.setdefault(piece, []).append((longest, phrase))

    def within(self, text: str) -> Iterator[str]:
        """Return the phrases that a text holds, letter for letter, in no order."""
        likely = self._all if len(self._all) < MIN_INDEXED else self._likely(text)
        return (phrase for phrase in likely if phrase in text)

    def _likely(self, text: str) -> set[str]:
        words = {*text.split(), ""}  # "" for a phrase that is all space
        for word in words - self._known:
            if phrases := list(self._may_have(word)):
                self._of_word[word] = phrases
            self._known.add(word)
        return {p for word in words & self._of_word.keys() for p in self._of_word[word]}

    def _may_have(self, word: str) -> Iterator[str]:
        """Return the phrases whose longest word is in a word."""
        for size, filed in self._filed.items():
            for piece in filed.keys() & _pieces(word, size):
                yield from (
                    phrase for longest, phrase in filed[piece] if longest in word
                )


def _pieces(word: str, size: int) -> set[str]:
    return {word[at : at + size] for at in range(len(word) - size + 1)}


def paper_of(correction: Correction) -> str | None:
    """Return the newspaper whose articles a wide correction reaches."""
    if correction.scope is Scope.ALWAYS:
        return EVERY_PAPER
    return newspaper(correction.source)


def reaching(
    articles: Sequence[Article], corrections: Iterable[Correction]
) -> tuple[Correction, ...]:
    """Return the corrections that speak of one of these articles, as they are ordered.

    Narrow ones are looked for in their own article; wide ones all at once, in one pass
    over the texts.
    """
    corrections = tuple(corrections)
    texts: defaultdict[str, list[str]] = defaultdict(list)
    for article in articles:
        texts[article.id].append(article.text)
    said = _said(articles, {_filed(c) for c in corrections if c.scope not in NARROW})
    return tuple(
        c
        for c in corrections
        if (
            any(c.words.text in text for text in texts.get(c.article_id, ()))
            if c.scope in NARROW
            else _filed(c) in said
        )
    )


def _filed(correction: Correction) -> Filed:
    return correction.words.text, paper_of(correction)


def _said(articles: Iterable[Article], wanted: set[Filed]) -> set[Filed]:
    """Return those words that an article of their newspaper has."""
    phrases = Phrases(words for words, _ in wanted)
    said: set[Filed] = set()
    for article in articles:
        if len(said) == len(wanted):
            break
        papers = EVERY_PAPER, newspaper(article.source)
        had = phrases.within(article.text)
        said |= wanted.intersection(product(had, papers))
    return said


class Applicable:
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
        papers = EVERY_PAPER, newspaper(article.source)
        found = list(self._by_article.get(article.id, ()))
        for filed in product(self._phrases.within(article.text), papers):
            found += self._missed.get(filed, ())
        # What is marked is a name of the article from then on.
        marks = (c for c in found if isinstance(c.action, MarkMention))
        names = {c.words.toponym for c in marks} if self._by_name else set()
        if self._by_name:
            names |= {normalise(r.mention.text) for r in resolutions}
        for paper in papers:
            found += self._of_links.get(paper, ())
            for name in names:
                found += self._by_name.get((name, paper), ())
        return tuple(sorted(found, key=lambda c: c.order))


class Strongest:
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
        """Return the strongest correction of a mention, or None where there is none."""
        passage = resolution.mention.passage
        at = self._at.get((passage.start, passage.end))
        return at or self._named.get(normalise(resolution.mention.text))
