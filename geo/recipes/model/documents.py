"""Annotated texts to spaCy documents, cut into tokens as the product cuts them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans
from spacy.vocab import Vocab

from geo.recipes.model.annotated import Annotated

Entity = tuple[int, int, str]  # first token, one past the last, label


@dataclass(frozen=True, slots=True)
class Tokens:
    """A document taken apart, so that it can be changed and put together again.

    Attributes:
        words: Its tokens.
        spaces: True for each token that a space follows.
        entities: Its names.
        unknown: Tokens of which nobody said whether they are names.
    """

    words: tuple[str, ...]
    spaces: tuple[bool, ...]
    entities: tuple[Entity, ...]
    unknown: tuple[int, ...] = ()

    def doc(self, vocab: Vocab) -> Doc:
        """Make a spaCy document with its names."""
        doc = Doc(vocab, words=list(self.words), spaces=list(self.spaces))
        doc.set_ents(
            [Span(doc, start, end, label=label) for start, end, label in self.entities],
            missing=[doc[i : i + 1] for i in self.unknown],
            default="outside",
        )
        return doc


def documents(nlp: Language, texts: Iterable[Annotated]) -> Iterator[Tokens]:
    """Cut annotated texts into tokens."""
    return (_tokens(nlp, annotated) for annotated in texts)


def _tokens(nlp: Language, annotated: Annotated) -> Tokens:
    doc = nlp.make_doc(annotated.text)
    spans = _spans(doc, [(n.start, n.end, n.label) for n in annotated.names])
    named = {i for span in spans for i in range(span.start, span.end)}
    unknown = _spans(doc, [(start, end, "?") for start, end in annotated.unknown])
    return Tokens(
        words=tuple(token.text for token in doc),
        spaces=tuple(bool(token.whitespace_) for token in doc),
        entities=tuple((span.start, span.end, span.label_) for span in spans),
        unknown=tuple(
            i for span in unknown for i in range(span.start, span.end) if i not in named
        ),
    )


def _spans(doc: Doc, ranges: Sequence[tuple[int, int, str]]) -> list[Span]:
    """Return ranges of characters as tokens; spaCy allows no white space in a name."""
    spans = []
    for start, end, label in ranges:
        span = doc.char_span(start, end, label=label, alignment_mode="expand")
        if span is not None and not any(token.is_space for token in span):
            spans.append(span)
    return filter_spans(spans)
