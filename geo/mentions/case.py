"""A found name where it stands: what evidence looks at."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from geo.mentions.found import Found
from geo.mentions.runs import is_name_like

_SMALL = 3  # letters up to which a headline may print a word small
_MOST = 0.8


@dataclass(frozen=True, slots=True)
class Case:
    """A found name where it stands."""

    doc: Doc
    found: Found
    before: Found | None = None
    after: Found | None = None

    def token(self, offset: int) -> Token | None:
        """Give a neighbour: -1 is the token before the name, 1 the one after it."""
        at = self.found.start + offset if offset < 0 else self.found.end + offset - 1
        return self.doc[at] if 0 <= at < len(self.doc) else None

    def word(self, offset: int) -> str:
        """Give a neighbour's text, or "" outside the text."""
        token = self.token(offset)
        return token.text if token is not None else ""

    def beside(self, offset: int) -> str:
        """Give the capitalised word right before (-1) or after (1) it, or ""."""
        token = self.token(offset)
        if token is None or not is_name_like(token):
            return ""
        return (
            token.text if self.found.run.start <= token.i < self.found.run.end else ""
        )

    @property
    def tail(self) -> list[str]:
        """The capitalised words of the run after the name."""
        return [t.text for t in self.doc[self.found.end : self.found.run.end]]

    @property
    def head(self) -> list[str]:
        """The capitalised words of the run before the name."""
        return [t.text for t in self.doc[self.found.run.start : self.found.start]]

    @property
    def is_headline(self) -> bool:
        """True where the sentence prints most of its words as names."""
        words = [
            t.text for t in self.doc[self.found.start].sent if len(t.text) > _SMALL
        ]
        capitals = sum(word[:1].isupper() for word in words)
        return len(words) > 1 and capitals >= _MOST * len(words)

    @property
    def is_shouted(self) -> bool:
        """True where the whole sentence is in capitals."""
        return self.is_headline and self.doc[self.found.start].sent.text.isupper()
