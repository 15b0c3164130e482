"""Join names and syntax into one small pipeline, with its card.

Weights are kept in half precision, which costs no measurable accuracy and halves the size;
`geo.language` makes them single again. The string table keeps only what a fresh pipeline
cannot make anew: labels, lemmas' edit trees and the like.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import spacy
import srsly
from spacy.language import Language
from thinc.api import Config

from geo.recipes.model.syntax import measure_syntax

CARD = Path(__file__).with_name("MODEL_CARD.md")
_ENDS = ("orig", "subst")  # strings that an edit tree takes off and puts on
LICENCE = "CC BY-SA 4.0"


def assemble(work: Path, data: Path, out: Path) -> None:
    """Write the pipeline folder.

    Args:
        work: Where `names` and `syntax` were trained.
        data: The training corpora, for the figures on their test parts.
        out: The folder to write; what was in it goes.
    """
    nlp = spacy.load(work / "syntax" / "model-best")
    names = spacy.load(work / "names", vocab=nlp.vocab)
    nlp.add_pipe("ner", source=names, first=True)
    figures = measure_syntax(nlp, data)
    nlp.meta.update(
        name="dateline",
        lang="en",
        license=LICENCE,
        description="Names and syntax of English news, read with Dateline's gazetteer.",
        performance=figures,
    )
    # Where it was trained is nobody's business.
    nlp.config = Config({**nlp.config, "paths": dict.fromkeys(nlp.config["paths"])})
    shutil.rmtree(out, ignore_errors=True)
    nlp.to_disk(out)
    _forget_words(nlp, out)
    to_float16(out)
    shutil.copy(CARD, out / "README.md")


def _forget_words(nlp: Language, out: Path) -> None:
    """Keep the strings that the components need, not every word of the corpora."""
    needed = {str(label) for labels in nlp.pipe_labels.values() for label in labels}
    trees = srsly.msgpack_loads((out / "lemmatizer" / "trees").read_bytes())["trees"]
    for tree in trees:
        needed |= {nlp.vocab.strings[tree[end]] for end in _ENDS if tree.get(end)}
    path = out / "vocab" / "strings.json"
    known = json.loads(path.read_text("utf-8"))
    kept = [word for word in known if word in needed]
    path.write_text(json.dumps(kept, ensure_ascii=False), "utf-8")


def to_float16(folder: Path) -> None:
    """Rewrite the weights of a saved pipeline as 16-bit floats."""
    for path in sorted(folder.glob("*/model")):
        saved = srsly.msgpack_loads(path.read_bytes())
        saved["params"] = [
            {name: _to_float16(value) for name, value in node.items()}
            for node in saved["params"]
        ]
        path.write_bytes(srsly.msgpack_dumps(saved))


def _to_float16(value: Any) -> Any:
    single = isinstance(value, np.ndarray) and value.dtype == np.float32
    return value.astype(np.float16) if single else value
