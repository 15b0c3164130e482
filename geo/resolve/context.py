"""What the other names of an article say to each: shares of belief, points, companions.

Companions are names with namesakes that are neighbours. There is a Paris in a dozen states and a
Henry County in ten, but only in Tennessee do they lie side by side. No belief is needed for that,
only the map: it works in an article whose every name has namesakes.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice

from geo.geometry import rough_km
from geo.model import MAIN_NAMES, Candidate, MentionKind, Passage, Place
from geo.resolve.absent import Holder
from geo.resolve.fame import is_metropolis
from geo.resolve.name_groups import Area, NameGroup, area_of

NEAR_KM = 161.0  # a hundred miles: what counts as near in news
MAX_SPOTS = 40  # of a very long article, its most named places speak for all

LatLon = tuple[float, float]  # degrees
Beliefs = Sequence[Sequence[float]]
Votes = dict[Area, float]
BESIDE_KM = 50.0
# Places asked whether they lie beside one: news ask a few dozen, and a list of all the towns of a
# county would else ask each about each.
MAX_ASKED = 500
MIN_NAMES = 8.0  # names from which an article can be news of the world
MIN_HOME = 0.5  # share of the names from which news are of one province
MAX_HOME = 0.4  # and the share of them up to which it is of no one country
_CELL = 0.5  # degrees; two cells either way hold 50 km up to latitude 60
_TOO_LARGE = ("ADM1", "PCL")

COUNTRY = "country"
OF_SENTENCE = (
    0.6  # what names of one sentence say of each other, of what those of a list do
)

Cell = tuple[int, int]
Beside = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Context:
    """What the rest of the article says, while one name is decided.

    Attributes:
        shares: Share of belief of the other names in each country and province that
            it may lie in, 0 to 1.
        countries: Share of belief of the other names in each country of the article.
        voters: How many other names that is a share of, each weighed by its mentions.
        spots: (lat, lon) of what the other names most likely mean.
        companions: By place id of a candidate, the other names with a namesake nearby.
        contained: Areas the article states for these words anywhere ("X, Texas").
        source: Share of each area in what the newspaper names, learnt beforehand.
        near: As ``shares``, of the names that no metropolis bears and that are not said to
            hold another: what speaks for a namesake in the shadow of a famous place.
        near_voters: How many names that is a share of.
        near_spots: Points of the places that are no metropolis.
        famed: Names that most likely mean a metropolis.
        provinces: Provinces that are named, and not as what holds another name.
        nations: Codes of the countries that are named themselves.
        absent: Where the article puts these words elsewhere, if the gazetteer has none of
            them there.
        kinds: Share of belief of the names it is listed with in "country", and by country
            code in its provinces.
        of_many_lands: True in news of the world, of which no country has a large part.
        home: The province in which most other names lie, None where there is no such.
    """

    shares: Mapping[Area, float] = field(default_factory=dict)
    countries: Mapping[str, float] = field(default_factory=dict)
    voters: float = 0.0
    spots: tuple[LatLon, ...] = ()
    companions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    contained: tuple[Area, ...] = ()
    source: Mapping[Area, float] = field(default_factory=dict)
    near: Mapping[Area, float] = field(default_factory=dict)
    near_voters: float = 0.0
    near_spots: frozenset[LatLon] = frozenset()
    famed: frozenset[str] = frozenset()
    provinces: frozenset[Area] = frozenset()
    nations: frozenset[str] = frozenset()
    absent: Holder | None = None
    kinds: Mapping[str, float] = field(default_factory=dict)
    of_many_lands: bool = False
    home: Home | None = None


@dataclass(frozen=True, slots=True)
class Home:
    """The province that local news are of.

    Attributes:
        area: Its codes.
        share: Share of the names that lie in it.
        place: It, where it is named itself.
    """

    area: Area
    share: float
    place: Place | None


def contexts(
    groups: Sequence[NameGroup],
    beliefs: Beliefs,
    companions: Sequence[Beside],
    source: Mapping[Area, float],
) -> list[Context]:
    """Return the context of each name: everything but itself."""
    votes = [
        _votes(group, belief) for group, belief in zip(groups, beliefs, strict=True)
    ]
    total: defaultdict[Area, float] = defaultdict(float)
    for vote in votes:
        for area, value in vote.items():
            total[area] += value
    by_country = {
        country: value for (country, unit), value in total.items() if not unit
    }
    voters = sum(group.weight for group in groups if group.candidates)
    best = _best_spots(groups, beliefs)
    clusters = Counter(spot for spot in best if spot).most_common(MAX_SPOTS)
    stated = _stated(groups)
    likeliest = [_likeliest(*pair) for pair in zip(groups, beliefs, strict=True)]
    great = [
        place is None
        or is_metropolis(place)
        or (group.is_famous and not group.container)
        or bool(group.holds)  # "Eugene, Oregon": one name's word, not two
        for group, place in zip(groups, likeliest, strict=True)
    ]
    near, near_voters = _sum_up(groups, votes, great)
    famed = frozenset(
        g.mentions[0].text for g, big in zip(groups, great, strict=True) if big
    )
    near_spots = {
        (p.lat, p.lon) for p, big in zip(likeliest, great, strict=True) if p and not big
    }
    provinces = frozenset(
        unit
        for p, group in zip(likeliest, groups, strict=True)
        if p and not group.holds and (unit := area_of(p)) and unit[1]
    )
    nations = frozenset(
        p.country_code for p in likeliest if p and p.feature_code.startswith("PCL")
    )
    kinds = _kinds(groups, beliefs)
    of_sentences = _kinds_of_sentences(groups, kinds)
    absent = {g.mentions[0].toponym: g.absent for g in groups if g.absent}
    home = _home(total, voters, likeliest)
    largest = max(by_country.values(), default=0.0)
    of_many_lands = voters >= MIN_NAMES and largest < MAX_HOME * voters
    return [
        Context(source=source)
        if group.contrast  # it is another place than its namesake's, and so than all of those
        else Context(
            shares=_shares(group, vote, total, voters),
            countries=_countries(group, vote, by_country, voters),
            voters=voters - (group.weight if group.candidates else 0.0),
            spots=_without(clusters, group, best),
            companions=beside,
            contained=()
            if group.container or group.contrast
            else stated[group.mentions[0].toponym],
            source=source,
            near=_near(group, vote, near, near_voters, big) if group.is_famous else {},
            near_voters=near_voters - (0.0 if big else group.weight),
            near_spots=frozenset(near_spots) if group.is_famous else frozenset(),
            famed=famed,
            provinces=provinces,
            nations=nations,
            absent=None
            if group.container or group.contrast
            else absent.get(group.mentions[0].toponym),
            kinds=_listed(group, kinds) or _beside_it(group, kinds, of_sentences),
            of_many_lands=of_many_lands,
            home=home,
        )
        for group, vote, beside, big in zip(
            groups, votes, companions, great, strict=True
        )
    ]


def _home(
    total: Votes, voters: float, likeliest: Sequence[Place | None]
) -> Home | None:
    """Return the province that has most of the names."""
    units = [(votes, area) for area, votes in total.items() if area[1]]
    votes, home = max(units, default=(0.0, ("", "")))
    if voters < MIN_NAMES or votes < MIN_HOME * voters:
        return None
    named = (p for p in likeliest if p and area_of(p) == home)
    return Home(home, votes / voters, next(named, None))


def _likeliest(group: NameGroup, belief: Sequence[float]) -> Place | None:
    """Return the place a name most likely means, None where the gazetteer knows none."""
    if not belief:
        return None
    return group.candidates[max(range(len(belief)), key=belief.__getitem__)].place


def _sum_up(
    groups: Sequence[NameGroup], votes: Sequence[Votes], left_out: Sequence[bool]
) -> tuple[Votes, float]:
    """Return what the names vote for together, and the weight of those that do."""
    total: defaultdict[Area, float] = defaultdict(float)
    voters = 0.0
    for group, vote, out in zip(groups, votes, left_out, strict=True):
        if out or not group.candidates:
            continue
        voters += group.weight
        for area, value in vote.items():
            total[area] += value
    return total, voters


def _near(
    group: NameGroup, own: Votes, total: Mapping[Area, float], voters: float, out: bool
) -> dict[Area, float]:
    """Return the shares of the names that no metropolis bears, the name itself left out."""
    others = voters - (0.0 if out else group.weight)
    if others <= 0:
        return {}
    return {
        area: (total.get(area, 0.0) - (0.0 if out else value)) / others
        for area, value in own.items()
    }


def _kinds(
    groups: Sequence[NameGroup], beliefs: Beliefs
) -> dict[int, Mapping[str, float]]:
    """Return for each mention, by its position, how much it is a country or a province."""
    found: dict[int, Mapping[str, float]] = {}
    for group, belief in zip(groups, beliefs, strict=True):
        kinds: defaultdict[str, float] = defaultdict(float)
        for candidate, share in zip(group.candidates, belief, strict=True):
            kinds[kind_of(candidate.place)] += share
        found.update(dict.fromkeys(group.positions, kinds))
    return found


def kind_of(place: Place) -> str:
    """Return "country", or of what country it is a province; "" for a town or another place."""
    area = area_of(place)
    if area is None:
        return ""
    return place.country_code if area[1] else COUNTRY


def _listed(
    group: NameGroup, kinds: Mapping[int, Mapping[str, float]]
) -> Mapping[str, float]:
    """Return the mean of the kinds of the names it is listed with."""
    total: defaultdict[str, float] = defaultdict(float)
    for position in group.partners:
        for kind, share in kinds[position].items():
            total[kind] += share / len(group.partners)
    return total


def _kinds_of_sentences(
    groups: Sequence[NameGroup], kinds: Mapping[int, Mapping[str, float]]
) -> dict[Passage, tuple[int, Mapping[str, float]]]:
    """Return by sentence how many names it has, and how much they are of each kind."""
    names: Counter[Passage] = Counter()
    total: defaultdict[Passage, defaultdict[str, float]] = defaultdict(
        lambda: defaultdict(float)
    )
    for group in groups:
        for mention, position in zip(group.mentions, group.positions, strict=True):
            names[mention.sentence] += 1
            for kind, share in kinds.get(position, {}).items():
                total[mention.sentence][kind] += share
    return {sentence: (count, total[sentence]) for sentence, count in names.items()}


def _beside_it(
    group: NameGroup,
    kinds: Mapping[int, Mapping[str, float]],
    sentences: Mapping[Passage, tuple[int, Mapping[str, float]]],
) -> Mapping[str, float]:
    """Return the kinds of the other names of its sentences, for one that is of two kinds itself.

    Georgia beside Italy and Ireland is a country; beside Alabama it is a state.
    """
    known = {kind_of(c.place) for c in group.candidates if is_land_or_province(c)}
    if COUNTRY not in known or len(known) == 1:
        return {}
    found: defaultdict[str, float] = defaultdict(float)
    others = 0
    for mention, position in zip(group.mentions, group.positions, strict=True):
        count, total = sentences[mention.sentence]
        others += count - 1
        for kind, share in total.items():
            found[kind] += OF_SENTENCE * (share - kinds[position].get(kind, 0.0))
    return {kind: share / others for kind, share in found.items()} if others else {}


def is_land_or_province(candidate: Candidate) -> bool:
    """True for a country or a province by its main name."""
    return candidate.match in MAIN_NAMES and area_of(candidate.place) is not None


def _votes(group: NameGroup, belief: Sequence[float]) -> Votes:
    """Spread a name's weight over the countries and provinces it may mean."""
    votes: defaultdict[Area, float] = defaultdict(float)
    weight = group.weight
    for candidate, share in zip(group.candidates, belief, strict=True):
        for area in areas_of(candidate.place):
            votes[area] += weight * share
    return votes


