"""A found name where it stands: what evidence looks at."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Doc, Span, Token

from geo.mentions.block import Block, Sentence, is_name
from geo.mentions.found import Found

_NEAREST = 10  # words of a run that evidence asks for; no name of the tables is longer


@dataclass(frozen=True)
class Case:
    """A found name where it stands."""

    block: Block
    found: Found
    before: Found | None = None
    after: Found | None = None

    @property
    def doc(self) -> Doc:
        """The tokens of its block."""
        return self.block.doc

    @cached_property
    def sentence(self) -> Sentence:
        """The sentence it stands in."""
        return self.block.sentence(self.found.start)

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
        return self.block.word(self._at(offset))

    def beside(self, offset: int) -> str:
        """Return the capitalised word right before (-1) or after (1) it, or ""."""
        at, run = self._at(offset), self.found.run
        word = self.word(offset)
        return word if run.start <= at < run.end and is_name(word) else ""

    @property
    def tail(self) -> tuple[str, ...]:
        """The nearest capitalised words of the run after the name."""
        end = min(self.found.run.end, self.found.end + _NEAREST)
        return self.block.words[self.found.end : end]

    @property
    def head(self) -> tuple[str, ...]:
        """The nearest capitalised words of the run before the name."""
        start = max(self.found.run.start, self.found.start - _NEAREST)
        return self.block.words[start : self.found.start]

    @cached_property
    def entity(self) -> str:
        """What the language model took its first word for, "" for nothing."""
        return self.doc[self.found.start].ent_type_

    @cached_property
    def leads_entity(self) -> bool:
        """True where the model's name begins with ours."""
        return self.doc[self.found.start].ent_iob_ == "B"

    @cached_property
    def is_inside_entity(self) -> bool:
        """True where the model's name is longer than ours."""
        start, end = self.found.start, self.found.end
        before = start > 0 and self.doc[start].ent_iob_ == "I"
        after = end < len(self.doc) and self.doc[end].ent_iob_ == "I"
        return before or after

    def _at(self, offset: int) -> int:
        start, end = self.found.start, self.found.end
        return start + offset if offset < 0 else end + offset - 1
