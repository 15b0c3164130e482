"""What the text says outright of where a name lies: "Paris, Texas", "the Texas town of Paris"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from geo import data
from geo.model import Candidate, Mention, MentionKind, Place

Answers = Sequence[tuple[Mention, tuple[Candidate, ...]]]
Area = tuple[str, str]  # country code, admin-1 code or ""
Container = tuple[tuple[Area, ...], str]
NOTHING: Container = ((), "")

_AFTER = frozenset({",", "of", "in", ", in", "("})
_OWNER = frozenset({"'s", "’s"})
CITY = 100_000  # inhabitants that let a town be meant beside a country of its name
_MOST_WORDS = 4  # between "Texas" and "of Paris"
_PLAIN = re.compile(r"[a-z-]+(?: [a-z-]+)*")


@dataclass(frozen=True, slots=True)
class Said:
    """What the words beside the mentions of an article say of where they lie.

    Attributes:
        containers: By position: the (country, admin-1) codes that the larger place beside
            a mention can mean, and its words.
        holders: By position: what a larger name must hold, as the smaller one before it
            says. In "Albany, New York" it is the state, which holds an Albany.
    """

    containers: tuple[Container, ...]
    holders: tuple[tuple[Area, ...], ...]


def hear(text: str, answers: Answers) -> Said:
    """Return what the words beside each mention say of where it lies."""
    after = [_after(text, answers, i) for i in range(len(answers))]
    held: list[tuple[Area, ...]] = [() for _ in answers]
    for i, said in enumerate(after):
        if said and not _list_goes_on(text, answers, i + 1):
            held[i + 1] = said[0]
    return Said(
        containers=tuple(
            said or _before(text, answers, i) or NOTHING for i, said in enumerate(after)
        ),
        holders=tuple(held),
    )


def _list_goes_on(text: str, answers: Answers, at: int) -> bool:
    """True after "Valencia" in "Castellon, Valencia and Alicante": three towns."""
    if at + 1 >= len(answers):
        return False
    start, end = answers[at][0].passage.end, answers[at + 1][0].passage.start
    return text[start:end].strip() in {"and", "or", "&"}


def _after(text: str, answers: Answers, at: int) -> Container | None:
    """Return "Paris, Texas", "Kursk region of Russia", "Paris (Texas)"."""
    if at + 1 >= len(answers):
        return None
    mention, candidates = answers[at]
    following, larger = answers[at + 1]
    gap = text[mention.passage.end : following.passage.start]
    if following.kind is MentionKind.DEMONYM or not _leads_to(gap, mention.hint):
        return None
    if _are_equals(candidates, larger):
        return None
    return _held(candidates, larger, following.text)


def _leads_to(gap: str, hint: str) -> bool:
    words = gap.strip()
    if "\n" in gap:
        return False
    if words in _AFTER:
        return True
    typed = {f"{hint} of", f"{hint} in", f"{hint},", f"{hint} ("}
    return bool(hint) and hint != "," and words in typed


def _are_equals(candidates: Sequence[Candidate], larger: Sequence[Candidate]) -> bool:
    """True for "Peru, Mexico": two countries, not a village in Mexico.

    "Georgia, United States" is no such pair: a state of that name lies there.
    """
    if not (_is_country(candidates) and _is_country(larger)):
        return False
    around = {c.place.country_code for c in larger}
    return not any(
        c.place.country_code in around and _is_large(c.place)
        for c in candidates
        if not c.place.feature_code.startswith("PCL")
    )


def _is_large(place: Place) -> bool:
    return place.feature_code == "ADM1" or place.population >= CITY


def _is_country(candidates: Sequence[Candidate]) -> bool:
    return any(c.place.feature_code.startswith("PCL") for c in candidates)


def _before(text: str, answers: Answers, at: int) -> Container | None:
    """Return "Ohio's Lebanon", "the Texas town of Paris", "the Indian city of Salem"."""
    if at == 0:
        return None
    owner, larger = answers[at - 1]
    mention, candidates = answers[at]
    gap = text[owner.passage.end : mention.passage.start]
    return _held(candidates, larger, owner.text) if _owns(gap) else None


def _owns(gap: str) -> bool:
    words = gap.strip()
    if words in _OWNER:
        return True
    for sign in _OWNER:
        words = words.removeprefix(sign).strip()
    plain = _PLAIN.fullmatch(words) and len(words.split()) <= _MOST_WORDS
    return bool(plain) and words.endswith(_types_with_of())


@cache
def _types_with_of() -> tuple[str, ...]:
    """Return what comes between a state and its town: "town of", "port city of"."""
    words = {w.word for w in data.area_words() if w.side is data.Side.BEFORE}
    return tuple(word for word in words if word.endswith(" of"))


def _held(
    candidates: Sequence[Candidate], larger: Sequence[Candidate], words: str
) -> Container | None:
    """Return the areas of the larger name in which the smaller one can lie."""
    around = {area for c in candidates for area in areas_around(c.place)}
    areas = (area_of(c.place) for c in larger)
    holders = tuple(dict.fromkeys(a for a in areas if a and a in around))
    return (holders, words) if holders else None


def area_of(place: Place) -> Area | None:
    """Return the codes a country or province stands for."""
    if place.feature_code.startswith("PCL"):
        return place.country_code, ""
    if place.feature_code == "ADM1":
        return place.country_code, place.admin1
    return None


def areas_around(place: Place) -> Iterable[Area]:
    """Return the codes of what lies around a place, itself left out."""
    if not place.country_code or place.feature_code.startswith("PCL"):
        return ()
    country = (place.country_code, "")
    if place.feature_code == "ADM1" or not place.admin1:
        return (country,)
    return country, (place.country_code, place.admin1)
