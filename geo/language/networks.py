"""A pipeline's networks: how they are stored, and how they compute; small on disk, fast in memory.

Weights are 16-bit floats on disk and 32-bit floats in memory: half the size, and no measurable
difference in what is read; on a CPU, arithmetic in single precision is the fast one.

The layer that does most of the work takes as few steps as reading needs. thinc keeps what
training would ask for, and takes the largest of three numbers that lie side by side; here they
lie in three columns, which takes two thirds of the time. The weights are the same, lying in
memory as they are used.

What the first layers make of a word hangs on its spelling and its mark, on nothing beside it,
and most words of a text have been met before: each is worked out once and kept.

spaCy's name recogniser goes from word to word and asks at each what to do, which takes as
long as the reading of the words itself. Outside a name the decision hangs on the word alone:
here all words are asked as if outside, and again one by one only those inside a name. The
answers are the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.pipeline import EntityRecognizer
from spacy.symbols import IS_SPACE, SENT_START
from spacy.tokens import Doc, Span
from thinc.api import Model, NumpyOps

_NORMED = "maxout>>layernorm"  # thinc's name of the two layers that always go together
_MIN_VARIANCE = 1e-8  # thinc's
_BY_WORD = (
    "extract_features",
    "list2ragged",
    "with_array",
    "with_array",
    "ragged2list",
)
_LEAVES = {"ints-getitem", "hashembed", "maxout", "layernorm", "dropout"}
MAX_VECTORS = 16_000  # that a network keeps, of half a kilobyte
_ROWS = (
    32  # worked out together: BLAS rounds otherwise where there are fewer than eight
)


def to_float32(nlp: Language) -> None:
    """Make 32-bit floats of the weights of a loaded pipeline that are 16-bit.

    On a CPU, NumPy's matrix product takes the place of thinc's own (BLIS), which was 2.6
    times slower where this was measured.
    """
    fast = NumpyOps(use_blis=False)
    for model in _networks(nlp):
        for node in model.walk():
            _to_float32(node)
            if type(node.ops) is NumpyOps:
                node.ops = fast


def _to_float32(node: Model[Any, Any]) -> None:
    for name in node.param_names:
        if not node.has_param(name):
            continue
        value: Any = node.get_param(name)
        if value.dtype == np.float16:
            node.set_param(name, value.astype(np.float32))


def use_fast_layers(nlp: Language) -> None:
    """Put the quick layer in the place of thinc's own in every network on the CPU."""
    for model in _networks(nlp):
        for node in list(model.walk()):
            if node.name == _NORMED and isinstance(node.ops, NumpyOps):
                model.replace_node(node, _quick(node))
        for node in list(model.walk()):
            if _goes_by_word(node):
                model.replace_node(node, _keeping(node))


def _quick(plain: Model[Any, Any]) -> Model[Any, Any]:
    maxout, norm = plain.layers
    weights: Any = maxout.get_param("W")  # by output, piece and input
    laid_out: Any = np.ascontiguousarray(weights.transpose(2, 1, 0))
    maxout.set_param("W", laid_out.transpose(2, 1, 0))

    def forward(
        _: Model[Any, Any], rows: Any, is_train: bool
    ) -> tuple[Any, Callable[..., Any]]:
        if is_train or not len(rows):
            return plain(rows, is_train)
        return _normed(_maxout(maxout, rows), norm), _no_training

    names = plain.dim_names
    return Model(
        plain.name,
        forward,
        layers=[maxout, norm],
        dims={name: plain.maybe_get_dim(name) for name in names},
        ops=plain.ops,
    )


def _maxout(maxout: Model[Any, Any], rows: Any) -> Any:
    """Multiply with each piece of the weights, and take the largest of their answers."""
    given: Any = maxout.get_param("W")
    bias: Any = maxout.get_param("b")
    weights = given.transpose(2, 1, 0)
    width, pieces, outputs = weights.shape
    made = rows @ weights.reshape(width, pieces * outputs)
    made += bias.T.reshape(-1)
    best = made[:, :outputs]
    for start in range(outputs, pieces * outputs, outputs):
        best = np.maximum(best, made[:, start : start + outputs])
    return best


def _normed(rows: Any, norm: Model[Any, Any]) -> Any:
    """Bring each row to mean 0 and variance 1, then to the scale that was learnt."""
    rows -= np.add.reduce(rows, axis=1, keepdims=True) / rows.dtype.type(rows.shape[1])
    variance = np.einsum("ij,ij->i", rows, rows) / rows.shape[1] + _MIN_VARIANCE
    rows /= np.sqrt(variance, dtype=rows.dtype)[:, np.newaxis]
    rows *= norm.get_param("G")
    rows += norm.get_param("b")
    return rows


def _goes_by_word(node: Model[Any, Any]) -> bool:
    """True for the layers that make a vector of each word, whatever stands beside it."""
    if tuple(layer.name.partition("(")[0] for layer in node.layers) != _BY_WORD:
        return False
    inner = [deep for layer in node.layers[2:4] for deep in layer.walk()]
    leaves = {deep.name for deep in inner if not deep.layers}
    return leaves <= _LEAVES and isinstance(node.ops, NumpyOps)


def _keeping(plain: Model[Any, Any]) -> Model[Any, Any]:
    """Return layers that keep the vectors of the words they have met."""
    words = _WordVectors(plain)

    def forward(
        _: Model[Any, Any], docs: Sequence[Doc], is_train: bool
    ) -> tuple[Any, Callable[..., Any]]:
        if is_train or not all(map(len, docs)):
            words.forget()
            return plain(docs, is_train)
        return list(map(words.of, docs)), _no_training

    return Model(plain.name, forward, layers=list(plain.layers), ops=plain.ops)


