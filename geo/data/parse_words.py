"""Turn the lines of word tables into rows, checking what the rows promise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources.abc import Traversable

from geo.data.link_rows import StatusWord
from geo.data.read import Once, Row, read_table
from geo.data.rows import (
    AreaWord,
    FriendRule,
    OrganisationWord,
    Role,
    ShortForm,
    Side,
    Stance,
)
from geo.model import LinkStatus


def parse_context_words(source: Traversable) -> dict[Role, frozenset[str]]:
    """Read ``context_words.tsv``: words by what they do."""
    words = Once()
    found: dict[Role, set[str]] = {role: set() for role in Role}
    for row in read_table(source, ("word", "role")).rows:
        role = Role(row.choice("role", frozenset(Role)))
        words.add(f"{_lower(row, 'word')} ({role})", row)
        found[role].add(row.text("word"))
    return {role: frozenset(group) for role, group in found.items()}


def parse_metonym_words(source: Traversable) -> dict[Stance, dict[str, str]]:
    """Read ``metonym_words.tsv``: every form of a word with its lemma, by what it shows."""
    words = Once()
    found: dict[Stance, dict[str, str]] = {stance: {} for stance in Stance}
    for row in read_table(source, ("word", "role", "forms")).rows:
        stance = Stance(row.choice("role", frozenset(Stance)))
        lemma = _lower(row, "word")
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
    words = Once()
    found = []
    for row in read_table(source, ("word", "name", "given")).rows:
        words.add(f"{row.text('word')} ({row.text('name')})", row)
        given = row.names("given")
        if not given:
            row.fail("say which name the article must have given first")
        found.append(ShortForm(row.text("word"), row.text("name"), given))
    return tuple(found)


def parse_languages(source: Traversable) -> dict[str, str]:
    """Read ``languages.tsv``: name by ISO 639 code."""
    words = Once()
    found = {}
    for row in read_table(source, ("code", "name")).rows:
        words.add(_lower(row, "code"), row)
        found[row.text("code")] = row.text("name")
    return found


def parse_area_words(source: Traversable) -> tuple[AreaWord, ...]:
    """Read ``area_words.tsv``."""
    words = Once()
    found = []
    for row in read_table(source, ("word", "feature_codes", "position")).rows:
        side = Side(row.choice("position", frozenset(Side)))
        words.add(f"{_lower(row, 'word')} ({side})", row)
        codes = row.names("feature_codes")
        if not codes or not all(re.fullmatch("[A-Z][A-Z0-9]+", code) for code in codes):
            row.fail("give GeoNames feature codes such as ADM1|RGN")
        found.append(AreaWord(row.text("word"), codes, side))
    return tuple(found)


def parse_status_words(source: Traversable) -> tuple[StatusWord, ...]:
    """Read ``status_words.tsv``."""
    known = frozenset(LinkStatus) - {LinkStatus.STATED}
    phrases = Once()
    found = []
    for row in read_table(source, ("phrase", "status")).rows:
        phrases.add(_lower(row, "phrase"), row)
        status = LinkStatus(row.choice("status", known))
        found.append(StatusWord(row.text("phrase"), status))
    return tuple(found)


def parse_false_friends(source: Traversable) -> dict[str, FriendRule]:
    """Read ``false_friends.tsv``: casefolded word to rule."""
    names = Once()
    found = {}
    for row in read_table(source, ("name", "rule", "note")).rows:
        names.add(row.text("name").casefold(), row)
        rule = row.choice("rule", frozenset(FriendRule))
        found[row.text("name").casefold()] = FriendRule(rule)
    return found


def parse_words(source: Traversable, column: str) -> tuple[str, ...]:
    """Read a table of single words with notes: given names, titles."""
    words = Once()
    found = []
    for row in read_table(source, (column, "note")).rows:
        words.add(row.text(column).casefold(), row)
        found.append(row.text(column))
    return tuple(found)


def parse_organisations(source: Traversable) -> tuple[OrganisationWord, ...]:
    """Read ``organisations.tsv``."""
    words = Once()
    found = []
    for row in read_table(source, ("word", "position")).rows:
        side = Side(row.choice("position", frozenset(Side)))
        words.add(f"{row.text('word').casefold()} ({side})", row)
        found.append(OrganisationWord(row.text("word"), side))
    return tuple(found)


def _lower(row: Row, column: str) -> str:
    word = row.text(column)
    if word != word.lower():
        row.fail(f"write {column} in lower case")
    return word
