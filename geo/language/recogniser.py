"""What spaCy's name recogniser decides, with its network asked about all words at once.

spaCy goes from word to word and asks at each what to do, which takes as long as the reading
of the words itself. Outside a name the decision hangs on the word alone: here all words are
asked as if outside, and again one by one only those inside a name. The answers are the same.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from spacy.pipeline import EntityRecognizer
from spacy.symbols import IS_SPACE, SENT_START
from spacy.tokens import Doc, Span

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
        self._lower: Any = lower.get_param("W")
        self._bias: Any = lower.get_param("b")
        self._nobody: Any = lower.get_param("pad")[0]
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
        return (states + self._bias).max(axis=-1) @ self._upper + self._upper_bias
