"""Read a block of text: tokens, names, and the language model where it can say something.

The model is the dearest step, and a sentence without a capitalised word inside it holds no
name for it to judge: such sentences are left out of what it reads.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.language import Language
from spacy.tokens import Doc, Span

from geo.language import read_names, tokenise
from geo.mentions.found import Found, Names, find_names, find_read_names
from geo.mentions.marks import mark_names


def read_block(
    text: str, language: Language, gazetteer: Names
) -> tuple[Doc, tuple[Found, ...]]:
    """Give a text as tokens and sentences with the model's names, and what is found in it.

    Args:
        text: A block of an article.
        language: A pipeline of `geo.language`.
        gazetteer: The offline gazetteer.
    """
    doc = tokenise(language, text)
    found = find_names(doc, gazetteer)
    mark_names(doc, found)
    sentences = _worth_reading(doc, found)
    read_names(language, doc, sentences)
    return doc, find_read_names(doc, found, gazetteer)


def _worth_reading(doc: Doc, found: Sequence[Found]) -> list[Span]:
    """Give the sentences with a known name, or any but at their beginning."""
    named = [doc[name.start].sent for name in found if _tells(doc, name)]
    return list({sentence.start: sentence for sentence in named}.values())


def _tells(doc: Doc, name: Found) -> bool:
    return bool(name.candidates) or not doc[name.start].is_sent_start
