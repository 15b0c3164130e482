"""What the world knows: countries, regions, abbreviations, words, as tables.

Each table says in its first lines where it comes from and under which licence; each
function reads one table, once, and complains of a wrong line by name.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType

from geo.data import parse, parse_words
from geo.data.read import read_credit
from geo.data.rows import (
    AbbreviationRow,
    AirportRow,
    AreaWord,
    CountryRow,
    CueUse,
    DemonymRow,
    EndRole,
    ExonymRow,
    FriendRule,
    LinkFrame,
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
    UnitRow,
)

__all__ = [
    "AbbreviationRow",
    "AirportRow",
    "AreaWord",
    "CountryRow",
    "CueUse",
    "DemonymRow",
    "EndRole",
    "ExonymRow",
    "FriendRule",
    "LinkFrame",
    "LinkWord",
    "OrganisationWord",
    "Part",
    "ProminentRow",
    "RegionRow",
    "Role",
    "ShortForm",
    "Side",
    "Stance",
    "StatusWord",
    "UnitRow",
    "abbreviations",
    "admin1_units",
    "airports",
    "area_demonyms",
    "area_words",
    "check_all",
    "common_words",
    "context_words",
    "countries",
    "exonyms",
    "false_friends",
    "given_names",
    "language_names",
    "link_frames",
    "link_weights",
    "link_words",
    "metonym_words",
    "organisation_words",
    "prominent",
    "regions",
    "rule_weights",
    "short_forms",
    "status_words",
    "table_credits",
    "titles",
]


def _file(name: str) -> Traversable:
    return files("geo.data").joinpath(name)


@cache
def countries() -> tuple[CountryRow, ...]:
    """Return every country and dependency, with point, box, names and demonyms."""
    return parse.parse_countries(_file("countries.tsv"))


@cache
def admin1_units() -> tuple[UnitRow, ...]:
    """Return middle and box of the admin-1 units whose areas are known.

    Raises:
        DataError: A point of ``admin1_points.tsv`` lies outside its unit.
    """
    points = parse.parse_unit_points(_file("admin1_points.tsv"))
    units = parse.parse_units(_file("admin1.tsv"))
    return parse.move_units(units, points)


@cache
def regions() -> tuple[RegionRow, ...]:
    """Return regions, waters, ranges, islands, buildings and former countries."""
    return parse.parse_regions(_file("regions.tsv"))


@cache
def airports() -> tuple[AirportRow, ...]:
    """Return airports that news names."""
    return parse.parse_airports(_file("airports.tsv"))


@cache
def abbreviations() -> tuple[AbbreviationRow, ...]:
    """Return short forms of states and countries; their case and stops count."""
    return parse.parse_abbreviations(_file("abbreviations.tsv"))


@cache
def area_demonyms() -> tuple[DemonymRow, ...]:
    """Return words for the people of states, regions and cities."""
    return parse.parse_demonyms(_file("demonyms.tsv"))


@cache
def exonyms() -> tuple[ExonymRow, ...]:
    """Return English and former names of cities that GeoNames calls otherwise."""
    return parse.parse_exonyms(_file("exonyms.tsv"))


@cache
def prominent() -> tuple[ProminentRow, ...]:
    """Return names that mean one place although a larger one shares them."""
    return parse.parse_prominent(_file("prominent.tsv"))


@cache
def false_friends() -> Mapping[str, FriendRule]:
    """Return casefolded words that look like places, and what to do with them."""
    return MappingProxyType(parse_words.parse_false_friends(_file("false_friends.tsv")))


@cache
def given_names() -> frozenset[str]:
    """Return given names, as people capitalise them."""
    return frozenset(parse_words.parse_words(_file("given_names.tsv"), "name"))


@cache
def common_words() -> frozenset[str]:
    """Return English words, in lower case, that are names of places too: "villages"."""
    return frozenset(parse_words.parse_words(_file("common_words.tsv"), "word"))


@cache
def titles() -> frozenset[str]:
    """Return words before a person's name, as news prints them."""
    return frozenset(parse_words.parse_words(_file("titles.tsv"), "title"))


@cache
def organisation_words() -> tuple[OrganisationWord, ...]:
    """Return words that make a place name part of an organisation's name."""
    return parse_words.parse_organisations(_file("organisations.tsv"))


@cache
def area_words() -> tuple[AreaWord, ...]:
    """Return type words beside a place name, with the features they speak for."""
    return parse_words.parse_area_words(_file("area_words.tsv"))


@cache
def context_words(role: Role) -> frozenset[str]:
    """Return small words around names, lower case: prepositions, street words ..."""
    return _every_context_word()[role]


@cache
def _every_context_word() -> Mapping[Role, frozenset[str]]:
    return parse_words.parse_context_words(_file("context_words.tsv"))


@cache
def language_names() -> Mapping[str, str]:
    """Return English names of languages by ISO 639 code."""
    return MappingProxyType(parse_words.parse_languages(_file("languages.tsv")))


@cache
def metonym_words(stance: Stance) -> Mapping[str, str]:
    """Return words that show a place standing for its government or team: form to lemma."""
    return MappingProxyType(_every_metonym_word()[stance])


@cache
def _every_metonym_word() -> Mapping[Stance, dict[str, str]]:
    return parse_words.parse_metonym_words(_file("metonym_words.tsv"))


@cache
def short_forms() -> tuple[ShortForm, ...]:
    """Return short names that need the full one to have been given: "the North"."""
    return parse_words.parse_short_forms(_file("short_forms.tsv"))


@cache
def rule_weights() -> Mapping[tuple[str, str], float]:
    """Return what each rule of resolution gives, in log-odds, by rule and case."""
    return MappingProxyType(parse.parse_rules(_file("rules.tsv")))


@cache
def link_weights() -> Mapping[tuple[str, str], float]:
    """Return what each feature of a pair of places gives, in log-odds, by table."""
    return MappingProxyType(parse.parse_link_weights(_file("link_weights.tsv")))


@cache
def link_words() -> tuple[LinkWord, ...]:
    """Return words that say what connects two places, one entry per form and reading."""
    return parse_words.parse_link_words(_file("link_words.tsv"), link_frames())


@cache
def link_frames() -> Mapping[str, LinkFrame]:
    """Return how link words fill their ends, by the name of the frame."""
    return MappingProxyType(parse_words.parse_link_frames(_file("link_frames.tsv")))


@cache
def status_words() -> tuple[StatusWord, ...]:
    """Return cues that something is planned, possible, denied or alleged."""
    return parse_words.parse_status_words(_file("status_words.tsv"))


def table_credits() -> tuple[tuple[str, str, str], ...]:
    """Return file, origin and licence of every table."""
    tables = sorted(
        (t for t in files("geo.data").iterdir() if t.name.endswith(".tsv")),
        key=lambda table: table.name,
    )
    return tuple((table.name, *read_credit(table)) for table in tables)


def check_all() -> None:
    """Read every table and check them against one another.

    Raises:
        DataError: A table contradicts itself or another.
    """
    given_names(), titles(), organisation_words(), area_words()
    link_words(), status_words(), context_words(Role.JOINER)
    metonym_words(Stance.VERB), short_forms(), language_names(), common_words()
    admin1_units(), rule_weights(), link_weights()
    parse.check_tables(
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
