"""Turn the tables of words, of links and their frames among them, into rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from importlib.resources.abc import Traversable

from geo.data.read import Row, UniqueKeys, read_table
from geo.data.rows import (
    AreaWord,
    CueUse,
    EndRole,
    FriendRule,
    LinkFrame,
    LinkWord,
    OrganisationWord,
    Part,
    Role,
    ShortForm,
    Side,
    Stance,
    StatusWord,
)
from geo.model import LinkKind, LinkStatus


def parse_context_words(source: Traversable) -> dict[Role, frozenset[str]]:
    """Read ``context_words.tsv``: words by what they do."""
    words = UniqueKeys()
    found: dict[Role, set[str]] = {role: set() for role in Role}
    for row in read_table(source, ("word", "role")):
        role = row.choice("role", Role)
        words.add(f"{row.lower('word')} ({role})", row)
        found[role].add(row.text("word"))
    return {role: frozenset(group) for role, group in found.items()}


def parse_metonym_words(source: Traversable) -> dict[Stance, dict[str, str]]:
    """Read ``metonym_words.tsv``: every form of a word with its lemma, by what it shows."""
    words = UniqueKeys()
    found: dict[Stance, dict[str, str]] = {stance: {} for stance in Stance}
    for row in read_table(source, ("word", "role", "forms")):
        stance = row.choice("role", Stance)
        lemma = row.lower("word")
        words.add(f"{lemma} ({stance})", row)
        verb = stance in (Stance.VERB, Stance.OBJECT)
        forms = (*_verb_forms(lemma), *row.names("forms")) if verb else (lemma,)
        found[stance].update(dict.fromkeys(forms, lemma))
    return found


def _verb_forms(lemma: str) -> Iterator[str]:
    """Return the regular forms of a verb, and those with its last letter doubled."""
    yield lemma
    hissing = lemma.endswith(("s", "sh", "ch", "x", "z", "o"))
    stem = lemma.removesuffix("e")
    if lemma.endswith("y") and lemma[-2:-1] not in "aeou":
        yield from (f"{lemma[:-1]}ies", f"{lemma[:-1]}ied", f"{lemma}ing")
        return
    yield f"{lemma}es" if hissing else f"{lemma}s"
    yield from (f"{stem}ed", f"{stem}ing")
    if lemma[-1] not in "aeiouwxy":
        yield from (f"{lemma}{lemma[-1]}ed", f"{lemma}{lemma[-1]}ing")


def parse_short_forms(source: Traversable) -> tuple[ShortForm, ...]:
    """Read ``short_forms.tsv``."""
    words = UniqueKeys()
    found = []
    for row in read_table(source, ("word", "name", "given")):
        words.add(f"{row.text('word')} ({row.text('name')})", row)
        given = row.names("given")
        if not given:
            row.fail("say which name the article must have given first")
        found.append(ShortForm(row.text("word"), row.text("name"), given))
    return tuple(found)


def parse_languages(source: Traversable) -> dict[str, str]:
    """Read ``languages.tsv``: name by ISO 639 code."""
    words = UniqueKeys()
    found = {}
    for row in read_table(source, ("code", "name")):
        words.add(row.lower("code"), row)
        found[row.text("code")] = row.text("name")
    return found


def parse_area_words(source: Traversable) -> tuple[AreaWord, ...]:
    """Read ``area_words.tsv``."""
    words = UniqueKeys()
    found = []
    for row in read_table(source, ("word", "feature_codes", "position")):
        side = row.choice("position", Side)
        words.add(f"{row.lower('word')} ({side})", row)
        codes = row.names("feature_codes")
        if not codes or not all(re.fullmatch("[A-Z][A-Z0-9]+", code) for code in codes):
            row.fail("give GeoNames feature codes such as ADM1|RGN")
        found.append(AreaWord(row.text("word"), codes, side))
    return tuple(found)


def parse_status_words(source: Traversable) -> tuple[StatusWord, ...]:
    """Read ``status_words.tsv``."""
    known = frozenset(LinkStatus) - {LinkStatus.STATED}
    seen = UniqueKeys()
    found = []
    for row in read_table(source, ("words", "status", "use", "particle")):
        status, use = row.choice("status", known), row.choice("use", CueUse)
        particle = row.cells["particle"]
        for form in row.names("words"):
            if form != form.lower():
                row.fail("write cues in lower case")
            seen.add(f"{form} ({use}, {particle})", row)
            found.append(StatusWord(form, status, use, particle))
    return tuple(found)


def parse_false_friends(source: Traversable) -> dict[str, FriendRule]:
    """Read ``false_friends.tsv``: casefolded word to rule."""
    names = UniqueKeys()
    found = {}
    for row in read_table(source, ("name", "rule", "note")):
        names.add(row.text("name").casefold(), row)
        found[row.text("name").casefold()] = row.choice("rule", FriendRule)
    return found


def parse_words(source: Traversable, column: str) -> tuple[str, ...]:
    """Read a table of single words with notes: given names, titles."""
    words = UniqueKeys()
    found = []
    for row in read_table(source, (column, "note")):
        words.add(row.text(column).casefold(), row)
        found.append(row.text(column))
    return tuple(found)


def parse_organisations(source: Traversable) -> tuple[OrganisationWord, ...]:
    """Read ``organisations.tsv``."""
    words = UniqueKeys()
    found = []
    for row in read_table(source, ("word", "position")):
        side = row.choice("position", Side)
        words.add(f"{row.text('word').casefold()} ({side})", row)
        found.append(OrganisationWord(row.text("word"), side))
    return tuple(found)


def parse_link_frames(source: Traversable) -> dict[str, LinkFrame]:
    """Read ``link_frames.tsv``."""
    names = UniqueKeys()
    found = {}
    columns = ("frame", "subject", "object", "prepositions")
    for row in read_table(source, columns):
        name = row.text("frame")
        names.add(name, row)
        found[name] = LinkFrame(
            name, _role(row, "subject"), _role(row, "object"), _prepositions(row)
        )
    return found


def _role(row: Row, column: str) -> EndRole | None:
    if not row.cells[column]:
        return None
    return row.choice(column, EndRole)


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
    seen = UniqueKeys()
    columns = ("words", "part", "kind", "frame", "beside")
    return tuple(
        word
        for row in read_table(source, columns)
        for word in _forms(row, seen, frozenset(frames))
    )


def _forms(row: Row, seen: UniqueKeys, frames: frozenset[str]) -> Iterator[LinkWord]:
    part = row.choice("part", Part)
    known = frozenset(LinkKind) - {LinkKind.CO_MENTION}
    kind = row.choice("kind", known)
    frame = row.choice("frame", frames)
    forms = row.names("words")
    if not forms:
        row.fail("list the forms of the word, its dictionary form first")
    for form in forms:
        if form != form.lower():
            row.fail("write link words in lower case")
        seen.add(f"{form} ({part}, {frame}, {kind})", row)
        yield LinkWord(form, forms[0], part, kind, frame, row.names("beside"))
