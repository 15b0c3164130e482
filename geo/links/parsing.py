"""The trees of sentences, read with plain names: the parser need not know "Cruzeiro do Sul".

Every name of a place is one word to the parser, and one that it knows well; in the tree that is
handed on it is printed as in the article. So is a verb that it takes for a noun ("Odesa, which
ships grain to Egypt"): the sentence is read again with one that it knows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import spacy.tokens
from spacy.language import Language
from spacy.vocab import Vocab

from geo.language import parse
from geo.language.syntax import Doc, plain_doc
from geo.links.arguments import Ends
from geo.links.mistaken import mistaken_verbs
from geo.model import MentionKind

_PLAIN = "London"
# What is printed, whether a blank follows, and its norm; None for the name of a place.
_Word = tuple[str, bool, str | None]


def parse_plainly(
    language: Language, sentences: Sequence[tuple[Doc, Ends]]
) -> list[Doc]:
    """Return the tree of each sentence, each name of a place one token.

    Args:
        language: The pipeline.
        sentences: Sentences as tokens, with the ends that they name.
    """
    cuts = [tuple(_words(doc, ends)) for doc, ends in sentences]
    trees = _trees(language, cuts)
    again = dict[int, Mapping[int, str]]()
    for at, (words, tree) in enumerate(zip(cuts, trees, strict=True)):
        names = {i for i, (_, _, norm) in enumerate(words) if norm is None}
        if verbs := mistaken_verbs(tree, names):
            again[at] = verbs
    better = _trees(language, [cuts[at] for at in again], tuple(again.values()))
    for at, tree in zip(again, better, strict=True):
        trees[at] = tree
    for words, tree in zip(cuts, trees, strict=True):
        _print(words, tree)
    return trees


def _trees(
    language: Language,
    cuts: Sequence[Sequence[_Word]],
    verbs: Sequence[Mapping[int, str]] = (),
) -> list[Doc]:
    """Return the trees of sentences, with a plain verb where their ``verbs`` stand."""
    said = zip(cuts, verbs or [dict[int, str]()] * len(cuts), strict=True)
    plain = [_plain(language.vocab, words, at) for words, at in said]
    return list(map(plain_doc, parse(language, [doc[:] for doc in plain])))


def _words(doc: Doc, ends: Ends) -> Iterator[_Word]:
    """Return the words of a sentence, each name of a place as one."""
    at = 0
    while at < len(doc):
        named = ends.get(at, ())
        stop = at + 1
        if any(e.mention.kind is not MentionKind.DEMONYM for e in named):
            while ends.get(stop) == named:
                stop += 1
            yield doc[at:stop].text, bool(doc[stop - 1].whitespace_), None
        else:
            token = doc[at]
            yield token.text, bool(token.whitespace_), token.norm_
        at = stop


def _plain(
    vocab: Vocab, words: Sequence[_Word], verbs: Mapping[int, str]
) -> spacy.tokens.Doc:
    texts = [_PLAIN if norm is None else text for text, _, norm in words]
    doc = spacy.tokens.Doc(
        vocab,
        words=[verbs.get(at, text) for at, text in enumerate(texts)],
        spaces=[space for _, space, _ in words],
    )
    for token, (_, _, norm) in zip(doc, words, strict=True):
        if norm is not None and token.i not in verbs and token.norm_ != norm:
            token.norm_ = norm
    return doc


def _print(words: Sequence[_Word], tree: Doc) -> None:
    """Print a tree, which nobody has seen yet, as its sentence is printed."""
    idx = 0
    for token, (text, _, _) in zip(tree, words, strict=True):
        token.idx = idx
        if token.text != text:
            token.text, token.lower_ = text, text.lower()
        idx += len(text) + len(token.whitespace_)
