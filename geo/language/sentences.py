"""Where sentences begin: by rule, so that headlines and paragraphs count too."""

from __future__ import annotations

from typing import Any

import numpy as np
from spacy.symbols import SENT_START
from spacy.tokens import Doc

_ENDS = frozenset(".!?…")
_CLOSERS = frozenset("\"'”’»)]")


def mark_sentences(doc: Doc) -> Doc:
    """Set sentence starts: after . ! ? with their closing quotes, and at blank lines.

    A stop that belongs to its token ("U.S.", "Ky.") ends no sentence, which spaCy's own
    sentencizer would also say; it knows nothing of headlines and paragraphs.
    """
    starts = []
    ended = broken = False
    for token in doc:
        text = token.text
        opens = token.i == 0 or broken or (ended and _opens(text))
        starts.append(1 if opens else -1)
        if text in _ENDS:
            ended = True
        elif text not in _CLOSERS and not text.isspace():
            ended = False
        broken = "\n" in text
    # All at once: setting them one by one looks through the whole document each time.
    column: Any = np.array(starts, dtype="int64").astype("uint64")
    return doc.from_array([SENT_START], column.reshape(len(starts), 1))


def _opens(text: str) -> bool:
    return text not in _CLOSERS and not text.isspace()
