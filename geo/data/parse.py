"""Turn each table's lines into its rows, checking what the rows promise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources.abc import Traversable

from geo.data.read import (
    Once,
    Row,
    contains,
    extent_of,
    key_of,
    read_table,
)
from geo.data.rows import (
    AbbreviationRow,
    AreaWord,
    CountryRow,
    DemonymRow,
    FriendRule,
    LinkWord,
    OrganisationWord,
    Part,
    ProminentRow,
    RegionRow,
    Role,
    ShortForm,
    Side,
    Stance,
    StatusWord,
)
from geo.model import LinkKind, LinkStatus

_BOX = ("lat", "lon", "south", "west", "north", "east")
_TARGET = re.compile(
    r"country:[A-Z]{2}|admin1:[A-Z]{2}\.[0-9A-Z]+|region:[a-z0-9-]+|city:[1-9][0-9]*"
)
_FEATURE = re.compile(r"[AHLPRSTUV]/[A-Z][A-Z0-9]*")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_ACRONYM = re.compile(r"[A-Z]{2,4}")


def parse_countries(source: Traversable) -> tuple[CountryRow, ...]:
    """Read ``countries.tsv``."""
    columns = ("iso2", "name", *_BOX, "aliases", "demonyms")
    codes, names, demonyms = Once(), Once(), Once()
    found = []
    for row in read_table(source, columns).rows:
        if not re.fullmatch("[A-Z]{2}", row.text("iso2")):
            row.fail("write iso2 as two capital letters")
        codes.add(row.text("iso2"), row)
        lat, lon = row.number("lat", 90), row.number("lon", 180)
        extent = extent_of(row)
        if extent is None:
            row.fail("give the country's box: south, west, north, east")
        if not contains(extent, lat, lon):
            row.fail("move the point into the box, or mend the box")
        found.append(
            CountryRow(
                iso2=row.text("iso2"),
                name=row.text("name"),
                lat=lat,
                lon=lon,
                extent=extent,
                aliases=_own_names(row, names),
                demonyms=_unique(row, "demonyms", demonyms),
            )
        )
    return tuple(found)


def parse_regions(source: Traversable) -> tuple[RegionRow, ...]:
    """Read ``regions.tsv``."""
    columns = (
        *("slug", "name", "feature_class", "feature_code", *_BOX),
        *("country_code", "admin1", "aliases", "demonyms"),
    )
    slugs, names, demonyms = Once(), Once(), Once()
    found = []
    for row in read_table(source, columns).rows:
        if not _SLUG.fullmatch(row.text("slug")):
            row.fail("write the slug in a-z, 0-9 and single hyphens")
        slugs.add(row.text("slug"), row)
        _check_feature(row)
        lat, lon = row.number("lat", 90), row.number("lon", 180)
        extent = extent_of(row)
        if extent and not contains(extent, lat, lon):
            row.fail("move the point into the box, or mend the box")
        found.append(
            RegionRow(
                slug=row.text("slug"),
                name=row.text("name"),
                feature_class=row.text("feature_class"),
                feature_code=row.text("feature_code"),
                lat=lat,
                lon=lon,
                extent=extent,
                country_code=row.cells["country_code"],
                admin1=row.cells["admin1"],
                aliases=_own_names(row, names),
                demonyms=_unique(row, "demonyms", demonyms),
            )
        )
    return tuple(found)


def parse_abbreviations(source: Traversable) -> tuple[AbbreviationRow, ...]:
    """Read ``abbreviations.tsv``; one surface may count with and without a comma."""
    surfaces = Once()
    found = []
    for row in read_table(source, ("surface", "target", "after_comma", "note")).rows:
        surfaces.add(row.text("surface"), row)
        if row.cells["after_comma"] not in {"", "yes"}:
            row.fail("write after_comma as yes, or leave it empty")
        comma = row.cells["after_comma"] == "yes"
        found.append(
            AbbreviationRow(row.text("surface"), _target(row), comma, row.cells["note"])
        )
    return tuple(found)


def parse_demonyms(source: Traversable) -> tuple[DemonymRow, ...]:
    """Read ``demonyms.tsv``: a line lists the forms of one word."""
    surfaces = Once()
    return tuple(
        DemonymRow(surface, _target(row))
        for row in read_table(source, ("surfaces", "target")).rows
        for surface in _unique(row, "surfaces", surfaces)
    )


def parse_prominent(source: Traversable) -> tuple[ProminentRow, ...]:
    """Read ``prominent.tsv``."""
    names = Once()
    found = []
    for row in read_table(source, ("name", "target", "note")).rows:
        names.add(key_of(row.text("name")), row)
        found.append(ProminentRow(row.text("name"), _target(row), row.cells["note"]))
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
    """Give the regular forms of a verb, and those with its last letter doubled."""
    yield lemma
    hissing = lemma.endswith(("s", "sh", "ch", "x", "z", "o"))
    stem = lemma[:-1] if lemma.endswith("e") else lemma
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


def parse_link_words(source: Traversable) -> tuple[LinkWord, ...]:
    """Read ``link_words.tsv``: the first form of a line is its lemma."""
    words = Once()
    return tuple(
        word
        for row in read_table(source, ("words", "part", "kind", "note")).rows
        for word in _link_forms(row, words)
    )


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


def _link_forms(row: Row, words: Once) -> Iterator[LinkWord]:
    part = Part(row.choice("part", frozenset(Part)))
    known = frozenset(LinkKind) - {LinkKind.CO_MENTION}
    kind = LinkKind(row.choice("kind", known))
    forms = row.names("words")
    if not forms:
        row.fail("list the forms of the word, its dictionary form first")
    for form in forms:
        if form != form.lower():
            row.fail("write link words in lower case")
        words.add(f"{form} ({part})", row)
        yield LinkWord(form, forms[0], part, kind, row.cells["note"])


def _own_names(row: Row, names: Once) -> tuple[str, ...]:
    """Give a row's aliases, after noting name and aliases as taken."""
    names.add(key_of(row.text("name")), row)
    for alias in row.names("aliases"):
        if _ACRONYM.fullmatch(alias):
            row.fail(f"move {alias} to abbreviations.tsv, where its case counts")
    return _unique(row, "aliases", names)


def _unique(row: Row, column: str, taken: Once) -> tuple[str, ...]:
    names = row.names(column)
    for name in names:
        taken.add(key_of(name), row)
    return names


def _target(row: Row) -> str:
    target = row.text("target")
    if not _TARGET.fullmatch(target):
        row.fail(
            f"target {target!r}: write country:US, admin1:US.TX, region:slug or city:id"
        )
    return target


def _check_feature(row: Row) -> None:
    feature = f"{row.text('feature_class')}/{row.text('feature_code')}"
    if not _FEATURE.fullmatch(feature):
        row.fail(f"{feature!r} is no GeoNames feature; write for example L and RGN")
    if not re.fullmatch("([A-Z]{2})?", row.cells["country_code"]):
        row.fail("write country_code as two capital letters, or leave it empty")


def _lower(row: Row, column: str) -> str:
    word = row.text(column)
    if word != word.lower():
        row.fail(f"write {column} in lower case")
    return word
