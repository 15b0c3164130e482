"""Articles of sources of any size, a block in memory at a time.

JSON lines and Parquet are cut into blocks; what else there is (a page, a table, a zip) is
opened file by file, within the limits of every file that is opened.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path

from geo.archive.parquet import json_lines
from geo.articles.formats import FORMATS_IN, Format, ending
from geo.articles.opening import (
    OpenReport,
    Source,
    Wanted,
    files_of,
    open_all,
    wanted_of,
)
from geo.errors import ArticleError

_LINES_AT_ONCE = 1_000
_PARQUET = frozenset({".parquet", ".pq"})


@dataclass(frozen=True, slots=True)
class Opened:
    """What was opened, and the share of all sources that is read by then, 0 to 1."""

    share: float
    report: OpenReport


def open_sources(
    sources: Sequence[str],
    *,
    format: str = "",
    columns: Mapping[str, str] | None = None,
) -> Iterator[Opened]:
    """Open files, folders, archives and addresses one after another.

    Args:
        sources: Paths, or addresses with http or https.
        format: As for `geo.read_articles`.
        columns: As for `geo.read_articles`.

    Raises:
        InputError: A format or column is unknown.
    """
    wanted = wanted_of(format, columns)
    files = list(chain.from_iterable(map(files_of, sources)))
    sizes = [_size(file) for file in files]
    total, before = sum(sizes), 0
    for file, size in zip(files, sizes, strict=True):
        told: set[str] = set()
        for block in _blocks(file, wanted):
            share = (before + block.share * size) / total
            if block.problem:
                yield Opened(share, OpenReport(file.name, problem=block.problem))
                continue
            said = replace(wanted, format=block.format or wanted.format)
            for report in open_all([block.source], None, said):
                yield Opened(share, _placed(report, block.first, told))
        before += size


@dataclass(frozen=True, slots=True)
class _Block:
    """A part of a file.

    Attributes:
        source: What is opened.
        share: The share of the file that is read by then.
        first: Number of its first line, where it is not the whole file.
        format: Its format, where it is another than that of the file.
        problem: Why the file could not be read any further, or "".
    """

    source: Source
    share: float = 1.0
    first: int = 1
    format: str = ""
    problem: str = ""


def _size(file: Source) -> int:
    try:
        return max(file.where.stat().st_size, 1) if isinstance(file.where, Path) else 1
    except OSError:
        return 1


def _placed(report: OpenReport, first: int, told: set[str]) -> OpenReport:
    """Return a report on a block with the line of its file that its words count from.

    What columns were taken for is told once, as long as it is the same.
    """
    where = f"from line {first:,} on: " if first > 1 else ""
    new = [n for n in report.notes if n not in told or not n.startswith("columns ")]
    told.update(report.notes)
    return replace(
        report,
        notes=tuple(where + note for note in new),
        problem=report.problem and where + report.problem,
    )


def _blocks(file: Source, wanted: Wanted) -> Iterator[_Block]:
    """Cut a file into what fits into memory."""
    path, known = file.where, ending(file.name)
    if isinstance(path, Path) and path.is_file() and not wanted.format:
        if known in _PARQUET:
            yield from _guarded(file, _rows(file, path))
            return
        if FORMATS_IN.get(known) is Format.JSONL:
            yield from _guarded(file, _lines(file, path))
            return
    yield _Block(file)


def _guarded(file: Source, blocks: Iterator[_Block]) -> Iterator[_Block]:
    """Return the blocks up to where the file cannot be read any further."""
    try:
        yield from blocks
    except (ArticleError, OSError) as error:
        yield _Block(file, problem=str(error))


def _rows(file: Source, path: Path) -> Iterator[_Block]:
    first = 1
    for share, lines in json_lines(path):
        yield _Block(replace(file, where=lines), share, first, Format.JSONL)
        first += lines.count(b"\n") + 1


def _lines(file: Source, path: Path) -> Iterator[_Block]:
    size, read, first = _size(file), 0, 1
    with path.open("rb") as opened:
        while lines := list(islice(opened, _LINES_AT_ONCE)):
            content = b"".join(lines)
            read += len(content)
            if content.strip():
                yield _Block(replace(file, where=content), read / size, first)
            first += len(lines)
