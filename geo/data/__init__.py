"""What the world knows: countries, regions, abbreviations, words, as tables.

Each table says in its first lines where it comes from and under which licence; each
function reads one table, once, and complains of a wrong line by name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from types import MappingProxyType

from geo.data.agreement import check_tables
from geo.data.link_rows import (
    CueUse as CueUse,
    EndRole as EndRole,
    LinkFrame as LinkFrame,
    LinkRow,
    LinkWord as LinkWord,
    Part as Part,
    StatusRow,
    StatusWord as StatusWord,
    TimeRow,
    TimeUse as TimeUse,
    WeightRow,
)
from geo.data.read import (
    Source,
    contains,
    key_of,
    read_credit,
    read_rows,
    tables,
)
from geo.data.rows import (
    AbbreviationRow as AbbreviationRow,
    AirportRow,
    AreaWord,
    ContextWord,
    CountryRow as CountryRow,
    DemonymRow,
    ExonymRow,
    FeatureName,
    FriendRow,
    FriendRule as FriendRule,
    GeocoderKind,
    LanguageRow,
    Marks as Marks,
    MetonymWord,
    OrganisationWord,
    ProminentRow,
    RegionRow as RegionRow,
    Role as Role,
    RuleRow,
    ShortForm as ShortForm,
    Side as Side,
    SmallWords,
    Stance as Stance,
    TransliteratedRow,
    UnitPoint,
    UnitRow as UnitRow,
    WordRow,
)
from geo.errors import DataError


@cache
def countries(source: Source = "countries.tsv") -> tuple[CountryRow, ...]:
    """Return every country and dependency, with point, box, names and demonyms."""
    return read_rows(
        source,
        CountryRow,
        lambda row: [row.iso2],
        _names,
        _demonyms,
        check=_check_place,
    )


@cache
def admin1_units(
    units: Source = "admin1.tsv", points: Source = "admin1_points.tsv"
) -> tuple[UnitRow, ...]:
    """Return middle and box of the admin-1 units whose areas are known.

    Raises:
        DataError: A point of ``points`` lies outside its unit, or there is no such unit.
    """
    middles = {
        (row.country_code, row.admin1): row
        for row in read_rows(points, UnitPoint, _unit)
    }
    moved = []
    for unit in read_rows(units, UnitRow, _unit, check=_check_place):
        middle = middles.pop((unit.country_code, unit.admin1), unit)
        if not contains(unit.extent, middle.lat, middle.lon):
            raise DataError(f"admin1_points.tsv: {_unit(unit)[0]} lies outside its box")
        moved.append(replace(unit, lat=middle.lat, lon=middle.lon))
    if middles:
        raise DataError(
            f"admin1_points.tsv: admin1.tsv has no {'.'.join(min(middles))}"
        )
    return tuple(moved)


@cache
def regions(source: Source = "regions.tsv") -> tuple[RegionRow, ...]:
    """Return regions, waters, ranges, islands, buildings and former countries."""
    return read_rows(
        source, RegionRow, lambda row: [row.slug], _names, _demonyms, check=_check_place
    )


@cache
def airports(source: Source = "airports.tsv") -> tuple[AirportRow, ...]:
    """Return airports that news names."""
    return read_rows(source, AirportRow, lambda row: [row.iata], _names)


@cache
def abbreviations(source: Source = "abbreviations.tsv") -> tuple[AbbreviationRow, ...]:
    """Return short forms of states and countries; their case and stops count."""
    return read_rows(source, AbbreviationRow, lambda row: [row.surface])


@cache
def area_demonyms(source: Source = "demonyms.tsv") -> tuple[DemonymRow, ...]:
    """Return words for the people of states, regions and cities."""
    return read_rows(
        source, DemonymRow, lambda row: [key_of(row.surface)], spread="surface"
    )


@cache
def exonyms(source: Source = "exonyms.tsv") -> tuple[ExonymRow, ...]:
    """Return English and former names of cities that GeoNames calls otherwise."""
    return read_rows(source, ExonymRow, lambda row: [key_of(row.name)], spread="name")


@cache
def transliterated(source: Source = "transliterated.tsv") -> Mapping[str, Marks]:
    """Return countries whose names bear marks that English does without, and which."""
    rows = read_rows(source, TransliteratedRow, lambda row: [row.country_code])
    return MappingProxyType({row.country_code: row.marks for row in rows})


@cache
def prominent(source: Source = "prominent.tsv") -> tuple[ProminentRow, ...]:
    """Return names that mean one place although a larger one shares them."""
    return read_rows(source, ProminentRow, lambda row: [key_of(row.name)])


@cache
def false_friends(source: Source = "false_friends.tsv") -> Mapping[str, FriendRule]:
    """Return casefolded words that look like places, and what to do with them."""
    rows = read_rows(source, FriendRow, lambda row: [row.name.casefold()])
    return MappingProxyType({row.name.casefold(): row.rule for row in rows})


@cache
def feature_names() -> Mapping[str, str]:
    """Return what GeoNames' feature classes and codes are called."""
    rows = read_rows("feature_names.tsv", FeatureName, lambda row: [row.code])
    return MappingProxyType({row.code: row.words for row in rows})


