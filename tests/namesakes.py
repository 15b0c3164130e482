"""Sentences in which a town bears the name of a place all know, and how many are read right.

    python tests/namesakes.py          prints how many of each kind, and those that are read otherwise

Frames of namesakes.toml are filled from the gazetteer, drawn with a fixed seed.
"""

from __future__ import annotations

import random
import sys
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from geo.articles import read_text
from geo.data import abbreviations, prominent
from geo.gazetteer import OfflineGazetteer, open_gazetteer
from geo.geometry import rough_km
from geo.model import MAIN_NAMES, Place
from geo.pipeline import resolve_article
from geo.resolve.fame import best_known
from geo.tools import Tools

SEED = 17
SAME_KM = 80.0  # a city and its surroundings
NEXT_KM = 40.0  # a neighbour of a town
MIN_FAMED = 1_000_000  # people from which a city is known without a row in our table
MIN_CITY = 150_000
MIN_TOWN = 2_500
MIN_NEIGHBOUR = 2_000
NAMESAKE = 150_000  # people below which a town is no famous place of its own
FRAMES = tomllib.loads(Path(__file__).with_name("namesakes.toml").read_text("utf-8"))
SIZES = {"world": 250, "local 1": 60, "local 2": 60, "local 3": 60, "stated": 300, "dateline": 80}  # fmt: skip


@dataclass(frozen=True)
class Probe:
    """A sentence, the name asked about, and where it lies.

    Attributes:
        text: The sentence.
        name: The name, as it stands in it last.
        place: What it means; None where the gazetteer has no such town.
        state: The state it is said to lie in, "" where none is said.
    """

    text: str
    name: str
    place: Place | None
    state: str = ""


class Rows:
    """Towns of the United States, famous names, and who lies beside whom."""

    def __init__(self, gazetteer: OfflineGazetteer) -> None:
        self.gazetteer = gazetteer
        towns = {
            name
            for name, land, people in gazetteer.towns()
            if land == "US" and people >= MIN_NEIGHBOUR
        }
        famous = {row.name for row in prominent()}
        famous |= {
            name for name, land, people in gazetteer.towns() if people >= MIN_FAMED
        }
        self.by_state: dict[str, list[Place]] = {}
        for name in sorted(towns):
            for place in self.named(name):
                self.by_state.setdefault(place.admin1, []).append(place)
        self.famous = {
            name: known.place
            for name in sorted(famous)
            if (known := best_known(gazetteer.lookup(name)))
            and known.place.feature_class == "P"
            and known.place.country_code not in ("US", "CA")
            and name.isascii()
        }
        self.states = {
            row.target.rpartition(".")[2]: row.surface
            for row in abbreviations()
            if row.target.startswith("admin1:US.") and row.surface.endswith(".")
        }
        self.namesakes = [
            (name, place)
            for name in self.famous
            for place in self.named(name)
            if place.population < NAMESAKE and self._is_alone(name, place.admin1)
        ]

    def _is_alone(self, name: str, state: str) -> bool:
        return sum(place.admin1 == state for place in self.named(name)) == 1

    def named(self, name: str) -> list[Place]:
        """Return the towns of the United States whose main name it is."""
        return [
            c.place
            for c in self.gazetteer.lookup(name)
            if c.match in MAIN_NAMES
            and c.place.country_code == "US"
            and c.place.feature_code.startswith("PPL")
            and c.place.feature_code != "PPLX"
        ]

    def cities(self, state: str) -> list[str]:
        """Return the large cities of a state, where their names mean them."""
        return [
            place.name
            for place in self.by_state.get(state, ())
            if place.population >= MIN_CITY
            and place.name not in self.famous
            and self.gazetteer.lookup(place.name)[0].place.id == place.id
        ]

    def beside(self, town: Place) -> list[Place]:
        """Return its neighbours that bear no famous name, the nearest first."""
        near = (
            place
            for place in self.by_state[town.admin1]
            if place.name not in self.famous and 2 < _km(town, place) <= NEXT_KM
        )
        return sorted(near, key=lambda place: _km(town, place))