class _WordVectors:
    """The vectors of the words met last, by what a network sees of a word."""

    def __init__(self, plain: Model[Any, Any]) -> None:
        features, _, self._embed, self._mix, _ = plain.layers
        self._columns: list[str | int] = features.attrs["columns"]
        self.forget()

    def forget(self) -> None:
        """Begin anew; a thread that reads goes on with what there was."""
        self._kept: dict[bytes, Any] = {}

    def of(self, doc: Doc) -> Any:
        """Return a row for each word."""
        if len(self._kept) > MAX_VECTORS:
            self.forget()
        kept = self._kept
        seen: Any = np.ascontiguousarray(doc.to_array(self._columns))
        words: list[bytes] = seen.reshape(-1).view(f"V{seen[0].nbytes}").tolist()
        new = {word: at for at, word in enumerate(words) if word not in kept}
        if new:
            rows = list(new.values())
            rows += rows[:1] * (-len(rows) % _ROWS)
            made = self._mix.predict(self._embed.predict(seen[rows]))
            kept.update(zip(new, made[: len(new)], strict=True))
        return np.concatenate([kept[word] for word in words]).reshape(len(words), -1)


def _no_training(_: Any) -> Any:
    raise NotImplementedError("a pipeline that was loaded for reading is not trained")


def _networks(nlp: Language) -> Iterator[Model[Any, Any]]:
    for _, component in nlp.pipeline:
        model = getattr(component, "model", None)
        if isinstance(model, Model):
            yield model


_ROLES = (
    3  # a word in question, the first and the last before it of the name that is open
)


def can_recognise(component: Any) -> bool:
    """True for a recogniser of the kind that is known here; spaCy has others."""
    if not isinstance(component, EntityRecognizer) or component.cfg["beam_width"] != 1:
        return False
    attributes = component.model.attrs
    lower = component.model.get_ref("lower")
    return (
        lower.get_dim("nF") == _ROLES
        and lower.get_dim("nP") > 1
        and attributes["has_upper"]
        and not attributes["unseen_classes"]
    )


def recognise(component: EntityRecognizer, doc: Doc) -> Doc:
    """Set the names of a document that has sentences and no names yet."""
    network = _Network(component)
    moves = [component.moves.get_class_name(i) for i in range(component.moves.n_moves)]
    number = {move: i for i, move in enumerate(moves)}
    words: Any = doc.to_array([SENT_START, IS_SPACE])
    last = np.append(words[1:, 0] == 1, True)
    roles = network.roles(doc)
    found: list[Span] = []
    end = 0
    outside = _outside(network.outside(roles), moves, last, words[:, 1] == 1)
    for start in np.flatnonzero(outside != number["O"]).tolist():
        if start < end:
            continue
        move, _, label = moves[outside[start]].partition("-")
        end = start + 1
        if move == "B":
            inside = [number[f"I-{label}"], number[f"L-{label}"]]
            while not last[end] and network.goes_on(roles, start, end, inside):
                end += 1
            end += 1
        found.append(Span(doc, start, end, label=label))
    doc.set_ents(found)
    return doc


def _outside(scores: Any, moves: list[str], last: Any, spaces: Any) -> Any:
    """Choose for each word what spaCy would outside a name: "B-GPE", "U-GPE" or "O".

    No name begins with the last word of a sentence and goes on, and none begins with space.
    """
    begins = np.array([move.startswith("B-") for move in moves])
    whole = np.array([move.startswith("U-") and move != "U-" for move in moves])
    nothing = np.array([move == "O" for move in moves])
    scores[:, ~(begins | whole | nothing)] = -np.inf
    scores[np.ix_(last, begins)] = -np.inf
    scores[np.ix_(spaces, ~nothing)] = -np.inf
    return scores.argmax(axis=1)


class _Network:
    """The layers of a recogniser: words to vectors, to states, to the scores of moves."""

    def __init__(self, component: EntityRecognizer) -> None:
        model = component.model
        lower, upper = model.get_ref("lower"), model.get_ref("upper")
        self._vectors = model.get_ref("tok2vec")
        # By role, piece and output: the largest of the pieces is taken in columns.
        self._lower: Any = lower.get_param("W").swapaxes(1, 2)
        self._bias: Any = lower.get_param("b").T
        self._nobody: Any = lower.get_param("pad")[0].swapaxes(1, 2)
        self._upper: Any = upper.get_param("W").T
        self._upper_bias: Any = upper.get_param("b")

    def roles(self, doc: Doc) -> Any:
        """Return what each word says in each of the roles it can have."""
        *shape, width = self._lower.shape
        vectors = self._vectors.predict([doc])
        return (vectors @ self._lower.reshape(-1, width).T).reshape(-1, *shape)

    def outside(self, roles: Any) -> Any:
        """Score every move for every word, as if it stood outside a name."""
        return self._scores(roles[:, 0] + self._nobody[1:].sum(axis=0))

    def goes_on(self, roles: Any, start: int, at: int, inside: list[int]) -> bool:
        """Return whether the name from ``start`` goes on after the word ``at``."""
        state = roles[at, 0] + roles[start, 1] + roles[at - 1, 2]
        further, ends = self._scores(state)[inside]
        return bool(further >= ends)

    def _scores(self, states: Any) -> Any:
        return (states + self._bias).max(axis=-2) @ self._upper + self._upper_bias
