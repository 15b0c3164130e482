"""An atlas as three tables of plain values: places, links and mentions.

CSV, GeoPackage, GeoParquet and the frames of pandas are these tables in other clothes;
docs/exports.md names every column.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from geo.atlas import PlaceSummary, summarise
from geo.errors import OutputError
from geo.export.geometry import (
    Piece,
    Rings,
    box,
    lines_wkb,
    link_pieces,
    place_polygons,
    place_position,
    point_wkb,
    polygons_wkb,
)
from geo.export.json_values import (
    SCORE_DECIMALS,
    Texts,
    evidence_values,
    notes,
    quote,
    texts_of,
)
from geo.export.provenance import (
    OF_LINK,
    OF_MENTION,
    OF_PLACE,
    Columns,
    articles_of,
    link_extras,
    mention_extras,
    place_extras,
    scores_of,
)
from geo.labels import country_name, link_name
from geo.model import Article, Atlas, Link, Place, Resolution

# Half a character (from a broken JSON escape) is no UTF-8, and readers stop at a NUL.
# One for one, so that offsets still quote.
_UNWRITABLE = re.compile("[\x00\ud800-\udfff]")

Cell = str | int | float | bool | date | None
_POINT, _LINES, _POLYGONS = "Point", "MultiLineString", "MultiPolygon"
AREAS = "areas"
_COORDINATES_FROM = ("coordinates_from", str)
MENTIONS: Columns = (
    ("article_id", str),
    ("article_title", str),
    ("start", int),
    ("end", int),
    ("mention", str),
    ("sentence", str),
    ("kind", str),
    ("place", str),
    ("place_id", str),
    ("geonames_id", int),
    ("lat", float),
    ("lon", float),
    ("country_code", str),
    ("score", float),
    _COORDINATES_FROM,
    ("reasons", str),
    *OF_MENTION,
)
PLACES: Columns = (
    ("place_id", str),
    ("place", str),
    ("geonames_id", int),
    ("lat", float),
    ("lon", float),
    ("country_code", str),
    ("admin1", str),
    ("admin1_name", str),
    ("feature_class", str),
    ("feature_code", str),
    ("kinds", str),
    ("score", float),
    ("count", int),
    ("imprecision_km", float),
    _COORDINATES_FROM,
    ("west", float),
    ("south", float),
    ("east", float),
    ("north", float),
    *OF_PLACE,
)
COUNTED: Columns = (
    ("place_id", str),
    ("place", str),
    ("geonames_id", int),
    ("lat", float),
    ("lon", float),
    ("country_code", str),
    ("country", str),
    ("admin1", str),
    ("admin1_name", str),
    ("feature_class", str),
    ("feature_code", str),
    ("mentions", int),
)
LINKS: Columns = (
    ("link_id", str),
    ("origin", str),
    ("origin_id", str),
    ("origin_lat", float),
    ("origin_lon", float),
    ("destination", str),
    ("destination_id", str),
    ("destination_lat", float),
    ("destination_lon", float),
    ("kind", str),
    ("directed", bool),
    ("status", str),
    ("actor", str),
    ("predicate", str),
    ("date", date),
    ("sentence", str),
    ("passages", str),
    ("reasons", str),
    *OF_LINK,
)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of one kind.

    Attributes:
        name: "places", "links" or "mentions".
        columns: Name and type of each column; any cell may be None.
        rows: The cells, in the order of the columns.
        geometry: "Point", "MultiLineString" or "MultiPolygon".
        shapes: What is drawn for each row: the pieces of its line, one piece with the
            one position of its point, or its polygons; None where it has no place.
    """

    name: str
    columns: Columns
    rows: tuple[tuple[Cell, ...], ...]
    geometry: str
    shapes: tuple[list[Piece] | list[Rings] | None, ...]

    def wkb(self) -> list[bytes | None]:
        """Return the geometry of each row as well-known binary."""
        write: Any = _WRITERS[self.geometry]
        return [write(shape) if shape else None for shape in self.shapes]

    def bounds(self) -> list[float] | None:
        """Return west, south, east, north of all rows, or None where nothing is drawn."""
        drawn = [*_positions([shape for shape in self.shapes if shape])]
        if not drawn:
            return None
        lons, lats = zip(*drawn, strict=True)
        return [min(lons), min(lats), max(lons), max(lats)]


def counted_table(places: Iterable[tuple[Place, int]]) -> Table:
    """Return places that were only counted, each with its mentions, as a table."""
    found = tuple(places)
    return Table(
        "places",
        COUNTED,
        _clean(
            (
                place.id,
                place.name,
                place.geonames_id,
                *_lat_lon(place),
                place.country_code,
                country_name(place.country_code) if place.country_code else "",
                place.admin1,
                place.admin1_name,
                place.feature_class,
                place.feature_code,
                count,
            )
            for place, count in found
        ),
        _POINT,
        tuple(_point(place) for place, _ in found),
    )


def make_table(atlas: Atlas, name: str) -> Table:
    """Return one table of an atlas.

    Raises:
        OutputError: No table has this name.
    """
    make = _MAKERS.get(name)
    if make is None:
        known = ", ".join(LAYERS)
        raise OutputError(f"no table is called {name!r}; choose one of: {known}")
    return make(atlas)


