"""The rules that decide which place a name means: files to read, change and extend.

Each rule gives a candidate a number (its log-odds: 1 more is 2.7 times likelier) and, for the
winner, a sentence a reader can check. The numbers stand in ``geo/data/rules.tsv``. They were set
on gold articles (docs/resolution.md); a trained ranker did no better on newspapers it had not
seen.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from geo import data
from geo.model import Candidate, Place
from geo.resolve.context import Context
from geo.resolve.name_groups import NameGroup


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: what it gives a candidate, and how it says so."""

    name: str
    weigh: Callable[[NameGroup, Candidate, Context], float]
    say: Callable[[NameGroup, Candidate, Context], str]


@cache
def weight(rule: str, case: str) -> float:
    """Return a weight of ``rules.tsv``; 0 for a case it does not list."""
    return data.rule_weights().get((rule, case), 0.0)


def name_of(group: NameGroup) -> str:
    """Return the words of a name as its first mention prints them."""
    return group.mentions[0].text


def where(place: Place) -> str:
    """Return where a place lies, in as few words as possible."""
    return place.admin1_name or country_name(place.country_code) or place.name


def country_name(code: str) -> str:
    """Return what a reader calls the country of a code; the code where no table has it."""
    return _country_names().get(code, code)


@cache
def _country_names() -> Mapping[str, str]:
    return {row.iso2: row.name for row in data.countries()}
