"""The options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from geo.errors import InputError
from geo.model import EVERY_KIND, MentionKind, Sureness

ALL_KINDS = ",".join(MentionKind)
Model = Annotated[
    str | None,
    typer.Option("--model", metavar="NAME", help="An installed spaCy pipeline to use."),
]
From = Annotated[
    Path | None,
    typer.Option("--from", metavar="FILE", help="What can be read of a damaged file."),
]
Demonyms = Annotated[
    bool,
    typer.Option(help="Keep words such as “Russian” as mentions of their country."),
]
Kinds = Annotated[
    str,
    typer.Option(
        "--kinds",
        metavar="LIST",
        help="Kinds of mention kept, with commas: place demonym metonym embedded.",
    ),
]
MoreLinks = Annotated[
    bool,
    typer.Option(
        "--more-links", help="More links, and more wrong ones, where no rule says."
    ),
]
InputFormat = Annotated[
    str,
    typer.Option(
        "--input-format",
        metavar="F",
        help="Format of what is read, where neither its name nor its content says it "
        "(of standard input, say): csv jsonl json txt html eml ...",
    ),
]
_COLUMN = "Column of a table that holds "
TextColumn = Annotated[
    str, typer.Option("--text-column", metavar="NAME", help=f"{_COLUMN}the texts.")
]
TitleColumn = Annotated[
    str, typer.Option("--title-column", metavar="NAME", help=f"{_COLUMN}headlines.")
]
DateColumn = Annotated[
    str, typer.Option("--date-column", metavar="NAME", help=f"{_COLUMN}the days.")
]
SourceColumn = Annotated[
    str, typer.Option("--source-column", metavar="NAME", help=f"{_COLUMN}newspapers.")
]
UrlColumn = Annotated[
    str, typer.Option("--url-column", metavar="NAME", help=f"{_COLUMN}web addresses.")
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def said_columns(
    text: str, title: str, published: str, source: str, address: str
) -> dict[str, str]:
    """Return which column holds what, where somebody said so, as `geo.read_articles` takes it."""
    said = {
        "text": text,
        "title": title,
        "published": published,
        "source": source,
        "address": address,
    }
    return {what: name for what, name in said.items() if name}


def wanted_sureness(more: bool) -> Sureness:
    """Return how likely links must be: as asked, else as the settings say."""
    from geo.settings import get_settings

    return Sureness.MORE if more else get_settings().sureness


def kept_kinds(kinds: str, demonyms: bool) -> frozenset[MentionKind]:
    """Return the kinds of mention that are kept.

    Raises:
        InputError: A kind is unknown.
    """
    kept = set()
    for word in split_list(kinds):
        if word not in EVERY_KIND:
            known = " ".join(MentionKind)
            raise InputError(f"no kind of mention is called {word!r}; known: {known}")
        kept.add(MentionKind(word))
    return frozenset(kept if demonyms else kept - {MentionKind.DEMONYM})


def split_list(listed: str) -> tuple[str, ...]:
    """Return the members of a list with commas."""
    return tuple(word for part in listed.split(",") if (word := part.strip()))
