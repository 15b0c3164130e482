"""The airports of our table as rows of the gazetteer."""

from __future__ import annotations

from geo import data
from geo.gazetteer.names import normalise
from geo.gazetteer.schema import EXACT, OWN_TABLES, NameRow, PlaceRow
from geo.gazetteer.tables import Numbers, Rows


def airports(numbers: Numbers) -> Rows:
    """Return the airports; ``airport:LAX`` of other tables is one of them."""
    rows: Rows = []
    for row in data.airports():
        number = numbers.new(f"airport:{row.iata}")
        place = PlaceRow(
            id=number,
            ref=f"dateline:airport-{row.iata.lower()}",
            name=row.name,
            lat=row.lat,
            lon=row.lon,
            extent=None,
            feature_class="S",
            feature_code="AIRP",
            country_code=row.country_code,
            admin1=row.admin1,
            population=0,
            source=OWN_TABLES,
        )
        norms = dict.fromkeys(normalise(name) for name in (row.name, *row.aliases))
        rows.append((place, [NameRow(norm, number, EXACT) for norm in norms]))
    return rows
