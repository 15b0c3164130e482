"""Words that mean what was named before: "the capital", "both countries", a minister.

Whom the article ties to a country ("Russian Foreign Minister Sergei Lavrov") acts for it where
named again: a visit of Lavrov's is Russia's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import takewhile

from geo import data
from geo.language.syntax import Doc, Token
from geo.links.arguments import End, Ends
from geo.model import MentionKind, Place

MAX_PERSON_LENGTH = 8  # tokens from the country to the end of the name
_SMALL = frozenset({"'s", "’s", "of", "the", "and", "for", "-"})
_PAIR = frozenset({"both", "two"})


def _is_country(place: Place) -> bool:
    return place.feature_code.startswith("PCL")


def _is_town(place: Place) -> bool:
    return place.feature_class == "P"


def _is_spot(place: Place) -> bool:
    return not _is_country(place)


# What a noun with "the" can point back to, and what a plural with "two" or "both" can.
_SINGLE: Mapping[str, Callable[[Place], bool]] = {
    "capital": lambda place: place.feature_code == "PPLC",
    "city": _is_town,
    "town": _is_town,
    "village": _is_town,
    "country": _is_country,
    "nation": _is_country,
    "kingdom": _is_country,
    "island": lambda place: place.feature_code in {"ISL", "PCLI"},
    "province": lambda place: place.feature_code == "ADM1",
    "region": lambda place: place.feature_code in {"ADM1", "RGN"},
}
_PLURAL: Mapping[str, Callable[[Place], bool]] = {
    "countries": _is_country,
    "nations": _is_country,
    "governments": _is_country,
    "sides": _is_country,
    "neighbours": _is_country,
    "neighbors": _is_country,
    "states": _is_country,
    "parties": _is_country,
    "cities": _is_town,
    "towns": _is_town,
}


def could_mean(word: str, earlier: Iterable[End]) -> Iterator[End]:
    """Return the ends that a word, in lower case, could point back to."""
    fits = _is_spot if word == "there" else _SINGLE.get(word) or _PLURAL.get(word)
    if fits:
        yield from (end for end in earlier if fits(end.place))


def pairs_back(text: str) -> bool:
    """True for a text with "both countries", "the two sides" or the like."""
    return _pairs().search(text) is not None


@cache
def _pairs() -> re.Pattern[str]:
    words = "|".join(_PLURAL)
    return re.compile(
        rf"\b(?:both|two)\s(?:[a-z-]+\s){{0,3}}(?:{words})\b", re.IGNORECASE
    )


def back_references(
    doc: Doc, earlier: Sequence[End], ends: Ends
) -> dict[int, tuple[End, ...]]:
    """Return the ends that words of a sentence point back to.

    Args:
        doc: The sentence, parsed.
        earlier: The ends named last before it, in order.
        ends: Its own ends, by token.
    """
    found: dict[int, tuple[End, ...]] = {}
    known = list(earlier)
    for token in doc:
        if token.i in ends:
            known += ends[token.i]
        elif meant := _meant(token, known):
            found[token.i] = meant
    return found


def _meant(token: Token, earlier: Sequence[End]) -> tuple[End, ...]:
    word = token.lower_
    small = {child.lower_ for child in token.children}
    if word in _PLURAL and small & _PAIR:
        last = _last(earlier, _PLURAL[word])
        return last[-2:] if len(last) > 1 else ()
    if word in _SINGLE and "the" in small and not _is_named(token):
        return _last(earlier, _SINGLE[word])[-1:]
    if word == "there" and token.tag_ == "RB":
        named = [end for end in earlier if end.mention.kind is not MentionKind.DEMONYM]
        return _last(named, _is_spot)[-1:]
    return ()


def _is_named(token: Token) -> bool:
    """True for "the city of Oslo", "the Syrian capital": they say themselves which."""
    return any(
        child.dep_.startswith(("nmod", "appos", "compound", "flat", "acl"))
        or (child.dep_ == "amod" and child.text[0].isupper())
        for child in token.children
        if child.i < token.i or child.dep_.startswith("nmod")
    )


def _last(ends: Sequence[End], fits: Callable[[Place], bool]) -> tuple[End, ...]:
    """Return the ends that fit, each place once, the last mentioned last."""
    found: dict[str, End] = {}
    for end in ends:
        if fits(end.place):
            found.pop(end.place.id, None)
            found[end.place.id] = end
    return tuple(found.values())


@dataclass(frozen=True, slots=True)
class Official:
    """Whom a sentence ties to a country by an office.

    Attributes:
        end: The country.
        office: "foreign minister", in lower case.
        name: "Sergei Lavrov".
    """

    end: End
    office: str
    name: str

    @property
    def surname(self) -> str:
        """The last word of the name."""
        return self.name.rpartition(" ")[2]


def find_people(doc: Doc, ends: Ends) -> dict[str, End]:
    """Return the surnames of people that a sentence ties to a country by their office.

    Args:
        doc: The sentence, as tokens.
        ends: Its ends, by token.
    """
    return {each.surname: each.end for each in find_officials(doc, ends)}


def find_officials(doc: Doc, ends: Ends) -> Iterator[Official]:
    """Return the people that a sentence ties to a country by their office.

    Args:
        doc: The sentence, as tokens.
        ends: Its ends, by token.
    """
    if doc.text.isupper():
        return  # "LEADER TO VISIT": capitals tell no name
    for i, (end, *_) in ends.items():
        if i + 1 in ends:
            continue
        office, name = official(doc, i + 1, ends)
        if office and name:
            yield Official(end, office, name)


def official(doc: Doc, start: int, ends: Ends) -> tuple[str, str]:
    """Read "Foreign Minister Sergei Lavrov" after a country: an office, then a name."""
    office: list[str] = []
    name: list[str] = []
    for token in doc[start : start + MAX_PERSON_LENGTH]:
        if token.i in ends:
            break
        if token.lower_ in offices():
            if name and office:
                break
            office, name = [*office, *(word.lower() for word in name), token.lower_], []
        elif _is_person_name(token):
            name.append(token.text)
        elif name or not (token.lower_ in _SMALL or _opens_name(token, office)):
            break
    return " ".join(office), " ".join(name)


def _opens_name(comma: Token, office: list[str]) -> bool:
    """True for the first comma of "Kenya's president, William Ruto, spoke"."""
    after = comma.doc[comma.i + 1 : comma.i + MAX_PERSON_LENGTH]
    name = list(takewhile(_is_person_name, after))
    closed = len(name) < len(after) and after[len(name)].text == ","
    return bool(office) and comma.text == "," and len(name) > 1 and closed


def _is_person_name(token: Token) -> bool:
    return token.text[0].isupper() and token.text.isalpha() and len(token.text) > 1


@cache
def offices() -> frozenset[str]:
    """Words of offices, in lower case: "minister", "leader"."""
    titles = {word.lower() for title in data.titles() for word in title.split()}
    return frozenset(titles | data.context_words(data.Role.SPEAKER))


def home_of(doc: Doc, people: Mapping[str, End]) -> dict[int, tuple[End, ...]]:
    """Return the countries that people of a sentence act for, by token."""
    return {token.i: (people[token.text],) for token in doc if token.text in people}