@cache
def geocoder_kinds() -> Mapping[str, tuple[str, str]]:
    """Return feature class and code by what geocoders call a kind of place."""
    rows = read_rows("geocoder_kinds.tsv", GeocoderKind, lambda row: [row.kind])
    return MappingProxyType(
        {row.kind: (row.feature_class, row.feature_code) for row in rows}
    )


@cache
def given_names() -> frozenset[str]:
    """Return given names, as people capitalise them."""
    return _words("given_names.tsv")


@cache
def common_words() -> frozenset[str]:
    """Return English words, in lower case, that are names of places too: "villages"."""
    return _words("common_words.tsv")


@cache
def titles(source: Source = "titles.tsv") -> frozenset[str]:
    """Return words before a person's name, as news prints them."""
    return _words(source)


def _words(source: Source) -> frozenset[str]:
    rows = read_rows(source, WordRow, lambda row: [row.word.casefold()])
    return frozenset(row.word for row in rows)


@cache
def organisation_words(
    source: Source = "organisations.tsv",
) -> tuple[OrganisationWord, ...]:
    """Return words that make a place name part of an organisation's name."""
    return read_rows(
        source, OrganisationWord, lambda row: [f"{row.word.casefold()} ({row.side})"]
    )


@cache
def area_words(source: Source = "area_words.tsv") -> tuple[AreaWord, ...]:
    """Return type words beside a place name, with the features they speak for."""
    return read_rows(source, AreaWord, lambda row: [f"{row.word} ({row.side})"])


@cache
def context_words(role: Role) -> frozenset[str]:
    """Return small words around names, lower case: prepositions, street words ..."""
    return frozenset(row.word for row in _context_rows() if row.role is role)


@cache
def _context_rows() -> tuple[ContextWord, ...]:
    return read_rows(
        "context_words.tsv", ContextWord, lambda row: [f"{row.word} ({row.role})"]
    )


@cache
def language_names() -> Mapping[str, str]:
    """Return English names of languages by ISO 639 code."""
    rows = read_rows("languages.tsv", LanguageRow, lambda row: [row.code])
    return MappingProxyType({row.code: row.name for row in rows})


@cache
def small_words() -> Mapping[str, frozenset[str]]:
    """Return the small words by which languages that share a script are told, by code."""
    rows = read_rows("small_words.tsv", SmallWords, lambda row: [row.code])
    return MappingProxyType({row.code: frozenset(row.words) for row in rows})


@cache
def metonym_words(stance: Stance) -> Mapping[str, str]:
    """Return words that show a place standing for its government or team: form to lemma."""
    return MappingProxyType(
        {
            form: row.word
            for row in _metonym_rows()
            if row.role is stance
            for form in _metonym_forms(row)
        }
    )


@cache
def _metonym_rows() -> tuple[MetonymWord, ...]:
    return read_rows(
        "metonym_words.tsv", MetonymWord, lambda row: [f"{row.word} ({row.role})"]
    )


def _metonym_forms(row: MetonymWord) -> Iterator[str]:
    """Yield a word and, of a verb, its forms, also with its last letter doubled."""
    yield row.word
    if row.role not in (Stance.VERB, Stance.OBJECT):
        return
    lemma, stem = row.word, row.word.removesuffix("e")
    if lemma.endswith("y") and lemma[-2:-1] not in "aeou":
        yield from (f"{lemma[:-1]}ies", f"{lemma[:-1]}ied", f"{lemma}ing")
    else:
        hissing = lemma.endswith(("s", "sh", "ch", "x", "z", "o"))
        yield f"{lemma}es" if hissing else f"{lemma}s"
        yield from (f"{stem}ed", f"{stem}ing")
        if lemma[-1] not in "aeiouwxy":
            yield from (f"{lemma}{lemma[-1]}ed", f"{lemma}{lemma[-1]}ing")
    yield from row.forms


@cache
def short_forms() -> tuple[ShortForm, ...]:
    """Return short names that need the full one to have been given: "the North"."""
    return read_rows(
        "short_forms.tsv", ShortForm, lambda row: [f"{row.word} ({row.name})"]
    )


