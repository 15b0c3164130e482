"""What a reader looks for in everything that is open: places, links, articles, words."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from functools import cache

from geo.articles.dates import read_date
from geo.atlas import PlaceSummary, article_number, bundles_of, memoized, summarise
from geo.labels import link_name
from geo.model import Article, Atlas, Reading
from geo.view.find_types import FoundArticle, FoundDays, FoundPassage, FoundView
from geo.view.lines import bundle_row, day_of, marker_view, spoken, title_of

TOP = 5  # of each
AROUND = 48  # characters of the text on both sides of the words
MAX_WORDS = 6  # that are looked for apart
MAX_APART = 3  # answers to some of the words
MIN_APART = 3  # letters; "in" alone is said everywhere
_DATE_WORDS = 3  # "14 March 2026"
_Find = Callable[[str], FoundView]


def find_view(shown: Atlas, words: str) -> FoundView:
    """Return what goes by some words or says them, the best first.

    Case and accents do not matter; words are met from their beginnings on. Where nothing
    goes by all of them together, what some of them find is given apart.

    Args:
        shown: What the filters show.
        words: As a reader types them; "" finds nothing.
    """
    find = cache(lambda run: _found(shown, run))  # a run of words is looked for once
    found = find(words)
    days, rest = _dated(shown, words.split())
    several = len(words.split()) > 1
    apart = _apart(find, rest[:MAX_WORDS]) if several and not _any(found) else []
    return {**found, "days": days, "apart": apart}


def _any(found: FoundView) -> bool:
    return bool(found["places"] or found["links"] or found["articles"] or found["said"])


def _dated(shown: Atlas, words: list[str]) -> tuple[list[FoundDays], list[str]]:
    """Return the date in the words, where some but not all articles are of it, and the rest."""
    spans = (
        (at, at + n) for n in range(_DATE_WORDS, 0, -1) for at in range(len(words))
    )
    dates = ((a, b, read_date(" ".join(words[a:b]))) for a, b in spans)
    at, end, iso = next((each for each in dates if each[2]), (0, 0, ""))
    of = [a.published for a in shown.articles if iso and day_of(a).startswith(iso)]
    rest = words[:at] + words[end:]
    if not (days := [day for day in of if day]) or len(days) == len(shown.articles):
        return [], rest
    found = FoundDays(
        words=" ".join(words[at:end]),
        rest=" ".join(rest),
        since=min(days).isoformat(),
        until=max(days).isoformat(),
        n=len(days),
    )
    return [found], rest


def _apart(find: _Find, words: list[str]) -> list[FoundView]:
    """Return what the longest runs of words find: places first, then what is said least."""
    parts = _parts(find, words)
    return sorted(parts, key=lambda p: (not p["places"], p["said"]))[:MAX_APART]


def _parts(find: _Find, words: list[str]) -> list[FoundView]:
    sizes = range(len(words), 0, -1)
    spans = [(at, at + n) for n in sizes for at in range(len(words) - n + 1)]
    each = [(a, b, find(" ".join(words[a:b]))) for a, b in spans]
    # "Wonsan" of "to Wonsan": what is called so tells more than what says so.
    each.sort(key=lambda one: not one[2]["places"])
    for at, end, found in each:
        if _any(found) and not _slight(found["words"]):
            return [*_parts(find, words[:at]), found, *_parts(find, words[end:])]
    return []


def _slight(run: str) -> bool:
    return run.isascii() and len(run) < MIN_APART


def _found(shown: Atlas, words: str) -> FoundView:
    """Return what goes by all of the words as they stand, or says them."""
    asked = " ".join(_folded(words).split())
    if not asked:
        shown = Atlas(())  # nothing is looked through, which takes long in a large one
    places = sorted(
        (each for each in _spelt(shown) if _at(each[1], asked) >= 0),
        key=lambda each: _at(each[1], asked) > 0,
    )
    links = [b for b in bundles_of(shown) if _at(_folded(link_name(b)), asked) >= 0]
    hits = [(r, n) for r in shown.readings if (n := _count(r, asked))]
    passages = (p for reading, _ in hits for p in _passages(shown, reading, asked))
    titled = [a for a in shown.articles if _at(_folded(title_of(a)), asked) >= 0]
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
        "days": [],
        "apart": [],
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
            **spoken(article),
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
        **spoken(article),
    }
