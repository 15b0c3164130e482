"""The only door to spaCy: text to tokens, tokens to names, and syntax where it is asked for.

Dateline's own pipeline is trained by `geo/recipes/model` and lies in `model/`; any
installed spaCy pipeline can be named instead. Reading goes in two passes, because syntax
costs more than names and few sentences need it: `read_names` for the whole text, `parse`
for the sentences that a later stage asks about.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from threading import RLock

import spacy
from spacy.language import Language as Language
from spacy.symbols import ORTH
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc, Span

from geo import data
from geo.errors import ModelError
from geo.language.halves import restore
from geo.language.parts import carry_over, part
from geo.language.sentences import mark_sentences

# spaCy's own limit is for parsers; articles are limited by the setting and come in blocks,
# only given mentions need the whole of one.
LONGEST_TEXT = 100_000_000
OWN_MODEL = Path(__file__).parent / "model"
SENTENCES_AT_ONCE = 128
_NAMES = ("ner", "entity_ruler")
_LEADS = ("Ft.", "Mt.", "St.", "Ste.", "Pt.")  # of names: "Ft. Lauderdale"
_SHARED = ("tok2vec", "transformer")  # layers that other components read
_ONE_READER = RLock()


@lru_cache(maxsize=4)
def load_language(model: str | None = None) -> Language:
    """Load the language pipeline.

    Args:
        model: Name or path of an installed spaCy pipeline, or None for Dateline's own.

    Raises:
        ModelError: There is no such pipeline; the message says how to install one.
    """
    nlp = _load(str(OWN_MODEL) if model is None else model)
    restore(nlp)
    nlp.max_length = LONGEST_TEXT
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
    for lead in _LEADS:
        nlp.tokenizer.add_special_case(lead, [{ORTH: lead}])


@contextmanager
def alone(language: Language) -> Iterator[None]:
    """Read with a pipeline, one thread at a time; the words it met are then let go.

    They belong to the pipeline, not to a thread: the first of two readers to end would
    take the other's away.
    """
    with _ONE_READER, language.memory_zone():
        yield


def tokenise(language: Language, text: str) -> Doc:
    """Cut a text into tokens and sentences."""
    return mark_sentences(language.make_doc(text))


def read_names(language: Language, doc: Doc, sentences: Sequence[Span]) -> None:
    """Set what the pipeline takes for names in some sentences; nothing else is worked out.

    Args:
        language: The pipeline.
        doc: The text, with sentences and marks.
        sentences: Those of its sentences that are to be read.
    """
    if not sentences:
        return
    names = _name_pipes(language)
    skipped = [pipe for pipe in language.pipe_names if pipe not in names]
    for read in language.pipe([part(doc, sentences)], disable=skipped):
        carry_over(read, doc, sentences)


def parse(language: Language, sentences: Sequence[Span]) -> list[Doc]:
    """Give each sentence as a document with tags, lemmas and a tree.

    What is parsed already is not parsed again. A pipeline without a parser gives the tokens
    alone.
    """
    copies = [sentence.as_doc() for sentence in sentences]
    if not copies or copies[0].has_annotation("DEP"):
        return copies
    skipped = [pipe for pipe in language.pipe_names if not _is_syntax(language, pipe)]
    return list(language.pipe(copies, disable=skipped, batch_size=SENTENCES_AT_ONCE))


def _is_syntax(language: Language, pipe: str) -> bool:
    """True for what a tree needs: every component but names and our own steps."""
    ours = language.get_pipe_meta(pipe).factory.startswith("dateline")
    return pipe not in _NAMES and not ours


def _name_pipes(language: Language) -> frozenset[str]:
    """Give the components that find names, with the layers they read."""
    names = {pipe for pipe in language.pipe_names if pipe in _NAMES}
    for shared in _SHARED:
        if language.has_pipe(shared):
            readers = getattr(language.get_pipe(shared), "listening_components", [])
            if names & set(readers):
                names.add(shared)
    return frozenset(names)
