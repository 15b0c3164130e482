"""Article to Mentions: which words name a place, and how we know.

The text is read in blocks, so that a long one needs little memory and can show progress:
tokens, the names the gazetteer knows, what the tables know of each word (`marks`), what the
language model reads, the evidence for each name, and whether it means the ground or those
who rule it. Then the whole article is asked once more (`decide`). Coordinates stand apart:
they are mentions by themselves (`points`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Span

from geo.coordinates import find_coordinates
from geo.language import alone, tokenise
from geo.mentions.block import Block
from geo.mentions.case import Case
from geo.mentions.decide import decide
from geo.mentions.found import Found, Names
from geo.mentions.lists import share_types
from geo.mentions.points import apart, in_order, mentions_of_points, point_toponym
from geo.mentions.proposals import ENOUGH as ENOUGH, Proposal, mention_of, propose
from geo.mentions.reading import read_block
from geo.mentions.runs import Run
from geo.model import Article, Mention, Passage

BLOCK = 20_000  # characters read at once

Progress = Callable[[float], None]


def find_mentions(
    article: Article,
    language: Language,
    gazetteer: Names,
    progress: Progress | None = None,
) -> tuple[Mention, ...]:
    """Find every mention of a place, in the order of the text.

    An article in another language than the pipeline's has none: nonsense would be worse.

    Args:
        article: The text.
        language: A pipeline of `geo.language`.
        gazetteer: The offline gazetteer.
        progress: Called with the share of the text read, 0 to 1.
    """
    if article.language != language.lang:
        return ()
    proposals: list[Proposal] = []
    given: list[Mention] = []
    points = find_coordinates(article.text)
    for start, text in blocks(article.text):
        with alone(language):
            block, found = read_block(text, language, gazetteer)
            proposals += propose(article, block, found, start, language)
            given += mentions_of_points(article, points, block.doc, start)
        if progress:
            progress((start + len(text)) / len(article.text))
    mentions = in_order([*decide(apart(proposals, points)), *given])
    return share_types(article, mentions)


def blocks(text: str, size: int = BLOCK) -> Iterator[tuple[int, str]]:
    """Cut a text at paragraph ends, else at line ends or spaces, near ``size``."""
    start = 0
    while start < len(text):
        end = start + size
        if end < len(text):
            cuts = (
                text.rfind(gap, start + size // 2, end) for gap in ("\n\n", "\n", " ")
            )
            cut = next((cut for cut in cuts if cut > start), end - 1)
            end = cut + 1
        yield start, text[start:end]
        start = min(end, len(text)) if end < len(text) else len(text)


def mentions_at(
    article: Article,
    spans: Sequence[tuple[int, int]],
    language: Language,
    gazetteer: Names,
) -> tuple[Mention, ...]:
    """Take given spans as mentions; only their kind and hint are worked out.

    Args:
        article: The text.
        spans: Character ranges, in the order of the text.
        language: A pipeline of `geo.language`.
        gazetteer: The offline gazetteer.
    """
    mentions = []
    with alone(language):
        block = Block(tokenise(language, article.text))
        for start, end in spans:
            span = block.doc.char_span(start, end, alignment_mode="expand")
            if span is None:  # inside white space: no token there
                continue
            text = article.text[start:end]
            mention = mention_of(article, Case(block, _given(span, text, gazetteer)), 0)
            mentions.append(
                replace(
                    mention,
                    passage=Passage(article.id, start, end),
                    text=text,
                    toponym=point_toponym(text),
                )
            )
    return share_types(article, mentions)


def _given(span: Span, text: str, gazetteer: Names) -> Found:
    start, end = span.start, span.end
    candidates = gazetteer.lookup(text)
    after_comma = False
    if not candidates and start > 0 and span.doc[start - 1].text == ",":
        candidates = gazetteer.lookup_after_comma(text)
        after_comma = bool(candidates)
    run = Run(start, end)
    return Found(start, end, text, candidates, run, after_comma=after_comma)
