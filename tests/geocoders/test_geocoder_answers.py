"""What a server says of a place, and what is made of it."""

from __future__ import annotations

import json
from types import SimpleNamespace

import pytest
from geocoder_rows import WONSAN

from geo.geocoders.responses import check_rows, place_from_row
from geo.geocoders.responses_other import place_from_location, says_none
from geo.model import Extent

HOSTILE = [
    # display_name, the name that is kept
    ("x" * 20_000, "x" * 200),
    ("<script>alert(1)</script>", "<script>alert(1)</script>"),  # shown as text
    ("\u202eWon\u2066san\u2069", "Won san"),
    ("Won\x00\x1b[31msan\u2028!", "Won [31msan !"),
    ("\U000e0041Wonsan\ufeff", "Wonsan"),
    ("می\u200cخواهم", "می\u200cخواهم"),  # spelt with it
    ("  ,", "asked"),
    ("\ud800", "asked"),
]


@pytest.mark.parametrize(("sent", "kept"), HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_names(sent: str, kept: str) -> None:
    row = WONSAN | {"name": "", "display_name": sent}
    assert place_from_row(row, "asked").name == kept


FEATURES = [
    # addresstype, class, type, GeoNames class and code
    ("country", "boundary", "administrative", "A PCLI"),
    ("state", "boundary", "administrative", "A ADM1"),
    ("county", "boundary", "administrative", "A ADM2"),
    ("city", "boundary", "administrative", "P PPL"),
    ("town", "place", "town", "P PPL"),
    ("village", "place", "village", "P PPL"),
    ("suburb", "place", "suburb", "P PPLX"),
    ("sea", "place", "sea", "H SEA"),
    ("ocean", "place", "ocean", "H OCN"),
    ("bay", "natural", "bay", "H BAY"),
    ("river", "waterway", "river", "H STM"),
    ("peak", "natural", "peak", "T MT"),
    ("mountain_range", "natural", "mountain_range", "T MTS"),
    ("island", "place", "island", "T ISL"),
    ("amenity", "amenity", "restaurant", "S FCL"),
    ("aeroway", "aeroway", "aerodrome", "S AIRP"),
    ("natural", "natural", "strait", "H STRT"),
    (None, "place", "city", "P PPL"),  # servers before 4.3
    (None, "boundary", "administrative", "P PPL"),  # its address begins with "city"
    (7, "boundary", ["administrative"], "P PPL"),
]


@pytest.mark.parametrize(("addresstype", "class_", "type_", "feature"), FEATURES)
def test_kinds_of_place(
    addresstype: object, class_: str, type_: object, feature: str
) -> None:
    row = WONSAN | {"addresstype": addresstype, "class": class_, "type": type_}
    place = place_from_row(row, "asked")
    assert f"{place.feature_class} {place.feature_code}" == feature


ODDITIES = [
    # what is changed, the field it shows in, its value
    ({"osm_type": "node", "osm_id": "17"}, "id", "osm:node/17"),
    ({"osm_type": None}, "id", "osm:point/39.15290,127.44360"),
    ({"osm_type": "<b>"}, "id", "osm:point/39.15290,127.44360"),
    ({"osm_id": "1; DROP TABLE"}, "id", "osm:point/39.15290,127.44360"),
    ({"osm_type": "node"}, "extent", None),  # a box Nominatim made up
    ({"boundingbox": None}, "extent", None),
    ({"boundingbox": ["1", "2", "3"]}, "extent", None),
    ({"boundingbox": ["NaN", "2", "3", "4"]}, "extent", None),
    ({"boundingbox": [2, 1, 3, 4]}, "extent", None),
    ({"boundingbox": [1, 2, 170, -170]}, "extent", Extent(1, 170, 2, -170)),
    ({"address": None}, "country_code", ""),
    ({"address": []}, "country_code", ""),
    ({"address": {"country_code": "xyz"}}, "country_code", ""),
    ({"address": {"country_code": 7}}, "country_code", ""),
    ({"address": {"state": "\u202eX"}}, "admin1_name", "X"),
    ({"name": None}, "name", "Wonsan"),
    ({"lat": 39}, "lat", 39.0),
]


@pytest.mark.parametrize(("changes", "field_", "value"), ODDITIES)
def test_odd_rows(changes: dict[str, object], field_: str, value: object) -> None:
    (row,) = check_rows(json.loads(json.dumps([WONSAN | changes])))
    assert getattr(place_from_row(row, "asked"), field_) == value


GOOGLE = {
    "types": ["locality", "political"],
    "address_components": [
        {"short_name": "Wonsan", "types": ["locality"]},
        {"short_name": "KP", "types": ["country", "political"]},
    ],
}
NAMED = [
    # what a service of geopy's sent, country, feature class and code
    (GOOGLE, "KP", "P PPL"),
    (GOOGLE | {"types": ["country", "political"]}, "KP", "A PCLI"),
    ({"place_type": ["region"], "properties": {"country_code": "no"}}, "NO", "A ADM1"),
    ({"address": {"countryCode": "FR"}, "type": "Lake"}, "FR", "H LK"),
    ({"fcl": "H", "fcode": "LK", "countryCode": "CA"}, "CA", "H LK"),
    ({"fcl": "H", "fcode": "L<b>"}, "", "P PPL"),
    ({"types": 7, "address_components": [[[[[[[[[]]]]]]]]]}, "", "P PPL"),
    ("a text", "", "P PPL"),
]


@pytest.mark.parametrize(("raw", "country", "feature"), NAMED, ids=range(len(NAMED)))
def test_rows_of_any_service(raw: object, country: str, feature: str) -> None:
    location = SimpleNamespace(raw=raw, latitude=39, longitude=127, address="Wonsan, X")
    place = place_from_location(location, "google", "asked")
    assert (place.name, place.country_code) == ("Wonsan", country)
    assert f"{place.feature_class} {place.feature_code}" == feature


NONE = [
    # body, does it say that there is no such place?
    ({"results": [], "status": "ZERO_RESULTS"}, True),
    ([], True),
    ({"resourceSets": [{"resources": []}]}, True),
    ({"response": {"GeoObjectCollection": {"featureMember": []}}}, True),
    ({}, False),
    (None, False),
    ({"status": "OVER_LIMIT"}, False),
    ("[]", False),
]


@pytest.mark.parametrize(("body", "says"), NONE)
def test_an_empty_answer_is_told_from_none(body: object, says: bool) -> None:
    assert says_none(body) is says


def test_an_error_with_an_empty_list_is_no_answer() -> None:
    assert not says_none({"error": {"code": 9}, "results": []})
    assert not says_none({"status": "REQUEST_DENIED", "error_message": "", "r": []})
