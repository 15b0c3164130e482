"""XML from strangers, read as a stream: no tree is built, no entity is ever expanded.

The only door to defusedxml.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Protocol
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from geo.errors import ArticleError

DEEPEST = 500  # elements in one another


class Target(Protocol):
    """What is told of the document; names are ``{namespace}tag``."""

    def start(self, tag: str, attrs: dict[str, str]) -> None:
        """An element begins."""

    def end(self, tag: str) -> None:
        """It ends."""

    def data(self, text: str) -> None:
        """Text, perhaps in several pieces."""


class _Depth:
    """Passes everything on, as long as elements do not nest without end."""

    def __init__(self, target: Target, name: str) -> None:
        self._target, self._name, self._depth = target, name, 0
        self.data = target.data

    def start(self, tag: str, attrs: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise ArticleError(f"{self._name} is nested too deeply to be an article")
        self._target.start(tag, attrs)

    def end(self, tag: str) -> None:
        self._depth -= 1
        self._target.end(tag)

    def close(self) -> None:
        """Nothing is left to do."""


def read_xml(pieces: Iterable[bytes], target: Target, name: str) -> None:
    """Read a document.

    Args:
        pieces: Its bytes.
        target: Told of what it holds.
        name: The file's name, for messages.

    Raises:
        ArticleError: It is broken, or defines entities.
    """
    parser: Any = DefusedXMLParser(target=_Depth(target, name))
    try:
        for piece in pieces:
            parser.feed(piece)
        parser.close()
    except DefusedXmlException as error:
        raise ArticleError(
            f"{name} defines its own entities, which no article needs; it may have been "
            "made to do harm"
        ) from error
    except ParseError as error:
        raise ArticleError(f"{name} is damaged ({error}); get it again") from error


def local(tag: str) -> str:
    """Return a tag's name without its namespace."""
    return tag.rpartition("}")[2]
