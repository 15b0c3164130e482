"""Atlas to KML 2.2, for Google Earth and its kin.

Our own writer: the ready-made ones fail on control characters or are LGPL.
"""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from xml.etree import ElementTree as ET

from geo.atlas import PlaceSummary, summarise
from geo.export.attribution import attribution_of
from geo.export.geometry import (
    Piece,
    Rings,
    link_pieces,
    place_polygons,
    place_position,
)
from geo.export.json_values import Texts, texts_of
from geo.export.provenance import (
    articles_of,
    link_extras,
    place_extras,
    scores_of,
)
from geo.export.style import map_colours
from geo.labels import certainty, link_name
from geo.model import Article, Atlas, Link, LinkStatus, Passage, Place

NAMESPACE = "http://www.opengis.net/kml/2.2"
HEADER = '<?xml version="1.0" encoding="UTF-8"?>\n'
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
SOLID, FAINT, WASH = (
    "ff",
    "99",
    "33",
)  # how much of what lies below is covered, 00 to ff


def to_kml(atlas: Atlas, *, areas: bool = False) -> str:
    """Write an atlas as KML: a folder of places, a folder of links.

    With ``areas`` countries and provinces have their outlines as well as their point.

    Names without a place are listed in the description of the document, as KML has no
    feature without a position.

    Raises:
        ValueError: A coordinate is not on Earth.
    """
    texts = texts_of(atlas)
    root = ET.Element("kml", xmlns=NAMESPACE)
    document = ET.SubElement(root, "Document")
    _text(document, "name", _title(atlas.articles))
    _describe(document, [*_unmapped(atlas), *attribution_of(atlas)])
    found = summarise(atlas)
    _add_styles(document, found, atlas.links, areas)
    places = _folder(document, "Places")
    articles, scores = articles_of(atlas), scores_of(atlas)
    for summary in found:
        mark = _add_place(
            places, summary, place_extras(summary, articles, texts), texts
        )
        _add_point(mark, summary.place, place_polygons(summary.place) if areas else [])
    links = _folder(document, "Links")
    for link in atlas.links:
        _add_link(links, link, link_extras(link, articles, scores), texts)
    ET.indent(root)
    return f"{HEADER}{ET.tostring(root, encoding='unicode')}\n"


def to_kmz(atlas: Atlas, *, areas: bool = False) -> bytes:
    """Write an atlas as KMZ: its KML, packed.

    Raises:
        ValueError: A coordinate is not on Earth.
    """
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        # A day of its own would make the same atlas another file each time.
        entry = zipfile.ZipInfo("doc.kml", date_time=(1980, 1, 1, 0, 0, 0))
        entry.compress_type = zipfile.ZIP_DEFLATED
        archive.writestr(entry, to_kml(atlas, areas=areas).encode("utf-8", "replace"))
    return packed.getvalue()


def _title(articles: Iterable[Article]) -> str:
    titles = [article.title for article in articles if article.title]
    return "; ".join(titles) or "Dateline"


def _unmapped(atlas: Atlas) -> list[str]:
    names = dict.fromkeys(r.mention.text for r in atlas.unresolved)
    return [f"Not on the map: {', '.join(names)}"] if names else []


def _add_styles(
    document: ET.Element,
    summaries: Sequence[PlaceSummary],
    links: Sequence[Link],
    areas: bool,
) -> None:
    """Add a style per belief in a place, and per kind and status of link, as they occur."""
    colours = map_colours()
    for name, summary in {_place_style(each): each for each in summaries}.items():
        style = ET.SubElement(document, "Style", id=name)
        icon = ET.SubElement(style, "IconStyle")
        strength = FAINT if summary.unsure else SOLID
        _text(icon, "color", _aabbggrr(strength, colours["accent"]))
        if areas:
            line, fill = ET.SubElement(style, "LineStyle"), ET.SubElement(style, "PolyStyle")  # fmt: skip
            _text(line, "color", _aabbggrr(strength, colours["accent"]))
            _text(fill, "color", _aabbggrr(WASH, colours["accent"]))
        _add_balloon(style)
    for name, link in {_link_style(each): each for each in links}.items():
        style = ET.SubElement(document, "Style", id=name)
        line = ET.SubElement(style, "LineStyle")
        strength = SOLID if link.status is LinkStatus.STATED else FAINT
        _text(line, "color", _aabbggrr(strength, colours[link.kind.value]))
        _text(line, "width", "3")
        _add_balloon(style)


def _add_balloon(style: ET.Element) -> None:
    """Show the description alone in a balloon: it is escaped, a name cannot be.

    It stands behind the other parts of a style, as the schema has it.
    """
    balloon = ET.SubElement(style, "BalloonStyle")
    _text(balloon, "text", "$[description]")


def _place_style(summary: PlaceSummary) -> str:
    return f"place-{certainty(summary.score)}"


