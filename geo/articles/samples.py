"""The articles that come with Dateline."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from geo.articles.opening import read_uploads
from geo.articles.text import headline
from geo.model import Article

FIRST_SAMPLE = "lavrov-wonsan"


@dataclass(frozen=True, slots=True)
class Sample:
    """An article that comes with Dateline."""

    name: str
    title: str
    file: Traversable

    def read(self) -> Article:
        """Read it."""
        return _articles()[self.name]


@cache
def _articles() -> dict[str, Article]:
    """Return the articles by name; read together, they need one process and not one each."""
    given = samples()
    reports = read_uploads((one.file.name, one.file.read_bytes()) for one in given)
    return {
        one.name: article
        for one, report in zip(given, reports, strict=True)
        for article in report.articles
    }


@cache
def samples() -> tuple[Sample, ...]:
    """Return the articles that come with Dateline, the supplied one first."""
    found = [entry for entry in files("seeds").iterdir() if entry.name.endswith(".txt")]
    found.sort(key=lambda e: (not e.name.startswith(FIRST_SAMPLE), e.name))
    return tuple(_samples(found))


def _samples(found: list[Traversable]) -> Iterator[Sample]:
    for entry in found:
        name = entry.name.removesuffix(".txt")
        yield Sample(name, headline(entry.read_text("utf-8")) or name, entry)
