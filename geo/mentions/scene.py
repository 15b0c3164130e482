"""A name in its sentence, and the small words around names."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Token

from geo import data

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
MOST_BETWEEN = 4  # words between a noun and its preposition: "talks in Geneva between"


@dataclass(frozen=True, slots=True)
class Scene:
    """A name in its sentence: tokens ``start`` to ``end`` of ``doc``."""

    doc: Doc
    start: int
    end: int

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
        after = self.doc[self.end] if self.end < len(self.doc) else None
        if after is None or not after.is_alpha:
            return False
        if after.text.isupper() and after.sent.text.isupper():
            return False  # a headline prints every word so
        return after.text[:1].isupper() or after.lower_ in _people()

    def word(self, at: int) -> str:
        """Give a word in lower case, "" outside the sentence."""
        return self.doc[at].lower_ if 0 <= at < len(self.doc) else ""

    def group_start(self) -> int:
        """Give where the list of names begins: at "Cairo" for "Cairo, Khartoum and"."""
        at = self.start
        while at > 1 and self.word(at - 1) in CONJUNCTIONS:
            before = at - 2 if self.word(at - 2) not in CONJUNCTIONS else at - 3
            if before < 0 or not self.doc[before].text[:1].isupper():
                break
            at = before
            while at > 0 and self.doc[at - 1].text[:1].isupper():
                at -= 1
        return at


@cache
def _people() -> frozenset[str]:
    """People and offices of a town: "London police"."""
    return data.context_words(data.Role.LOCAL) | data.context_words(data.Role.OFFICE)


@cache
def _directions() -> frozenset[str]:
    return data.context_words(data.Role.DIRECTION)
