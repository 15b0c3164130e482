"""The store of collections: what a person opened, kept until the person deletes it."""

from __future__ import annotations

import logging
import secrets
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TypeVar

from geo.cache import safe_name
from geo.collections import rows
from geo.collections.codec import decode, decode_reading
from geo.collections.model import ArticleRow, Collection
from geo.collections.rows import FILE_SPEC
from geo.errors import InputError, OutputError
from geo.model import Article, Reading
from geo.sqlite import Store, transaction

_log = logging.getLogger(__name__)
T = TypeVar("T")

BATCH = 200  # articles read or written at once


class Collections(Store):
    """Collections of articles in one SQLite file, shared by threads and processes.

    A call that returned has been written to the disk.
    """

    spec = FILE_SPEC

    def list(
        self, owner: str | None = None, *, words: str = "", limit: int = 100
    ) -> tuple[Collection, ...]:
        """Return collections, the last opened first.

        Args:
            owner: Whose; None for everybody's.
            words: What their names must have.
            limit: How many at most.
        """
        found = self._read(lambda db: rows.read_collections(db, owner, words, limit))
        return found or ()

    def get(self, collection_id: str) -> Collection | None:
        """Return a collection by its id, or None where there is none."""
        return self._read(lambda db: rows.read_collection(db, collection_id))

    def create(self, name: str, *, owner: str = "") -> Collection:
        """Make an empty collection.

        Raises:
            InputError: The name is empty.
            OutputError: It cannot be kept.
        """
        now = self._clock().replace(microsecond=0)
        new = Collection(
            secrets.token_urlsafe(16), _name(name), now, now, False, 0, owner
        )
        self._change(lambda db: rows.write_collection(db, new))
        return new

    def add(self, collection_id: str, articles: Iterable[Article]) -> Collection:
        """Add articles to a collection; a text it has already is not added again.

        Its title, source and date are then those given last.

        Raises:
            InputError: There is no such collection.
            OutputError: They cannot be kept; those of earlier batches are.
        """
        left = iter(articles)
        while batch := list(islice(left, BATCH)):
            self._add(collection_id, batch)
        self.touch(collection_id)
        return self._known(collection_id)

    def restore(
        self, collection: Collection, articles: Iterable[Article]
    ) -> Collection:
        """Add articles to a collection of another file; made as it was where it is new.

        Raises:
            OutputError: They cannot be kept; those of earlier batches are.
        """
        if not self.get(collection.id):
            self._change(lambda db: rows.write_collection(db, collection))
        return self.add(collection.id, articles)

    def _add(self, collection_id: str, batch: Iterable[Article]) -> None:
        self._change(
            lambda db: rows.write_members(db, rows.number_of(db, collection_id), batch)
        )

    def keep_reading(self, article: Article, key: str, reading: Reading) -> None:
        """Keep what was read in an article, so that it need not be read again.

        Does nothing where no collection has the article. It raises nothing: a reading
        that cannot be kept can be made again; ``notice`` says why.

        Args:
            article: The article as it was added.
            key: How it was read; from ``reading_key``.
            reading: What was read.
        """
        self._commit(lambda db: rows.write_reading(db, article, key, reading))

    def reading(self, article: Article, key: str) -> Reading | None:
        """Return what was read in an article with a key, or None where it is not kept.

        Args:
            article: The article as it was added.
            key: How it was read; from ``reading_key``.
        """
        packed = self._read(lambda db: rows.read_reading(db, article, key))
        try:
            return decode_reading(packed, article) if packed else None
        except ValueError as error:
            _log.warning("a reading cannot be used and is made anew: %s", error)
            return None

    def articles(self, collection_id: str) -> Iterator[Article]:
        """Return the articles of a collection in order, a page at a time.

        Raises:
            InputError: There is no such collection.
        """
        after = left_out = 0

        def page(db: sqlite3.Connection) -> list[tuple[int, bytes]]:
            number = rows.number_of(db, collection_id)
            return rows.read_articles(db, number, after, BATCH)

        while found := self._read(page):
            for position, value in found:
                after = position
                try:
                    yield decode(value, Article)
                except ValueError as error:
                    _log.warning("an article cannot be read from the file: %s", error)
                    left_out += 1
        self._tell_left_out(left_out)

    def find(
        self, article_ids: Iterable[str], collection_ids: Iterable[str]
    ) -> tuple[Article, ...]:
        """Return those of some articles that some collections have, each once."""
        ids, where = list(article_ids), list(collection_ids)
        values = self._read(lambda db: rows.read_found(db, ids, where)) or ()
        found = {}
        for value in values:
            try:
                article = decode(value, Article)
            except ValueError as error:
                _log.warning("an article cannot be read from the file: %s", error)
                continue
            found[article.id] = article
        return tuple(found.values())

    def lines(
        self, collection_id: str, key: str = "", *, after: int = 0, limit: int = 100
    ) -> tuple[ArticleRow, ...]:
        """Return one page of a collection's list, without loading an article.

        Args:
            collection_id: Which collection.
            key: Which reading is counted.
            after: The position of the last line of the page before.
            limit: How many lines.

        Raises:
            InputError: There is no such collection.
        """

        def page(db: sqlite3.Connection) -> tuple[ArticleRow, ...]:
            number = rows.number_of(db, collection_id)
            return rows.read_lines(db, number, key, after, limit)

        return self._read(page) or ()

    def touch(self, collection_id: str) -> None:
        """Note that a collection was opened; raises nothing where that cannot be kept."""
        opened = self._clock().isoformat(timespec="microseconds")
        statement = "UPDATE collection SET opened = ? WHERE id = ?"
        self._commit(lambda db: db.execute(statement, (opened, collection_id)).rowcount)

    def rename(self, collection_id: str, name: str) -> None:
        """Change a collection's name.

        Raises:
            InputError: The name is empty, or there is no such collection.
            OutputError: It cannot be kept.
        """
        self._set(collection_id, "name", _name(name))

    def share(self, collection_id: str, shared: bool) -> None:
        """Let whoever has the address of a collection read it, or no longer.

        Raises:
            InputError: There is no such collection.
            OutputError: It cannot be kept.
        """
        self._set(collection_id, "shared", shared)

    def merge(self, into: str, source: str) -> Collection:
        """Move the articles of one collection into another; the one is then gone.

        Raises:
            InputError: One of them is not there, or both are the same.
            OutputError: It cannot be kept; nothing was changed.
        """
        if into == source:
            raise InputError("a collection cannot be merged into itself")
        self._change(
            lambda db: rows.write_merged(
                db, rows.number_of(db, into), rows.number_of(db, source)
            )
        )
        return self._known(into)

    def delete(self, collection_id: str) -> None:
        """Delete a collection, and the articles that no other collection has.

        Raises:
            InputError: There is no such collection.
            OutputError: It cannot be deleted.
        """
        statement = "DELETE FROM collection WHERE number = ?"
        self._change(
            lambda db: db.execute(statement, (rows.number_of(db, collection_id),))
        )

    def _set(self, collection_id: str, column: str, value: str | bool) -> None:
        statement = f"UPDATE collection SET {column} = ? WHERE number = ?"
        self._change(
            lambda db: db.execute(statement, (value, rows.number_of(db, collection_id)))
        )

    def _known(self, collection_id: str) -> Collection:
        found = self.get(collection_id)
        if found is None:
            raise InputError("this collection is no longer kept; choose another")
        return found

    def _commit(self, action: Callable[[sqlite3.Connection], T]) -> bool:
        """Run an action in one transaction; return whether it is on the disk."""

        def whole(db: sqlite3.Connection) -> bool:
            with transaction(db):
                action(db)
            return True

        return self._write(whole) is True

    def _change(self, action: Callable[[sqlite3.Connection], T]) -> None:
        if not self._commit(action):
            raise OutputError(self.notice or "the collection could not be kept")


def _name(words: str) -> str:
    name = safe_name(words)
    if not name:
        raise InputError("the collection needs a name; type one")
    return name
