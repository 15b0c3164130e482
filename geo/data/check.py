"""What the tables promise one another; read by tests and ``dateline doctor``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from geo.data.read import key_of
from geo.data.rows import CountryRow, FriendRule, RegionRow
from geo.errors import DataError


def check_tables(
    countries: tuple[CountryRow, ...],
    regions: tuple[RegionRow, ...],
    targets: Mapping[str, Mapping[str, str]],
    friends: Mapping[str, FriendRule],
) -> None:
    """Check that targets exist, demonyms mean one place, and no rule hides a country.

    Args:
        countries: Rows of ``countries.tsv``.
        regions: Rows of ``regions.tsv``.
        targets: File to surface to target, for each table that has targets.
        friends: Words and rules of ``false_friends.tsv``.

    Raises:
        DataError: Two tables contradict each other.
    """
    codes = {row.iso2 for row in countries}
    slugs = {row.slug for row in regions}
    for row in regions:
        if row.country_code and row.country_code not in codes:
            raise DataError(
                f"regions.tsv, {row.slug}: no country {row.country_code} in countries.tsv"
            )
    for file, table in targets.items():
        for surface, target in table.items():
            _check_target(f"{file}, {surface!r}", target, codes, slugs)
    _check_demonyms(countries, regions, targets.get("demonyms.tsv", {}))
    _check_friends(_names((*countries, *regions)), friends)


def _check_target(where: str, target: str, codes: set[str], slugs: set[str]) -> None:
    scheme, _, value = target.partition(":")
    if scheme in {"country", "admin1"} and value.partition(".")[0] not in codes:
        raise DataError(f"{where}: add the country of {target} to countries.tsv")
    if scheme == "region" and value not in slugs:
        raise DataError(f"{where}: add the slug of {target} to regions.tsv")


def _check_demonyms(
    countries: Iterable[CountryRow],
    regions: Iterable[RegionRow],
    areas: Mapping[str, str],
) -> None:
    owners: dict[str, str] = {}
    words = [(d, f"country:{row.iso2}") for row in countries for d in row.demonyms]
    words += [(d, f"region:{row.slug}") for row in regions for d in row.demonyms]
    words += list(areas.items())
    for word, owner in words:
        other = owners.setdefault(key_of(word), owner)
        if other != owner:
            raise DataError(
                f"demonym {word!r} means {other} and {owner}: keep the one news means"
            )


def _check_friends(names: set[str], friends: Mapping[str, FriendRule]) -> None:
    for word, rule in friends.items():
        if rule is FriendRule.NEVER and key_of(word) in names:
            raise DataError(
                f"false_friends.tsv, {word!r}: a country or region has this name; "
                "remove the word or write the rule 'context'"
            )


def _names(rows: Iterable[CountryRow | RegionRow]) -> set[str]:
    # "The Gulf" is looked up without its article, so "gulf" is taken as well.
    return {
        key_of(name).removeprefix("the ")
        for row in rows
        for name in (row.name, *row.aliases, *row.demonyms)
    }
