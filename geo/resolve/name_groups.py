"""What resolution works on: the distinct names of one article, and what they share.

One sense per article: mentions of the same words are decided together, unless the text says
otherwise ("Paris, Texas" beside "Paris, France"). What it says outright of where a name lies
("Paris, Texas", "the Texas town of Paris") is read here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from math import inf, log

from geo import data
from geo.model import Candidate, Mention, MentionKind, Passage, Place
from geo.resolve.absent import Holder, absent_from, is_next_to
from geo.resolve.fame import best_known, is_world_known, shadow_to
from geo.resolve.wording import (
    Answers as Answers,
    are_two,
    come_from,
    has_types_with_of,
    heads,
    in_one_list,
    is_behind_preposition,
    is_beside,
    is_set_against,
    list_partners,
    near_heads,
    said_of_town,
    sentences_with,
    without_quarter,
)

Area = tuple[str, str]  # country code, admin-1 code or ""
Container = tuple[tuple[Area, ...], str]
NOTHING: Container = ((), "")

_AFTER = frozenset({",", "of", "in", ", in", "("})
_OWNER = frozenset({"'s", "’s"})
MIN_PAIR = 2  # names that can be "town, country"; more are a list
MAX_LISTED = 5  # names of a list that are looked at
MIN_CITY = 100_000  # inhabitants that let a town be meant beside a country of its name


@dataclass(frozen=True, slots=True)
class NameGroup:
    """The mentions that share words, kind and stated container.

    Attributes:
        mentions: Them, in the order of the text.
        candidates: What they could mean; () where ``absent``.
        container: The larger place the words beside one state ("Texas"), as (country,
            admin-1) codes of what that name can mean; () where none is.
        container_text: Its words.
        holds: Areas that these words, said after a smaller place, must mean: the state in
            "Albany, New York".
        contrast: Areas the words cannot lie in: a sentence that says "Paris, Texas" and
            "Paris" means two places.
        positions: Their places in the article's order of mentions.
        absent: Where they are said to lie, if the gazetteer has none of them there.
        heads: Areas that the head of their sentence says all this is in: "In Spain, ...".
        near_heads: Areas that open its sentence or paragraph: "Indiana's Senate ...".
        beside: Ids of the places that lie beside what they are said to: "Aurora, near Toronto".
        beside_text: The words of that: "Toronto"; "" where nothing is said.
        partners: Positions of the mentions they are listed with.
        best_known: The place of that name that the world knows, None where there is none.
        shadow_to: People from which a town stands in no famous namesake's shadow.
        is_famous: True where one of the places is known all over the world.
        is_far: True where their sentence tells of what joins countries.
        is_near: True where it tells of people and offices of a town.
        is_bare: True where they stand right behind "in", "to" or "from", without "the".
    """

    mentions: tuple[Mention, ...]
    candidates: tuple[Candidate, ...]
    positions: tuple[int, ...]
    container: tuple[Area, ...] = ()
    container_text: str = ""
    holds: tuple[Area, ...] = ()
    contrast: tuple[Area, ...] = ()
    absent: Holder | None = None
    heads: tuple[Area, ...] = ()
    near_heads: tuple[Area, ...] = ()
    beside: frozenset[str] = frozenset()
    beside_text: str = ""
    partners: tuple[int, ...] = ()
    best_known: Candidate | None = None
    shadow_to: float = inf
    is_famous: bool = False
    is_far: bool = False
    is_near: bool = False
    is_bare: bool = False

    @property
    def weight(self) -> float:
        """How much it tells of the article: named often counts, but not as often."""
        return 1.0 + log(len(self.mentions))


def group_names(text: str, answers: Answers) -> tuple[NameGroup, ...]:
    """Group the mentions of an article that must mean the same."""
    groups: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)
    stated = stated_containers(text, answers)
    said, held = stated.containers, stated.holders
    contrasts = _contrasts(text, answers, said)
    partners, opened = list_partners(text, answers), heads(text, answers)
    led, shared = near_heads(text, answers), _shared(text, answers, said)
    absent, beside = _absent(text, answers), _said_beside(text, answers)
    of_far = data.context_words(data.Role.FAR)
    far, near = sentences_with(text, answers, of_far, _of_towns())
    for i, (mention, _) in enumerate(answers):
        hint = mention.hint if mention.hint != "," else ""
        apart = said[i][1], contrasts[i], held[i], absent[i]
        people = mention.kind is MentionKind.DEMONYM
        groups[mention.toponym, people, hint, apart].append(i)
    return tuple(
        NameGroup(
            mentions=tuple(answers[i][0] for i in members),
            candidates=() if absent[members[0]] else answers[members[0]][1],
            positions=tuple(members),
            container=said[members[0]][0],
            container_text=said[members[0]][1],
            holds=held[members[0]],
            contrast=contrasts[members[0]],
            absent=absent[members[0]],
            heads=_head_areas(answers, [opened[i] for i in members]),
            near_heads=(
                *_head_areas(answers, [led[i] for i in members]),
                *(area for i in members for area in shared[i]),
            ),
            beside=frozenset(place for i in members for place in beside[i][0]),
            beside_text=next((beside[i][1] for i in members if beside[i][1]), ""),
            partners=tuple({j for i in members for j in partners[i]}),
            best_known=best_known(answers[members[0]][1]),
            shadow_to=shadow_to(answers[members[0]][1]),
            is_famous=(famous := _is_famous(answers[members[0]][1])),
            is_far=famous and any(answers[i][0].sentence in far for i in members),
            is_near=famous and any(answers[i][0].sentence in near for i in members),
            is_bare=any(is_behind_preposition(text, answers[i][0]) for i in members),
        )
        for members in groups.values()
    )


def _shared(
    text: str, answers: Answers, said: Sequence[Container]
) -> list[tuple[Area, ...]]:
    """Return where the town lies that a name shares its place with: "Clayton and Durham, N.C."."""
    found: list[tuple[Area, ...]] = [() for _ in answers]
    for at in range(len(answers) - 2, -1, -1):
        one, other = answers[at][0], answers[at + 1][0]
        if not said[at][0] and in_one_list(text, one, other):
            found[at] = said[at + 1][0] or found[at + 1]
    return found


def _said_beside(text: str, answers: Answers) -> list[tuple[frozenset[str], str]]:
    """Return which places of a name lie beside what it is said to, and the words of that.

    "Aurora, near Toronto", "Valparaiso, 50 miles from Chicago".
    """
    found = [(frozenset[str](), "")] * len(answers)
    for at in range(len(answers) - 1):
        (one, places), (other, others) = answers[at], answers[at + 1]
        if not is_beside(text[one.passage.end : other.passage.start]):
            continue
        known = best_known(others)
        ids = _next_to(places, [known]) if known else frozenset[str]()
        ids = ids or _next_to(places, others[:MAX_LISTED])
        found[at] = ids, other.text if ids else ""
    return found


def _next_to(
    places: Sequence[Candidate], others: Sequence[Candidate]
) -> frozenset[str]:
    return frozenset(
        c.place.id for c in places if any(is_next_to(c.place, o.place) for o in others)
    )


@cache
def _of_towns() -> frozenset[str]:
    """People and offices of a town: what its neighbours read of."""
    return data.context_words(data.Role.LOCAL) | data.context_words(data.Role.OFFICE)


def _contrasts(
    text: str, answers: Answers, said: Sequence[Container]
) -> list[tuple[Area, ...]]:
    """Return each bare name the areas of a namesake that its sentence sets it against."""
    stated: dict[tuple[str, Passage], int] = {}
    for at, (mention, _) in enumerate(answers):
        if said[at][0]:
            stated.setdefault((mention.toponym, mention.sentence), at)
    two = {name: are_two(text, name) for name, _ in stated}
    found: list[tuple[Area, ...]] = []
    for at, (mention, _) in enumerate(answers):
        other = stated.get((mention.toponym, mention.sentence))
        apart = (
            other is not None
            and not said[at][0]
            and (
                two[mention.toponym] or is_set_against(text, mention, answers[other][0])
            )
        )
        found.append(said[other][0] if apart and other is not None else ())
    return found


def _is_famous(candidates: Sequence[Candidate]) -> bool:
    return any(is_world_known(candidate) for candidate in candidates)


def _absent(text: str, answers: Answers) -> list[Holder | None]:
    """Return for each mention where it is said to lie, if no such place is known there."""
    return [absent_from(text, answers, at) for at in range(len(answers))]


def _head_areas(answers: Answers, opened: Iterable[int | None]) -> tuple[Area, ...]:
    """Return what the names at the heads of sentences can mean as areas."""
    areas = (
        area_of(c.place) for at in opened if at is not None for c in answers[at][1]
    )
    return tuple(dict.fromkeys(area for area in areas if area))


@dataclass(frozen=True, slots=True)
class StatedContainers:
    """What the words beside the mentions of an article say of where they lie.

    Attributes:
        containers: By position: the (country, admin-1) codes that the larger place beside
            a mention can mean, and its words.
        holders: By position: what a larger name must hold, as the smaller one before it
            says. In "Albany, New York" it is the state, which holds an Albany.
    """

    containers: tuple[Container, ...]
    holders: tuple[tuple[Area, ...], ...]


def stated_containers(text: str, answers: Answers) -> StatedContainers:
    """Return what the words beside each mention say of where it lies."""
    after = [_after(text, answers, i) for i in range(len(answers))]
    held: list[tuple[Area, ...]] = [() for _ in answers]
    for i in range(len(answers) - 1):
        held[i] = _played_in(text, answers, i)
    for i, said in enumerate(after):
        if said and not _list_goes_on(text, answers, i + 1):
            held[i + 1] = said[0]
    return StatedContainers(
        containers=tuple(
            said or _before(text, answers, i) or NOTHING for i, said in enumerate(after)
        ),
        holders=tuple(held),
    )


def _played_in(text: str, answers: Answers, at: int) -> tuple[Area, ...]:
    """Return the country in "against Georgia in Tbilisi": the one of the two that holds the city."""
    gap = text[answers[at][0].passage.end : answers[at + 1][0].passage.start]
    if gap.strip() != "in":
        return ()
    known = {c.place.country_code for c in answers[at + 1][1] if is_world_known(c)}
    return tuple(
        (c.place.country_code, "")
        for c in answers[at][1]
        if c.place.feature_code.startswith("PCL") and c.place.country_code in known
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
    if not said_of_town(gap, following.hint) and (
        following.kind is MentionKind.DEMONYM or not _leads_to(gap, mention.hint)
    ):
        return None
    if _are_equals(candidates, larger) or _list_of_countries(text, answers, at):
        return None
    return _held(candidates, larger, following.text)


def _leads_to(gap: str, hint: str) -> bool:
    words = without_quarter(gap.strip())
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


def _list_of_countries(text: str, answers: Answers, at: int) -> bool:
    """True for "Niger" in "Niger, Nigeria, Chad and Mali": three and more, all countries."""
    listed = [at]
    while listed[-1] + 1 < len(answers) and len(listed) <= MAX_LISTED:
        one, other = answers[listed[-1]][0], answers[listed[-1] + 1][0]
        if not in_one_list(text, one, other):
            break
        listed.append(listed[-1] + 1)
    return len(listed) > MIN_PAIR and all(_is_country(answers[i][1]) for i in listed)


def _is_large(place: Place) -> bool:
    return place.feature_code == "ADM1" or place.population >= MIN_CITY


def _is_country(candidates: Sequence[Candidate]) -> bool:
    return any(c.place.feature_code.startswith("PCL") for c in candidates)


def _before(text: str, answers: Answers, at: int) -> Container | None:
    """Return "Ohio's Lebanon", "the Texas town of Paris", "the Indian city of Salem"."""
    if at == 0:
        return None
    owner, larger = answers[at - 1]
    mention, candidates = answers[at]
    gap = text[owner.passage.end : mention.passage.start]
    people = owner.kind is MentionKind.DEMONYM and come_from(gap)
    owned = people or _owns(gap)
    return _held(candidates, larger, owner.text) if owned else None


def _owns(gap: str) -> bool:
    words = gap.strip()
    if words in _OWNER:
        return True
    for sign in _OWNER:
        words = words.removeprefix(sign).strip()
    return has_types_with_of(words)


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
