"""People whom the article ties to a country: "Russian Foreign Minister Sergei Lavrov".

Named again, they act for it: a visit of Lavrov's is Russia's.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from spacy.tokens import Doc, Token

from geo import data
from geo.links.ends import End, Ends

LONGEST = 8  # tokens from the country to the end of the name
_SMALL = frozenset({"'s", "’s", "of", "the", "and", "for", "-"})


def find_people(doc: Doc, ends: Ends) -> dict[str, End]:
    """Return the surnames of people that a sentence ties to a country by their office.

    Args:
        doc: The sentence, as tokens.
        ends: Its ends, by token.
    """
    found: dict[str, End] = {}
    for i, (end, *_) in ends.items():
        if i + 1 in ends:
            continue
        surname = _surname(doc, i + 1, ends)
        if surname:
            found[surname] = end
    return found


def _surname(doc: Doc, start: int, ends: Ends) -> str:
    """Read "Foreign Minister Sergei Lavrov" after a country: an office, then a name."""
    office = False
    name: list[str] = []
    for token in doc[start : start + LONGEST]:
        if token.i in ends:
            break
        if token.lower_ in _offices():
            if name and office:
                break
            office, name = True, []
        elif _is_name(token):
            name.append(token.text)
        elif name or token.lower_ not in _SMALL:
            break
    return name[-1] if office and name else ""


def _is_name(token: Token) -> bool:
    return token.text[0].isupper() and token.text.isalpha() and len(token.text) > 1


@cache
def _offices() -> frozenset[str]:
    """Words of offices, in lower case: "minister", "leader"."""
    titles = {word.lower() for title in data.titles() for word in title.split()}
    return frozenset(titles | data.context_words(data.Role.SPEAKER))


def home_of(doc: Doc, people: Mapping[str, End]) -> dict[int, tuple[End, ...]]:
    """Return the countries that people of a sentence act for, by token."""
    return {token.i: (people[token.text],) for token in doc if token.text in people}
