"""The one way names are made comparable, at build and at look-up.

SQLite's NOCASE cannot fold "Wŏnsan" to "wonsan"; this can. Its version is written into the
gazetteer, which is built anew when the two differ.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from geo.model import Match, Place

NORM_VERSION = 2

# Letters that NFKD leaves whole although English spelling replaces them.
_LETTERS = str.maketrans(
    {
        "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe",
        "ı": "i", "ħ": "h", "ŋ": "n", "ə": "a",
        # Apostrophes of every kind and full stops vanish: P'yŏngyang, Xi'an, U.S.
        **dict.fromkeys("'’‘ʼʻ`ʹ′ʿʾ.", ""),
        # What separates words becomes a space.
        **dict.fromkeys("-‐‑–—,/()[]_\u00a0", " "),
        "&": " and ",
    }
)  # fmt: skip
_SHORT_FORMS = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}
_MARKS = re.compile("[\u0300-\u036f]")


def fold(name: str) -> str:
    """Fold case, accents, punctuation and common short forms.

    Args:
        name: A name as printed, in Latin or any other script.

    Returns:
        Words separated by single spaces; "" where nothing is left.
    """
    folded = name.casefold()
    if folded.isascii() and folded.isalpha():
        return folded  # one plain word: most names
    words = _plain_words(folded)
    if len(words) > 1:
        while len(words) > 1 and words[0] == "the":
            del words[0]
        # The last word stays: "Main St" is a street, "St Denis" a saint.
        words[:-1] = [_SHORT_FORMS.get(word, word) for word in words[:-1]]
    return " ".join(words)


def searchable(text: str) -> str:
    """Fold what a person calls something, so that a part of it is found as it is typed.

    Case, accents and punctuation as in `fold`; no word is left out or replaced, because
    "the st" is the beginning of "The St Denis file".

    Args:
        text: A name a person gave, or what is looked for in it.
    """
    return " ".join(_plain_words(text.casefold()))


def _plain_words(folded: str) -> list[str]:
    if not folded.isascii():
        # NFKD would make a space of the acute accent that some type for an apostrophe.
        bare = unicodedata.normalize("NFKD", folded.replace("´", ""))
        folded = _MARKS.sub("", bare).casefold()  # it makes capitals of "𝕬"
    return folded.translate(_LETTERS).split()


# Text repeats its names; the million names of a build do not, so it calls `fold`.
normalise = lru_cache(maxsize=65_536)(fold)


def as_called(match: Match, norm: str, place: Place) -> Match:
    """Return how a name met a place: "Southend" is Southend-on-Sea, and "Lewis" the Isle of Lewis."""
    if match is not Match.ALTERNATE or place.country_code != "GB":
        return match
    whole = normalise(place.name).replace("-", " ")
    short = whole == f"isle of {norm}" or whole.startswith(
        (f"{norm} on ", f"{norm} upon ", f"{norm} by the ")
    )
    return Match.STRIPPED if short else match
