"""Free text: which mentions and which evidence say the words that a reader looks for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from geo.atlas.index import article_of
from geo.atlas.once import once_per_atlas
from geo.gazetteer.names import normalise
from geo.model import Atlas, Evidence, Link, Passage, Resolution


@dataclass(frozen=True, slots=True)
class Said:
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
        """Say whether a mention does: its sentence, its place's name, or its evidence."""
        mention, place = resolution.mention, resolution.place
        if not self.words or mention.passage in self.evidence:
            return True
        name = normalise(place.name) if place else ""
        return self._all_in(f"{self.sentences[mention.sentence]} {name}")

    def by_evidence(self, link: Link, evidence: Evidence) -> bool:
        """Say whether a passage of a link does, with the link's actor and predicate."""
        if not self.words:
            return True
        stated = (link.actor, link.predicate, link.origin.name, link.destination.name)
        around = " ".join(normalise(words) for words in stated)
        return self._all_in(f"{self.sentences[evidence.passage]} {around}")

    def _all_in(self, text: str) -> bool:
        return all(word in text for word in self.words)


@once_per_atlas
def said_in(atlas: Atlas, words: str) -> Said:
    """Look for words in an atlas.

    Args:
        atlas: Where to look.
        words: As a reader types them; "" for everything.
    """
    asked = tuple(normalise(words).split())
    if not asked:
        return Said((), {}, frozenset())
    blank = Said(asked, _sentences(atlas), frozenset())
    found = frozenset(
        mention.passage
        for link in atlas.links
        for said in link.evidence
        if blank.by_evidence(link, said)
        for mention in (said.origin, said.destination)
    )
    return Said(asked, blank.sentences, found)


@once_per_atlas
def _sentences(atlas: Atlas) -> Mapping[Passage, str]:
    """Make every sentence with a mention or a link comparable, once for all searches."""
    passages = {r.mention.sentence for r in atlas.resolutions}
    passages |= {said.passage for link in atlas.links for said in link.evidence}
    found = {}
    for passage in passages:
        text = article_of(atlas, passage).text
        found[passage] = normalise(text[passage.start : passage.end])
    return found
