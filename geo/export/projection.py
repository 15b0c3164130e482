"""The web Mercator projection onto a sheet: the part of the world that holds some places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import asinh, hypot, log2, pi, radians, tan

from geo.draw.opening import TILE, Weighed, opening
from geo.model import Place
from geo.web.polygons import Ring

Spot = tuple[float, float]
Curve = tuple[Spot, Spot, Spot]

MAX_LAT = 84.0
PIXEL = 2.2  # units: a sheet is as large as a browser's window of a common width
MAX_ZOOM = 9
MIN_SPAN = 0.008  # of the world's width, about 3 degrees: places that stand together
ALONE = 0.03  # a town with what lies round it
# How links are bent, as geo/web/link_columns.js has it.
BEND, MAX_BEND = 0.13, 0.055  # of its length, of the world's width
NORTH, SOUTH = 72.0, -60.0  # no link bends beyond, unless its end lies there
FLATTER, TRIES = 0.7, 10
ROOM = 1.3  # times what the places span
_NEAR = 2  # units; of a line, points nearer than that are left out


@dataclass(frozen=True, slots=True)
class Window:
    """Where the map lies on the sheet."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class View:
    """A part of the world on a sheet.

    Attributes:
        window: Where it lies on the sheet.
        middle: Its middle on the Mercator square, 0 to 1 to the right and downwards.
        scale: Units of the sheet that the world is wide.
    """

    window: Window
    middle: Spot
    scale: float

    @property
    def zoom(self) -> float:
        """The zoom that a map in a browser of a common width would have."""
        return log2(self.scale / TILE / PIXEL)

    def spot(self, place: Place) -> Spot:
        """Return where a place lies, in the turn of the globe nearest to the middle."""
        x, y = mercator(place.lon, place.lat)
        return self._on_sheet(x + round(self.middle[0] - x), y)

    def shows(self, spot: Spot) -> bool:
        """Return whether a spot lies in the window."""
        w = self.window
        return w.left <= spot[0] <= w.right and w.top <= spot[1] <= w.bottom

    def bent(self, origin: Place, destination: Place, bow: float) -> Iterator[Curve]:
        """Return a link's line in each turn of the globe it needs: its start, the point that draws it aside, its end.

        Args:
            origin: Where it starts.
            destination: Where it leads, by the shorter way.
            bow: In ordinary bends, to the left where positive (`geo.draw.columns.fan`).
        """
        a, b = (mercator(place.lon, place.lat) for place in (origin, destination))
        b = b[0] + round(a[0] - b[0]), b[1]
        aside = _aside(a, b, bow)
        for turn in sorted({round(self.middle[0] - x) for x in (a[0], b[0])}):
            start, middle, end = (self._on_sheet(x + turn, y) for x, y in (a, aside, b))
            yield start, middle, end

    def seen(self, ring: Ring) -> Iterator[list[Spot]]:
        """Return a line in each turn of the globe in which it may be seen, thinned."""
        lons, lats = [lon for lon, _ in ring], [lat for _, lat in ring]
        # Its corners first: most lines of the world are nowhere on the sheet.
        corners = mercator(min(lons), max(lats)), mercator(max(lons), min(lats))
        turns = [turn for turn in (-1, 0, 1) if self._meets(*corners, turn)]
        spots = [mercator(lon, lat) for lon, lat in ring] if turns else []
        for turn in turns:
            yield list(_thinned([self._on_sheet(x + turn, y) for x, y in spots]))

    def _meets(self, top_left: Spot, bottom_right: Spot, turn: int) -> bool:
        left, top = self._on_sheet(top_left[0] + turn, top_left[1])
        right, bottom = self._on_sheet(bottom_right[0] + turn, bottom_right[1])
        w = self.window
        across = right >= w.left and left <= w.right
        return across and bottom >= w.top and top <= w.bottom

    def _on_sheet(self, x: float, y: float) -> Spot:
        w = self.window
        return (
            (w.left + w.right) / 2 + (x - self.middle[0]) * self.scale,
            (w.top + w.bottom) / 2 + (y - self.middle[1]) * self.scale,
        )


