"""Many articles: JSON lines in, JSON lines out, and gold articles to measure on."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from typing import Any, BinaryIO

from geo.articles import read_text
from geo.articles.text import newspaper
from geo.errors import ArticleError
from geo.model import Article, LinkKind, Mention, Reading, Resolution
from geo.pipeline import Span, read_article, resolve_article
from geo.processes import in_processes
from geo.resolve import SourceShares
from geo.tools import Prior, Tools

MIN_ARTICLES_OF_SOURCE = 5  # articles of a newspaper before its habits are believed


@dataclass(frozen=True, slots=True)
class Line:
    """One article of a batch, with the spans given for it."""

    id: str
    article: Article
    spans: tuple[Span, ...]


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


class LineFile:
    """The articles of a JSON lines file: one in memory at a time, any number of times.

    Args:
        file: The file, from which it is read anew each time.
        name: What messages call it.
    """

    def __init__(self, file: BinaryIO, name: str) -> None:
        self._file = file
        self._name = name

    def __iter__(self) -> Iterator[Line]:
        for text, where in self.texts():
            yield parse_line(text, where)

    def texts(self) -> Iterator[tuple[str, str]]:
        """Return the lines that are not blank, each with where it stands.

        Raises:
            ArticleError: There is none, or one is not UTF-8.
        """
        empty = True
        self._file.seek(0)
        for number, line in enumerate(self._file, 1):
            if line.strip():
                empty = False
                where = f"{self._name}, line {number}"
                yield _decoded(line, where), where
        if empty:
            raise ArticleError(
                f"{self._name} holds no articles; give one JSON object a line"
            )


def _decoded(line: bytes, where: str) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ArticleError(f"{where}: not UTF-8; save the file as UTF-8") from error


class Job:
    """A batch of articles to answer; every line has been checked before the first is.

    Args:
        lines: The articles; they are gone through several times.
        tools: What they are read with.
        gold_mentions: Resolve the given spans and recognise nothing.
        source_prior: Learn first what each newspaper writes about, from the batch.

    Attributes:
        total: How many articles.
        key: Hash of the articles and of how they are read: the same answers.

    Raises:
        ArticleError: A line is no article; the message says which.
    """

    def __init__(
        self,
        lines: Iterable[Line],
        tools: Tools,
        *,
        gold_mentions: bool = False,
        source_prior: bool = False,
    ) -> None:
        self._lines = lines
        self._tools = tools
        self._gold_mentions = gold_mentions
        self._source_prior = source_prior
        self.total = 0
        digest = hashlib.sha256()
        digest.update(f"{tools.key} {gold_mentions} {source_prior}".encode())
        for line in lines:
            self.total += 1
            read = line.article
            words = [line.id, read.id, read.title, read.source, line.spans]
            digest.update(json.dumps(words).encode())
        self.key = digest.hexdigest()[:12]

    def answers(self, done: int = 0, *, processes: int = 1) -> Iterator[str]:
        """Return the answers as ``dateline predict`` writes them, a line each, in order.

        Args:
            done: How many of the first articles have been answered before.
            processes: How many read at once.

        Raises:
            ModelError: The model named is not installed.
            WorkerError: A process was ended from outside.
        """
        if done == self.total:
            return
        tools = self._tools
        if self._source_prior:
            priors = learn_priors(self._lines, tools, gold_mentions=self._gold_mentions)
            tools = replace(tools, priors=priors)
        work = partial(answer, tools=tools, gold_mentions=self._gold_mentions)
        yield from in_processes(work, islice(self._lines, done, None), processes)


def answer(line: Line, tools: Tools, *, gold_mentions: bool = False) -> str:
    """Return the answer to one article, as ``dateline predict`` writes it."""
    spans = line.spans if gold_mentions else None
    return as_json(as_record(line, read_article(line.article, tools, spans=spans)))


def learn_priors(
    lines: Iterable[Line], tools: Tools, *, gold_mentions: bool = False
) -> dict[str, Prior]:
    """Learn what each newspaper writes about, by reading its articles once.

    Newspapers of few articles are left out: their habits are not known.
    """
    shares: defaultdict[str, SourceShares] = defaultdict(SourceShares)
    for line in lines:
        if line.article.source:
            spans = line.spans if gold_mentions else None
            _, found = resolve_article(line.article, tools, spans=spans)
            shares[newspaper(line.article.source)].add(found)
    return {
        paper: learnt.shares()
        for paper, learnt in shares.items()
        if learnt.articles >= MIN_ARTICLES_OF_SOURCE
    }


def as_json(record: Mapping[str, Any]) -> str:
    """Write a record as one line; half characters, which no file can hold, as escapes."""
    line = json.dumps(record, ensure_ascii=False)
    try:
        line.encode()
    except UnicodeEncodeError:
        return json.dumps(record)
    return line


def as_record(line: Line, reading: Reading) -> dict[str, Any]:
    """Return one article's answer as ``dateline predict`` writes it."""
    return {
        "id": line.id,
        "toponyms": [_toponym(r) for r in reading.resolutions],
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
            for link in reading.links
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
        "name": (place.listed_as or place.name) if place else None,
        "country_code": place.country_code if place else None,
        "score": round(resolution.score, 4),
    }


def _span(mention: Mention) -> dict[str, Any]:
    passage = mention.passage
    return {"start": passage.start, "end": passage.end, "text": mention.text}
