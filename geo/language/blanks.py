"""White space that is a token of its own: the indent of a broken line, a tab, a column's gap.

No treebank has it, and among its words a parser goes astray: with one every twelve words it
hangs 17 to 19 of 100 words wrongly where it was 13. Trees are read without it.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from spacy.symbols import (
    DEP,
    HEAD,
    IS_SPACE,
    LEMMA,
    MORPH,
    NORM,
    ORTH,
    POS,
    SENT_START,
    SPACY,
    TAG,
)
from spacy.tokens import Doc

_WORDS = [SENT_START, NORM]
_TAGS, _TREE = [TAG, POS, MORPH, LEMMA], [DEP, HEAD]
_BLANK_TAG, _BLANK_DEP = "_SP", "dep"


def without_blanks(sentence: Doc) -> Doc:
    """Return the words of a sentence that is not parsed yet; itself where it has no others."""
    blank: Any = sentence.to_array(IS_SPACE)
    if not blank.any() or blank.all():
        return sentence
    rows: Any = sentence.to_array([ORTH, SPACY, *_WORDS])[blank == 0]
    words = Doc(
        sentence.vocab,
        words=rows[:, 0].tolist(),
        spaces=rows[:, 1].astype(bool).tolist(),
    )
    return words.from_array(_WORDS, rows[:, 2:])


def with_blanks(sentence: Doc, tree: Doc) -> Doc:
    """Return a sentence with the tree of its words; each blank hangs on the word before it."""
    if len(tree) == len(sentence):
        return tree
    words: Any = np.flatnonzero(sentence.to_array(IS_SPACE) == 0)
    taken = [*_TAGS, *(_TREE if tree.has_annotation("DEP") else [])]
    read: Any = tree.to_array(taken).astype(
        "int64"
    )  # a head is told by how far off it is
    rows: Any = np.zeros((len(sentence), len(taken)), dtype="int64")
    rows[words] = read
    blanks = np.setdiff1d(np.arange(len(sentence)), words)
    rows[blanks, 0] = _number(sentence.vocab.strings.add(_BLANK_TAG))
    if HEAD in taken:
        heads = words[np.arange(len(words)) + read[:, -1]]
        rows[words, -1] = heads - words
        before = words[np.maximum(np.searchsorted(words, blanks) - 1, 0)]
        rows[blanks, -1] = before - blanks
        rows[blanks, -2] = _number(sentence.vocab.strings.add(_BLANK_DEP))
    return sentence.from_array(taken, rows.astype("uint64"))


def _number(string: int) -> Any:
    """Return a string's number as the 64 bits that stand for it."""
    return np.uint64(string).astype("int64")
