"""Names on a sheet, each where it covers nothing: what comes first has the choice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from xml.etree import ElementTree as ET

from geo.export.kml import NOT_XML
from geo.export.projection import Spot, Window

INK, SOFT = "#1d2733", "#525c68"
SMALL, PLAIN, LARGE = 26, 32, 52  # sizes of letters
DOT = 9
# How wide letters of the sheet's typefaces are, of their size, about.
_WIDTHS = {**dict.fromkeys("ijlI.,:;'|!()[] ", 0.28), **dict.fromkeys("frt-/", 0.37), **dict.fromkeys("mwMW—…", 0.86)}  # fmt: skip
_CAPITAL, _LETTER, _IDEOGRAPH = 0.66, 0.55, 1.0
_FIRST_IDEOGRAPH = "\u2e80"
_COLUMNS, _ROWS = 16, 12  # of spots in the view where an area's name may stand
_INSET = 14  # that names keep from the edge
_BESIDE = (
    26  # how far beside its middle the name of an area stands that has no room for it
)
_HALO = {"paint-order": "stroke", "stroke": "#ffffff", "stroke-width": "7", "stroke-linejoin": "round", "lengthAdjust": "spacingAndGlyphs"}  # fmt: skip
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Name:
    """A name that wants room on the map.

    Attributes:
        words: The name.
        spot: Its dot, or the middle of its area.
        size: Of its letters.
        look: Further attributes of its text.
        radius: Of its dot; 0 of an area, whose name stands over it.
        outline: Rings of an area: its name may stand anywhere in it.
    """

    words: str
    spot: Spot
    size: int = PLAIN
    look: Mapping[str, str] = field(default_factory=dict)
    radius: float = 0
    outline: Sequence[Sequence[Spot]] = ()


@dataclass(slots=True)
class Names:
    """The names of a sheet, and what is taken of its room."""

    window: Window
    parent: ET.Element
    taken: list[Box]

    def take(self, spot: Spot, radius: float) -> None:
        """Keep names off a spot."""
        x, y = spot
        self.taken.append((x - radius, y - radius, x + radius, y + radius))

    def add(self, name: Name) -> bool:
        """Add a name in the first position that is free; return whether there was one."""
        wide, high = width(name.words, name.size), float(name.size)
        for left, top in self._positions(name, wide, high):
            box = (left, top, left + wide, top + high)
            if self._is_free(box):
                self.taken.append(box)
                look = {**_HALO, "textLength": f"{wide:.0f}", **name.look}
                add_text(self.parent, (left, top + 0.8 * high), name.words, name.size, **look)  # fmt: skip
                return True
        return False

    def _positions(self, name: Name, wide: float, high: float) -> Iterator[Spot]:
        x, y = name.spot
        if not name.radius:
            yield x - wide / 2, y - high / 2
            yield from self._within(name, wide, high)
        gap = (name.radius or _BESIDE) + 8
        left, right, top, bottom = x - gap - wide, x + gap, y - gap - high, y + gap
        yield from ((right, y - high / 2), (left, y - high / 2))
        yield from ((x - wide / 2, top), (x - wide / 2, bottom))
        yield from product((right - 8, left + 8), (top + 8, bottom - 8))

    def _within(self, name: Name, wide: float, high: float) -> Iterator[Spot]:
        """Yield positions in the part of an area that is seen, the nearest to its middle first."""
        w, (x, y) = self.window, name.spot
        across = (w.right - w.left - wide - 2 * _INSET) / (_COLUMNS - 1)
        down = (w.bottom - w.top - high - 2 * _INSET) / (_ROWS - 1)
        lefts = [w.left + _INSET + across * number for number in range(_COLUMNS)]
        tops = [w.top + _INSET + down * number for number in range(_ROWS)]
        found = [
            (left, top)
            for left, top in product(lefts, tops)
            if self._is_free((left, top, left + wide, top + high))
            and all(
                is_inside((left + wide * part, top + high / 2), name.outline)
                for part in (0, 0.5, 1)
            )
        ]
        yield from sorted(
            found, key=lambda at: (at[0] + wide / 2 - x) ** 2 + (at[1] - y) ** 2
        )

    def _is_free(self, box: Box) -> bool:
        left, top, right, bottom = box
        w = self.window
        across = w.left + _INSET <= left and right <= w.right - _INSET
        if not across or top < w.top + _INSET or bottom > w.bottom - _INSET:
            return False
        return not any(
            left < r and x < right and top < b and y < bottom
            for x, y, r, b in self.taken
        )


def is_inside(spot: Spot, rings: Iterable[Sequence[Spot]]) -> bool:
    """Return whether a spot lies in an area: a ray from it crosses an odd number of lines."""
    x, y = spot
    inside = False
    for ring in rings:
        for (ax, ay), (bx, by) in zip(ring, [*ring[1:], ring[0]], strict=True):
            if (ay > y) != (by > y) and x < ax + (bx - ax) * (y - ay) / (by - ay):
                inside = not inside
    return inside


def width(words: str, size: int) -> float:
    """Return how wide words are, about."""
    return size * sum(map(_letter, words))


def _letter(letter: str) -> float:
    if letter >= _FIRST_IDEOGRAPH:
        return _IDEOGRAPH
    return _WIDTHS.get(letter, _CAPITAL if letter.isupper() else _LETTER)


def cut(words: str, size: int, wide: float) -> str:
    """Return as much of words as there is room for."""
    if width(words, size) <= wide:
        return words
    while words and width(f"{words}…", size) > wide:
        words = words[:-1]
    return f"{words.rstrip()}…"


def add_text(parent: ET.Element, at: Spot, words: str, size: int, **more: str) -> None:
    """Add words, from their left end."""
    element = add_words(parent, "text", words)
    element.attrib |= {"x": f"{at[0]:.0f}", "y": f"{at[1]:.0f}", "font-size": str(size), "fill": INK, **more}  # fmt: skip


def add_words(parent: ET.Element, tag: str, words: str) -> ET.Element:
    """Add an element of words, less what no XML can hold."""
    element = ET.SubElement(parent, tag)
    element.text = NOT_XML.sub("", words)
    return element
