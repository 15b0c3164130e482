"""How much is said of each country, or of each province: what a choropleth shows."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum

from geo.atlas.query import memoized, summarise
from geo.model import Atlas, Place


class RegionLevel(StrEnum):
    """What places are counted to."""

    COUNTRY = "country"
    PROVINCE = "province"


@dataclass(frozen=True, slots=True)
class RegionCount:
    """A country or province, and what is said of it and of the places in it.

    Attributes:
        code: "UA" of a country, "US.CA" of a province.
        name: Of a province; of a country "", it goes by its code.
        mentions: How often it or a place in it is named.
        places: How many places that are.
        articles: How many articles name any.
    """

    code: str
    name: str
    mentions: int
    places: int
    articles: int


def region_of(place: Place, level: RegionLevel) -> str:
    """Return the code of the country or province that a place counts to; "" for none.

    A sea has no country; a country itself has no province.
    """
    if level is RegionLevel.COUNTRY or not place.country_code:
        return place.country_code
    return f"{place.country_code}.{place.admin1}" if place.admin1 else ""


@memoized
def regions(atlas: Atlas, level: RegionLevel) -> tuple[RegionCount, ...]:
    """Return the countries or provinces of an atlas, the most named first."""
    within = defaultdict(list)
    for summary in summarise(atlas):
        code = region_of(summary.place, level)
        if code:
            within[code].append(summary)
    counted = (
        RegionCount(
            code=code,
            name=next((s.place.admin1_name for s in found if s.place.admin1_name), "")
            if level is RegionLevel.PROVINCE
            else "",
            mentions=sum(s.count for s in found),
            places=len(found),
            articles=len(
                {r.mention.passage.article_id for s in found for r in s.resolutions}
            ),
        )
        for code, found in within.items()
    )
    return tuple(sorted(counted, key=lambda c: (-c.mentions, c.code)))
