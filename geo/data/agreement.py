"""What the tables of places and words promise one another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from geo.data.read import key_of
from geo.data.rows import AirportRow, CountryRow, FriendRule, RegionRow
from geo.errors import DataError


def check_tables(
    countries: tuple[CountryRow, ...],
    regions: tuple[RegionRow, ...],
    targets: Mapping[str, Mapping[str, str]],
    friends: Mapping[str, FriendRule],
    airports: tuple[AirportRow, ...] = (),
) -> None:
    """Check that targets exist, a name means one place, and no rule hides a country.

    Args:
        countries: Rows of ``countries.tsv``.
        regions: Rows of ``regions.tsv``.
        targets: File to surface to target, for each table that has targets.
        friends: Words and rules of ``false_friends.tsv``.
        airports: Rows of ``airports.tsv``.

    Raises:
        DataError: Two tables contradict each other.
    """
    codes = {row.iso2 for row in countries}
    slugs = {row.slug for row in regions}
    places = [("regions.tsv", row.slug, row.country_code) for row in regions]
    places += [("airports.tsv", row.iata, row.country_code) for row in airports]
    for file, place, code in places:
        if code and code not in codes:
            raise DataError(f"{file}, {place}: no country {code} in countries.tsv")
    areas = _names((*countries, *regions))
    _check_airports(airports, areas)
    known = {
        "country": codes,
        "admin1": codes,
        "region": slugs,
        "airport": {row.iata for row in airports},
    }
    for file, table in targets.items():
        for surface, target in table.items():
            _check_target(f"{file}, {surface!r}", target, known)
    _check_demonyms(countries, regions, targets.get("demonyms.tsv", {}))
    _check_friends(areas | _names(airports), friends)


def _check_target(where: str, target: str, known: Mapping[str, set[str]]) -> None:
    scheme, _, value = target.partition(":")
    if scheme not in known or value.partition(".")[0] in known[scheme]:
        return
    part, file = {
        "region": ("slug", "regions.tsv"),
        "airport": ("code", "airports.tsv"),
    }.get(scheme, ("country", "countries.tsv"))
    raise DataError(f"{where}: add the {part} of {target} to {file}")


def _check_airports(airports: Iterable[AirportRow], areas: set[str]) -> None:
    for row in airports:
        for name in (row.name, *row.aliases):
            if key_of(name).removeprefix("the ") in areas:
                raise DataError(
                    f"airports.tsv, {name!r}: a country or region has this name; "
                    "keep it in one table"
                )


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


def _names(rows: Iterable[CountryRow | RegionRow | AirportRow]) -> set[str]:
    # "The Gulf" is looked up without its article, so "gulf" is taken as well.
    return {
        key_of(name).removeprefix("the ")
        for row in rows
        for name in (row.name, *row.aliases, *getattr(row, "demonyms", ()))
    }
