"""Train the names: places, persons, organisations, nationalities, dates.

What is kept is the checkpoint that reads the development articles best *with every later
step on*: the silver corpus's own score goes on rising while news gets worse.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import fmean

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import load_config, load_model_from_config
from spacy.vocab import Vocab
from thinc.api import Adam, Optimizer, fix_random_seed

from geo.gazetteer import OfflineGazetteer, open_gazetteer
from geo.language import add_abbreviations
from geo.language.sentences import mark_sentences
from geo.mentions.block import Block
from geo.mentions.model_features import mark_names
from geo.mentions.names import find_names
from geo.recipes.model.augment import Augmenter, make_pools
from geo.recipes.model.corpora import named_texts
from geo.recipes.model.documents import Tokens, documents

SEED = 7
WORDS = 6_400_000  # words read in all, four times the corpora
CHECKPOINT = 800_000  # words between two looks at the development articles
FIRST_LOOK = 3_000_000
PATIENCE = 3  # looks without a better one after which training ends
RATE, DROPOUT, WARM_UP = 0.001, 0.1, 250
UNMARKED = 0.03  # share of sentences without marks: the model must not live on them
MIN_BATCH_WORDS, MAX_BATCH_WORDS = 300, 1000  # words of a batch
CORPORA = ("LGL", "TR-News", "GeoWebNews")


def train_names(data: Path, corpora: Path | None, out: Path) -> None:
    """Train and keep the best checkpoint.

    Args:
        data: The folder of training corpora.
        corpora: The folder of development articles; None keeps the last checkpoint.
        out: The folder for the pipeline; checkpoints lie beside it.
    """
    fix_random_seed(SEED)
    trainer = _Trainer(data, open_gazetteer())
    best, worse = 0.0, 0
    for words, nlp in trainer.checkpoints():
        nlp.to_disk(out.with_name("checkpoint"))
        if corpora is None or words < FIRST_LOOK:
            nlp.to_disk(out)
            continue
        score = development_score(out.with_name("checkpoint"), corpora)
        _report(f"{words:,} words: mean F1 {score:.4f} on the development articles")
        worse = worse + 1 if score <= best else 0
        if score > best:
            best = score
            nlp.to_disk(out)
        if worse == PATIENCE:
            break


class _Trainer:
    def __init__(self, data: Path, gazetteer: OfflineGazetteer) -> None:
        self._gazetteer = gazetteer
        blank = spacy.blank("en")
        add_abbreviations(blank)
        config = load_config(Path(__file__).with_name("names.cfg"))
        self.nlp = load_model_from_config(config, auto_fill=True, vocab=blank.vocab)
        self.nlp.tokenizer = blank.tokenizer
        self._chance = random.Random(SEED)
        self._texts = list(documents(blank, named_texts(data)))
        self._marked: dict[int, Doc] = {}
        self._augment = Augmenter(
            make_pools(tuple(gazetteer.towns())),
            lambda name: [token.text for token in blank.make_doc(name)],
            self._chance,
        )
        _report(f"{len(self._texts):,} texts for names")

    def checkpoints(self) -> Iterator[tuple[int, Language]]:
        """Train, stopping every now and then to give the pipeline as it is."""
        self.nlp.initialize(lambda: [self._example(t) for t in self._texts[:2000]])
        optimizer = Adam(
            RATE,
            L2=0.01,
            L2_is_weight_decay=True,
            grad_clip=1.0,
            use_averages=True,
        )
        words, due = 0, CHECKPOINT
        for step, batch in enumerate(self._batches()):
            _set_rate(optimizer, step, words / WORDS)
            self.nlp.update(batch, sgd=optimizer, drop=DROPOUT)
            words += sum(len(example.reference) for example in batch)
            if words >= due:
                due += CHECKPOINT
                with self.nlp.use_params(optimizer.averages):
                    yield words, self.nlp
            if words >= WORDS:
                return

    def _batches(self) -> Iterator[list[Example]]:
        size, order = float(MIN_BATCH_WORDS), list(range(len(self._texts)))
        while True:
            self._chance.shuffle(order)
            batch: list[Example] = []
            for i in order:
                batch.append(self._changed(i))
                if sum(len(example.reference) for example in batch) >= size:
                    yield batch
                    batch, size = [], min(MAX_BATCH_WORDS, size + 0.5)

    def _changed(self, i: int) -> Example:
        changed = self._augment(self._texts[i])
        if changed is not None:
            return self._example(changed)
        if i not in self._marked:
            self._marked[i] = self._predicted(self._texts[i])
        return Example(_copy(self._marked[i]), self._texts[i].doc(self.nlp.vocab))

    def _example(self, tokens: Tokens) -> Example:
        return Example(self._predicted(tokens), tokens.doc(self.nlp.vocab))

    def _predicted(self, tokens: Tokens) -> Doc:
        """Return the words with the marks of the gazetteer, as the product will see them."""
        doc = _plain(self.nlp.vocab, tokens.words, tokens.spaces)
        if self._chance.random() < UNMARKED:
            return doc
        block = Block(mark_sentences(doc))
        mark_names(block, find_names(block, self._gazetteer))
        return _copy(doc)


def _plain(vocab: Vocab, words: Sequence[str], spaces: Sequence[bool]) -> Doc:
    return Doc(vocab, words=list(words), spaces=list(spaces))


def _copy(doc: Doc) -> Doc:
    """Return words and marks alone: a sentence that ended in a name would forbid it."""
    copy = _plain(doc.vocab, [t.text for t in doc], [bool(t.whitespace_) for t in doc])
    for old, new in zip(doc, copy, strict=True):
        if old.ent_kb_id:
            new.ent_kb_id = old.ent_kb_id
    return copy


def _set_rate(optimizer: Optimizer, step: int, done: float) -> None:
    """Warm up, then come down in a straight line."""
    optimizer.learn_rate = RATE * min(1.0, (step + 1) / WARM_UP) * max(0.05, 1 - done)


def development_score(model: Path, corpora: Path) -> float:
    """Return the mean exact F1 of recognition, all steps on, demonyms on."""
    scores = []
    for name in CORPORA:
        gold = corpora / f"{name}.dev.jsonl"
        command = [sys.executable, "-m", "geo.cli", "evaluate", str(gold), "--json"]
        done = subprocess.run(
            [*command, "--model", str(model)],
            check=True,
            capture_output=True,
            text=True,
        )
        scores.append(json.loads(done.stdout)["recognition_exact"]["f1"])
    return fmean(scores)


def _report(line: str) -> None:
    sys.stderr.write(f"names: {line}\n")
    sys.stderr.flush()
