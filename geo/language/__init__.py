"""The only door to spaCy: text to tokens, tokens to names, and syntax where it is asked for.

Dateline's own pipeline is trained by `geo/recipes/model` and lies in `model/`; any
installed spaCy pipeline can be named instead. Reading goes in two passes, because syntax
costs more than names and few sentences need it: `read_names` for the whole text, `parse`
for the sentences that a later stage asks about.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import groupby, pairwise
from pathlib import Path
from threading import RLock
from typing import Any

import numpy as np
import spacy
from spacy.language import Language as Language
from spacy.symbols import ENT_KB_ID, NORM, ORTH, SENT_START, SPACY
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from geo import data
from geo.errors import ModelError
from geo.language.blanks import with_blanks, without_blanks
from geo.language.glue import unglue
from geo.language.networks import can_recognise, recognise, to_float32, use_fast_layers
from geo.language.sentences import mark_sentences, words_of as words_of
from geo.language.threads import one_thread
from geo.language.turns import (
    MAX_WORDS_KEPT,
    one_reader as one_reader,
    reading_with as reading_with,
)

# spaCy's own limit is for parsers; articles are limited by the setting and come in blocks,
# only given mentions need the whole of one.
MAX_TEXT_LENGTH = 100_000_000
OWN_MODEL = Path(__file__).parent / "model"
SENTENCES_AT_ONCE = 128
MAX_RUN_LENGTH = 200  # characters without a blank; of longer ones the parts are read
_RUN = re.compile(r"\S++")
_SIGN = re.compile(r"[\W_]")
_NAMES = ("ner", "entity_ruler")
_LEMMAS = "lemmatizer"
# Of names: "Ft. Lauderdale", "Liberty Twp."
_SHORT_WORDS = ("Ft.", "Mt.", "St.", "Ste.", "Pt.", "Twp.")
_SHARED = ("tok2vec", "transformer")  # layers that other components read
_ONE_LOADS = RLock()  # of many who come at once, where each would load it for itself
# What is taken over beside the words: for names the marks of `geo.mentions.model_features`, for
# trees what the tokeniser knows of their spelling.
MARKED = (SENT_START, ENT_KB_ID)
WORDS = (SENT_START, NORM)


def load_language(model: str | None = None) -> Language:
    """Load the language pipeline.

    Args:
        model: Name or path of an installed spaCy pipeline, or None for Dateline's own.

    Raises:
        ModelError: There is no such pipeline; the message says how to install one.
    """
    with _ONE_LOADS:
        return _loaded(str(OWN_MODEL) if model is None else model)


@lru_cache(maxsize=4)
def _loaded(model: str) -> Language:
    nlp = _load(model)
    to_float32(nlp)
    use_fast_layers(nlp)
    nlp.max_length = MAX_TEXT_LENGTH
    if isinstance(nlp.tokenizer, Tokenizer):
        nlp.tokenizer.max_cache_size = MAX_WORDS_KEPT  # each cut once, as it is kept
    add_abbreviations(nlp)
    return nlp


def _load(model: str) -> Language:
    try:
        return spacy.load(model)
    except (OSError, ValueError) as error:
        raise ModelError(
            f"the spaCy pipeline {model!r} is not installed or cannot be loaded; "
            f"try: python -m spacy download {model}"
        ) from error


def add_abbreviations(nlp: Language) -> None:
    """Keep the stop of a short form in its token: "Ky." ends no sentence."""
    if not isinstance(nlp.tokenizer, Tokenizer):
        return
    for row in data.abbreviations():
        if row.surface.endswith(".") and " " not in row.surface:
            nlp.tokenizer.add_special_case(row.surface, [{ORTH: row.surface}])
    for word in _SHORT_WORDS:
        nlp.tokenizer.add_special_case(word, [{ORTH: word}])
        nlp.tokenizer.add_special_case(word.upper(), [{ORTH: word.upper()}])
    unglue(nlp.tokenizer)


def tokenise(language: Language, text: str) -> Doc:
    """Cut a text into tokens and sentences."""
    return mark_sentences(cut(language, text))


def cut(language: Language, text: str) -> Doc:
    """Cut a text into tokens."""
    parts = [language.make_doc(part) for part in without_long_runs(text)]
    whole = (
        parts[0] if len(parts) == 1 else Doc.from_docs(parts, ensure_whitespace=False)
    )
    assert whole is not None  # as of no documents
    return whole


def without_long_runs(text: str) -> list[str]:
    """Cut a text inside runs without a blank that no word or address needs.

    The tokeniser takes sign after sign off a run, and looks at all of it each time.
    """
    if (
        len(text) <= MAX_RUN_LENGTH
        or max(map(len, text.split()), default=0) <= MAX_RUN_LENGTH
    ):
        return [text]
    cuts = [0]
    for run in _RUN.finditer(text):
        while run.end() - max(cuts[-1], run.start()) > MAX_RUN_LENGTH:
            start = max(cuts[-1], run.start())
            signs = _SIGN.finditer(
                text, start + MAX_RUN_LENGTH // 2, start + MAX_RUN_LENGTH
            )
            cuts.append(
                max((sign.end() for sign in signs), default=start + MAX_RUN_LENGTH)
            )
    return [text[start:end] for start, end in pairwise([*cuts, len(text)])]


def read_names(language: Language, doc: Doc, sentences: Sequence[Span]) -> None:
    """Set what the pipeline takes for names in some sentences; nothing else is worked out.

    Args:
        language: The pipeline.
        doc: The text, with sentences and marks.
        sentences: Those of its sentences that are to be read.
    """
    if not sentences:
        return
    with one_thread():
        copy_entities(_with_names(language, extract(sentences, MARKED)), doc, sentences)


def _with_names(language: Language, doc: Doc) -> Doc:
    names = _name_pipes(language)
    if len(names) == 1 and can_recognise(only := language.get_pipe(*names)):
        return recognise(only, doc)
    skipped = [pipe for pipe in language.pipe_names if pipe not in names]
    (read,) = language.pipe([doc], disable=skipped)
    return read


def parse(
    language: Language, sentences: Sequence[Span], *, lemmas: bool = True
) -> list[Doc]:
    """Return each sentence as a document with tags, a tree and, if asked for, lemmas.

    What is parsed already is not parsed again; white space takes no part. A pipeline without
    a parser gives the tokens alone.
    """
    if any(sentence.doc.has_annotation("DEP") for sentence in sentences[:1]):
        return [sentence.as_doc() for sentence in sentences]
    whole = _copies(sentences, WORDS)
    docs = list(map(without_blanks, whole))
    with one_thread():
        for name, component in language.pipeline:
            if docs and _is_syntax(language, name) and (lemmas or name != _LEMMAS):
                docs = _through(component, docs)
    return list(map(with_blanks, whole, docs))


def _through(component: Callable[[Doc], Doc], docs: Iterable[Doc]) -> list[Doc]:
    """Lead documents through a component, as the whole pipeline would but without its ado."""
    pipe = getattr(component, "pipe", None)
    if pipe is None:
        return [component(doc) for doc in docs]
    return list(pipe(docs, batch_size=SENTENCES_AT_ONCE))


def _is_syntax(language: Language, pipe: str) -> bool:
    """True for what a tree needs: every component but names and our own steps."""
    ours = language.get_pipe_meta(pipe).factory.startswith("dateline")
    return pipe not in _NAMES and not ours


def _name_pipes(language: Language) -> frozenset[str]:
    """Return the components that find names, with the layers they read."""
    names = {pipe for pipe in language.pipe_names if pipe in _NAMES}
    for shared in _SHARED:
        if language.has_pipe(shared):
            readers = getattr(language.get_pipe(shared), "listening_components", [])
            if names & set(readers):
                names.add(shared)
    return frozenset(names)


def extract(sentences: Sequence[Span], taken: Sequence[int]) -> Doc:
    """Make a document of some sentences of another.

    Args:
        sentences: Them.
        taken: What is taken over beside the words: `MARKED` or `WORDS`.
    """
    rows = _rows(sentences[0].doc, taken)
    together: Any = np.concatenate([rows[s.start : s.end] for s in sentences])
    return _made_of(sentences[0].vocab, together, taken)


def _copies(sentences: Sequence[Span], taken: Sequence[int]) -> list[Doc]:
    """Make a document of each of some sentences."""
    return [
        _made_of(doc.vocab, rows[sentence.start : sentence.end], taken)
        for doc, of_it in groupby(sentences, key=lambda sentence: sentence.doc)
        for rows in [_rows(doc, taken)]
        for sentence in of_it
    ]


def _rows(doc: Doc, taken: Sequence[int]) -> Any:
    """Return what is taken of each word, of all at once: spans are asked far more slowly."""
    return doc.to_array([ORTH, SPACY, *taken])


def _made_of(vocab: Vocab, rows: Any, taken: Sequence[int]) -> Doc:
    words: Any = rows[:, 0].tolist()
    copy = Doc(vocab, words=words, spaces=rows[:, 1].astype(bool).tolist())
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
