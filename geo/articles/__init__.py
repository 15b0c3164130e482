"""Pasted text, files and samples to Articles; what was assumed is noted on the article."""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from geo.articles.encodings import decode
from geo.errors import ArticleError
from geo.model import Article
from geo.settings import get_settings

LONGEST_TITLE = 200
FIRST_SAMPLE = "lavrov-wonsan"
# Surrogates without their other half: JSON can say them, no file or page can hold them.
_HALVES = re.compile("[\ud800-\udfff]")
_HALVES_NOTE = "the text has broken characters; each was replaced by �"


@dataclass(frozen=True, slots=True)
class Sample:
    """An article that comes with Dateline."""

    name: str
    title: str
    file: Traversable

    def read(self) -> Article:
        """Read it."""
        return read_bytes(self.file.read_bytes(), self.file.name)


def read_text(
    text: str, *, title: str = "", source: str = "", published: date | None = None
) -> Article:
    """Take a text as an article, exactly as it is.

    Only halves of characters, which nothing could print, become "�"; a note says so.

    Raises:
        ArticleError: It is empty, blank or longer than the setting allows.
    """
    if not text.strip():
        raise ArticleError(
            "the text is empty; paste or give an article with words in it"
        )
    longest = get_settings().max_characters
    if len(text) > longest:
        raise ArticleError(
            f"the text has {len(text):,} characters, more than {longest:,}; "
            "split it, or raise DATELINE_MAX_CHARACTERS"
        )
    whole = _whole(text)
    digest = hashlib.sha256(whole.encode("utf-8")).hexdigest()
    return Article(
        id=digest[:16],
        text=whole,
        title=_whole(title) or headline(whole),
        source=_whole(source),
        published=published,
        notes=() if whole == text else (_HALVES_NOTE,),
    )


def _whole(text: str) -> str:
    return _HALVES.sub("�", text)


def headline(text: str) -> str:
    """Give the first line where a blank line follows it, as in a saved article."""
    first, _, rest = text.lstrip().partition("\n")
    second = rest.partition("\n")[0]
    is_title = rest.strip() and not second.strip() and len(first) <= LONGEST_TITLE
    return first.strip() if is_title else ""


def read_bytes(content: bytes, name: str) -> Article:
    """Read a text file's bytes.

    Args:
        content: The bytes.
        name: The file's name, for messages and as the article's source.

    Raises:
        ArticleError: It is not text, or not usable as an article.
    """
    text, note = decode(content, name)
    try:
        article = read_text(text, source=name)
    except ArticleError as error:
        raise ArticleError(f"{name}: {error}") from error
    return _with_notes(article, (note,) if note else ())


def read_file(path: Path) -> Article:
    """Read an article from a text file; ``-`` is standard input.

    Raises:
        ArticleError: The file is missing, cannot be read, or is not an article.
    """
    if str(path) == "-":
        return read_bytes(sys.stdin.buffer.read(), "standard input")
    try:
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise ArticleError(f"there is no file {path}; check its name") from error
    except IsADirectoryError as error:
        raise ArticleError(f"{path} is a folder; name the files in it") from error
    except OSError as error:
        raise ArticleError(f"{path} cannot be read: {error.strerror}") from error
    return read_bytes(content, path.name)


def samples() -> tuple[Sample, ...]:
    """Give the articles that come with Dateline, the supplied one first."""
    found = [entry for entry in files("seeds").iterdir() if entry.name.endswith(".txt")]
    found.sort(key=lambda e: (not e.name.startswith(FIRST_SAMPLE), e.name))
    return tuple(_samples(found))


def _samples(found: list[Traversable]) -> Iterator[Sample]:
    for entry in found:
        name = entry.name.removesuffix(".txt")
        yield Sample(name, headline(entry.read_text("utf-8")) or name, entry)


def _with_notes(article: Article, notes: tuple[str, ...]) -> Article:
    return Article(
        id=article.id,
        text=article.text,
        title=article.title,
        source=article.source,
        published=article.published,
        notes=notes,
    )