def _km(one: Place, other: Place) -> float:
    return rough_km(one.lat, one.lon, other.lat, other.lon)


@cache
def probes(kind: str) -> tuple[Probe, ...]:
    """Return the sentences of a kind."""
    rows, draw = _rows(), random.Random(f"{SEED} {kind}")
    made = {"world": _world, "stated": _stated, "dateline": _dateline}
    if kind.startswith("local"):
        return tuple(_local(rows, draw, int(kind[-1]), SIZES[kind]))
    return tuple(made[kind](rows, draw, SIZES[kind]))


@cache
def _rows() -> Rows:
    return Rows(open_gazetteer())


def _world(rows: Rows, draw: random.Random, number: int) -> Iterator[Probe]:
    pairs = [
        (name, city)
        for name, place in rows.namesakes
        for city in rows.cities(place.admin1)
    ]
    for at, (name, city) in enumerate(_drawn(draw, pairs, number)):
        frame = FRAMES["world"][at % len(FRAMES["world"])]
        yield Probe(frame.format(name=name, city=city), name, rows.famous[name])


def _local(
    rows: Rows, draw: random.Random, companions: int, number: int
) -> Iterator[Probe]:
    frames = FRAMES["local"][companions - 1]
    towns = [
        (name, place)
        for name, place in rows.namesakes
        if place.population >= MIN_TOWN and len(rows.beside(place)) >= companions
    ]
    for at, (name, place) in enumerate(_drawn(draw, towns, number)):
        near = [town.name for town in rows.beside(place)[:companions]]
        words = dict(zip(("one", "two", "three"), near, strict=False))
        yield Probe(frames[at % len(frames)].format(name=name, **words), name, place)


def _stated(rows: Rows, draw: random.Random, number: int) -> Iterator[Probe]:
    pairs = [
        (name, state)
        for name in rows.famous
        for state in rows.states
        if state not in {place.admin1 for place in rows.named(name)}
    ]
    for at, (name, state) in enumerate(_drawn(draw, pairs, number)):
        frame = FRAMES["stated"][at % len(FRAMES["stated"])]
        text = frame.format(name=name, state=rows.states[state])
        yield Probe(text, name, None, state)


def _dateline(rows: Rows, draw: random.Random, number: int) -> Iterator[Probe]:
    pairs = [(n, place) for n, place in rows.namesakes if place.admin1 in rows.states]
    for at, (name, place) in enumerate(_drawn(draw, pairs, number)):
        frame = FRAMES["dateline"][at % len(FRAMES["dateline"])]
        state = rows.states[place.admin1]
        text = frame.format(name=name, caps=name.upper(), state=state)
        yield Probe(text, name, place, place.admin1)


def _drawn(draw: random.Random, rows: Sequence, number: int) -> list:
    return draw.sample(rows, min(number, len(rows)))


def is_right(probe: Probe, tools: Tools) -> bool:
    """True where the name is read as it is meant; one said to lie in a state may be nowhere."""
    found = [
        r.place
        for r in resolve_article(read_text(probe.text), tools)[1]
        if r.mention.text.lower() == probe.name.lower()
    ]
    if probe.place is None:
        return all(
            p is None or (p.country_code, p.admin1) == ("US", probe.state)
            for p in found
        )
    return bool(found) and all(
        p is not None and _km(p, probe.place) <= SAME_KM for p in found
    )


def main() -> None:
    tools = Tools(open_gazetteer())
    for kind in SIZES:
        made = probes(kind)
        wrong = [probe.text for probe in made if not is_right(probe, tools)]
        right = f"{kind}: {len(made) - len(wrong)} of {len(made)}"
        sys.stdout.write("\n    ".join([right, *wrong]) + "\n")


if __name__ == "__main__":
    main()
