"""Which names of a place are worth keeping for English text, and their rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from geo.gazetteer.names import fold, normalise
from geo.gazetteer.schema import (
    ABBREVIATION,
    ALTERNATE,
    HISTORIC,
    POSTAL,
    PREFERRED,
    NameRow,
)

# Scripts an English article does not use; rejected before the costly folding.
_OTHER_SCRIPT = re.compile("[\u0370-\u1dff\u1f00-\u2000\u2100-\U0010ffff]")
# What GeoNames files as a language and is none: codes, links, sounds.
_NO_LANGUAGES = frozenset(
    "link wkdt post iata icao faac unlc tcid phon uicn lauc nuts".split()
)
MAX_CODE_LENGTH = 4  # of LON, EGLL: airport and UN codes
_POSTAL_LETTERS = 2  # of "TX": too easily a word to count without a comma


def is_latin(norm: str) -> bool:
    """True for a normalised name that an English text can contain."""
    return norm != "" and (norm.isascii() or max(norm) < "\u0250")


def looks_like_code(name: str) -> bool:
    """True for "LON", "NYC": codes among alternate names, not names."""
    return len(name) <= MAX_CODE_LENGTH and name.isupper() and name.isascii()


def names_of(number: int, kind: int, names: Iterable[str]) -> Iterator[NameRow]:
    """Return rows for names that an English text can contain, each once."""
    for norm in dict.fromkeys(normalise(name) for name in names):
        if is_latin(norm):
            yield NameRow(norm, number, kind)


def latin_alternates(names: Iterable[str], main: str) -> Iterator[str]:
    """Return the names that an English text can contain, normalised, each once.

    Args:
        names: Further names, as printed, in any script; codes among them are dropped.
        main: The main name, normalised, which is left out.
    """
    seen = {main}
    for name in names:
        if looks_like_code(name) or _OTHER_SCRIPT.search(name):
            continue
        norm = fold(name)
        if norm not in seen and is_latin(norm):
            seen.add(norm)
            yield norm


def flagged_name(
    place_id: int, name: str, language: str, *, preferred: bool, historic: bool
) -> NameRow | None:
    """Return the row of a name whose language and use GeoNames tells.

    Args:
        place_id: Number of its place.
        name: As printed.
        language: ISO code, "" where not told, or one of GeoNames' own ("abbr", "link").
        preferred: It is the usual name in its language.
        historic: It is a name of the past.

    Returns:
        The row, or None where no English text would use the name so.
    """
    if language in _NO_LANGUAGES or _OTHER_SCRIPT.search(name):
        return None
    norm = fold(name)
    if not is_latin(norm):
        return None
    if language == "abbr":
        return None if historic else _short(norm, place_id, name)
    if looks_like_code(name):
        return None
    if historic:
        return NameRow(norm, place_id, HISTORIC)
    english = preferred and language == "en"
    return NameRow(norm, place_id, PREFERRED if english else ALTERNATE)


def _short(norm: str, place_id: int, surface: str) -> NameRow | None:
    if "|" in surface:  # it parts spellings in our file
        return None
    kind = POSTAL if len(norm) <= _POSTAL_LETTERS else ABBREVIATION
    return NameRow(norm, place_id, kind, surface)
