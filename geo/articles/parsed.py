"""What a parser makes of a file: articles not yet checked, as plain values that travel as JSON."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from typing import Any

from geo.errors import ArticleError


@dataclass(frozen=True, slots=True)
class ParsedArticle:
    """One article as a file gives it.

    Attributes:
        text: Its words.
        title: Its headline, or "".
        source: Newspaper, site or sender, or "" for its address, or the file's own name.
        address: Where it stands on the web, or "".
        published: ``2026``, ``2026-03`` or ``2026-03-14``: as much as is given, or "".
        language: ISO 639-1 code where the file names one, or "".
        notes: What the reader should know of how it was read.
    """

    text: str
    title: str = ""
    source: str = ""
    address: str = ""
    published: str = ""
    language: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ArchiveMember:
    """One file of an archive.

    Attributes:
        name: Its name there: to be shown, never to be written to.
        content: Its bytes.
        problem: Why it could not be taken out, or "".
    """

    name: str
    content: bytes = b""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class TableColumns:
    """The columns of a table, for somebody to say which holds what.

    Attributes:
        names: What they are called, in order.
        taken: What was taken for what: ``{"text": "Body"}``.
        examples: The beginning of a cell of each.
    """

    names: tuple[str, ...]
    taken: dict[str, str]
    examples: tuple[str, ...]


class ColumnsUnknownError(ArticleError):
    """No column of a table is known to hold texts; somebody can say which does."""

    def __init__(self, advice: str, columns: TableColumns) -> None:
        """Remember the columns that there are."""
        super().__init__(advice)
        self.columns = columns


@dataclass(frozen=True, slots=True)
class ParsedFile:
    """What one file holds: articles, or further files; and of a table its columns."""

    drafts: tuple[ParsedArticle, ...] = ()
    members: tuple[ArchiveMember, ...] = ()
    notes: tuple[str, ...] = ()
    columns: TableColumns | None = None


_NAMES = frozenset(field.name for field in fields(ParsedArticle))


def article_to_json(draft: ParsedArticle) -> dict[str, Any]:
    """Return a draft as JSON holds it."""
    return asdict(draft)


def article_from_json(record: Any) -> ParsedArticle:
    """Read what ``article_to_json`` gave; the process that sent it is not trusted.

    Raises:
        ValueError: It is not that.
    """
    if not isinstance(record, dict) or set(record) != _NAMES:
        raise ValueError("not a draft")
    notes = record.pop("notes")
    if not isinstance(notes, list) or not all(
        isinstance(value, str) for value in (*record.values(), *notes)
    ):
        raise ValueError("not a draft")
    return ParsedArticle(**record, notes=tuple(notes))


def columns_from_json(record: Any) -> TableColumns | None:
    """Read the columns of a table as JSON holds them; the process that sent them is not trusted.

    Raises:
        ValueError: They are none.
    """
    if record is None:
        return None
    names, taken, examples = record["names"], record["taken"], record["examples"]
    said = [*names, *taken, *taken.values(), *examples]
    if not all(isinstance(word, str) for word in said):
        raise ValueError("not the columns of a table")
    return TableColumns(tuple(names), taken, tuple(examples))


def with_headline(title: str, text: str) -> str:
    """Put the headline above the text, unless it is there: it names places too."""
    opens = " ".join(text[: 2 * len(title) + 9].split())
    if not title or opens.casefold().startswith(title.casefold()):
        return text
    return f"{title}\n\n{text.lstrip()}" if text.strip() else title
