"""Train tagger, parser and lemmatiser, and measure them on the treebanks' test parts."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import spacy
from spacy.cli.train import train
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.training import Example

from geo.recipes.model.conllu import syntax_docs
from geo.recipes.model.corpora import syntax_sentences

PARTS = ("train", "dev")
TESTS = ("ewt-test", "gum-test")
_STORED = ("TAG", "POS", "LEMMA", "HEAD", "DEP", "SENT_START", "SPACY")
_MEASURED = ("tag_acc", "dep_uas", "dep_las", "lemma_acc", "sents_f")


def train_syntax(data: Path, out: Path) -> None:
    """Train; spaCy keeps the best by the development parts of the treebanks.

    Args:
        data: The folder of training corpora.
        out: The folder for the pipeline: ``out/model-best``.
    """
    out.mkdir(parents=True, exist_ok=True)
    vocab = spacy.blank("en").vocab
    for part in PARTS:
        docs = syntax_docs(syntax_sentences(data, part), vocab)
        DocBin(docs=docs, attrs=_STORED).to_disk(out / f"{part}.spacy")
    paths = {f"paths.{part}": str(out / f"{part}.spacy") for part in PARTS}
    train(Path(__file__).with_name("syntax.cfg"), out, overrides=paths)


def measure_syntax(nlp: Language, data: Path) -> Mapping[str, Mapping[str, float]]:
    """Score tags, trees and lemmas on the test parts, with the tokens given."""
    figures = {}
    for part in TESTS:
        gold = list(syntax_docs(syntax_sentences(data, part), nlp.vocab))
        others = [pipe for pipe in nlp.pipe_names if pipe == "ner"]
        with nlp.select_pipes(disable=others):
            scores = nlp.evaluate([Example(_words(doc), doc) for doc in gold])
        figures[part] = {name: round(scores[name], 4) for name in _MEASURED}
    return figures


def _words(doc: Doc) -> Doc:
    spaces = [bool(token.whitespace_) for token in doc]
    return Doc(doc.vocab, words=[token.text for token in doc], spaces=spaces)
