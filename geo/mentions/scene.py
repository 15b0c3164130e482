"""A name in its sentence, and the small words around names."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property

from spacy.tokens import Doc, Token

from geo import data
from geo.mentions.block import Block

CONJUNCTIONS = frozenset({"and", "or", "&", ",", "nor"})
BETWEEN = frozenset({"between", "among", "with", "against", "on", "toward", "towards"})
NEXT_TO = frozenset({"of", "from", "to", "for", *BETWEEN})
HELPERS = frozenset(
    "has have had will would may might can could should must is was were are be been "
    "did does do not n't never also now again already still later since soon ll ’ll 'll "
    "n’t cannot who which that reportedly repeatedly twice itself then first even".split()
)
TO_VERBS = frozenset(
    "bow bowing bowed appeal yield surrender pander defer loyal".split()
)
COMPOUND_ENDS = frozenset(
    "backed led funded brokered sponsored imposed armed mediated controlled friendly "
    "aligned appointed supplied financed".split()
)
BEFORE_GROUND = frozenset(
    "in at near outside inside across around within through throughout into over under "
    "behind beyond above along via".split()
)
LIES_BY = frozenset("bordered surrounded flanked followed divided separated".split())
DETERMINERS = frozenset("a an the this that its their his her our any no".split())
MOST_OWNED = 3  # words after "'s" among which what is owned is looked for
AFTER_SUBJECT = frozenset({",", "and", "or", ")", "which", "who"}) | HELPERS
FARTHEST_VERB = 14  # tokens after a name within which its verb is looked for
LONGEST_GROUP = 200  # tokens of a list before a name; no sentence lists more
MOST_BETWEEN = 4  # words between a noun and its preposition: "talks in Geneva between"


@dataclass(frozen=True)
class Scene:
    """A name in its sentence: tokens ``start`` to ``end`` of a block."""

    block: Block
    start: int
    end: int

    @property
    def doc(self) -> Doc:
        """The tokens of the block."""
        return self.block.doc

    @property
    def root(self) -> Token:
        """The name's own head, the first of its group: "Moscow" in "Moscow and Minsk"."""
        token = self.doc[self.start : self.end].root
        while token.dep_ == "conj" and token.head is not token:
            token = token.head
        return token

    @property
    def is_ground(self) -> bool:
        """True where the words before it tie it to the ground: "in eastern Ghouta"."""
        at = self.start - 1
        while self.word(at) == "the" or self.word(at) in _directions():
            at -= 1
        return self.word(at) in BEFORE_GROUND

    @property
    def modifies(self) -> bool:
        """True where it only says which: "London police", "Russia's ministry"."""
        if self.word(self.end) in ("'s", "’s"):
            return True
        after = self.block.word(self.end)
        if not after.isalpha():
            return False
        if after.isupper() and self.block.sentence(self.end).is_in_capitals:
            return False  # a headline prints every word so
        return after[:1].isupper() or after.lower() in _people()

    def word(self, at: int) -> str:
        """Return a word in lower case, "" outside the sentence."""
        return self.block.lower(at)

    @cached_property
    def group_start(self) -> int:
        """Where the list of names begins: at "Cairo" for "Cairo, Khartoum and"."""
        first = max(0, self.start - LONGEST_GROUP)
        at = self.start
        while at > first + 1 and self.word(at - 1) in CONJUNCTIONS:
            before = at - 2 if self.word(at - 2) not in CONJUNCTIONS else at - 3
            if before < first or not self._is_capitalised(before):
                break
            at = before
            while at > first and self._is_capitalised(at - 1):
                at -= 1
        return at

    def _is_capitalised(self, at: int) -> bool:
        return self.block.words[at][:1].isupper()


@cache
def _people() -> frozenset[str]:
    """People and offices of a town: "London police"."""
    return data.context_words(data.Role.LOCAL) | data.context_words(data.Role.OFFICE)


@cache
def _directions() -> frozenset[str]:
    return data.context_words(data.Role.DIRECTION)
