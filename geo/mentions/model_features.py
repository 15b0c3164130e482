"""Read a block of text with the language model, told what the tables know of each word.

A mark is a short code kept on the token: "country", "city3", "given", "title". The model
learns what a mark is worth in a context, which no list of names could say: "city1" after
"Mr." is a surname. It is the dearest step, and a sentence without a capitalised word inside it
holds no name for it to judge: such sentences are left out of what it reads.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from spacy.language import Language
from spacy.tokens import Span, Token

from geo import data
from geo.gazetteer import Gazetteer
from geo.language import read_names, tokenise
from geo.mentions.block import Block
from geo.mentions.lexicon import organisation_words, printed_area_words
from geo.mentions.names import NameSpan, find_names, find_read_names
from geo.model import OWN_NAMES, Match

# Inhabitants from which a town gets the next mark.
_STEPS = (1_000_000, 100_000, 15_000, 5_000)


def read_block(
    text: str, language: Language, gazetteer: Gazetteer
) -> tuple[Block, tuple[NameSpan, ...]]:
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


def _worth_reading(block: Block, found: Sequence[NameSpan]) -> list[Span]:
    """Return the sentences with a known name, or any but at their beginning."""
    chosen = {}
    for name in found:
        sentence = block.sentence(name.start)
        inside = name.candidates or name.start > sentence.start
        if inside and sentence.start not in chosen:
            chosen[sentence.start] = block.doc[sentence.start : sentence.end]
    return list(chosen.values())


def mark_names(block: Block, found: Sequence[NameSpan]) -> None:
    """Set the mark of every token that a table knows.

    Args:
        block: A text as tokens.
        found: Its names, as `geo.mentions.names.find_names` gives them.
    """
    for at in block.names:
        if mark := _word_mark(block.words[at]):
            block.doc[at].ent_kb_id_ = mark
    for name in found:
        kind = _place_mark(name)
        if not kind:
            continue
        for token in block.doc[name.start : name.end]:
            _add(token, kind, first=token.i == name.start)


def _add(token: Token, kind: str, *, first: bool) -> None:
    """Put the mark of a name before that of the word alone: "B-city2 given"."""
    position = "B" if first else "I"
    token.ent_kb_id_ = f"{position}-{kind} {token.ent_kb_id_}".rstrip()


@lru_cache(maxsize=20_000)  # an archive has no end of words
def _word_mark(word: str) -> str:
    if word in data.titles():
        return "title"
    if word in data.given_names():
        return "given"
    if word in organisation_words():
        return "organisation"
    if word in printed_area_words():
        return "area-word"
    return ""


def _place_mark(name: NameSpan) -> str:
    if not name.candidates:
        return ""
    kind = _kind(name)
    word = name.text.casefold()
    doubtful = word in data.false_friends() or word in data.common_words()
    return f"{kind}?" if doubtful else kind


def _kind(name: NameSpan) -> str:
    if name.is_demonym:
        return "people"
    if any(c.match is Match.ABBREVIATION for c in name.candidates):
        return "short"
    if any(
        c.place.feature_code.startswith("PCL") and c.match in OWN_NAMES
        for c in name.candidates
    ):
        return "country"
    if name.is_area:
        return "area"
    people = [c.place.population for c in name.candidates if c.match in OWN_NAMES]
    if not people:
        return "other"
    size = sum(max(people) >= step for step in _STEPS)
    return f"city{size}"