def areas_of(place: Place) -> Iterator[Area]:
    """Return the country and province a place lies in or is."""
    if place.country_code:
        yield place.country_code, ""
        if place.admin1:
            yield place.country_code, place.admin1


def _shares(
    group: NameGroup, own: Votes, total: Mapping[Area, float], voters: float
) -> dict[Area, float]:
    others = voters - (group.weight if group.candidates else 0.0)
    if others <= 0:
        return {}
    return {area: (total[area] - value) / others for area, value in own.items()}


def _countries(
    group: NameGroup, own: Votes, nations: Mapping[str, float], voters: float
) -> dict[str, float]:
    """Return the share of the other names in each country of the article."""
    others = voters - (group.weight if group.candidates else 0.0)
    if others <= 0:
        return {}
    return {
        country: (votes - own.get((country, ""), 0.0)) / others
        for country, votes in nations.items()
    }


def _best_spots(groups: Sequence[NameGroup], beliefs: Beliefs) -> list[LatLon | None]:
    """Return the likeliest point of each mention; areas larger than a province have none."""
    spots: list[LatLon | None] = [None] * sum(len(group.positions) for group in groups)
    for group, belief in zip(groups, beliefs, strict=True):
        if not belief:
            continue
        place = group.candidates[max(range(len(belief)), key=belief.__getitem__)].place
        area = area_of(place)
        if place.feature_class in "LH" or (area and not area[1]):
            continue
        for position in group.positions:
            spots[position] = place.lat, place.lon
    return spots