@cache
def rule_weights(source: Source = "rules.tsv") -> Mapping[tuple[str, str], float]:
    """Return what each rule of resolution gives, in log-odds, by rule and case."""
    rows = read_rows(source, RuleRow, lambda row: [f"{row.rule}.{row.case}"])
    return MappingProxyType({(row.rule, row.case): row.weight for row in rows})


@cache
def link_weights(
    source: Source = "link_weights.tsv",
) -> Mapping[tuple[str, str], float]:
    """Return what each feature of a pair of places gives, in log-odds, by table."""
    rows = read_rows(source, WeightRow, lambda row: [f"{row.table}: {row.feature}"])
    return MappingProxyType({(row.table, row.feature): row.weight for row in rows})


@cache
def link_words(
    words: Source = "link_words.tsv", frames: Source = "link_frames.tsv"
) -> tuple[LinkWord, ...]:
    """Return words that say what connects two places, one entry per form and reading."""
    known = link_frames(frames)

    def check(row: LinkRow) -> None:
        if row.frame not in known:
            raise ValueError(
                f"frame {row.frame!r} is unknown; use {', '.join(sorted(known))}"
            )

    return tuple(
        LinkWord(form, row.words[0], row.part, row.kind, row.frame, row.beside)
        for row in read_rows(words, LinkRow, _link_forms, check=check)
        for form in row.words
    )


def _link_forms(row: LinkRow) -> list[str]:
    return [f"{form} ({row.part}, {row.frame}, {row.kind})" for form in row.words]


@cache
def link_frames(source: Source = "link_frames.tsv") -> Mapping[str, LinkFrame]:
    """Return how link words fill their ends, by the name of the frame."""
    rows = read_rows(source, LinkFrame, lambda row: [row.name])
    return MappingProxyType({row.name: row for row in rows})


@cache
def status_words(source: Source = "status_words.tsv") -> tuple[StatusWord, ...]:
    """Return cues that something is planned, possible, denied or alleged, a row per form."""
    return tuple(
        StatusWord(form, row.status, row.use, row.particle)
        for row in read_rows(source, StatusRow, _status_forms)
        for form in row.words
    )


@cache
def time_words(use: TimeUse, source: Source = "time_words.tsv") -> Mapping[str, int]:
    """Return the words that say when in one way, and what each stands for."""
    rows = read_rows(
        source, TimeRow, lambda row: [f"{w} ({row.use})" for w in row.words]
    )
    return MappingProxyType({w: r.value for r in rows if r.use is use for w in r.words})


def _status_forms(row: StatusRow) -> list[str]:
    return [f"{form} ({row.use}, {row.particle})" for form in row.words]


def _unit(row: UnitRow | UnitPoint) -> list[str]:
    return [f"{row.country_code}.{row.admin1}"]


def _names(row: CountryRow | RegionRow | AirportRow) -> list[str]:
    for alias in row.aliases:
        if re.fullmatch("[A-Z]{2,4}", alias):
            raise ValueError(
                f"move {alias} to abbreviations.tsv, where its case counts"
            )
    return [key_of(name) for name in (row.name, *row.aliases)]


def _demonyms(row: CountryRow | RegionRow) -> list[str]:
    return [key_of(word) for word in row.demonyms]


def _check_place(row: CountryRow | RegionRow | UnitRow) -> None:
    if row.extent and not contains(row.extent, row.lat, row.lon):
        raise ValueError("move the point into the box, or mend the box")


def table_credits() -> tuple[tuple[str, str, str], ...]:
    """Return file, origin and licence of every table."""
    return tuple((table.name, *read_credit(table)) for table in tables())


def check_all() -> None:
    """Read every table and check them against one another.

    Raises:
        DataError: A table contradicts itself or another.
    """
    given_names(), titles(), organisation_words(), area_words()
    link_words(), status_words(), context_words(Role.JOINER)
    metonym_words(Stance.VERB), short_forms(), language_names(), common_words()
    transliterated(), time_words(TimeUse.MONTH)
    admin1_units(), rule_weights(), link_weights(), feature_names(), geocoder_kinds()
    check_tables(
        countries(),
        regions(),
        {
            "abbreviations.tsv": {row.surface: row.target for row in abbreviations()},
            "exonyms.tsv": {row.name: row.target for row in exonyms()},
            "demonyms.tsv": {row.surface: row.target for row in area_demonyms()},
            "prominent.tsv": {row.name: row.target for row in prominent()},
        },
        false_friends(),
        airports(),
    )
