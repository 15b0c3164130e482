"""What a reader looks for in everything that is open: places, links, articles, words."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from geo.atlas import PlaceSummary, article_number, bundles_of, memoized, summarise
from geo.labels import link_name
from geo.model import Article, Atlas, Reading
from geo.view.lines import bundle_row, day_of, marker_view, title_of
from geo.view.types import FoundArticle, FoundPassage, FoundView

TOP = 5  # of each
AROUND = 48  # characters of the text on both sides of the words


def find_view(shown: Atlas, words: str) -> FoundView:
    """Return what goes by some words or says them, the best first.

    Case and accents do not matter; words are met from their beginnings on.

    Args:
        shown: What the filters show.
        words: As a reader types them; "" finds nothing.
    """
    asked = " ".join(_folded(words).split())
    places = sorted(
        (each for each in _spelt(shown) if asked and _at(each[1], asked) >= 0),
        key=lambda each: _at(each[1], asked) > 0,
    )
    links = [
        b for b in bundles_of(shown) if asked and _at(_folded(link_name(b)), asked) >= 0
    ]
    hits = [(r, n) for r in shown.readings if asked and (n := _count(r, asked))]
    passages = (p for reading, _ in hits for p in _passages(shown, reading, asked))
    titled = [
        a for a in shown.articles if asked and _at(_folded(title_of(a)), asked) >= 0
    ]
    saying = sorted(hits, key=lambda hit: -hit[1])
    found = dict.fromkeys([*titled, *(reading.article for reading, _ in saying)])
    said = {reading.article.id: n for reading, n in hits}
    return {
        "words": words,
        "places": [{"id": s.place.id, **marker_view(s)} for s, _ in places[:TOP]],
        "links": [bundle_row(bundle) for bundle in links[:TOP]],
        "articles": [_article(shown, a, said.get(a.id, 0)) for a in [*found][:TOP]]
        if len(shown.articles) > 1
        else [],
        "passages": [passage for passage, _ in zip(passages, range(TOP), strict=False)],
        "said": sum(said.values()),
        "saying": len(said),
    }


def _folded(text: str) -> str:
    """Return a text without case and accents, each character in its place."""
    other = {c for c in text if not c.isascii() or c.isspace()}
    return text.translate({ord(c): _plain(c) for c in other}).lower()


def _plain(character: str) -> str:
    if character.isspace():
        return " "
    return unicodedata.normalize("NFD", character)[0]


def _at(text: str, asked: str, start: int = 0) -> int:
    """Return where a folded text says the words, from the beginning of one on; or -1."""
    at = text.find(asked, start)
    while at > 0 and text[at - 1].isalnum():
        at = text.find(asked, at + 1)
    return at


@memoized
def _spelt(atlas: Atlas) -> list[tuple[PlaceSummary, str]]:
    """Return every place with what it is called, in the gazetteer and in the texts."""
    names = (
        (s, dict.fromkeys([s.place.name, *(r.mention.text for r in s.resolutions)]))
        for s in summarise(atlas)
    )
    return [(summary, _folded(" / ".join(called))) for summary, called in names]


@memoized
def _text(reading: Reading) -> str:
    return _folded(reading.article.text)


def _hits(reading: Reading, asked: str) -> Iterator[int]:
    text = _text(reading)
    at = _at(text, asked)
    while at >= 0:
        yield at
        at = _at(text, asked, at + len(asked))


def _count(reading: Reading, asked: str) -> int:
    return sum(1 for _ in _hits(reading, asked))


def _passages(atlas: Atlas, reading: Reading, asked: str) -> Iterator[FoundPassage]:
    article = reading.article
    several = len(atlas.articles) > 1
    for start in _hits(reading, asked):
        end = start + len(asked)
        yield {
            "article": article_number(atlas, article.id),
            "start": start,
            "end": end,
            "title": title_of(article) if several else "",
            "runs": [
                _before(article.text, start),
                article.text[start:end],
                _after(article.text, end),
            ],
        }


def _before(text: str, start: int) -> str:
    """Return what a line says before a place in it; of much, the last whole words."""
    line = text[text.rfind("\n", 0, start) + 1 : start]
    words = line[-AROUND:]
    return line if line == words else f"… {words.partition(' ')[2]}"


def _after(text: str, end: int) -> str:
    line = text[end : end + AROUND + 1].partition("\n")[0]
    return line if len(line) <= AROUND else f"{line.rpartition(' ')[0]} …"


def _article(atlas: Atlas, article: Article, said: int) -> FoundArticle:
    return {
        "article": article_number(atlas, article.id),
        "title": title_of(article),
        "day": day_of(article),
        "said": said,
    }
