"""What commands read: articles, and files line by line."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, BinaryIO

import geo
from geo.cli.terminal import note
from geo.errors import ArticleError, InputError, PartlyDone
from geo.model import Progress

if TYPE_CHECKING:
    from geo.articles import OpenReport


MAX_TOLD = 10  # files; of more it is not said what was taken of each


def read(
    sources: Sequence[str],
    progress: Progress | None,
    input_format: str = "",
    columns: Mapping[str, str] | None = None,
) -> Sequence[OpenReport]:
    """Read what is named; what cannot be read is said, and the rest is read.

    Args:
        sources: Files, folders, addresses.
        progress: Told how far it is.
        input_format: What somebody says that they are.
        columns: Which column of a table holds what, where somebody says so.

    Raises:
        ArticleError: Nothing can be read.
    """
    from geo.articles import describe_taken

    opened = geo.read_articles(sources, progress, format=input_format, columns=columns)
    problems = [one.problem for one in opened if one.problem]
    if not any(one.articles for one in opened):
        raise ArticleError(problems[0] if problems else "there is nothing to read")
    for one in opened:
        if len(one.articles) == 1 and len(opened) <= MAX_TOLD:
            taken = describe_taken(one.articles[0], one.name)
            note(f"{one.name}: {taken}" if taken else "")
        for words in one.notes:
            note(f"{one.name}: {words}")
    for problem in problems:
        note(f"left out: {problem}")
    return opened


def articles_of(opened: Sequence[OpenReport]) -> tuple[geo.Article, ...]:
    """Return the articles of all that was read."""
    return tuple(article for one in opened for article in one.articles)


def require_all(opened: Sequence[OpenReport]) -> None:
    """Raise PartlyDone where something was left out; what, `read` has said."""
    if left := sum(bool(one.problem) for one in opened):
        raise PartlyDone(
            f"{left:,} of {len(opened):,} could not be read and are left out"
        )


def open_lines(source: str, stack: ExitStack) -> tuple[BinaryIO, str]:
    """Open a file that can be read again and again, and name it.

    Args:
        source: Path; "-" is standard input.
        stack: Closes it.

    Raises:
        ArticleError: It cannot be read.
    """
    if source == "-":
        kept = stack.enter_context(TemporaryFile())  # noqa: SIM115 - the stack does
        shutil.copyfileobj(sys.stdin.buffer, kept)
        return kept, "standard input"
    try:
        return stack.enter_context(Path(source).open("rb")), Path(source).name
    except FileNotFoundError as error:
        raise ArticleError(f"there is no file {source}; check its name") from error
    except OSError as error:
        raise ArticleError(f"{source} cannot be read: {error.strerror}") from error


def read_utf8(path: Path) -> str:
    """Read a text file; "-" is standard input.

    Raises:
        InputError: It cannot be read, or is not UTF-8.
    """
    try:
        if str(path) == "-":
            return sys.stdin.buffer.read().decode("utf-8-sig")
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{path} is not UTF-8; save it as UTF-8 first") from error
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}") from error
