"""Many articles: JSON lines in, JSON lines out, and gold articles to measure on."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from geo.articles import read_text
from geo.articles.newspapers import newspaper
from geo.errors import ArticleError
from geo.language import load_language
from geo.language.identify import name_language
from geo.mentions import find_mentions, mentions_at
from geo.model import (
    EVERY_KIND,
    Article,
    Atlas,
    LinkKind,
    Mention,
    MentionKind,
    Resolution,
)
from geo.pipeline import AreaNames, assemble, resolve_mentions
from geo.resolve import source_shares
from geo.resolve.cases import Area

FEWEST_OF_SOURCE = 5  # articles of a newspaper before its habits are believed
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Options:
    """How to read a batch."""

    kinds: frozenset[MentionKind] = EVERY_KIND
    gold_mentions: bool = False
    source_prior: bool = False
    model: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One article of a batch, with the spans given for it."""

    id: str
    article: Article
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class _Read:
    line: Line
    mentions: tuple[Mention, ...]
    resolutions: tuple[Resolution, ...] = field(default=())


def parse_line(text: str, where: str) -> Line:
    """Read one article of a JSON lines file.

    Args:
        text: The line.
        where: File and line number, for the message.

    Raises:
        ArticleError: It is not a JSON object with ``id`` and ``text``, or its toponyms
            lack whole ``start`` and ``end`` inside the text.
    """
    try:
        record = json.loads(text)
    except ValueError as error:
        raise ArticleError(f"{where}: this line is not JSON ({error})") from error
    if not isinstance(record, dict):
        raise ArticleError(f"{where}: each line must hold one JSON object")
    for key in ("id", "text"):
        if not isinstance(record.get(key), str):
            raise ArticleError(f'{where}: "{key}" must be given, as a string')
    try:
        article = read_text(
            record["text"],
            title=_string(record, "title"),
            source=_string(record, "source"),
        )
    except ArticleError as error:
        raise ArticleError(f"{where}: {error}") from error
    return Line(record["id"], article, _spans(record, where))


def _string(record: Mapping[str, Any], key: str) -> str:
    value = record.get(key)
    return value if isinstance(value, str) else ""


def _spans(record: Mapping[str, Any], where: str) -> tuple[Span, ...]:
    given = record.get("toponyms", [])
    toponyms: list[Any] = given if isinstance(given, list) else [None]
    length = len(record["text"])
    spans = []
    for toponym in toponyms:
        try:
            start, end = toponym["start"], toponym["end"]
        except (TypeError, KeyError) as error:
            raise ArticleError(
                f'{where}: "toponyms" must be a list; each needs "start" and "end"'
            ) from error
        whole = type(start) is int and type(end) is int
        if not whole or not 0 <= start < end <= length:
            raise ArticleError(
                f"{where}: the toponym {start!r} to {end!r} does not lie in the text "
                f"of {length} characters"
            )
        spans.append((start, end))
    return tuple(sorted(spans))


def predict(
    lines: Iterable[Line], gazetteer: AreaNames, options: Options
) -> Iterator[tuple[Line, Atlas]]:
    """Read every article; with the source prior the batch is read twice.

    Raises:
        ModelError: The model named is not installed.
    """
    if not options.source_prior:
        for line in lines:
            yield _finish(_first(line, gazetteer, options), gazetteer, options)
        return
    first = [_first(line, gazetteer, options) for line in lines]
    habits = _habits(first)
    for read in first:
        source = habits.get(newspaper(read.line.article.source), {})
        again = resolve_mentions(
            read.line.article, read.mentions, gazetteer, source=source
        )
        yield _finish(_Read(read.line, read.mentions, again), gazetteer, options)


def _first(line: Line, gazetteer: AreaNames, options: Options) -> _Read:
    language = load_language(options.model)
    if options.gold_mentions:
        mentions = mentions_at(line.article, line.spans, language, gazetteer)
    else:
        line = replace(line, article=name_language(line.article, language))
        mentions = find_mentions(line.article, language, gazetteer)
    return _Read(line, mentions, resolve_mentions(line.article, mentions, gazetteer))


def _finish(read: _Read, gazetteer: AreaNames, options: Options) -> tuple[Line, Atlas]:
    kinds = EVERY_KIND if options.gold_mentions else options.kinds
    article = read.line.article
    return read.line, assemble(
        article, read.resolutions, load_language(options.model), gazetteer, kinds=kinds
    )


def _habits(reads: Sequence[_Read]) -> dict[str, Mapping[Area, float]]:
    """Learn what each newspaper writes about, from the first reading."""
    by_source: defaultdict[str, list[_Read]] = defaultdict(list)
    for read in reads:
        if read.line.article.source:
            by_source[newspaper(read.line.article.source)].append(read)
    return {
        source: source_shares(r for read in group for r in read.resolutions)
        for source, group in by_source.items()
        if len(group) >= FEWEST_OF_SOURCE
    }


def as_record(line: Line, atlas: Atlas) -> dict[str, Any]:
    """Give one article's answer as ``dateline predict`` writes it."""
    return {
        "id": line.id,
        "toponyms": [_toponym(r) for r in atlas.resolutions],
        "links": [
            {
                "source": _span(link.evidence[0].origin),
                "target": _span(link.evidence[0].destination),
                "kind": link.kind.value,
                "directed": link.directed,
                "status": link.status.value,
                "evidence": {
                    "start": link.evidence[0].passage.start,
                    "end": link.evidence[0].passage.end,
                },
            }
            for link in atlas.links
            if link.kind is not LinkKind.CO_MENTION
        ],
    }


def _toponym(resolution: Resolution) -> dict[str, Any]:
    mention, place = resolution.mention, resolution.place
    return {
        "start": mention.passage.start,
        "end": mention.passage.end,
        "text": mention.text,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "kind": mention.kind.value,
        "place_id": place.id if place else None,
        "name": place.name if place else None,
        "country_code": place.country_code if place else None,
        "score": round(resolution.score, 4),
    }


def _span(mention: Mention) -> dict[str, Any]:
    passage = mention.passage
    return {"start": passage.start, "end": passage.end, "text": mention.text}
