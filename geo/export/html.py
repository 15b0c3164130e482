"""Atlas to one HTML file that needs nothing else: no server, no network, no folder.

What people wrote goes in as one island of JSON, and the scripts set it as text. Only the
scripts and styles of this file may run: its policy names each by its hash. A notebook
shows the same page in a sealed frame.
"""

from __future__ import annotations

import base64
import hashlib
import html
from importlib.metadata import version
from typing import Any

from geo import web
from geo.atlas import Filters, RegionLevel, as_named, regions, select
from geo.draw import ZOOM_SNAP, drawing, needs_canvas, zipped
from geo.draw.areas import is_area, shape_of
from geo.export.attribution import attribution_of
from geo.export.svg import to_svg
from geo.labels import describe
from geo.model import Atlas
from geo.view import every_answer, reader_view, shared_view
from geo.web import island as island
from geo.web.outlines import outlines_for

NOTEBOOK_HEIGHT = 560  # pixels
MAX_PLACES = 500  # in a notebook's frame: a page of about 2 MB


def to_html(atlas: Atlas) -> str:
    """Write an atlas as one page: article, map, and the passages behind each marker.

    The same atlas gives the same page, to the byte.
    """
    styles = _styles()
    scripts = _scripts()
    slots = {
        "policy": _policy(scripts, styles),
        "version": _version(),
        "title": html.escape(_title(atlas)),
        "styles": styles,
        "data": island(_data(atlas)),
        "basemap": web.inert(web.read_assets("basemap.json")),
        "outlines": island(_outlines(atlas)),
        "sheet": zipped(to_svg(atlas)),
        "scripts": "\n".join(f"<script>{script}</script>" for script in scripts),
    }
    return "".join(
        slots[part] if is_slot else part
        for part, is_slot in _parts(web.read_assets("page.html"))
    )


def to_notebook(atlas: Atlas) -> str:
    """Write an atlas as the HTML of a notebook's answer; a large one as its summary.

    The frame cannot reach the notebook, and asks nothing of any network.
    """
    summary = f"<p>{html.escape(describe(atlas))}</p>"
    if len(atlas.places) > MAX_PLACES:
        return (
            f"{summary}<p>Too many places for a notebook: "
            "<code>geo.save_atlas(atlas, &quot;map.html&quot;)</code> writes their map.</p>"
        )
    page = html.escape(to_html(as_named(atlas)), quote=True)
    return (
        f'{summary}<iframe title="Map of the atlas" sandbox="allow-scripts" '
        f'style="width:100%;height:{NOTEBOOK_HEIGHT}px;border:0" srcdoc="{page}"></iframe>'
    )


def _parts(template: str) -> list[tuple[str, bool]]:
    """Cut a template at its slots, so that what fills one is never read as another."""
    parts = []
    for piece in template.split("{{"):
        name, closed, rest = piece.partition("}}")
        if closed:
            parts += [(name, True), (rest, False)]
        else:
            parts.append((piece, False))
    return parts


def _data(atlas: Atlas) -> dict[str, Any]:
    shown = select(atlas, Filters())
    drawn = drawing(shown)
    return {
        "reader": reader_view(atlas, shown),
        "panels": every_answer(shown),
        "shared": shared_view(shown),
        "drawing": drawn,
        "snap": ZOOM_SNAP,
        "canvas": needs_canvas(drawn),
        "summary": describe(shown),
        "credits": list(attribution_of(atlas)),
    }


def _outlines(atlas: Atlas) -> dict[str, Any]:
    areas = [place for place in atlas.places if is_area(place)]
    shapes = [shape_of(place) or "" for place in areas]
    provinces = (region.code for region in regions(atlas, RegionLevel.PROVINCE))
    return outlines_for([*shapes, *provinces], (place.id for place in areas))


def _title(atlas: Atlas) -> str:
    titles = [article.title for article in atlas.articles if article.title]
    return f"{titles[0][:200]} · Dateline" if titles else "Dateline"


def _styles() -> str:
    names = dict.fromkeys(
        (*web.MAP_STYLES, *web.READER_STYLES, *web.PANEL_STYLES, "page.css")
    )
    return web.read_leaflet("leaflet.css") + web.read_assets(*names)


def _scripts() -> list[str]:
    ours = dict.fromkeys((*web.READER_SCRIPTS, *web.PANEL_SCRIPTS, *web.MAP_SCRIPTS))
    return [
        web.read_leaflet("leaflet.js").replace("</script", "<\\/script"),
        *(web.read_assets(name) for name in ours),
        web.read_assets("page_filters.js"),
        web.read_assets("page.js"),
    ]


def _policy(scripts: list[str], styles: str) -> str:
    allowed = " ".join(_digest(script) for script in scripts)
    return (
        f"default-src 'none'; script-src {allowed}; "
        f"style-src {_digest(styles)}; img-src data: blob:; base-uri 'none'; form-action 'none'"
    )


def _digest(code: str) -> str:
    digest = hashlib.sha256(code.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def _version() -> str:
    return version("dateline")
