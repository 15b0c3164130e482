"""One module a format: bytes in, drafts out. They run in a process of their own.

A parser is told the file's name, for its messages, and complains with `ArticleError`. What
it needs is imported by the one format that needs it.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from types import ModuleType
from typing import Protocol, cast

from geo.articles.formats import Format, is_table_like
from geo.articles.parsed import ParsedFile


class Parser(Protocol):
    """What each of the modules here offers as ``parse``."""

    def __call__(self, content: bytes, name: str, charset: str = "") -> ParsedFile:
        """Read a file.

        Args:
            content: Its bytes.
            name: Its name, or its address: for messages.
            charset: The encoding that the server names, or "".

        Raises:
            ArticleError: It cannot be read; the message says what to do.
        """
        ...


class TableParser(Protocol):
    """What the modules of formats of rows offer as ``parse``."""

    def __call__(
        self,
        content: bytes,
        name: str,
        charset: str = "",
        columns: Mapping[str, str] | None = None,
    ) -> ParsedFile:
        """Read a file, as `Parser`.

        Args:
            content: Its bytes.
            name: Its name, or its address: for messages.
            charset: The encoding that the server names, or "".
            columns: Which column holds what, where somebody named some.
        """
        ...


def parse(
    format_: Format, content: bytes, name: str, charset: str, columns: Mapping[str, str]
) -> ParsedFile:
    """Read a file of a format.

    Raises:
        ArticleError: As of `Parser`.
    """
    if columns and is_table_like(format_):
        read = cast(TableParser, _module(format_).parse)
        return read(content, name, charset, columns)
    return parser(format_)(content, name, charset)


def parser(format_: Format) -> Parser:
    """Return the parser of a format."""
    return cast(Parser, _module(format_).parse)


def _module(format_: Format) -> ModuleType:
    return import_module(f"geo.articles.parsers.{format_}")
