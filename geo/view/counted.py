"""What an archive only counted, as a map shows it: places, and countries and provinces."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from geo.atlas import RegionCount, RegionLevel
from geo.labels import country_name, region_name, where
from geo.model import Place
from geo.view.types import MarkerView, ShownView

_LOOKS = {RegionLevel.COUNTRY: "countries", RegionLevel.PROVINCE: "provinces"}


def counted_view(
    places: Iterable[tuple[Place, int]],
    regions: dict[RegionLevel, Sequence[RegionCount]] | None = None,
) -> ShownView:
    """Return what the markers of places say that were only counted.

    Args:
        places: Each with its mentions.
        regions: All countries and provinces; one without a code is what lies in none.
    """
    shown: ShownView = {
        "places": {place.id: _marker(place, count) for place, count in places},
        "links": {},
    }
    if regions is not None:
        counted = {level: regions.get(level, ()) for level in RegionLevel}
        shown["regions"] = {
            region.code: {"name": region_name(region), "words": _words(region)}
            for found in counted.values()
            for region in found
            if region.code
        }
        shown["counted"] = {
            _LOOKS[level]: {region.code: region.mentions for region in found}
            for level, found in counted.items()
        }
    return shown


def _marker(place: Place, count: int) -> MarkerView:
    return {"name": place.name, "where": where(place), "n": count, "unsure": False}


def _words(region: RegionCount) -> str:
    """Return what is said of a region: "United States · 9 mentions in 2 articles"."""
    country, _, province = region.code.partition(".")
    said = " in ".join(
        f"{number:,} {word}{'' if number == 1 else 's'}"
        for number, word in ((region.mentions, "mention"), (region.articles, "article"))
        if number
    )
    return f"{country_name(country)} · {said}" if province else said
