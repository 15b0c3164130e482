"""DuckDB, within this process: the one door to it.

It may not fetch extensions, which by itself it does from the internet; once locked it opens no
file outside the archive and changes no setting. What is asked for is bound, never pasted.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from geo.archive.parquet import table_of_numbers
from geo.errors import InputError
from geo.optional_dependencies import needs_extra

MEMORY = "1GB"
_OUTDATED = (
    "the archive was sorted anew since it was opened, and older files of it are gone; open it "
    "again"
)
DAMAGED = "; “dateline archive verify” tells which of its files are damaged"

Rows = list[tuple[Any, ...]]


class Engine:
    """An empty database in memory.

    Args:
        spill: Folder for what does not fit into memory; without one it must fit.
        outdated: Whether the files that are read are no longer those that count.

    Raises:
        OutputError: DuckDB is not installed.
    """

    def __init__(
        self, spill: Path | None = None, outdated: Callable[[], bool] | None = None
    ) -> None:
        with needs_extra("archive", "To ask an archive"):
            import duckdb
        self._errors, self._outdated = duckdb.Error, outdated
        self._select = duckdb.StatementType.SELECT
        self._database = duckdb.connect(
            ":memory:",
            config={
                "autoinstall_known_extensions": False,
                "autoload_known_extensions": False,
                "memory_limit": MEMORY,
                "temp_directory": str(spill or ""),
            },
        )
        self.run("SET parquet_metadata_cache = true")

    def lock(self, folder: Path) -> None:
        """Open no file outside a folder from now on, and change no setting."""
        self.run(f"SET allowed_directories = [{quoted(f'{folder}/')}]")
        self.run("SET enable_external_access = false")
        self.run("SET lock_configuration = true")

    def close(self) -> None:
        """Close it."""
        self._database.close()

    def run(self, text: str, values: Sequence[Any] = ()) -> None:
        """Do something that answers nothing.

        Raises:
            InputError: It cannot be done; the message says why.
            OSError: The disk is full.
        """
        with self._telling():
            self._database.execute(text, list(values))

    def ask(
        self, statement: Any, values: Sequence[Any] = ()
    ) -> tuple[tuple[str, ...], Rows]:
        """Return columns and rows; several threads may ask at the same time.

        Raises:
            InputError: It cannot be answered; the message says why.
        """
        with self._telling(), self._database.cursor() as cursor:
            answer = cursor.execute(statement, list(values))
            columns = tuple(column[0] for column in answer.description or ())
            return columns, list(answer.fetchall())

    def rows(self, text: str, values: Sequence[Any] = ()) -> Rows:
        """Return the rows of an answer.

        Raises:
            InputError: As for `ask`.
        """
        return self.ask(text, values)[1]

    def records(self, text: str, values: Sequence[Any] = ()) -> list[dict[str, Any]]:
        """Return the rows of an answer, each by its columns.

        Raises:
            InputError: As for `ask`.
        """
        columns, rows = self.ask(text, values)
        return [dict(zip(columns, row, strict=True)) for row in rows]

    def in_groups(self, text: str, size: int) -> Iterator[Rows]:
        """Return the rows of a long answer, some at a time.

        Raises:
            InputError: As for `ask`.
        """
        with self._telling(), self._database.cursor() as cursor:
            answer = cursor.execute(text)
            while rows := answer.fetchmany(size):
                yield rows

    def one_select(self, text: str) -> Any:
        """Return somebody's SQL as one statement that reads.

        Raises:
            InputError: It is something else.
        """
        with self._telling():
            statements = self._database.extract_statements(text)
        if len(statements) != 1 or statements[0].type != self._select:
            raise InputError("an archive answers one SELECT; it is never written to so")
        return statements[0]

    def keep_numbers(self, table: str, numbers: Sequence[int]) -> None:
        """Make a table of one column, `number`."""
        with self._telling(), self._database.cursor() as cursor:
            cursor.register("given_numbers", table_of_numbers(numbers))
            cursor.execute(f"CREATE TABLE {table} AS SELECT number FROM given_numbers")
            cursor.unregister("given_numbers")

    @contextmanager
    def _telling(self) -> Iterator[None]:
        """Raise what DuckDB cannot do as an error of our family."""
        try:
            yield
        except self._errors as error:
            words = str(error).strip().splitlines()[0]
            if os.strerror(errno.ENOSPC) in words:
                raise OSError(errno.ENOSPC, words) from error
            if ".parquet" in words and self._outdated and self._outdated():
                raise InputError(_OUTDATED) from error
            advice = DAMAGED if ".parquet" in words else ""
            raise InputError(f"the archive cannot answer: {words}{advice}") from error


def quoted(text: str) -> str:
    """Return a text as SQL writes it."""
    return "'" + text.replace("'", "''") + "'"


def read_parquet(paths: Sequence[Path], options: str = "") -> str:
    """Return what reads Parquet files as one table; older ones lack a column or two."""
    names = ", ".join(quoted(str(path)) for path in paths)
    return f"read_parquet([{names}]{options})"