def _mentions(atlas: Atlas) -> Table:
    articles = articles_of(atlas)
    return Table(
        "mentions",
        MENTIONS,
        _clean(
            _mention_row(r, articles[r.mention.passage.article_id])
            for r in atlas.resolutions
        ),
        _POINT,
        tuple(_point(r.place) for r in atlas.resolutions),
    )


def _places(atlas: Atlas) -> Table:
    found = summarise(atlas)
    articles, texts = articles_of(atlas), texts_of(atlas)
    return Table(
        "places",
        PLACES,
        _clean(
            (*_place_row(summary), *place_extras(summary, articles, texts).values())
            for summary in found
        ),
        _POINT,
        tuple(_point(summary.place) for summary in found),
    )


def _areas(atlas: Atlas) -> Table:
    """Return the places whose outline is known, as areas."""
    whole = _places(atlas)
    shapes = [place_polygons(summary.place) for summary in summarise(atlas)]
    kept = [
        (row, shape) for row, shape in zip(whole.rows, shapes, strict=True) if shape
    ]
    return Table(
        AREAS,
        whole.columns,
        tuple(row for row, _ in kept),
        _POLYGONS,
        tuple(shape for _, shape in kept),
    )


def _links(atlas: Atlas) -> Table:
    texts, articles, scores = texts_of(atlas), articles_of(atlas), scores_of(atlas)
    return Table(
        "links",
        LINKS,
        _clean(
            (
                *_link_row(link, texts),
                link_name(link),
                *link_extras(link, articles, scores).values(),
            )
            for link in atlas.links
        ),
        _LINES,
        tuple(link_pieces(link) for link in atlas.links),
    )


_MAKERS: dict[str, Callable[[Atlas], Table]] = {
    "places": _places,
    "links": _links,
    "mentions": _mentions,
}
TABLES = tuple(_MAKERS)
_MAKERS[AREAS] = _areas
LAYERS = tuple(_MAKERS)  # the tables, and places once more as areas


def _mention_row(resolution: Resolution, article: Article) -> tuple[Cell, ...]:
    mention = resolution.mention
    sentence = mention.sentence
    return (
        article.id,
        article.title,
        mention.passage.start,
        mention.passage.end,
        mention.text,
        article.text[sentence.start : sentence.end],
        mention.kind.value,
        *_mentioned(resolution.place, resolution.score),
        "; ".join(notes(resolution.reasons)),
        *mention_extras(resolution.place, resolution.score, article).values(),
    )


def _mentioned(place: Place | None, score: float) -> tuple[Cell, ...]:
    if place is None:
        return (None,) * 8
    return (
        place.name,
        place.id,
        place.geonames_id,
        *_lat_lon(place),
        place.country_code,
        round(score, SCORE_DECIMALS),
        str(place.provenance),
    )


def _place_row(summary: PlaceSummary) -> tuple[Cell, ...]:
    place = summary.place
    return (
        place.id,
        place.name,
        place.geonames_id,
        *_lat_lon(place),
        place.country_code,
        place.admin1,
        place.admin1_name,
        place.feature_class,
        place.feature_code,
        ", ".join(summary.kinds),
        round(summary.score, SCORE_DECIMALS),
        summary.count,
        place.imprecision_km,
        str(place.provenance),
        *(box(place.extent) or (None,) * 4),
    )


def _link_row(link: Link, texts: Texts) -> tuple[Cell, ...]:
    passages = [evidence_values(evidence, texts) for evidence in link.evidence]
    return (
        link.id,
        link.origin.name,
        link.origin.id,
        *_lat_lon(link.origin),
        link.destination.name,
        link.destination.id,
        *_lat_lon(link.destination),
        link.kind.value,
        link.directed,
        link.status.value,
        link.actor,
        link.predicate,
        link.date,
        quote(link.evidence[0].passage, texts)["text"] if link.evidence else "",
        json.dumps(passages, ensure_ascii=False),
        "; ".join(notes(link.reasons)),
    )


def _lat_lon(place: Place) -> tuple[float, float]:
    lon, lat = place_position(place)
    return lat, lon


def _point(place: Place | None) -> list[Piece] | None:
    return [[place_position(place)]] if place else None


def _point_wkb(shape: list[Piece]) -> bytes:
    return point_wkb(shape[0][0])


_WRITERS = {_POINT: _point_wkb, _LINES: lines_wkb, _POLYGONS: polygons_wkb}


def _positions(shapes: Any) -> Iterator[list[float]]:
    """Return the positions of shapes, however deep they lie."""
    if shapes and isinstance(shapes[0], int | float):
        yield shapes
        return
    for each in shapes:
        yield from _positions(each)


def _clean(rows: Iterable[tuple[Any, ...]]) -> tuple[tuple[Cell, ...], ...]:
    """Replace what some format cannot hold."""
    return tuple(
        tuple(
            _UNWRITABLE.sub("\ufffd", cell) if isinstance(cell, str) else cell
            for cell in row
        )
        for row in rows
    )
