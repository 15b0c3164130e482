"""Read a block of text: tokens, names, and the language model where it can say something.

The model is the dearest step, and a sentence without a capitalised word inside it holds no
name for it to judge: such sentences are left out of what it reads.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.language import Language
from spacy.tokens import Span

from geo.language import read_names, tokenise
from geo.mentions.block import Block
from geo.mentions.found import Found, Names, find_names, find_read_names
from geo.mentions.marks import mark_names


def read_block(
    text: str, language: Language, gazetteer: Names
) -> tuple[Block, tuple[Found, ...]]:
    """Return a text as tokens and sentences with the model's names, and what is found in it.

    Args:
        text: A block of an article.
        language: A pipeline of `geo.language`.
        gazetteer: The offline gazetteer.
    """
    block = Block(tokenise(language, text))
    found = find_names(block, gazetteer)
    mark_names(block, found)
    read_names(language, block.doc, _worth_reading(block, found))
    return block, find_read_names(block, found, gazetteer)


def _worth_reading(block: Block, found: Sequence[Found]) -> list[Span]:
    """Return the sentences with a known name, or any but at their beginning."""
    chosen = {}
    for name in found:
        sentence = block.sentence(name.start)
        if name.candidates or name.start > sentence.start:
            chosen[sentence.start] = block.doc[sentence.start : sentence.end]
    return list(chosen.values())
