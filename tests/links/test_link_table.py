"""What texts say links their places: links.toml, and a table kept back.

Both were written from the definitions alone. The second was not looked at while the rules were
written; its floor says how well they do on new sentences, and a failure prints numbers only.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import astuple, dataclass
from pathlib import Path

import pytest

import geo
from geo.model import LinkKind

HERE = Path(__file__).parents[1]
FILES = ("links.toml", "links_kept_back.toml")
ENTRY = re.compile(
    r"^(\w+): (.+?) (->|-) (.+?)(?: \((planned|possible|denied|alleged)\))?$"
)  # "movement: Oslo -> Riga (planned)"
KINDS = {kind.value for kind in LinkKind} - {LinkKind.CO_MENTION.value}

Key = tuple[str, frozenset[str]]  # kind and the ids of both places


@dataclass(frozen=True)
class Said:
    """A link as the table or Dateline gives it; its ends are ids of places."""

    kind: str
    origin: str
    destination: str
    directed: bool
    status: str

    @property
    def key(self) -> Key:
        return self.kind, frozenset((self.origin, self.destination))

    def points_as(self, other: Said) -> bool:
        """True where both lead the same way, or neither leads anywhere."""
        same_start = not self.directed or self.origin == other.origin
        return self.directed == other.directed and same_start


@dataclass(frozen=True)
class Score:
    """How well a table is read."""

    f1: float
    precision: float
    recall: float
    directions: float
    status: float
    texts: float


def table(name: str) -> list[dict]:
    return tomllib.loads((HERE / name).read_text("utf-8"))["text"]


def wanted(text: dict, ids: dict[str, str]) -> dict[Key, Said]:
    """Give the links of a text; words that have no place stand for themselves."""
    said = []
    for entry in text["links"]:
        kind, one, arrow, other, status = ENTRY.match(entry).groups()
        ends = ids.get(one, one), ids.get(other, other)
        said.append(Said(kind, *ends, arrow == "->", status or "stated"))
    return {each.key: each for each in said}


def found(atlas: geo.Atlas) -> dict[Key, Said]:
    said = [
        Said(
            link.kind.value,
            link.origin.id,
            link.destination.id,
            link.directed,
            link.status.value,
        )
        for link in atlas.links
        if link.kind is not LinkKind.CO_MENTION
    ]
    return {each.key: each for each in said}


def compare(text: dict, gazetteer) -> tuple[dict[Key, Said], dict[Key, Said]]:
    atlas = geo.build_atlas([geo.read_text(text["text"].strip())], gazetteer)
    ids = {r.mention.text: r.place.id for r in atlas.resolutions if r.place}
    return wanted(text, ids), found(atlas)


def score(texts: list[dict], gazetteer) -> Score:
    pairs = [compare(text, gazetteer) for text in texts]
    hits = [(w[k], g[k]) for w, g in pairs for k in w.keys() & g.keys()]
    directed = [(want, got) for want, got in hits if want.directed]
    whole = sum(
        w.keys() == g.keys()
        and all(w[k].points_as(g[k]) and w[k].status == g[k].status for k in w)
        for w, g in pairs
    )
    precision = share(len(hits), sum(len(got) for _, got in pairs))
    recall = share(len(hits), sum(len(want) for want, _ in pairs))
    return Score(
        f1=2 * precision * recall / (precision + recall),
        precision=precision,
        recall=recall,
        directions=share(sum(w.points_as(g) for w, g in directed), len(directed)),
        status=share(sum(w.status == g.status for w, g in hits), len(hits)),
        texts=share(whole, len(texts)),
    )


def share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


@pytest.mark.parametrize(
    ("name", "floors"),
    [
        ("links.toml", Score(0.928, 0.986, 0.877, 1.0, 1.0, 0.926)),
        ("links_kept_back.toml", Score(0.774, 0.954, 0.651, 1.0, 0.964, 0.783)),
    ],
)
def test_links_have_not_sunk(name, floors, gazetteer):
    """Floors only rise, as those of recognition."""
    got = score(table(name), gazetteer)
    below = zip(astuple(got), astuple(floors), strict=True)
    assert all(value >= floor for value, floor in below), got


def unsound(text: dict) -> bool:
    """True for a text with a key, a kind or an end that cannot be."""
    if set(text) - {"text", "links", "actor", "why"} or "links" not in text:
        return True
    parsed = [ENTRY.match(entry) for entry in text["links"]]
    return not all(
        p
        and p[1] in KINDS
        and p[2] != p[4]
        and p[2] in text["text"]
        and p[4] in text["text"]
        for p in parsed
    )


@pytest.mark.parametrize("name", FILES)
def test_the_tables_are_sound(name):
    texts = table(name)
    assert [i for i, text in enumerate(texts) if unsound(text)] == []
    empty = share(sum(not text["links"] for text in texts), len(texts))
    assert 0.4 <= empty <= 0.6


def test_no_text_stands_twice():
    texts = [text["text"] for name in FILES for text in table(name)]
    twice = len(texts) - len(set(texts))  # a number: a failure shows no text
    assert twice == 0
