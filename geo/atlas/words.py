"""Words looked for in an atlas: which mentions and which links say them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from geo.atlas.query import memoized
from geo.gazetteer.names import fold, normalise
from geo.model import Atlas, Evidence, Link, Passage, Reading, Resolution


@dataclass(frozen=True, slots=True)
class TextMatch:
    """The words looked for, and where they are said; without words, everywhere.

    Attributes:
        words: The words, made comparable; each must be said, in any order.
        sentences: The sentences of the atlas, made comparable.
        evidence: The mentions whose evidence says the words, by passage.
    """

    words: tuple[str, ...]
    sentences: Mapping[Passage, str]
    evidence: frozenset[Passage]

    def by_mention(self, resolution: Resolution) -> bool:
        """Return whether a mention does: its sentence, its place's name, or its evidence."""
        mention, place = resolution.mention, resolution.place
        if not self.words or mention.passage in self.evidence:
            return True
        name = normalise(f"{place.name} {place.listed_as}") if place else ""
        return self._all_in(f"{self.sentences[mention.sentence]} {name}")

    def by_evidence(self, link: Link, evidence: Evidence) -> bool:
        """Return whether a passage of a link does, with the link's actor and predicate."""
        if not self.words:
            return True
        stated = (link.actor, link.predicate, link.origin.name, link.destination.name)
        around = " ".join(normalise(words) for words in stated)
        return self._all_in(f"{self.sentences[evidence.passage]} {around}")

    def _all_in(self, text: str) -> bool:
        return all(word in text for word in self.words)


@memoized
def find_text(atlas: Atlas, words: str) -> TextMatch:
    """Look for words in an atlas.

    Args:
        atlas: Where to look.
        words: As a reader types them; "" for everything.
    """
    asked = tuple(normalise(words).split())
    if not asked:
        return TextMatch((), {}, frozenset())
    sentences: dict[Passage, str] = {}
    for reading in atlas.readings:
        sentences |= _sentences(reading)
    blank = TextMatch(asked, sentences, frozenset())
    found = frozenset(
        mention.passage
        for link in atlas.links
        for said in link.evidence
        if blank.by_evidence(link, said)
        for mention in (said.origin, said.destination)
    )
    return TextMatch(asked, sentences, found)


@memoized
def _sentences(reading: Reading) -> Mapping[Passage, str]:
    """Return every sentence with a mention or a link, made comparable for all searches."""
    passages = {r.mention.sentence for r in reading.resolutions}
    passages |= {said.passage for link in reading.links for said in link.evidence}
    text = reading.article.text
    # Not `normalise`, which remembers names: sentences would stay in memory there.
    return {passage: fold(text[passage.start : passage.end]) for passage in passages}