def _link_style(link: Link) -> str:
    return f"{link.kind.value}-{link.status.value}"


def _aabbggrr(strength: str, rrggbb: str) -> str:
    return strength + rrggbb[4:] + rrggbb[2:4] + rrggbb[:2]


def _folder(document: ET.Element, name: str) -> ET.Element:
    folder = ET.SubElement(document, "Folder")
    _text(folder, "name", name)
    return folder


def _add_place(
    folder: ET.Element, summary: PlaceSummary, extras: Mapping[str, Any], texts: Texts
) -> ET.Element:
    place = summary.place
    sentences = _quotes((r.mention.sentence for r in summary.resolutions), texts)
    days = (extras["first_date"], extras["last_date"])
    mark = _placemark(folder, place.name, sentences, _place_style(summary), days)
    _add_data(
        mark,
        {
            "place_id": place.id,
            "country_code": place.country_code,
            "kinds": ", ".join(summary.kinds),
            "score": f"{summary.score:.4f}",
            "count": str(summary.count),
            "coordinates_from": str(place.provenance),
            **_words(extras),
        },
    )
    return mark


def _add_point(mark: ET.Element, place: Place, polygons: Sequence[Rings]) -> None:
    """Add where a place is, and its outline where that is wanted."""
    holder = ET.SubElement(mark, "MultiGeometry") if polygons else mark
    point = ET.SubElement(holder, "Point")
    _text(point, "coordinates", _coordinates([place_position(place)]))
    for outer, *holes in polygons:
        polygon = ET.SubElement(holder, "Polygon")
        _text(polygon, "tessellate", "1")
        for tag, ring in (("outerBoundaryIs", outer), *(("innerBoundaryIs", h) for h in holes)):  # fmt: skip
            around = ET.SubElement(ET.SubElement(polygon, tag), "LinearRing")
            _text(around, "coordinates", _coordinates(ring))


def _add_link(
    folder: ET.Element, link: Link, extras: Mapping[str, Any], texts: Texts
) -> None:
    sentences = _quotes((evidence.passage for evidence in link.evidence), texts)
    published = extras["first_date"]
    days = extras["date_first"] or published, extras["date_last"] or published
    mark = _placemark(folder, link_name(link), sentences, _link_style(link), days)
    _add_data(
        mark,
        {
            "link_id": link.id,
            "origin_id": link.origin.id,
            "destination_id": link.destination.id,
            "kind": link.kind.value,
            "directed": "yes" if link.directed else "no",
            "status": link.status.value,
            "actor": link.actor,
            "predicate": link.predicate,
            "date": link.date.isoformat() if link.date else "",
            **_words(extras),
        },
    )
    lines = ET.SubElement(mark, "MultiGeometry")
    for piece in link_pieces(link):
        line = ET.SubElement(lines, "LineString")
        _text(line, "tessellate", "1")
        _text(line, "coordinates", _coordinates(piece))


def _placemark(
    folder: ET.Element,
    name: str,
    sentences: Iterable[str],
    style: str,
    days: tuple[date | None, date | None],
) -> ET.Element:
    mark = ET.SubElement(folder, "Placemark")
    _text(mark, "name", name)
    _describe(mark, [name, *sentences])
    first, last = days
    if first and last and first != last:
        span = ET.SubElement(mark, "TimeSpan")
        _text(span, "begin", first.isoformat())
        _text(span, "end", last.isoformat())
    elif first:
        _text(ET.SubElement(mark, "TimeStamp"), "when", first.isoformat())
    _text(mark, "styleUrl", f"#{style}")
    return mark


def _words(extras: Mapping[str, Any]) -> dict[str, str]:
    return {name: "" if v is None else str(v) for name, v in extras.items()}


def _describe(parent: ET.Element, lines: Iterable[str]) -> None:
    """Write a description; Google Earth reads it as HTML, so it is escaped as such."""
    _text(parent, "description", html.escape("\n\n".join(lines), quote=False))


def _add_data(mark: ET.Element, values: Mapping[str, str]) -> None:
    extended = ET.SubElement(mark, "ExtendedData")
    for name, value in values.items():
        data = ET.SubElement(extended, "Data", name=name)
        _text(data, "value", value)


def _quotes(passages: Iterable[Passage], texts: Texts) -> list[str]:
    """Quote each passage once, in the order of the text."""
    return [texts[p.article_id][p.start : p.end] for p in dict.fromkeys(passages)]


def _coordinates(piece: Piece) -> str:
    """Write positions as KML has them: lon,lat with blanks between."""
    return " ".join(f"{lon},{lat}" for lon, lat in piece)


def _text(parent: ET.Element, tag: str, text: str) -> None:
    """Add an element with text, less what XML cannot hold in any form."""
    ET.SubElement(parent, tag).text = NOT_XML.sub("", text)
