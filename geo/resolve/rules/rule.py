"""What a rule is, and where its weights stand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from geo import data
from geo.model import Candidate, Place
from geo.resolve.cases import Case, Context


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: what it gives a candidate, and how it says so."""

    name: str
    weigh: Callable[[Case, Candidate, Context], float]
    say: Callable[[Case, Candidate, Context], str]


@cache
def weight(rule: str, case: str) -> float:
    """Return a weight of ``rules.tsv``; 0 for a case it does not list."""
    return data.rule_weights().get((rule, case), 0.0)


def name_of(case: Case) -> str:
    """Return the words of a case as its first mention prints them."""
    return case.mentions[0].text


def where(place: Place) -> str:
    """Return where a place lies, in as few words as possible."""
    return place.admin1_name or place.country_code or place.name
