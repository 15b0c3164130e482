"""Runs of capitalised words: where names can be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from geo import data
from geo.mentions.block import Block, Sentence, is_name

_HYPHENS = frozenset("-‐‑–")


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring capitalised words: tokens ``start`` to ``end`` of a sentence."""

    start: int
    end: int


def runs(block: Block, sentence: Sentence) -> Iterator[Run]:
    """Cut a sentence into runs of capitalised words.

    Small words ("of", "de") and hyphens belong to a run where capitals stand on both sides.
    """
    start = end = -1
    for at, word in enumerate(sentence.words, sentence.start):
        if is_name(word):
            if start < 0:
                start = at
            end = at + 1
        elif start >= 0 and not _joins(block, at):
            yield Run(start, end)
            start = -1
    if start >= 0:
        yield Run(start, end)


def _joins(block: Block, at: int) -> bool:
    """True for a small word, a hyphen, and what stands between two hyphens."""
    word = block.words[at]
    if word in _HYPHENS:
        return block.is_joined(at) and block.is_joined(at + 1)
    if block.word(at - 1) in _HYPHENS and block.is_joined(at + 1):
        return True  # "Port-au-Prince", "Stoke-on-Trent"
    return word in data.context_words(data.Role.JOINER)
