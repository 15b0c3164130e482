"""Let a pipeline read some sentences of a document instead of all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from spacy.symbols import ENT_KB_ID, ORTH, SENT_START, SPACY
from spacy.tokens import Doc, Span

_COPIED = [ORTH, SPACY, SENT_START, ENT_KB_ID]


def part(doc: Doc, sentences: Sequence[Span]) -> Doc:
    """Make a document of some sentences, with what `geo.mentions.marks` put on them."""
    rows: Any = doc.to_array(_COPIED)
    kept = np.concatenate([rows[s.start : s.end] for s in sentences])
    words: Any = [int(orth) for orth in kept[:, 0]]
    copy = Doc(doc.vocab, words=words, spaces=[bool(space) for space in kept[:, 1]])
    marks: Any = kept[:, 2:]
    return copy.from_array([SENT_START, ENT_KB_ID], marks)


def carry_over(read: Doc, doc: Doc, sentences: Sequence[Span]) -> None:
    """Set the names found in the part on the whole document."""
    origin = [i for sentence in sentences for i in range(sentence.start, sentence.end)]
    doc.set_ents(
        [
            Span(doc, origin[ent.start], origin[ent.end - 1] + 1, label=ent.label)
            for ent in read.ents
            if origin[ent.end - 1] - origin[ent.start] == ent.end - 1 - ent.start
        ]
    )