def mercator(lon: float, lat: float) -> Spot:
    """Return where a point lies on the Mercator square."""
    held = max(-MAX_LAT, min(MAX_LAT, lat))
    return lon / 360 + 0.5, 0.5 - asinh(tan(radians(held))) / (2 * pi)


def view_of(
    places: Sequence[Place], window: Window, weights: Sequence[float] = ()
) -> View:
    """Return the view that a map opens on, the short way round the globe.

    Args:
        places: What is on the map; the whole world where there is none.
        window: Where the map lies on the sheet.
        weights: What each place has to say of where to look; all alike where there are none.
    """
    points = [mercator(place.lon, place.lat) for place in places] or [(0.5, 0.45)]
    west = _west([x for x, _ in points])
    spots = [
        Weighed(x if x >= west else x + 1, y, weight)
        for (x, y), weight in zip(points, weights or [1.0] * len(points), strict=True)
    ]
    wide, high = window.right - window.left, window.bottom - window.top
    if weights:
        room = wide / ROOM / PIXEL, high / ROOM / PIXEL
        spots = list(opening(spots, room, MAX_ZOOM))
    xs, ys = [spot.x for spot in spots], [spot.y for spot in spots]
    across, down = max(xs) - min(xs), max(ys) - min(ys)
    least = (MIN_SPAN if len(spots) > 1 else ALONE) if places else 1.0
    span = max(ROOM * across, ROOM * down * wide / high, least)
    scale = wide / min(1.0, span)
    row = _row((min(ys), max(ys)), high / 2 / scale)
    return View(window, ((max(xs) + min(xs)) / 2, row), scale)


def _row(ys: Spot, half: float) -> float:
    """Return the row in the middle: that of the places, or higher where Antarctica would be seen."""
    (_, north), (_, south) = mercator(0, MAX_LAT), mercator(0, SOUTH)
    middle = sum(ys) / 2
    below = middle + half - max(south, ys[1] + half / 10)
    above = middle - half - north
    return middle - max(0.0, min(below, above))


def _west(xs: Sequence[float]) -> float:
    """Return where the widest gap between longitudes ends."""
    found = sorted(xs)
    following = [*found[1:], found[0] + 1]
    gaps = [b - a for a, b in zip(found, following, strict=True)]
    return found[(gaps.index(max(gaps)) + 1) % len(found)]


def _thinned(spots: Sequence[Spot]) -> Iterator[Spot]:
    last: Spot | None = None
    for number, (x, y) in enumerate(spots):
        ends = number in {0, len(spots) - 1}
        if last is None or ends or abs(x - last[0]) + abs(y - last[1]) > _NEAR:
            last = (x, y)
            yield last


def _aside(a: Spot, b: Spot, bow: float) -> Spot:
    """Return the point that draws a link aside: as far as asked, or as the map allows."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = hypot(dx, dy) or 1.0
    top = min(mercator(0, NORTH)[1], a[1], b[1])
    bottom = max(mercator(0, SOUTH)[1], a[1], b[1])
    bend = 2 * bow * min(length * BEND, MAX_BEND)
    for tries in range(TRIES + 1):
        y = (a[1] + b[1]) / 2 - bend * dx / length
        if top <= _extreme(a[1], y, b[1]) <= bottom:
            return (a[0] + b[0]) / 2 + bend * dy / length, y
        bend *= FLATTER if tries + 1 < TRIES else 0
    return (a[0] + b[0]) / 2, (a[1] + b[1]) / 2


def _extreme(a: float, middle: float, b: float) -> float:
    """Return how far up or down a curve goes between its ends."""
    t = (a - middle) / ((a - 2 * middle + b) or 1.0)
    if not 0 < t < 1:
        return a
    return (1 - t) ** 2 * a + 2 * t * (1 - t) * middle + t**2 * b
