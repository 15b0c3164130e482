"""What our scripts show of the gazetteer, as JSON has it; as `geo.view.types`."""

from __future__ import annotations

from typing import TypedDict

from geo.view.types import EndView


class ExtentView(TypedDict):
    """A box, in degrees; west may be more than east, across 180°."""

    south: float
    west: float
    north: float
    east: float


class GazetteerRow(TypedDict):
    """A place of a name that was looked up, and how the name fits it."""

    id: str
    name: str
    what: str
    country: str
    country_code: str
    province: str
    population: int
    lat: float
    lon: float
    coordinates: str
    match: str
    matched: str
    feature: str
    extent: ExtentView | None
    imprecision_km: float
    source: str


class SimilarName(TypedDict):
    """A name spelt nearly so."""

    name: str
    where: str


class GazetteerView(TypedDict):
    """The places of a name, or without any, names near it; ``said`` in one line."""

    name: str
    places: list[GazetteerRow]
    similar: list[SimilarName]
    said: str


class NamesView(TypedDict):
    """Names of a place that are the same to it."""

    matched: str
    names: list[str]


class GazetteerPlaceView(EndView):
    """All that the gazetteer knows of a place."""

    facts: list[list[str]]
    names: list[NamesView]