def _without(
    clusters: Sequence[tuple[LatLon, int]],
    group: NameGroup,
    best: Sequence[LatLon | None],
) -> tuple[LatLon, ...]:
    mine = best[group.positions[0]]
    return tuple(spot for spot, _ in clusters if spot != mine)


def _stated(groups: Sequence[NameGroup]) -> defaultdict[str, tuple[Area, ...]]:
    """Collect what the article says of where names lie: "X, Texas"."""
    stated: defaultdict[str, tuple[Area, ...]] = defaultdict(tuple)
    for group in groups:
        if group.container:
            stated[group.mentions[0].toponym] += group.container
    return stated


def find_companions(groups: Sequence[NameGroup]) -> list[Beside]:
    """Find, for each name and each place it could mean, the other names beside it.

    Returns:
        By group: place id to the words of the other names, in the order of the text.
    """
    cells: defaultdict[Cell, list[tuple[int, Place]]] = defaultdict(list)
    for i, group in enumerate(groups):
        for place in _small(group):
            cells[_cell(place)].append((i, place))
    printed = {group.mentions[0].toponym: group.mentions[0].text for group in groups}
    return [
        {
            place.id: tuple([printed[name] for name in beside])
            for place in _small(group)
            if (beside := _beside(groups, i, place, cells))
        }
        for i, group in enumerate(groups)
    ]


