"""A sentence with its tree in plain Python: asked as spaCy's own, and several times faster.

What links places goes over each word many times. spaCy makes an object of a word whenever it is
asked for one, and a string whenever it is asked how it is written or what it hangs on.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from typing import Any, SupportsIndex, overload
from unicodedata import category

import spacy.tokens
from spacy.strings import StringStore
from spacy.symbols import DEP, HEAD, LEMMA, NORM, ORTH, POS, SPACY, TAG

MAX_STRINGS = 60_000  # of all sentences, kept by their number
_strings: dict[int, str] = {}


class Token:
    """A word of a sentence; each attribute means what spaCy's of that name means."""

    __slots__ = (
        "children", "dep_", "doc", "head", "i", "idx", "lefts", "lemma_", "lower_", "norm_",
        "pos_", "rights", "tag_", "text", "whitespace_",
    )  # fmt: skip

    def __init__(self, i: int, idx: int, text: str, space: str, norm: str) -> None:
        """Take a word that no tree holds yet."""
        self.i = i
        self.idx = idx
        self.text = text
        self.lower_ = text.lower()
        self.whitespace_ = space
        self.norm_ = norm
        self.tag_ = self.pos_ = self.dep_ = self.lemma_ = ""
        self.doc: Doc
        self.head = self
        self.children: tuple[Token, ...] = ()
        self.lefts: tuple[Token, ...] = ()
        self.rights: tuple[Token, ...] = ()

    def __repr__(self) -> str:
        return self.text

    def nbor(self, by: int = 1) -> Token:
        """Return the word so many places after it, or before it where negative."""
        if self.i + by < 0:
            raise IndexError(f"no word stands {-by} before {self.text!r}")
        return self.doc[self.i + by]

    @property
    def is_punct(self) -> bool:
        """True for punctuation."""
        return all(category(letter)[0] == "P" for letter in self.text)

    @property
    def ancestors(self) -> Iterator[Token]:
        """The words above it, the nearest first."""
        at = self
        while at.head is not at:
            at = at.head
            yield at

    @property
    def subtree(self) -> Iterator[Token]:
        """It and all below it, in the order of the tree."""
        for child in self.lefts:
            yield from child.subtree
        yield self
        for child in self.rights:
            yield from child.subtree

    @property
    def left_edge(self) -> Token:
        """The first word of its subtree."""
        return min(self.subtree, key=lambda word: word.i)

    @property
    def right_edge(self) -> Token:
        """The last word of its subtree."""
        return max(self.subtree, key=lambda word: word.i)

    def is_ancestor(self, other: Token) -> bool:
        """True for a word above another."""
        return any(above is self for above in other.ancestors)


class Span(tuple[Token, ...]):
    """Some words of a sentence that stand side by side."""

    __slots__ = ()

    @property
    def text(self) -> str:
        """They as they are printed."""
        printed = "".join([word.text + word.whitespace_ for word in self[:-1]])
        return printed + self[-1].text if self else ""

    @property
    def start_char(self) -> int:
        """Where in its sentence the first begins."""
        return self[0].idx

    @property
    def end_char(self) -> int:
        """Where in its sentence the last ends."""
        return self[-1].idx + len(self[-1].text)


class Doc(Span):
    """The words of a sentence, with a tree where it is parsed."""

    @overload
    def __getitem__(self, key: SupportsIndex) -> Token: ...
    @overload
    def __getitem__(self, key: slice) -> Span: ...
    def __getitem__(self, key: SupportsIndex | slice) -> Token | Span:
        """Return a word, or those of a stretch."""
        if isinstance(key, slice):
            return Span(tuple.__getitem__(self, key))
        return tuple.__getitem__(self, key)

    @cached_property
    def text(self) -> str:
        """It as it is printed, with the space after its last word."""
        return "".join([word.text + word.whitespace_ for word in self])

    @cached_property
    def _begins(self) -> list[int]:
        return [word.idx for word in self]

    def at_chars(self, start: int, end: int) -> Span:
        """Return the words that a stretch of its text touches; () where it reaches beyond."""
        first, last = self._at(start), self._at(end - 1)
        if first < 0 or last < 0:
            return self[:0]
        if start == self[first].idx + len(self[first].text):
            first += 1  # the space after a word is not of it
        return self[first : last + 1]

    def _at(self, char: int) -> int:
        at = bisect_right(self._begins, char) - 1
        if at < 0:
            return -1
        word = self[at]
        return at if char < word.idx + len(word.text) + len(word.whitespace_) else -1


def plain_doc(doc: spacy.tokens.Doc) -> Doc:
    """Return the words of a sentence of spaCy's, with its tree where it is parsed."""
    if len(_strings) > MAX_STRINGS:
        _strings.clear()
    strings, words, idx = doc.vocab.strings, list[Token](), 0
    rows: Any = doc.to_array([ORTH, SPACY, NORM])
    for i, (orth, space, norm) in enumerate(rows.tolist()):
        text = _strings.get(orth) or _string(strings, orth)
        norm_ = _strings.get(norm) or _string(strings, norm)
        words.append(Token(i, idx, text, " " if space else "", norm_))
        idx += len(text) + space
    sentence = Doc(words)
    for word in sentence:
        word.doc = sentence
    if doc.has_annotation("DEP"):
        _hang(words, doc)
    return sentence


def _hang(words: list[Token], doc: spacy.tokens.Doc) -> None:
    strings = doc.vocab.strings
    rows: Any = doc.to_array([TAG, POS, DEP, LEMMA, HEAD])
    lefts: dict[int, list[Token]] = {}
    rights: dict[int, list[Token]] = {}
    heads: list[int] = rows[:, 4].astype("int64").tolist()  # by how far off each is
    for word, (tag, pos, dep, lemma, _), off in zip(
        words, rows.tolist(), heads, strict=True
    ):
        word.tag_ = _strings.get(tag) or _string(strings, tag)
        word.dep_ = _strings.get(dep) or _string(strings, dep)
        word.lemma_ = _strings.get(lemma) or _string(strings, lemma)
        if pos:
            word.pos_ = _strings.get(pos) or _string(strings, pos)
        if off:
            at = word.i + off
            word.head = words[at]
            (lefts if off > 0 else rights).setdefault(at, []).append(word)
    for at, before in lefts.items():
        words[at].lefts = words[at].children = tuple(before)
    for at, after in rights.items():
        words[at].rights = tuple(after)
        words[at].children += words[at].rights


def _string(strings: StringStore, number: int) -> str:
    """Return a string by its number, and keep it: the number is made of its letters alone."""
    found = _strings[number] = strings[number]
    return found
