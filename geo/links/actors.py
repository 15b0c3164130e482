"""One name for an actor over an article: "Lavrov" and "the Russian foreign minister" are Sergei Lavrov.

Only what the article itself ties together is joined; two of one surname stay two.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from geo import data
from geo.link_ids import PRONOUNS
from geo.links.coreference import Official

# "Sergei Lavrov", "Sergei V. Lavrov", "Luiz Inácio Lula"; its first word is looked up.
# A word of it is of some length: a chain of thousands is no name, and is not walked anew.
_NAME = re.compile(r"\b[A-Z][\w’'-]{0,40}+(?: [A-Z]\.)?(?: [A-Z][\w’'-]+){1,2}")
_ENDS = (".", "!", "?", '"', "”", "»", "…")


@dataclass(frozen=True, slots=True)
class Actors:
    """Who acts in an article.

    Attributes:
        names: Full names by surname, where one person bears it.
        offices: Full names by office and country: ("foreign minister", "geonames:2017370").
    """

    names: Mapping[str, str]
    offices: Mapping[tuple[str, str], str]

    def called(self, actor: str, sentence: str, places: Iterable[str]) -> str:
        """Return whom an actor is, by his full name where the article gives it.

        Args:
            actor: As the sentence names him.
            sentence: It.
            places: The ids of the places that the sentence links.
        """
        if actor.casefold() in PRONOUNS:
            return ""
        if actor in self.names:
            return self.names[actor]
        words = sentence.lower()
        last = actor.lower().rpartition(" ")[2]
        for (office, place), name in self.offices.items():
            if (
                place in places
                and office.rpartition(" ")[2] == last
                and office in words
            ):
                return name
        return actor


def find_actors(
    text: str, officials: Iterable[Official], acting: Iterable[str] = ()
) -> Actors:
    """Return the people that an article names in full, and the offices that they hold.

    Args:
        text: The article's text.
        officials: Whom its sentences tie to a country by an office.
        acting: Who acts, as its sentences name them.
    """
    given = data.given_names()
    full: defaultdict[str, set[str]] = defaultdict(set)
    held: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    named = (m[0] for m in _NAME.finditer(text) if m[0].partition(" ")[0] in given)
    people = list(officials)
    for name in (*named, *(each.name for each in people)):
        if " " in name:
            full[_surname(name)].add(name)
    # "Volodymyr Zelenskyy", whose given name is in no table, where he acts.
    others = {name for name in acting if _is_name(name) and _surname(name) not in full}
    for name in others:
        full[_surname(name)].add(name)
    for each in people:
        held[each.office, each.end.place.id].add(each.surname)
    names = {surname: next(iter(of)) for surname, of in full.items() if len(of) == 1}
    offices = {
        key: names.get(surname := next(iter(of)), surname)
        for key, of in held.items()
        if len(of) == 1
    }
    return Actors(names, offices)


def _surname(name: str) -> str:
    return name.rpartition(" ")[2]


def _is_name(actor: str) -> bool:
    """True for "Vera Ivanova", not for "two warships" or "Russian jets"."""
    words = actor.split()
    return len(words) > 1 and all(word[0].isupper() for word in words)


def is_headline(text: str, start: int, end: int) -> bool:
    """True for a line of its own without a full stop, above more text: it names nobody."""
    alone = start == 0 or text[start - 1] == "\n"
    below = text[end : end + 1] == "\n" and bool(text[end : end + 80].strip())
    return alone and below and not text[start:end].rstrip().endswith(_ENDS)
