"""The steps of recognition as spaCy components, for a pipeline of your own.

    nlp = spacy.load("en_core_web_sm")
    nlp.add_pipe("dateline_marks", first=True)  # sentences; what the tables know
    nlp.add_pipe("dateline_mentions")           # evidence, kinds, the whole article
    [(span.text, span.label_) for span in nlp(text).spans["dateline"]]

They work after any model that sets entities; without one the gazetteer decides alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import registry

from geo.coordinates import find_coordinates
from geo.gazetteer import Gazetteer, ensure_gazetteer, open_gazetteer
from geo.gazetteer.lookup import OfflineGazetteer
from geo.language import (
    msgpack_hooks as msgpack_hooks,  # mentions must survive Doc.to_bytes
)
from geo.language.sentences import mark_sentences
from geo.mentions.block import Block
from geo.mentions.coordinates import coordinate_mentions, in_text_order, outside_points
from geo.mentions.elsewhere import decide
from geo.mentions.lexicon import distribute_type_words
from geo.mentions.model_features import mark_names
from geo.mentions.names import find_names
from geo.mentions.proposals import propose
from geo.model import Article, Mention

SPANS = "dateline"
OFFLINE = {"@misc": "dateline.offline_gazetteer.v1"}


def offline_gazetteer() -> OfflineGazetteer:
    """Open the offline gazetteer; the first use builds it."""
    ensure_gazetteer()
    return open_gazetteer()


registry.misc("dateline.offline_gazetteer.v1", func=offline_gazetteer)


class Marks:
    """Sentences, and on each token what the tables know of it."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer

    def __call__(self, doc: Doc) -> Doc:
        """Mark a document that has tokens."""
        mark_sentences(doc)
        block = Block(doc)
        mark_names(block, find_names(block, self._gazetteer))
        return doc


class Mentions:
    """Weighs every name: the places go to ``doc.spans["dateline"]``, labelled by kind."""

    def __init__(self, language: Language, gazetteer: Gazetteer) -> None:
        self._language = language
        self._gazetteer = gazetteer

    def __call__(self, doc: Doc) -> Doc:
        """Find the mentions of a document that has sentences."""
        text = doc.text
        article = Article(
            sha256(text.encode("utf-8", "replace")).hexdigest()[:16], text
        )
        block = Block(doc)
        found = find_names(block, self._gazetteer)
        points = find_coordinates(text)
        proposals = outside_points(
            propose(article, block, found, 0, self._language), points
        )
        given = coordinate_mentions(article, points, doc, 0)
        mentions = distribute_type_words(
            article, in_text_order([*decide(proposals), *given])
        )
        doc.spans[SPANS] = spans_of(doc, mentions)
        doc.user_data[SPANS] = mentions
        return doc


def spans_of(doc: Doc, mentions: Sequence[Mention]) -> list[Span]:
    """Return the tokens of each mention as a span labelled by its kind."""
    spans = []
    for mention in mentions:
        start, end = mention.passage.start, mention.passage.end
        span = doc.char_span(
            start, end, label=mention.kind.value, alignment_mode="expand"
        )
        if span is not None:
            spans.append(span)
    return spans


@Language.factory("dateline_marks", default_config={"gazetteer": OFFLINE})
def create_marks(nlp: Language, name: str, gazetteer: Gazetteer) -> Marks:
    """Make the component; ``gazetteer`` may be any registered function that gives one."""
    del nlp, name
    return Marks(gazetteer)


@Language.factory("dateline_mentions", default_config={"gazetteer": OFFLINE})
def create_mentions(nlp: Language, name: str, gazetteer: Gazetteer) -> Mentions:
    """Make the component; ``gazetteer`` may be any registered function that gives one."""
    del name
    return Mentions(nlp, gazetteer)
