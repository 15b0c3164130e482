"""Turn the tables of link words and their frames into rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib.resources.abc import Traversable

from geo.data.link_rows import EndRole, LinkFrame, LinkWord, Part
from geo.data.read import Once, Row, read_table
from geo.model import LinkKind


def parse_link_frames(source: Traversable) -> dict[str, LinkFrame]:
    """Read ``link_frames.tsv``."""
    names = Once()
    found = {}
    columns = ("frame", "subject", "object", "prepositions")
    for row in read_table(source, columns).rows:
        name = row.text("frame")
        names.add(name, row)
        found[name] = LinkFrame(
            name, _role(row, "subject"), _role(row, "object"), _prepositions(row)
        )
    return found


def _role(row: Row, column: str) -> EndRole | None:
    if not row.cells[column]:
        return None
    return EndRole(row.choice(column, frozenset(EndRole)))


def _prepositions(row: Row) -> Mapping[str, EndRole]:
    found: dict[str, EndRole] = {}
    for group in row.cells["prepositions"].split():
        role, _, words = group.partition("=")
        if role not in frozenset(EndRole) or not words:
            row.fail(f"write prepositions as destination=to|into, not {group!r}")
        found |= {word: EndRole(role) for word in words.split("|")}
    return found


def parse_link_words(
    source: Traversable, frames: Mapping[str, LinkFrame]
) -> tuple[LinkWord, ...]:
    """Read ``link_words.tsv``: the first form of a line is its lemma."""
    seen = Once()
    columns = ("words", "part", "kind", "frame", "beside")
    return tuple(
        word
        for row in read_table(source, columns).rows
        for word in _forms(row, seen, frozenset(frames))
    )


def _forms(row: Row, seen: Once, frames: frozenset[str]) -> Iterator[LinkWord]:
    part = Part(row.choice("part", frozenset(Part)))
    known = frozenset(LinkKind) - {LinkKind.CO_MENTION}
    kind = LinkKind(row.choice("kind", known))
    frame = row.choice("frame", frames)
    forms = row.names("words")
    if not forms:
        row.fail("list the forms of the word, its dictionary form first")
    for form in forms:
        if form != form.lower():
            row.fail("write link words in lower case")
        seen.add(f"{form} ({part}, {frame}, {kind})", row)
        yield LinkWord(form, forms[0], part, kind, frame, row.names("beside"))
