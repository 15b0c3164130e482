"""A name where it stands: what evidence and metonymy look at."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property

from spacy.tokens import Doc, Span, Token

from geo import data
from geo.mentions.block import Block, Sentence, is_name
from geo.mentions.names import NameSpan

CONJUNCTIONS = frozenset({"and", "or", "&", ",", "nor"})
BEFORE_GROUND = frozenset(
    "in at near outside inside across around within through throughout into over under "
    "behind beyond above along via".split()
)
MAX_GROUP_LENGTH = 200  # tokens of a list before a name; no sentence lists more
PERSONS = frozenset({"PERSON", "PER"})  # what the language model calls them
DASHES = frozenset([*"-‐‑–—", "--"])
# What one says of a place with a hyphen, and of no person: "Piraeus-based".
_COMPOUNDS = frozenset(
    "based born area bound headquartered registered listed flagged style".split()
)
_NEAREST = 10  # words of a run that evidence asks for; no name of the tables is longer


@dataclass(frozen=True)
class MentionContext:
    """A name where it stands.

    Attributes:
        block: The text around it.
        name: The name.
        before: The name found before it in the block, or None.
        after: The one after it, or None.
    """

    block: Block
    name: NameSpan
    before: NameSpan | None = None
    after: NameSpan | None = None

    @property
    def start(self) -> int:
        """Its first token."""
        return self.name.start

    @property
    def end(self) -> int:
        """One past its last token."""
        return self.name.end

    @property
    def doc(self) -> Doc:
        """The tokens of its block."""
        return self.block.doc

    @cached_property
    def sentence(self) -> Sentence:
        """The sentence it stands in."""
        return self.block.sentence(self.start)

    @property
    def span(self) -> Span:
        """The tokens of its sentence."""
        return self.doc[self.sentence.start : self.sentence.end]

    def token(self, offset: int) -> Token | None:
        """Return a neighbour: -1 is the token before the name, 1 the one after it."""
        at = self._at(offset)
        return self.doc[at] if 0 <= at < len(self.doc) else None

    def word(self, offset: int) -> str:
        """Return a neighbour's text, or "" outside the text."""
        name, words = self.name, self.block.words  # asked most of all: no call within
        at = name.start + offset if offset < 0 else name.end + offset - 1
        return words[at] if 0 <= at < len(words) else ""

    def beside(self, offset: int) -> str:
        """Return the capitalised word right before (-1) or after (1) it, or ""."""
        at, run = self._at(offset), self.name.run
        word = self.word(offset)
        return word if run.start <= at < run.end and is_name(word) else ""

    @property
    def tail(self) -> tuple[str, ...]:
        """The nearest capitalised words of the run after the name."""
        end = min(self.name.run.end, self.end + _NEAREST)
        return self.block.words[self.end : end]

    @property
    def head(self) -> tuple[str, ...]:
        """The nearest capitalised words of the run before the name."""
        start = max(self.name.run.start, self.start - _NEAREST)
        return self.block.words[start : self.start]

    @property
    def compound(self) -> str:
        """The word that a hyphen ties to it as to places alone: "based"; else ""."""
        word = self.word(2)
        return word if self.word(1) in DASHES and word in _COMPOUNDS else ""

    @cached_property
    def resident(self) -> str:
        """Who is of it: "Grodin" in "Allison Grodin of Squirrel Hill", "Ben Reed, 34, of Yarm,"."""
        at, said = self.start - 2, self.word(-1)
        if said == "from":
            return self.word(-2) if is_calling(self.word(-2)) else ""
        if said != "of":
            return ""
        if self.block.word(at) == ",":
            at -= 1
            if self.block.word(at).isdigit() and self.block.word(at - 1) == ",":
                at -= 2
        is_somebody = at >= 0 and self.doc[at].ent_type_ in PERSONS
        return self.block.word(at) if is_somebody else ""

    @property
    def carrier(self) -> str:
        """What goes there: "ferries" in "ferries to Lewis"; else ""."""
        how = self.word(-2).lower()
        goes = self.word(-1) in {"to", "from"} and not self.head
        return how if goes and how in _CARRIERS else ""

    @property
    def has_office_after(self) -> bool:
        """True for "Indiana Gov. Mike Braun", "WA Premier": whose office it is."""
        word, two = self.word(1), f"{self.word(1)} {self.word(2)}"
        offices = data.context_words(data.Role.OFFICE)
        return not self.head and (
            word in data.titles() or two in data.titles() or word.lower() in offices
        )

    @cached_property
    def entity(self) -> str:
        """What the language model took its first word for, "" for nothing."""
        return self.doc[self.start].ent_type_

    @cached_property
    def leads_entity(self) -> bool:
        """True where the model's name begins with ours."""
        return self.doc[self.start].ent_iob_ == "B"

    @cached_property
    def is_inside_entity(self) -> bool:
        """True where the model's name is longer than ours."""
        doc, start, end = self.doc, self.start, self.end
        before = start > 0 and doc[start].ent_iob_ == "I"
        after = end < len(doc) and doc[end].ent_iob_ == "I"
        return before or after

    def in_tree(self, tree: Block) -> MentionContext:
        """Return it in its sentence alone, parsed."""
        return MentionContext(tree, self.name.shifted(self.sentence.start))

    def lower(self, at: int) -> str:
        """Return the word at a position of the block in small letters, "" outside it."""
        return self.block.lower(at)

    @property
    def root(self) -> Token:
        """The name's own head, the first of its group: "Moscow" in "Moscow and Minsk"."""
        token = self.doc[self.start : self.end].root
        while token.dep_ == "conj" and token.head is not token:
            token = token.head
        return token

    @cached_property
    def is_ground(self) -> bool:
        """True where the words before it tie it to the ground: "in eastern Ghouta"."""
        at = self.start - 1
        while self.lower(at) == "the" or self.lower(at) in _directions():
            at -= 1
        return self.lower(at) in BEFORE_GROUND

    @property
    def modifies(self) -> bool:
        """True where it only says which: "London police", "Russia's ministry"."""
        if self.lower(self.end) in ("'s", "’s"):
            return True
        after = self.block.word(self.end)
        if not after.isalpha():
            return False
        if after.isupper() and self.block.sentence(self.end).is_in_capitals:
            return False  # a headline prints every word so
        return after[:1].isupper() or after.lower() in _people()

    @cached_property
    def group_start(self) -> int:
        """Where the list of names begins: at "Cairo" for "Cairo, Khartoum and"."""
        first = max(0, self.start - MAX_GROUP_LENGTH)
        at = self.start
        while at > first + 1 and self.lower(at - 1) in CONJUNCTIONS:
            before = at - 2 if self.lower(at - 2) not in CONJUNCTIONS else at - 3
            if before < first or not self._is_capitalised(before):
                break
            at = before
            while at > first and self._is_capitalised(at - 1):
                at -= 1
        return at

    def _is_capitalised(self, at: int) -> bool:
        return self.block.words[at][:1].isupper()

    def _at(self, offset: int) -> int:
        return self.start + offset if offset < 0 else self.end + offset - 1


def is_calling(word: str) -> bool:
    """True for what people are and towns are not: "fisherman", "nurse", "pianist"."""
    called = word in data.titles() or word.endswith(_CALLINGS)
    return called and word.islower() and word not in _OF_PLACES_TOO


_CALLINGS = ("sman", "rman", "swoman", "rwoman", "ologist", "ianist")
# A town can be the founder of a league, the victim of a storm.
_OF_PLACES_TOO = frozenset(
    "leader founder co-founder producer author neighbour neighbor victim suspect candidate "
    "nominee incumbent son daughter mother".split()
)


_CARRIERS = frozenset(
    "bus buses train trains ferry ferries flight flights sailing sailings".split()
)


@cache
def _people() -> frozenset[str]:
    """People and offices of a town: "London police"."""
    return data.context_words(data.Role.LOCAL) | data.context_words(data.Role.OFFICE)


@cache
def _directions() -> frozenset[str]:
    return data.context_words(data.Role.DIRECTION)
