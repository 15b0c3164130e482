"""A block of an article as words and sentences: what many names ask of it, worked out once.

A sentence can be as long as its block. What is asked of a whole sentence is therefore never
worked out for each of its names.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Any

from spacy.symbols import IDX, SENT_START
from spacy.tokens import Doc

from geo.language import words_of

_ELIDED = re.compile(r"[dl]['’][A-ZÀ-Þ]")  # "Côte d'Ivoire", "L'Aquila"
_WORD = re.compile(r"[^\W\d_]")
_SMALL = 3  # letters up to which a headline may print a word small
_HEADLINE_SHARE = 0.8  # of its words that a headline prints as names


@lru_cache(maxsize=20_000)  # an archive has no end of words
def is_name(text: str) -> bool:
    """True for a word printed as a name: "Wonsan", "UAE", "al-Bab" after its hyphen."""
    printed = text[0].isupper() or _ELIDED.match(text) is not None
    return printed and _WORD.search(text) is not None


@dataclass(frozen=True)
class Sentence:
    """A sentence of a block.

    Attributes:
        start: Its first token.
        end: One past its last token.
        first_char: Where it begins in the block.
        text: It, as printed.
        words: Its tokens, as printed.
    """

    start: int
    end: int
    first_char: int
    text: str
    words: tuple[str, ...]

    @cached_property
    def chars(self) -> tuple[int, int]:
        """Where it begins and ends in the block, without the space around it."""
        lead = len(self.text) - len(self.text.lstrip())
        return self.first_char + lead, self.first_char + len(self.text.rstrip())

    @cached_property
    def is_headline(self) -> bool:
        """True where it prints most of its words as names."""
        words = [word for word in self.words if len(word) > _SMALL]
        capitals = sum(word[:1].isupper() for word in words)
        return len(words) > 1 and capitals >= _HEADLINE_SHARE * len(words)

    @cached_property
    def is_in_capitals(self) -> bool:
        """True where no letter of it is small."""
        return self.text.isupper()

    @property
    def is_shouted(self) -> bool:
        """True for a headline in capitals."""
        return self.is_headline and self.is_in_capitals


class Block:
    """A text as tokens and sentences."""

    def __init__(self, doc: Doc) -> None:
        """Take a document that has sentences."""
        self.doc = doc
        self.words = tuple(words_of(doc))

    def word(self, at: int) -> str:
        """Return a word, or "" outside the block."""
        return self.words[at] if 0 <= at < len(self.words) else ""

    def lower(self, at: int) -> str:
        """Return a word in small letters, or "" outside the block."""
        return self.word(at).lower()

    @cached_property
    def names(self) -> tuple[int, ...]:
        """Where its words stand that are printed as names."""
        return tuple([at for at, word in enumerate(self.words) if is_name(word)])

    def is_name(self, at: int) -> bool:
        """True for a word printed as a name."""
        return is_name(self.words[at])

    def phrase(self, start: int, end: int) -> str:
        """Return the words from ``start`` to before ``end`` as they are printed."""
        if end == start + 1:
            return self.words[start]
        first, last = self.chars(start, end)
        return self._printed[0][first:last]

    def chars(self, start: int, end: int) -> tuple[int, int]:
        """Return where in its text the words from ``start`` to before ``end`` are printed."""
        begins = self._printed[1]
        return begins[start], begins[end - 1] + len(self.words[end - 1])

    def beside(self, start: int, end: int, size: int) -> tuple[str, str]:
        """Return what is printed before and after some words, up to so many letters each."""
        text = self._printed[0]
        first, last = self.chars(start, end)
        return text[max(0, first - size) : first], text[last : last + size]

    @cached_property
    def _printed(self) -> tuple[str, list[int]]:
        """Its text, and where in it each word begins."""
        return self.doc.text, self.doc.to_array(IDX).tolist()

    def is_joined(self, at: int) -> bool:
        """True where no space stands before a word."""
        return at > 0 and not self.doc[at - 1].whitespace_

    def sentence(self, at: int) -> Sentence:
        """Return the sentence that a word stands in."""
        return self.sentences[bisect_right(self._starts, at) - 1]

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Its sentences, in order."""
        text = self._printed[0]
        made = []
        for start, end in pairwise([*self._starts, len(self.words)]):
            first, last = self.chars(start, end)
            words = self.words[start:end]
            made.append(Sentence(start, end, first, text[first:last], words))
        return tuple(made)

    @cached_property
    def _starts(self) -> list[int]:
        opens: Any = self.doc.to_array(SENT_START) == 1
        opens[:1] = True
        return [at for at, opened in enumerate(opens.tolist()) if opened]
