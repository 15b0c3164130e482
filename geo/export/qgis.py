"""How QGIS draws the layers of a GeoPackage by itself: in the colours of the map, in time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from xml.etree import ElementTree as ET

from geo.export.style import map_colours
from geo.labels import label
from geo.model import LinkKind

COLUMNS = (
    "f_table_catalog", "f_table_schema", "f_table_name", "f_geometry_column", "styleName",
    "styleQML", "styleSLD", "useAsDefault", "description", "owner", "ui", "update_time",
)  # fmt: skip
# What the temporal controller takes for the time of a feature: a day alone is before its own midnight to it.
_TIME = "time"
_SURE = ("sure", "likely", "unsure")
_OPACITY = {"sure": 255, "likely": 200, "unsure": 110}
# The kind of symbol of a layer; what QGIS calls it, and how it is drawn: "" is in its colour.
_KINDS = {"links": "line", "areas": "fill"}
_SYMBOLS: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "line": ("SimpleLine", {"line_color": "", "line_width": "0.6", "line_width_unit": "MM", "capstyle": "round"}),
    "marker": ("SimpleMarker", {"color": "", "name": "circle", "size": "3", "size_unit": "MM", "outline_color": "255,255,255,255"}),
    "fill": ("SimpleFill", {"color": "", "style": "b_diagonal", "outline_color": "", "outline_width": "0.3"}),
}  # fmt: skip
_ONE_MOMENT = "1"  # of QGIS: the field says when


def styles(tables: Sequence[str], geometry: str) -> list[Mapping[str, object]]:
    """Return the rows of the table of styles that QGIS looks for in a GeoPackage."""
    return [
        {
            **dict.fromkeys(COLUMNS, ""),
            "f_table_name": table,
            "f_geometry_column": geometry,
            "styleName": "Dateline",
            "styleQML": _qml(table),
            "useAsDefault": True,
            "description": "Colours of Dateline's map",
            "update_time": "2026-01-01T00:00:00Z",
        }
        for table in tables
    ]


def _qml(table: str) -> str:
    root = ET.Element("qgis", version="3.28.0", styleCategories="Symbology|Temporal")
    ET.SubElement(
        root, "temporal", enabled="1", mode=_ONE_MOMENT, startField=_TIME,
        endField="", durationField="", durationUnit="days", fixedDuration="0",
        accumulate="0", limitMode="0", startExpression="", endExpression="",
    )  # fmt: skip
    attribute = "kind" if table == "links" else "certainty"
    renderer = ET.SubElement(
        root, "renderer-v2", type="categorizedSymbol", attr=attribute,
        enableorderby="0", forceraster="0", symbollevels="0",
    )  # fmt: skip
    categories = ET.SubElement(renderer, "categories")
    symbols = ET.SubElement(renderer, "symbols")
    drawn = _lines() if table == "links" else _points()
    for number, (value, words, colour) in enumerate(drawn):
        ET.SubElement(
            categories, "category", value=value, label=words, symbol=str(number),
            render="true", type="string",
        )  # fmt: skip
        _add_symbol(symbols, str(number), colour, _KINDS.get(table, "marker"))
    return "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n" + ET.tostring(
        root, encoding="unicode"
    )


def _lines() -> Iterator[tuple[str, str, str]]:
    for kind in LinkKind:
        yield kind.value, label(kind), _rgba(map_colours()[kind.value], 255)


def _points() -> Iterator[tuple[str, str, str]]:
    for sure in _SURE:
        yield sure, sure, _rgba(map_colours()["accent"], _OPACITY[sure])
    yield "", "no place", _rgba(map_colours()["accent"], 0)


def _rgba(rrggbb: str, opacity: int) -> str:
    parts = (int(rrggbb[at : at + 2], 16) for at in (0, 2, 4))
    return ",".join(map(str, (*parts, opacity)))


def _add_symbol(symbols: ET.Element, name: str, colour: str, kind: str) -> None:
    symbol = ET.SubElement(
        symbols, "symbol", name=name, type=kind,
        alpha="1", clip_to_extent="1", force_rhr="0",
    )  # fmt: skip
    drawn, values = _SYMBOLS[kind]
    layer = ET.SubElement(symbol, "layer", attrib={"class": drawn, "enabled": "1", "locked": "0", "pass": "0"})  # fmt: skip
    options = ET.SubElement(layer, "Option", type="Map")
    for key, value in values.items():
        ET.SubElement(
            options, "Option", type="QString", name=key, value=value or colour
        )
