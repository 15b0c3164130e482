"""Atlas to KML 2.2, for Google Earth and its kin.

Our own writer: the ready-made ones fail on control characters or are LGPL.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from xml.etree import ElementTree as ET

from geo import web
from geo.atlas import PlaceSummary, summarise
from geo.export.attribution import attribution_of
from geo.export.geometry import Piece, link_pieces, place_position
from geo.export.json_values import Texts, texts_of
from geo.labels import certainty, link_name
from geo.model import Article, Atlas, Link, LinkStatus, Passage

NAMESPACE = "http://www.opengis.net/kml/2.2"
HEADER = '<?xml version="1.0" encoding="UTF-8"?>\n'
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
SOLID, FAINT = "ff", "99"  # how much of what lies below is covered, 00 to ff
_COLOUR = re.compile(
    r"(?<![\w-])--([\w-]++): light-dark\(#([0-9a-f]{6}),"
)  # on a light map


def to_kml(atlas: Atlas) -> str:
    """Write an atlas as KML: a folder of places, a folder of links.

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
    _add_styles(document, found, atlas.links)
    places = _folder(document, "Places")
    for summary in found:
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


def _add_styles(
    document: ET.Element, summaries: Sequence[PlaceSummary], links: Sequence[Link]
) -> None:
    """Add a style per belief in a place, and per kind and status of link, as they occur."""
    colours = dict(_COLOUR.findall(web.read_assets("tokens.css")))
    for name, summary in {_place_style(each): each for each in summaries}.items():
        icon = ET.SubElement(_style(document, name), "IconStyle")
        strength = FAINT if summary.unsure else SOLID
        _text(icon, "color", _aabbggrr(strength, colours["accent"]))
    for name, link in {_link_style(each): each for each in links}.items():
        line = ET.SubElement(_style(document, name), "LineStyle")
        strength = SOLID if link.status is LinkStatus.STATED else FAINT
        _text(line, "color", _aabbggrr(strength, colours[link.kind.value]))
        _text(line, "width", "3")


def _style(document: ET.Element, name: str) -> ET.Element:
    """Show the description alone in a balloon: it is escaped, a name cannot be."""
    style = ET.SubElement(document, "Style", id=name)
    balloon = ET.SubElement(style, "BalloonStyle")
    _text(balloon, "text", "$[description]")
    return style


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


def _add_place(folder: ET.Element, summary: PlaceSummary, texts: Texts) -> None:
    place = summary.place
    sentences = _quotes((r.mention.sentence for r in summary.resolutions), texts)
    mark = _placemark(folder, place.name, sentences, _place_style(summary))
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
    _text(point, "coordinates", _coordinates([place_position(place)]))


def _add_link(folder: ET.Element, link: Link, texts: Texts) -> None:
    sentences = _quotes((evidence.passage for evidence in link.evidence), texts)
    mark = _placemark(
        folder, link_name(link), sentences, _link_style(link), day=link.date
    )
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
    day: date | None = None,
) -> ET.Element:
    mark = ET.SubElement(folder, "Placemark")
    _text(mark, "name", name)
    _describe(mark, [name, *sentences])
    if day:
        _text(ET.SubElement(mark, "TimeStamp"), "when", day.isoformat())
    _text(mark, "styleUrl", f"#{style}")
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


def _coordinates(piece: Piece) -> str:
    """Write positions as KML has them: lon,lat with blanks between."""
    return " ".join(f"{lon},{lat}" for lon, lat in piece)


def _text(parent: ET.Element, tag: str, text: str) -> None:
    """Add an element with text, less what XML cannot hold in any form."""
    ET.SubElement(parent, tag).text = NOT_XML.sub("", text)
