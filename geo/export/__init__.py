"""Atlas to a file: one function per ending.

A new format is one module and one line in ``FORMATS``.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from geo.errors import OutputError
from geo.export.csv import to_csv
from geo.export.geojson import to_geojson
from geo.export.html import to_html
from geo.export.kml import to_kml
from geo.export.rfc7946 import check_rfc7946
from geo.export.write import write_text
from geo.model import Atlas

__all__ = [
    "FORMATS",
    "check_rfc7946",
    "export_atlas",
    "to_csv",
    "to_geojson",
    "to_html",
    "to_kml",
    "write_text",
]

# Ending to function. Each takes the atlas, then options of its own by name.
FORMATS: dict[str, Callable[..., str]] = {
    ".geojson": to_geojson,
    ".html": to_html,
    ".csv": to_csv,
    ".kml": to_kml,
}
LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def export_atlas(atlas: Atlas, fmt: str, **options: object) -> str:
    """Write an atlas in a format.

    Args:
        atlas: What to write.
        fmt: Ending of the format, with or without its dot: ".geojson", "KML".
        options: What the function of the format takes (``unresolved=True``).

    Returns:
        The whole file as text; ``write_text`` puts it on disk.

    Raises:
        OutputError: No format has this ending, or a place is not on Earth.
    """
    write = FORMATS.get("." + fmt.lower().removeprefix("."))
    if write is None:
        known = " ".join(FORMATS)
        raise OutputError(f"no format is called {fmt!r}; choose one of: {known}")
    _require_on_earth(atlas)
    # Half a character (from a broken JSON escape) cannot be written as UTF-8. One for
    # one, so that offsets still quote.
    return LONE_SURROGATE.sub("\ufffd", write(atlas, **options))


def _require_on_earth(atlas: Atlas) -> None:
    """Refuse what no format can hold, in words that name the place."""
    ends = (end for link in atlas.links for end in (link.origin, link.destination))
    for place in (*atlas.places, *ends):
        if not (-90 <= place.lat <= 90 and -180 <= place.lon <= 180):  # noqa: PLR2004
            raise OutputError(
                f"{place.name[:80]} ({place.id}) cannot be exported: latitude "
                f"{place.lat}, longitude {place.lon} is not on Earth; "
                f"correct it in {place.provenance}"
            )
