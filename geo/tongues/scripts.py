"""What a script does to a text: where words and sentences end, which letters are one letter."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path

from geo.data.read import read_rows
from geo.gazetteer.names import normalise

_LETTERS = r"[^\W\d_]+"
_MARKED = re.compile("[\u0900-\u097f]+")  # letters with the vowels written on them
_SIGNS = re.compile("[\u0e01-\u0e4e]")
_FULL_STOPS = re.compile(r"[。！？…]+[”’」』）]*|\n")
# Vowel signs, the lengthening stroke; then letters that writers and gazetteers mix.
_ARABIC_SIGNS = re.compile("[\u0610-\u061a\u0640\u064b-\u065f\u0670]")
_CYRILLIC_LETTERS = str.maketrans("ґҐ", "гГ")
_ELISIONS = str.maketrans("'’", "  ")
_ARABIC_LETTERS = str.maketrans("أإآٱىیکةۀە", "ااااييكههه")


@dataclass(frozen=True, slots=True)
class SignRow:
    """A sign of Chinese as printed in Taiwan and Hong Kong, and as in China."""

    traditional: str
    simplified: str


@dataclass(frozen=True, slots=True)
class Script:
    """How the writing of a language is read.

    Attributes:
        name: Unicode's name of it.
        first: The first of its letters, folded.
        last: The last of them.
        is_cased: True where names begin with a capital.
        is_spaced: True where blanks stand between words.
        affixes_apart: True where what is put to a name is a word of its own in other scripts
            ("in", "from"), so that it is no part of the mention.
        stacks: True where several suffixes stand one behind another.
        article: What is written as one word with a name and belongs to it, or "".
        words: What a word looks like.
        ends: What ends a sentence.
    """

    name: str
    first: str
    last: str
    is_cased: bool = True
    is_spaced: bool = True
    affixes_apart: bool = False
    stacks: bool = False
    article: str = ""
    words: re.Pattern[str] = field(default=re.compile(_LETTERS))
    ends: re.Pattern[str] = field(default=re.compile(r"[.!?…]+[\"'”»)]*(?=\s)|\n"))

    def fold(self, name: str) -> str:
        """Return a name as it is compared: one spelling for all that readers take for one."""
        if name.isascii() and name.isalpha():
            return name.lower()  # one plain word: most names in Latin letters
        return _fold(self.name, name)

    def sentences(self, text: str) -> Iterator[tuple[int, int]]:
        """Return where the sentences of a text lie, without the blanks around them."""
        start = 0
        for end in (
            *(found.end() for found in self.ends.finditer(text)),
            len(text),
        ):
            piece = text[start:end]
            if stripped := piece.strip():
                lead = len(piece) - len(piece.lstrip())
                yield start + lead, start + lead + len(stripped)
            start = end


@lru_cache(maxsize=50_000)
def _fold(script: str, name: str) -> str:
    if script == "Arabic":
        bare = _ARABIC_SIGNS.sub("", unicodedata.normalize("NFKC", name))
        return normalise(bare.translate(_ARABIC_LETTERS))
    if script == "Cyrillic":
        return normalise(name.translate(_CYRILLIC_LETTERS))
    if script == "Han":
        return normalise(name).translate(_simplified())
    if script == "Latin":  # "l'Ukraine" is two words
        return normalise(name.translate(_ELISIONS))
    return normalise(name)


@cache
def _simplified() -> dict[int, str]:
    """Return the signs that are printed in two ways, by the older way."""
    rows = read_rows(Path(__file__).parent / "signs.tsv", SignRow)
    return {ord(row.traditional): row.simplified for row in rows}


SCRIPTS = {
    script.name: script
    for script in (
        Script("Latin", "A", "\u024f"),
        Script(
            "Cyrillic",
            "\u0400",
            "\u052f",
            words=re.compile(rf"{_LETTERS}(?:['’ʼ]{_LETTERS})?"),
        ),
        Script(
            "Arabic",
            "\u0600",
            "\u06ff",
            is_cased=False,
            affixes_apart=True,
            article="ال",
            words=re.compile(r"[\u0620-\u065f\u066e-\u06d3\u06d5]+"),
            ends=re.compile(r"[.!?…؟۔]+[\"'”»)]*(?=\s)|\n"),
        ),
        Script(
            "Hangul",
            "\u1100",
            "\u11ff",  # syllables fall apart when they are folded
            is_cased=False,
            affixes_apart=True,
            stacks=True,
            words=re.compile("[\uac00-\ud7a3]+"),
        ),
        Script(
            "Han",
            "\u4e00",
            "\u9fff",
            is_cased=False,
            is_spaced=False,
            words=re.compile("[\u3400-\u9fff]"),
            ends=_FULL_STOPS,
        ),
        Script("Greek", "\u03b1", "\u03c9"),
        Script("Hebrew", "\u05d0", "\u05ea", is_cased=False, affixes_apart=True),
        Script("Devanagari", "\u0904", "\u0939", is_cased=False, words=_MARKED),
        Script(
            "Thai", "\u0e01", "\u0e4e", is_cased=False, is_spaced=False, words=_SIGNS
        ),
        Script(
            "Kana",  # and the Han signs that Japanese writes among it
            "\u3041",
            "\u9fff",
            is_cased=False,
            is_spaced=False,
            words=re.compile("[\u3041-\u30ff\u3400-\u9fff]"),
            ends=_FULL_STOPS,
        ),
    )
}
