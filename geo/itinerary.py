"""Movements of one actor in one article, in order: an itinerary.

"Ivanova flew from Moscow to Wonsan. Ivanova went on from Wonsan to Pyongyang."
-> Ivanova: Moscow, Wonsan, Pyongyang
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from geo.link_ids import names_actor
from geo.model import Atlas, Link, LinkKind, LinkStatus, Place, Reading

MIN_LEGS = 2
# Of two links that state one leg, the surer is kept.
_SUREST_FIRST = (
    LinkStatus.STATED,
    LinkStatus.ALLEGED,
    LinkStatus.PLANNED,
    LinkStatus.POSSIBLE,
    LinkStatus.NONE,
)


@dataclass(frozen=True, slots=True)
class Itinerary:
    """Where one actor went in one article, leg by leg.

    Attributes:
        article_id: The article, the first one where several tell the same.
        actor: Who or what, as the article first names it.
        legs: The movements, in order; each keeps its own status and evidence.
        by_date: True where the order is that of the legs' days, False where it is that
            of the text.
    """

    article_id: str
    actor: str
    legs: tuple[Link, ...]
    by_date: bool

    @property
    def id(self) -> str:
        """Hash of what makes it one journey: its legs in their order."""
        legs = "|".join(leg.id for leg in self.legs)
        return hashlib.sha256(legs.encode()).hexdigest()[:12]

    @property
    def joined(self) -> tuple[bool, ...]:
        """For each leg, True where it starts where the leg before it ended."""
        return (
            False,
            *(a.destination.id == b.origin.id for a, b in pairwise(self.legs)),
        )

    @property
    def stretches(self) -> tuple[tuple[Place, ...], ...]:
        """The places in order, cut where the article leaves open what lies between.

        "From Oslo to Riga and Bergen" names its start once: (Oslo, Riga), (Bergen).
        """
        found = [[self.legs[0].origin, self.legs[0].destination]]
        for before, leg in pairwise(self.legs):
            if before.destination.id == leg.origin.id:
                found[-1].append(leg.destination)
            elif before.origin.id == leg.origin.id:
                found.append([leg.destination])
            else:
                found.append([leg.origin, leg.destination])
        return tuple(tuple(stretch) for stretch in found)

    @property
    def places(self) -> tuple[Place, ...]:
        """The places in order."""
        return tuple(place for stretch in self.stretches for place in stretch)


def itineraries(atlas: Atlas) -> tuple[Itinerary, ...]:
    """Return every journey of several legs, in the order the articles tell of them.

    One that several articles tell alike is one journey, with the evidence of all. What
    has no name of its own ("a convoy") is taken for one traveller only where each leg
    starts where the one before it ended.
    """
    told: dict[str, Itinerary] = {}
    for reading in atlas.readings:
        for journey in _of_article(reading):
            told.setdefault(journey.id, journey)
    links = {link.id: link for link in atlas.links}
    return tuple(
        replace(each, legs=tuple(links[leg.id] for leg in each.legs))
        for each in told.values()
    )


def _of_article(reading: Reading) -> Iterator[Itinerary]:
    groups: dict[str, dict[tuple[str, str], Link]] = {}
    full_names: dict[str, set[str]] = {}
    for link in sorted(filter(_is_leg, reading.links), key=_text_order):
        legs = groups.setdefault(_traveller(link, full_names), {})
        ends = (link.origin.id, link.destination.id)
        legs[ends] = _surer(legs.get(ends, link), link)
    for of_traveller in groups.values():
        if len(of_traveller) >= MIN_LEGS:
            found = _itinerary(reading.article.id, of_traveller.values())
            if _is_named(found) or all(found.joined[1:]):
                yield found


def _traveller(link: Link, full_names: dict[str, set[str]]) -> str:
    """Return whose leg it is: "Lavrov" is the one Sergei Lavrov that the article named.

    Args:
        link: The leg; those told before it have been asked about.
        full_names: The full names met so far, by surname; kept up to date.
    """
    name = link.actor.casefold()
    words = link.actor.split()
    if not all(word[0].isupper() for word in words):
        return name
    known = full_names.setdefault(words[-1].casefold(), set())
    if len(words) > 1:
        known.add(name)
    return next(iter(known)) if len(words) == len(known) == 1 else name


def _is_leg(link: Link) -> bool:
    """True for a movement by somebody; "flight" in "a flight from" is no traveller."""
    if link.kind is not LinkKind.MOVEMENT or not link.directed or not link.evidence:
        return False
    return names_actor(link) and link.status is not LinkStatus.DENIED


def _surer(first: Link, second: Link) -> Link:
    return min(first, second, key=lambda link: _SUREST_FIRST.index(link.status))


def _itinerary(article_id: str, links: Iterable[Link]) -> Itinerary:
    told = sorted(links, key=_text_order)
    days = [link.date for link in told if link.date]
    by_date = len(days) == len(told)
    legs = told
    if by_date:  # legs of one day stay in the order of the text
        legs = [told[i] for i in sorted(range(len(told)), key=days.__getitem__)]
    return Itinerary(article_id, told[0].actor, tuple(legs), by_date)


def _text_order(link: Link) -> tuple[int, int, int]:
    first = min(link.evidence, key=lambda said: said.passage)
    ends = first.origin.passage.start, first.destination.passage.start
    return first.passage.start, max(ends), min(ends)


def _is_named(itinerary: Itinerary) -> bool:
    return any(word[:1].isupper() for word in itinerary.actor.split())
