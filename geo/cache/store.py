"""The cache itself: ask it, tell it, and let it decide who may ask when."""

from __future__ import annotations

import logging
import sqlite3
import threading
from collections import deque
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from geo.cache.rate_limit import (
    Permit,
    RateState,
    acquire,
    read_state,
    release,
    write_state,
)
from geo.cache.rows import (
    FILE_SPEC,
    decode_answer,
    delete_answer,
    read_answer,
    read_answers,
    read_queries,
    write_answer,
    write_newer,
    write_outcome,
    write_query,
)
from geo.cache.transfer import Imported, expired, export_answers, read_shared
from geo.cache.values import (
    LIFETIME,
    CachedAnswer,
    CacheKey,
    LoggedQuery,
    Status,
)
from geo.errors import OutputError
from geo.model import Place
from geo.sqlite import Clock, Store, transaction, utc_now

MAX_UNNOTED = 1000  # requests remembered while the file cannot be written
_log = logging.getLogger(__name__)


class GeocoderCache(Store):
    """Answers of geocoders in one SQLite file, shared by threads and processes.

    It never raises for what is wrong with its file: a cache that cannot be used finds
    nothing, keeps nothing, and says so in ``notice``.

    Args:
        path: The file; made, with its folder, where there is none.
        clock: The time, as an aware datetime; for tests.
    """

    spec = FILE_SPEC

    def __init__(self, path: Path, clock: Clock = utc_now) -> None:
        super().__init__(path, clock)
        self._unreadable: set[CacheKey] = set()  # rows that damage has cost
        self._rates: dict[str, RateState] = {}  # where the file cannot be written
        self._rates_lock = threading.Lock()
        self._unnoted: deque[LoggedQuery] = deque(maxlen=MAX_UNNOTED)

    def now(self) -> datetime:
        """Return the time by the cache's clock, UTC."""
        return self._clock().astimezone(UTC)

    def get(self, key: CacheKey, *, allow_stale: bool = False) -> CachedAnswer | None:
        """Return the answer to a question asked before.

        Args:
            key: The question.
            allow_stale: Also give an answer that no longer holds, marked stale: better
                than none while the geocoder cannot be asked.
        """
        row = self._read(lambda db: read_answer(db, key))
        if row is None:
            return None
        try:
            answer = decode_answer(row, self.now())
        except ValueError as error:
            _log.warning("a cached answer cannot be read and is asked again: %s", error)
            self._unreadable.add(key)
            self._tell_left_out(len(self._unreadable))
            return None
        return answer if allow_stale or not answer.stale else None

    def put(self, key: CacheKey, places: tuple[Place, ...]) -> CachedAnswer:
        """Keep an answer; () is a true "no such place", never an error.

        Returns:
            The answer as it was kept, or would have been: see ``notice``.
        """
        asked_at = self.now().replace(microsecond=0)
        status = Status.OK if places else Status.NONE
        answer = CachedAnswer(places, asked_at, asked_at + LIFETIME[status])
        self._write(lambda db: write_answer(db, key, answer))
        return answer

    def acquire_permit(self, service: str, lease: float) -> Permit:
        """Ask for leave to send one request to a service; see ``geo.cache.rate_limit``.

        Args:
            service: The service's name, the same in every process.
            lease: Seconds after which the permit ends if it is not given back.
        """

        def in_file(db: sqlite3.Connection) -> Permit:
            with transaction(db):
                state, permit = acquire(read_state(db, service), self._seconds(), lease)
                write_state(db, service, state)
            return permit

        permit = self._write(in_file)
        if permit is not None:
            return permit
        with self._rates_lock:  # then at least this process keeps to the rule
            known = self._rates.get(service, RateState())
            self._rates[service], permit = acquire(known, self._seconds(), lease)
        return permit

    def release_permit(
        self, service: str, permit: Permit, interval: float, block: float = 0.0
    ) -> None:
        """Hand a granted permit back.

        Args:
            service: As in ``acquire_permit``.
            permit: What ``acquire_permit`` granted.
            interval: Seconds until anybody may ask again.
            block: Seconds the service asked everybody to wait, or 0.
        """

        def ended(state: RateState) -> RateState:
            return release(state, self._seconds(), permit.holder, interval, block)

        def in_file(db: sqlite3.Connection) -> None:
            with transaction(db):
                write_state(db, service, ended(read_state(db, service)))

        self._write(in_file)
        with self._rates_lock:
            self._rates[service] = ended(self._rates.get(service, RateState()))

    def log_query(self, entry: LoggedQuery) -> int | None:
        """Note a request that leaves the machine; call it before it does.

        Returns:
            Its number for ``conclude_query``, None where it could not be written: then
            this process alone remembers it.
        """
        number = self._write(lambda db: write_query(db, entry))
        if number is None:
            self._unnoted.appendleft(entry)
        return number

    def conclude_query(self, number: int | None, outcome: str) -> None:
        """Note what came of a request."""
        if number is not None:
            self._write(lambda db: write_outcome(db, number, outcome))
        elif self._unnoted:
            self._unnoted[0] = replace(self._unnoted[0], outcome=outcome)

    def queries(self, limit: int = 100) -> tuple[LoggedQuery, ...]:
        """Return the requests that left this machine, the latest first."""
        noted = self._read(lambda db: read_queries(db, limit)) or ()
        return (*self._unnoted, *noted)[:limit]

    def prune(self, *, everything: bool = False, log: bool = False) -> int | None:
        """Forget answers that no longer hold, and rows that cannot be read.

        Args:
            everything: Forget every answer instead.
            log: Forget also which requests left this machine.

        Returns:
            How many answers, or None where the file cannot be written: see ``notice``.
        """

        def in_file(db: sqlite3.Connection) -> int:
            rows = expired(read_answers(db), self.now(), everything=everything)
            with transaction(db):
                count = sum(delete_answer(db, row) for row in rows)
                if log:
                    db.execute("DELETE FROM query")
            if log:
                self._unnoted.clear()
            db.execute("VACUUM")  # deleted words are gone from the file too
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            return count

        return self._write(in_file)

    def export(self, target: Path) -> int:
        """Write the answers, and nothing else, to a cache file for somebody else.

        Returns:
            How many.

        Raises:
            OutputError: It cannot be written there, or is this cache itself.
        """
        if target.resolve() == self.path.resolve():
            raise OutputError(f"{target} is the cache itself; name another file")
        rows = self._read(lambda db: list(read_answers(db))) or []
        return export_answers(rows, target, self._clock)

    def import_answers(self, source: Path) -> Imported | None:
        """Add the answers of somebody's cache file; of two the newer one counts.

        Returns:
            What came of it, or None where this file cannot be written: see ``notice``.

        Raises:
            InputError: ``source`` is no cache, or damaged.
        """
        trusted, refused = read_shared(source, self.now())

        def in_file(db: sqlite3.Connection) -> int:
            with transaction(db):
                return sum(write_newer(db, key, answer) for key, answer in trusted)

        added = self._write(in_file)
        if added is None:
            return None
        return Imported(added, len(trusted) - added, refused)

    def _seconds(self) -> float:
        return self._clock().timestamp()
