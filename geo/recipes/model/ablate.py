"""What is each step worth? Leave one out and read the development articles again.

    python -m geo.recipes.model.ablate --corpora CORPORA

The articles are read once; a piece of evidence is left out by leaving its reasons out of the
sum, so a table of all of them takes a minute.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import spacy
from spacy.language import Language

from geo.articles import read_text
from geo.evaluation import Spot, Tally, gold_spots
from geo.gazetteer import OfflineGazetteer, open_gazetteer
from geo.language import add_abbreviations, load_language
from geo.mentions.elsewhere import decide
from geo.mentions.evidence import EVIDENCE
from geo.mentions.model_features import read_block
from geo.mentions.proposals import ENOUGH, Proposal, propose
from geo.model import Article
from geo.recipes.model.names import CORPORA

Spans = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Gold:
    """An article with its gold mentions."""

    article: Article
    spots: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class Read:
    """An article as read once.

    Attributes:
        proposals: Every name with its evidence.
        names: What the model alone takes for places.
        peoples: What it takes for nationalities.
    """

    proposals: tuple[Proposal, ...]
    names: tuple[tuple[int, int], ...]
    peoples: tuple[tuple[int, int], ...]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m geo.recipes.model.ablate")
    parser.add_argument("--corpora", type=Path, required=True)
    corpora = {name: _gold(parser.parse_args().corpora, name) for name in CORPORA}
    gazetteer = open_gazetteer()
    for row in table(corpora, gazetteer):
        sys.stdout.write(row + "\n")


def table(corpora: dict[str, list[Gold]], gazetteer: OfflineGazetteer) -> Iterator[str]:
    """Return the rows: exact F1 on each corpus, demonyms on, and their mean."""
    yield "| left out | " + " | ".join([*corpora, "mean"]) + " |"
    yield "|---|" + "---|" * (len(corpora) + 1)
    reads = {
        name: _read(gold, load_language(), gazetteer) for name, gold in corpora.items()
    }

    def row(title: str, spans: Callable[[Read], Spans]) -> str:
        scores = [
            _f1(gold, [spans(read) for read in reads[name]])
            for name, gold in corpora.items()
        ]
        cells = [f"{score:.3f}" for score in (*scores, sum(scores) / len(scores))]
        return f"| {title} | " + " | ".join(cells) + " |"

    yield row("nothing: all steps", lambda read: _spans(read.proposals))
    yield row("every step: the model alone", lambda read: list(read.names))
    yield row(
        "the same, nationalities counted too",
        lambda read: sorted({*read.names, *read.peoples}),
    )
    for rule in ("article", *_rules()):
        yield row(f"`{rule}`", partial(_without, rule))
    blank = spacy.blank("en")
    add_abbreviations(blank)
    reads = {name: _read(gold, blank, gazetteer) for name, gold in corpora.items()}
    yield row("the model: tables and words alone", lambda read: _spans(read.proposals))


def _rules() -> tuple[str, ...]:
    return (*(rule.__name__ for rule in EVIDENCE), "short_form")


def _without(rule: str, read: Read) -> Spans:
    if rule == "article":  # nothing is asked of the rest of the article
        sure = (p for p in read.proposals if p.weight >= ENOUGH)
        return [(p.mention.passage.start, p.mention.passage.end) for p in sure]
    kept = [
        replace(
            proposal,
            reasons=tuple(r for r in proposal.reasons if r.rule != rule),
            given=() if rule == "short_form" else proposal.given,
        )
        for proposal in read.proposals
    ]
    return _spans(kept)


def _spans(proposals: Sequence[Proposal]) -> Spans:
    return [(m.passage.start, m.passage.end) for m in decide(proposals)]


def _gold(folder: Path, name: str) -> list[Gold]:
    lines = (folder / f"{name}.dev.jsonl").read_text("utf-8").splitlines()
    return [
        Gold(read_text(json.loads(line)["text"]), gold_spots(line, name))
        for line in lines
        if line.strip()
    ]


def _read(
    articles: Iterable[Gold], language: Language, gazetteer: OfflineGazetteer
) -> list[Read]:
    reads = []
    for gold in articles:
        block, found = read_block(gold.article.text, language, gazetteer)
        proposals = propose(gold.article, block, found, 0, language)
        ents = [(e.start_char, e.end_char, e.label_) for e in block.doc.ents]
        reads.append(
            Read(
                tuple(proposals),
                tuple((s, e) for s, e, label in ents if label in ("LOC", "GPE", "FAC")),
                tuple((s, e) for s, e, label in ents if label == "NORP"),
            )
        )
    return reads


def _f1(gold: Sequence[Gold], answers: Iterable[Spans]) -> float:
    tally = Tally()
    for article, spans in zip(gold, answers, strict=True):
        tally.add(article.spots, [Spot(start, end, 0.0, 0.0) for start, end in spans])
    f1: float = tally.figures()["recognition_exact"]["f1"]
    return f1


if __name__ == "__main__":
    main()
