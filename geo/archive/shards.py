"""Some articles that are read and written together: what a worker is given, and does.

The work is the same in this process, in another, and on another machine. It can be done twice
and stopped at any moment: only the commit makes it valid, and of two the first one's counts.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

from geo.archive import parquet
from geo.archive.store import (
    TABLES_VERSION,
    Commit,
    Failure,
    Store,
    name_once,
    shard_key,
)
from geo.errors import GazetteerError, InputError, ModelError
from geo.model import Article, Reading
from geo.tools import Tools


@dataclass(frozen=True, slots=True)
class Shard:
    """Articles that are read and written together.

    Attributes:
        articles: The articles.
        settings: Hash of how they are read.
        part: The part of all sources that is read with them, 0 to 1.
        build: Name of the build that cut it.
    """

    articles: tuple[Article, ...]
    settings: str
    part: float
    build: str

    @property
    def key(self) -> str:
        """Its name, which says what is read, and how."""
        return shard_key(self.settings, [article.id for article in self.articles])

    def halves(self) -> tuple[Shard, Shard]:
        """Return two shards of half the articles each."""
        middle, part = len(self.articles) // 2, self.part / 2
        one, other = self.articles[:middle], self.articles[middle:]
        return replace(self, articles=one, part=part), replace(
            self, articles=other, part=part
        )


@dataclass(frozen=True, slots=True)
class Written:
    """What became of a shard; `known` articles were written by another build."""

    part: float
    added: int = 0
    failed: tuple[Failure, ...] = ()
    known: int = 0


def settings_of(tools: Tools) -> str:
    """Name how articles are read and kept: where it changes, they are read again.

    Raises:
        InputError: The gazetteer has no version, or a geocoder is given.
    """
    plain = replace(tools, priors={})
    if not plain.key or tools.geocoder is not None:
        raise InputError(
            "an archive is read offline, and with a gazetteer that has a version: "
            "Tools(open_gazetteer())"
        )
    named = [TABLES_VERSION, plain.key]
    if tools.priors:
        shares = {paper: sorted(p.items()) for paper, p in tools.priors.items()}
        named.append(json.dumps(shares, sort_keys=True))
    return hashlib.sha256(json.dumps(named).encode()).hexdigest()[:16]


def read_shard(shard: Shard, address: str, tools: Tools) -> Written:
    """Read the articles of a shard, write its files, and commit it.

    Raises:
        OutputError: They cannot be written.
        ModelError: The model named is not installed.
    """
    store = Store(address)
    if there := store.commit_of(shard.key):
        return _written(shard, there)
    readings, failed = _read(shard.articles, tools)
    return _write(shard, store, readings, failed)


def write_shard(shard: Shard, address: str, readings: Sequence[Reading]) -> Written:
    """Write what was read in the articles of a shard, and commit it.

    Raises:
        OutputError: It cannot be written.
    """
    store = Store(address)
    if there := store.commit_of(shard.key):
        return _written(shard, there)
    return _write(shard, store, readings, [])


def give_up(shard: Shard, address: str, problem: str) -> Written:
    """Write a shard whose articles cannot be read, so that each is listed with its reason.

    Raises:
        OutputError: It cannot be written.
    """
    failed = [_failure(article, problem) for article in shard.articles]
    return _write(shard, Store(address), [], failed)


def _write(
    shard: Shard, store: Store, readings: Sequence[Reading], failed: Sequence[Failure]
) -> Written:
    rows, once = parquet.rows_of(readings), name_once()
    parts = {
        table: store.write_part(
            shard.key, once, table, parquet.write(table, rows[table]), len(rows[table])
        )
        for table in parquet.TABLES
    }
    ours = Commit(
        shard.key, shard.settings, time.time(), parts, tuple(failed), shard.build
    )
    theirs = None if store.commit(ours) else store.commit_of(shard.key)
    return _written(shard, theirs or ours)


def _written(shard: Shard, commit: Commit) -> Written:
    """Return what a record says became of a shard: who wrote it may not have lived to tell."""
    if commit.build != shard.build:
        return Written(shard.part, known=len(shard.articles))
    return Written(shard.part, commit.parts["articles"].rows, commit.failed)


def _read(
    articles: Sequence[Article], tools: Tools
) -> tuple[list[Reading], list[Failure]]:
    """Read articles; one that cannot be costs only itself."""
    from geo.pipeline import read_article  # loads spaCy

    readings, failed = [], []
    for article in articles:
        try:
            readings.append(read_article(article, tools))
        except (ModelError, GazetteerError):
            raise
        except Exception as error:  # whatever a text can do to what reads it
            failed.append(_failure(article, f"{type(error).__name__}: {error}"))
    return readings, failed


def _failure(article: Article, problem: str) -> Failure:
    return Failure(article.id, article.title, article.source, problem)