def _small(group: NameGroup) -> Iterator[Place]:
    """Return the candidates small enough for a point to stand for them."""
    if group.mentions[0].kind is MentionKind.DEMONYM:
        return
    for candidate in group.candidates:
        place = candidate.place
        large = place.feature_class in "LH" or place.feature_code.startswith(_TOO_LARGE)
        if not large:
            yield place


def _cell(place: Place) -> Cell:
    return int(place.lat // _CELL), int(place.lon // _CELL)


def _beside(
    groups: Sequence[NameGroup],
    at: int,
    place: Place,
    cells: Mapping[Cell, Sequence[tuple[int, Place]]],
) -> tuple[str, ...]:
    """Return the toponyms of other names with a namesake near a place, each once."""
    own = groups[at].mentions[0].toponym
    found: set[int] = set()
    near = chain.from_iterable(cells.get(cell, ()) for cell in _around(place))
    for i, other in islice(near, MAX_ASKED):
        if i == at or i in found or groups[i].mentions[0].toponym == own:
            continue
        close = abs(place.lat - other.lat) <= _CELL  # else no need to measure
        if close and _km(place, other) <= BESIDE_KM:
            found.add(i)
    return tuple(dict.fromkeys(groups[i].mentions[0].toponym for i in sorted(found)))


def _km(one: Place, other: Place) -> float:
    return rough_km(one.lat, one.lon, other.lat, other.lon)


def _around(place: Place) -> Iterator[Cell]:
    row, column = _cell(place)
    for i in (row - 1, row, row + 1):
        for j in range(column - 2, column + 3):
            yield i, j
