"""Atlas to a map for print: one SVG on A4, with its key and credits, that needs nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import hypot, log2
from xml.etree import ElementTree as ET

from geo.atlas import Bundle, Filters, PlaceSummary, bundles_of, select, summarise
from geo.draw.areas import is_area, is_water, nearest_zoom
from geo.draw.columns import fan
from geo.draw.opening import opening_weights
from geo.export.attribution import attribution_of
from geo.export.geometry import place_shape
from geo.export.projection import Curve, Spot, View, Window, view_of
from geo.export.style import map_colours
from geo.export.svg_names import (
    DOT,
    LARGE,
    PLAIN,
    SMALL,
    SOFT,
    Name,
    Names,
    add_text,
    add_words,
    cut,
    width,
)
from geo.labels import describe, label
from geo.model import Atlas, LinkKind, LinkStatus, Place
from geo.web.polygons import (
    Ring,
    country_names,
    land,
    lines,
    nature,
    outline,
    province_lines,
    towns,
)

# Tenths of a millimetre: A4 lying, the map, and a strip below it.
WIDTH, HEIGHT, TOP, BOTTOM = 2970, 2100, 130, 1860
MARGIN = 60
ROW = 38
WINDOW = Window(0, TOP, WIDTH, BOTTOM)
_PAPER, _LAND, _COAST, _BORDER, _NAMES = "#fffdf9", "#f5f2ec", "#a3bac6", "#c3bbad", "#8a8478"  # fmt: skip
_SEA, _RIVER = "#bdd3de", "#5b8fb3"  # what is named of the waters
_WIDEST = 3  # zoom of what is only named, as on the map
# As on the map: dashes, dots, dash and dot; what is denied has strokes across.
_DASHES = {LinkStatus.PLANNED: "24 15", LinkStatus.POSSIBLE: "1 16", LinkStatus.ALLEGED: "24 16 1 16", LinkStatus.DENIED: "none"}  # fmt: skip
_ACROSS = {"stroke-linecap": "butt", "stroke-dasharray": "4 28"}
_DISPUTED = "9 7"
_SANS = "'Source Sans 3','Source Sans',system-ui,'Segoe UI','Noto Sans',Roboto,Arial,sans-serif"
_FRAME = 4.5  # zoom from which lines between provinces tell where one is
# From which zoom on towns of so many thousand people are named, as on the map.
_TOWNS = ((7, 200), (5.75, 500), (_FRAME, 1500))
_MAX_TOWNS = 14
_MANY = 50  # spots in view; of more those that stand together are one
_NEAR = 75  # from the rim of the one that stands for them


@dataclass(frozen=True, slots=True)
class _Dot:
    """A place of no extent on the sheet, and how many more stand where it does."""

    summary: PlaceSummary
    spot: Spot
    more: int

    @property
    def radius(self) -> float:
        return DOT + 4 * log2(1 + self.more)


def to_svg(atlas: Atlas) -> str:
    """Write the map of an atlas as SVG, A4 lying: what the map opens on.

    The same atlas gives the same map, to the byte.
    """
    shown = select(atlas, Filters())
    found = summarise(shown)
    view = view_of([s.place for s in found], WINDOW, opening_weights(shown, found))
    root = ET.Element(
        "svg", xmlns="http://www.w3.org/2000/svg", width="297mm", height="210mm",
        viewBox=f"0 0 {WIDTH} {HEIGHT}", attrib={"font-family": _SANS},
    )  # fmt: skip
    title = _title(shown)
    add_words(root, "title", title)
    add_words(root, "style", f"@page{{size:{WIDTH / 10:g}mm {HEIGHT / 10:g}mm;margin:0}}")  # fmt: skip
    ET.SubElement(root, "rect", width=str(WIDTH), height=str(HEIGHT), fill=_PAPER)
    add_text(root, (MARGIN, 88), cut(title, LARGE, WIDTH - 2 * MARGIN), LARGE, **{"font-weight": "bold"})  # fmt: skip
    clip = ET.SubElement(ET.SubElement(root, "defs"), "clipPath", id="map")
    ET.SubElement(clip, "rect", y=str(TOP), width=str(WIDTH), height=str(BOTTOM - TOP))
    drawn = ET.SubElement(root, "g", attrib={"clip-path": "url(#map)"})
    places = [summary.place for summary in found]
    bundles = bundles_of(shown)
    _add_world(drawn, places, view)
    _add_areas(drawn, places, view)
    bows = fan(bundles)
    curves = [
        (bundle, curve)
        for bundle in bundles
        for curve in view.bent(bundle.origin, bundle.destination, bows[bundle.id])
    ]
    for bundle, curve in curves:
        _add_link(drawn, bundle, curve)
    dots = _dots(found, view)
    names = Names(WINDOW, ET.Element("g"), [])
    _add_counts(names, curves)
    unnamed = _add_places(drawn, found, dots, names, view)
    _add_key(root, _entries(found, dots, bundles, view))
    _add_words_below(root, atlas, [*_outside(found, view), *unnamed])
    ET.indent(root)
    return ET.tostring(root, encoding="unicode") + "\n"


def _title(atlas: Atlas) -> str:
    titles = [article.title for article in atlas.articles if article.title]
    return titles[0] if len(atlas.articles) == 1 and titles else describe(atlas)


# ---- what lies below ---------------------------------------------------------------


def _add_world(parent: ET.Element, places: Sequence[Place], view: View) -> None:
    water = f"#{map_colours()['water']}"
    ET.SubElement(parent, "rect", y=str(TOP), width=str(WIDTH), height=str(BOTTOM - TOP), fill=water)  # fmt: skip
    shapes = _natures(places)
    _add_path(parent, _of(shapes, "sea"), view, fill=_SEA)
    _add_path(parent, (ring for part in land() for ring in part), view, fill=_LAND)
    _add_path(parent, _of(shapes, "land"), view, fill=_accent(), **{"fill-opacity": "0.08"})  # fmt: skip
    for kind, colour, dash in (("coast", _COAST, ""), ("border", _BORDER, ""), ("disputed", _BORDER, _DISPUTED)):  # fmt: skip
        _add_line(parent, lines(kind), view, colour, dash)
    if view.zoom >= _FRAME:
        _add_line(parent, province_lines(), view, _BORDER, wide=1)


def _natures(places: Iterable[Place]) -> list[tuple[str, list[Ring]]]:
    """Return the waters, ranges and deserts; an ocean or continent is only named."""
    near = (place for place in places if nearest_zoom(place) > _WIDEST)
    return [nature(place.id.removeprefix("dateline:")) for place in near]


def _of(shapes: Iterable[tuple[str, list[Ring]]], kind: str) -> Iterator[Ring]:
    return (line for found, rings in shapes if found == kind for line in rings)


def _accent() -> str:
    return f"#{map_colours()['accent']}"


def _add_areas(parent: ET.Element, places: Sequence[Place], view: View) -> None:
    for place in places:
        rings = (ring for part in outline(place_shape(place)) for ring in part)
        look = {"fill-opacity": "0.1", "stroke-opacity": "0.6", "stroke-width": "3", "fill-rule": "evenodd"}  # fmt: skip
        _add_path(parent, rings, view, fill=_accent(), stroke=_accent(), **look)
    _add_path(parent, _of(_natures(places), "lake"), view, fill=_SEA, stroke=_COAST)
    _add_line(parent, _of(_natures(places), "river"), view, _RIVER, wide=8)


def _add_line(
    parent: ET.Element,
    lines: Iterable[Ring],
    view: View,
    colour: str,
    dash: str = "",
    wide: int = 3,
) -> None:
    look = {"stroke-width": str(wide), "stroke-dasharray": dash or "none", "stroke-linejoin": "round"}  # fmt: skip
    _add_path(parent, lines, view, "", fill="none", stroke=colour, **look)


def _add_path(
    parent: ET.Element, rings: Iterable[Ring], view: View, end: str = "Z", **look: str
) -> None:
    """Add lines in each turn of the globe in which they are seen, to the tenth of a millimetre."""
    path = "".join(
        f"M{' '.join(map(_at, spots))}{end}"
        for ring in rings
        for spots in view.seen(ring)
    )
    if path:
        ET.SubElement(parent, "path", d=path, attrib=look)


# ---- what the articles say ---------------------------------------------------------


def _add_link(parent: ET.Element, bundle: Bundle, curve: Curve) -> None:
    start, bent, end = curve
    if hypot(end[0] - start[0], end[1] - start[1]) < DOT:
        return
    colour = f"#{map_colours()[bundle.kind.value]}"
    status = next(iter(bundle.statuses))
    wide = min(14.0, 5 + 2 * log2(len(bundle.links)))
    _add_stroke(parent, f"M{_at(start)} Q{_at(bent)} {_at(end)}", colour, wide, status)
    if bundle.directed:
        ET.SubElement(parent, "path", d=_arrow(bent, end, wide), fill=colour)


def _add_stroke(
    parent: ET.Element, path: str, colour: str, wide: float, status: LinkStatus
) -> None:
    look = {"d": path, "fill": "none", "stroke": colour, "stroke-width": f"{wide:.1f}"}
    dashed = {"stroke-linecap": "round", "stroke-dasharray": _DASHES.get(status, "none")}  # fmt: skip
    ET.SubElement(parent, "path", look | dashed)
    if status is LinkStatus.DENIED:
        ET.SubElement(parent, "path", look | _ACROSS | {"stroke-width": f"{wide + 14:.1f}"})  # fmt: skip


def _arrow(bent: Spot, end: Spot, wide: float) -> str:
    """Return the head of an arrow that ends at a dot."""
    length = hypot(end[0] - bent[0], end[1] - bent[1]) or 1.0
    x, y = (end[0] - bent[0]) / length, (end[1] - bent[1]) / length
    tip = end[0] - x * DOT, end[1] - y * DOT
    back, half = 20 + wide, 8 + wide
    foot = tip[0] - x * back, tip[1] - y * back
    left, right = (foot[0] - y * half, foot[1] + x * half), (foot[0] + y * half, foot[1] - x * half)  # fmt: skip
    return f"M{_at(tip)} {_at(left)} {_at(right)}Z"


def _at(spot: Spot) -> str:
    return f"{spot[0]:.0f},{spot[1]:.0f}"


def _dots(found: Sequence[PlaceSummary], view: View) -> list[_Dot]:
    """Return the towns in view, the most named first; those that would cover one another as one."""
    spots = [(s, view.spot(s.place)) for s in found if not is_area(s.place)]
    seen = [(summary, spot) for summary, spot in spots if view.shows(spot)]
    if len(seen) <= _MANY:
        return [_Dot(summary, spot, 0) for summary, spot in seen]
    # None that is unsure gives its name to others.
    seen.sort(key=lambda one: -1 / one[0].count if one[0].unsure else one[0].count, reverse=True)  # fmt: skip
    gathered: list[_Dot] = []
    for summary, spot in seen:
        for number, dot in enumerate(gathered):
            if hypot(dot.spot[0] - spot[0], dot.spot[1] - spot[1]) < _NEAR + dot.radius:
                gathered[number] = _Dot(dot.summary, dot.spot, dot.more + 1)
                break
        else:
            gathered.append(_Dot(summary, spot, 0))
    return gathered


def _add_counts(names: Names, curves: Iterable[tuple[Bundle, Curve]]) -> None:
    """Keep the heads of arrows clear of names; of several links in one line add how many."""
    for bundle, ((ax, ay), (bx, by), (x, y)) in curves:
        if bundle.directed:
            length = hypot(x - bx, y - by) or 1.0
            middle = x - (x - bx) / length * 2 * DOT, y - (y - by) / length * 2 * DOT
            names.take(middle, 2 * DOT)
        if len(bundle.links) > 1:
            look = {"fill": f"#{map_colours()[bundle.kind.value]}", "font-weight": "bold"}  # fmt: skip
            at = (ax + 2 * bx + x) / 4, (ay + 2 * by + y) / 4
            names.add(Name(f"×{len(bundle.links)}", at, SMALL, look))


def _add_places(
    parent: ET.Element,
    found: Sequence[PlaceSummary],
    dots: Sequence[_Dot],
    names: Names,
    view: View,
) -> list[str]:
    """Add dots, and names where they have room, the most named first; return vague areas without a name."""
    for dot in dots:
        (x, y), r = dot.spot, dot.radius
        names.take(dot.spot, r)
        ET.SubElement(parent, "circle", cx=f"{x:.0f}", cy=f"{y:.0f}", r=f"{r:.0f}", fill=_accent(), stroke="#ffffff", attrib={"stroke-width": "3"})  # fmt: skip
    for dot in dots:
        words = dot.summary.place.name + (f" +{dot.more}" if dot.more else "")
        size = PLAIN if dot.summary.count > 1 else SMALL + 2
        names.add(Name(words, dot.spot, size, radius=dot.radius))
    areas = [summary.place for summary in found if is_area(summary.place)]
    unnamed = [
        area.name
        for area in areas
        if not names.add(_area_name(area, view)) and not place_shape(area)
    ]
    said = {name for s in found for name in (s.place.name, *place_shape(s.place).split("+"))}  # fmt: skip
    for code, name, spot, zoom in country_names():
        if zoom <= view.zoom + 1 and said.isdisjoint((code, name)):
            for (at,) in view.seen([spot]):
                names.add(Name(name, at, SMALL, {"fill": _NAMES}))
    _add_towns(parent, names, said, view)
    parent.append(names.parent)
    return unnamed


def _area_name(place: Place, view: View) -> Name:
    look = {"font-weight": "bold"}
    rings = [ring for part in outline(place_shape(place)) for ring in part]
    if not rings:
        look = {"font-style": "italic"}
        kind, rings = nature(place.id.removeprefix("dateline:"))
        rings = [] if kind == "river" else rings
    if is_water(place):
        look["fill"] = f"#{map_colours()['water-name']}"
    drawn = [spots for ring in rings for spots in view.seen(ring)]
    return Name(place.name, view.spot(place), SMALL + 2, look, outline=drawn)


def _add_towns(parent: ET.Element, names: Names, said: set[str], view: View) -> None:
    """Add a few large towns, muted: they tell where one is."""
    least = next((people for zoom, people in _TOWNS if view.zoom >= zoom), None)
    added = 0
    for name, spot, people in towns() if least else ():
        if people < (least or 0) or added == _MAX_TOWNS:
            break
        for (at,) in view.seen([spot]):
            if name not in said and names.add(Name(name, at, SMALL - 2, {"fill": _NAMES}, radius=5)):  # fmt: skip
                ET.SubElement(parent, "circle", cx=f"{at[0]:.0f}", cy=f"{at[1]:.0f}", r="5", fill=_NAMES)  # fmt: skip
                said.add(name)
                added += 1


# ---- key and credits ---------------------------------------------------------------


def _add_key(root: ET.Element, entries: Iterable[tuple[str, str, str]]) -> None:
    key = ET.SubElement(root, "g")
    x, y = float(MARGIN), BOTTOM + 48
    for words, colour, dash in entries:
        if dash == "dot":
            ET.SubElement(key, "circle", cx=f"{x + 30:.0f}", cy=str(y), r=str(DOT), fill=colour)  # fmt: skip
        elif dash == "area":
            ET.SubElement(key, "rect", x=f"{x + 10:.0f}", y=str(y - 14), width="50", height="28", fill=colour, stroke=colour, attrib={"fill-opacity": "0.1", "stroke-opacity": "0.6", "stroke-width": "3"})  # fmt: skip
        elif dash == "count":
            add_text(key, (x + 26, y + 10), "×2", SMALL, fill=colour)
        elif dash in _DASHES:
            _add_stroke(key, f"M{x:.0f},{y}h70", colour, 7, LinkStatus(dash))
        else:
            arrow = dash == "arrow"
            if arrow:
                ET.SubElement(key, "path", d=_arrow((x, y), (x + 74, y), 5), fill=colour)  # fmt: skip
            ET.SubElement(key, "path", d=f"M{x:.0f},{y}h{50 if arrow else 70}", stroke=colour, attrib={"stroke-width": "7", "stroke-dasharray": (not arrow and dash) or "none"})  # fmt: skip
        add_text(key, (x + 86, y + 10), words, SMALL)
        x += 86 + width(words, SMALL) + 50


def _entries(
    found: Sequence[PlaceSummary],
    dots: Sequence[_Dot],
    bundles: Sequence[Bundle],
    view: View,
) -> Iterator[tuple[str, str, str]]:
    """Return words, colour and dashes of what the key explains: what occurs."""
    if dots:
        yield "place", _accent(), "dot"
    if any(dot.more for dot in dots):
        yield "place and so many more near it (+)", _accent(), "dot"
    if any(outline(place_shape(summary.place)) for summary in found):
        yield "country, province", _accent(), "area"
    yield from _link_entries(bundles)
    if any(True for line in lines("disputed") for _ in view.seen(line)):
        yield "disputed border", _BORDER, _DISPUTED


def _link_entries(bundles: Sequence[Bundle]) -> Iterator[tuple[str, str, str]]:
    kinds = {bundle.kind for bundle in bundles}
    for kind in filter(kinds.__contains__, LinkKind):
        yield label(kind).lower(), f"#{map_colours()[kind.value]}", ""
    drawn = dict.fromkeys(next(iter(b.statuses)) for b in bundles)
    for status in filter(_DASHES.__contains__, drawn):
        yield label(status).lower(), SOFT, status.value
    if any(bundle.directed for bundle in bundles):
        yield "direction", SOFT, "arrow"
    if any(len(bundle.links) > 1 for bundle in bundles):
        yield "links in one line", SOFT, "count"


def _outside(found: Sequence[PlaceSummary], view: View) -> Iterator[str]:
    for place in (summary.place for summary in found):
        if not is_area(place) and not view.shows(view.spot(place)):
            yield place.name


def _add_words_below(root: ET.Element, atlas: Atlas, outside: Sequence[str]) -> None:
    """Add what is not seen, whose words are drawn, and whom the data is owed to."""
    lost = [r.mention.text for r in atlas.unresolved]
    told = [
        _listed("Also named", outside),
        _listed("Not on the map", dict.fromkeys(lost)),
        ". ".join([*_from(atlas), *attribution_of(atlas)]),
    ]
    for number, words in enumerate(filter(None, told)):
        at = (MARGIN, BOTTOM + 116 + number * ROW)
        add_text(root, at, cut(words, SMALL, WIDTH - 2 * MARGIN), SMALL, fill=SOFT)


def _listed(head: str, names: Iterable[str]) -> str:
    """Return as many names as a row has room for, and how many more there are."""
    left = [" ".join(name.split()) for name in names]
    row = ""
    for number, name in enumerate(left):
        longer = f"{row}, {name}" if row else f"{head}: {name}"
        more = f" and {len(left) - number} more"
        if width(longer + more, SMALL) > WIDTH - 2 * MARGIN:
            return row + more
        row = longer
    return row


def _from(atlas: Atlas) -> list[str]:
    """Return whose words a map of one article draws, and of what day."""
    if len(atlas.articles) != 1:
        return []
    (article,) = atlas.articles
    day = article.published.isoformat() if article.published else ""
    said = " · ".join(filter(None, (article.source, day)))
    return [said] if said else []
