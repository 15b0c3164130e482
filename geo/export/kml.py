"""Atlas to KML 2.2, for Google Earth and its kin.

Our own writer: the ready-made ones fail on control characters or are LGPL.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from xml.etree import ElementTree as ET

from geo.atlas import PlaceSummary, summarise
from geo.export.credits import credits_of
from geo.geometry import Line, great_circle, split_at_antimeridian
from geo.model import Article, Atlas, Link, Passage

NAMESPACE = "http://www.opengis.net/kml/2.2"
HEADER = '<?xml version="1.0" encoding="UTF-8"?>\n'
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

Texts = Mapping[str, str]


def to_kml(atlas: Atlas) -> str:
    """Write an atlas as KML: a folder of places, a folder of links.

    Names without a place are listed in the description of the document, as KML has no
    feature without a position.

    Raises:
        ValueError: A coordinate is not on Earth.
    """
    texts = {article.id: article.text for article in atlas.articles}
    root = ET.Element("kml", xmlns=NAMESPACE)
    document = ET.SubElement(root, "Document")
    _text(document, "name", _title(atlas.articles))
    _describe(document, [*_unmapped(atlas), *credits_of(atlas)])
    _add_styles(document)
    places = _folder(document, "Places")
    for summary in summarise(atlas):
        _add_place(places, summary, texts)
    links = _folder(document, "Links")
    for link in atlas.links:
        _add_link(links, link, texts)
    ET.indent(root)
    return f"{HEADER}{ET.tostring(root, encoding='unicode')}\n"


def _title(articles: Iterable[Article]) -> str:
    titles = [article.title for article in articles if article.title]
    return "; ".join(titles) or "Dateline"


def _unmapped(atlas: Atlas) -> list[str]:
    names = dict.fromkeys(r.mention.text for r in atlas.unresolved)
    return [f"Not on the map: {', '.join(names)}"] if names else []


def _add_styles(document: ET.Element) -> None:
    """Show the description alone in a balloon: it is escaped, a name cannot be."""
    style = ET.SubElement(document, "Style", id="quoted")
    line = ET.SubElement(style, "LineStyle")
    _text(line, "color", "ff3c3cd2")  # aabbggrr
    _text(line, "width", "2")
    balloon = ET.SubElement(style, "BalloonStyle")
    _text(balloon, "text", "$[description]")


def _folder(document: ET.Element, name: str) -> ET.Element:
    folder = ET.SubElement(document, "Folder")
    _text(folder, "name", name)
    return folder


def _add_place(folder: ET.Element, summary: PlaceSummary, texts: Texts) -> None:
    place = summary.place
    sentences = _quotes((r.mention.sentence for r in summary.resolutions), texts)
    mark = _placemark(folder, place.name, sentences)
    _add_data(
        mark,
        {
            "place_id": place.id,
            "country_code": place.country_code,
            "kinds": ", ".join(summary.kinds),
            "score": f"{summary.score:.4f}",
            "count": str(summary.count),
            "coordinates_from": str(place.provenance),
        },
    )
    point = ET.SubElement(mark, "Point")
    _text(point, "coordinates", _coordinates([(place.lat, place.lon)]))


def _add_link(folder: ET.Element, link: Link, texts: Texts) -> None:
    arrow = "→" if link.directed else "–"
    name = f"{link.origin.name} {arrow} {link.destination.name}"
    sentences = _quotes((evidence.passage for evidence in link.evidence), texts)
    mark = _placemark(folder, name, sentences)
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
        },
    )
    a = (link.origin.lat, link.origin.lon)
    b = (link.destination.lat, link.destination.lon)
    lines = ET.SubElement(mark, "MultiGeometry")
    for piece in split_at_antimeridian(great_circle(a, b)):
        line = ET.SubElement(lines, "LineString")
        _text(line, "tessellate", "1")
        _text(line, "coordinates", _coordinates(piece))


def _placemark(folder: ET.Element, name: str, sentences: Iterable[str]) -> ET.Element:
    mark = ET.SubElement(folder, "Placemark")
    _text(mark, "name", name)
    _describe(mark, [name, *sentences])
    _text(mark, "styleUrl", "#quoted")
    return mark


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


def _coordinates(line: Line | list[tuple[float, float]]) -> str:
    """Write positions as KML has them: lon,lat with blanks between."""
    return " ".join(f"{round(lon, 6)},{round(lat, 6)}" for lat, lon in line)


def _text(parent: ET.Element, tag: str, text: str) -> None:
    """Add an element with text, less what XML cannot hold in any form."""
    ET.SubElement(parent, tag).text = NOT_XML.sub("", text)
