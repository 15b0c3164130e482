"""One module a format: bytes in, drafts out. They run in a process of their own.

A parser is told the file's name, for its messages, and complains with `ArticleError`. What
it needs is imported by the one format that needs it.
"""

from __future__ import annotations

from importlib import import_module
from typing import Protocol, cast

from geo.articles.formats import Format
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


def parser(format_: Format) -> Parser:
    """Return the parser of a format."""
    module = import_module(f"geo.articles.parsers.{format_}")
    return cast(Parser, module.parse)
