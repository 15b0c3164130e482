"""The only door to spaCy: load a pipeline that gives tokens and sentences.

Until Dateline's own trained model is shipped, the pipeline is blank English with sentence
boundaries; any installed spaCy pipeline can be named instead, and its entities are then
heard as evidence (`geo/mentions`).
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
import spacy
from spacy.language import Language
from spacy.symbols import ORTH, SENT_START
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc

from geo import data
from geo.errors import ModelError

# spaCy's own limit is for parsers; articles are limited by the setting and come in blocks,
# only given mentions need the whole of one.
LONGEST_TEXT = 100_000_000
SENTENCES = "dateline_sentences"
_ENDS = frozenset(".!?…")
_CLOSERS = frozenset("\"'”’»)]")


@lru_cache(maxsize=4)
def load_language(model: str | None = None) -> Language:
    """Load the language pipeline.

    Args:
        model: Name or path of an installed spaCy pipeline, or None for Dateline's own.

    Raises:
        ModelError: There is no such pipeline; the message says how to install one.
    """
    nlp = spacy.blank("en") if model is None else _installed(model)
    nlp.max_length = LONGEST_TEXT
    tokenizer = nlp.tokenizer
    for row in data.abbreviations():
        short = row.surface.endswith(".") and " " not in row.surface
        if short and isinstance(tokenizer, Tokenizer):
            tokenizer.add_special_case(row.surface, [{ORTH: row.surface}])
    if model is None:
        nlp.add_pipe(SENTENCES)
    elif not any(nlp.has_pipe(name) for name in ("parser", "senter", "sentencizer")):
        nlp.add_pipe(SENTENCES, first=True)
    return nlp


def _installed(model: str) -> Language:
    try:
        return spacy.load(model)
    except (OSError, ValueError) as error:
        raise ModelError(
            f"the spaCy pipeline {model!r} is not installed or cannot be loaded; "
            f"try: python -m spacy download {model}"
        ) from error


@Language.component(SENTENCES)
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
