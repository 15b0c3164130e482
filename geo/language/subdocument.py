"""Some sentences of a document as a document of their own, for a pipeline to read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from spacy.symbols import ENT_KB_ID, NORM, ORTH, SENT_START, SPACY
from spacy.tokens import Doc, Span

# What is taken over beside the words: for names the marks of `geo.mentions.model_features`, for
# trees what the tokeniser knows of their spelling.
MARKED = (SENT_START, ENT_KB_ID)
WORDS = (SENT_START, NORM)


def extract(sentences: Sequence[Span], taken: Sequence[int]) -> Doc:
    """Make a document of some sentences of another.

    Args:
        sentences: Them.
        taken: What is taken over beside the words: `MARKED` or `WORDS`.
    """
    spans: Sequence[Any] = sentences  # whose `to_array` spaCy's stubs lack
    rows: Any = np.concatenate([s.to_array([ORTH, SPACY, *taken]) for s in spans])
    words: Any = rows[:, 0].tolist()
    copy = Doc(sentences[0].vocab, words=words, spaces=rows[:, 1].astype(bool).tolist())
    return copy.from_array(list(taken), rows[:, 2:])


def copy_entities(read: Doc, doc: Doc, sentences: Sequence[Span]) -> None:
    """Set the names found in some sentences on the whole document."""
    origin = [i for sentence in sentences for i in range(sentence.start, sentence.end)]
    doc.set_ents(
        [
            Span(doc, origin[ent.start], origin[ent.end - 1] + 1, label=ent.label)
            for ent in read.ents
            if origin[ent.end - 1] - origin[ent.start] == ent.end - 1 - ent.start
        ]
    )
