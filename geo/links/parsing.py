"""The trees of sentences, read with plain names: the parser need not know "Cruzeiro do Sul".

Every name of a place is one word to the parser, and one that it knows well; in the tree that is
handed on it is printed as in the article.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from geo.language import parse
from geo.links.arguments import Ends
from geo.model import MentionKind

_PLAIN = "London"
_TREE: list[int | str] = ["TAG", "POS", "MORPH", "LEMMA", "DEP", "HEAD"]


def parse_plainly(
    language: Language, sentences: Sequence[tuple[Doc, Ends]]
) -> list[Doc]:
    """Return the tree of each sentence, each name of a place one token.

    Args:
        language: The pipeline.
        sentences: Sentences as tokens, with the ends that they name.
    """
    cuts = [tuple(_words(doc, ends)) for doc, ends in sentences]
    plain = [_plain(words) for words in cuts]
    trees = parse(language, tuple(doc[:] for doc in plain))
    return [_printed(words, tree) for words, tree in zip(cuts, trees, strict=True)]


def _words(doc: Doc, ends: Ends) -> Iterator[tuple[Span, bool]]:
    """Return the words of a sentence, and whether they are the name of a place."""
    at = 0
    while at < len(doc):
        named = ends.get(at, ())
        is_name = any(e.mention.kind is not MentionKind.DEMONYM for e in named)
        stop = at + 1
        while is_name and ends.get(stop) == named:
            stop += 1
        yield doc[at:stop], is_name
        at = stop


def _plain(words: Sequence[tuple[Span, bool]]) -> Doc:
    doc = Doc(
        words[0][0].vocab,
        words=[_PLAIN if is_name else span.text for span, is_name in words],
        spaces=[bool(span[-1].whitespace_) for span, _ in words],
    )
    for token, (span, is_name) in zip(doc, words, strict=True):
        if not is_name:
            token.norm_ = span[0].norm_
    return doc


def _printed(words: Sequence[tuple[Span, bool]], tree: Doc) -> Doc:
    spaces = [bool(span[-1].whitespace_) for span, _ in words]
    doc = Doc(tree.vocab, words=[span.text for span, _ in words], spaces=spaces)
    if not tree.has_annotation("DEP"):
        return doc
    rows: Any = tree.to_array(_TREE)
    return doc.from_array(_TREE, rows)
