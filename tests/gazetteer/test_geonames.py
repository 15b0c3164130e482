"""What goes in from GeoNames' own files, on a made-up piece of France."""

from __future__ import annotations

import json
import sqlite3

import pytest
from geonames_builds import cut_gazetteer, found, made_up_france

from geo.gazetteer.builder.names import flagged_name
from geo.gazetteer.schema import NAME_KINDS

base = pytest.fixture(scope="module")(cut_gazetteer)
world = pytest.fixture(scope="module")(made_up_france)


@pytest.mark.parametrize(
    ("name", "place_id", "match"),
    [
        ("Xaronval-le-Vieux", "geonames:91000001", "exact"),
        ("Alt-Xaronwald", "geonames:91000001", "alternate"),
        ("XLV.", "geonames:91000001", "abbreviation"),
        ("X.L.V.", "geonames:91000001", "abbreviation"),
        ("Xaronval Aérodrome", "geonames:91000002", "exact"),
        ("Xaronburg", "geonames:91000100", "exact"),
        ("Bois de Xaronval", "geonames:91000009", "exact"),
        ("Lyon", "geonames:2996944", "exact"),
        ("Lyons", "geonames:2996944", "preferred"),
        ("Xarlyon", "geonames:2996944", "alternate"),
        # The packages call it an alternate; GeoNames knows it as a name of the past.
        ("Lugdunum", "geonames:2996944", "historic"),
        ("Lutetia", "geonames:2988507", "historic"),
        # Our tables' names stay with what GeoNames has measured.
        ("France", "geonames:3017382", "exact"),
        ("French", "geonames:3017382", "demonym"),
        ("Republic of France", "geonames:3017382", "exact"),
        ("Auvergne-Rhône-Alpes", "dateline:admin1-FR.84", "exact"),
        ("Rhône", "dateline:admin2-FR.84.rhone", "exact"),
        ("US", "geonames:6252001", "abbreviation"),
        ("Ky.", "geonames:6254925", "abbreviation"),
    ],
)
def test_a_name_is_known(world, name, place_id, match):
    assert found(world, name)[place_id] == match


def test_names_in_other_scripts_stay(base, world):
    kept = "SELECT * FROM other_script_name ORDER BY norm, place_id"
    found = world._all(kept)
    assert found == base._all(kept)
    assert ("париж", 2988507) in found


@pytest.mark.parametrize(
    "name",
    [
        "LYS",  # an airport's code
        "Лион",  # no English text spells it so
        "https://en.wikipedia.org/wiki/Lyon",
        "xlv.",  # short forms are spelt exactly
        "XV",  # two letters count after a comma only
        "Route de Xaronval",
        "Xaronval Seamount",
        "Xnowhere",
        "Xaronvalle",  # a column that alternateNamesV2 has made obsolete
    ],
)
def test_a_name_is_left_out(world, name):
    assert not found(world, name).keys() & {
        f"geonames:{n}" for n in (2996944, *range(91000001, 91000010), 99000000)
    }


def test_two_letters_count_after_a_comma(world):
    matches = {c.place.id: c.match for c in world.lookup_after_comma("XV")}
    assert matches["geonames:91000001"] == "abbreviation"


@pytest.mark.parametrize(
    ("number", "code", "lat", "people"),
    [
        (2996944, "PPLA", 45.7485, 522_250),  # was PPL
        (2988507, "PPLC", 48.8534, 2_138_551),
        (91000001, "PPL", 45.9, 37),
        (91000002, "AIRP", 45.91, 0),
        (11071625, "ADM1", 45.5, 7_916_889),
        (2987410, "ADM2", 45.8, 1_821_995),
        (3017382, "PCLI", 46.0, 66_987_244),
    ],
)
def test_geonames_tells_code_point_and_people(world, number, code, lat, people):
    spot = world.place(f"geonames:{number}")
    assert (spot.feature_code, spot.lat, spot.population) == (code, lat, people)
    assert str(spot.provenance).startswith("GeoNames (allCountries.zip, 20")


def test_units_keep_the_id_that_saved_maps_know(world, base):
    for ref in ("dateline:admin1-FR.84", "dateline:admin2-FR.84.rhone"):
        before, after = base.place(ref), world.place(ref)
        assert after.id == before.id == ref
        assert after.name == before.name
        assert after.extent == before.extent
    assert world.place("geonames:11071625").id == "dateline:admin1-FR.84"


def test_a_country_is_numbered(world, base):
    assert base.place("geonames:831053") is None
    assert world.place("geonames:831053") == world.place("dateline:country-xk")
    assert found(world, "Kosovar") == {"dateline:country-xk": "demonym"}


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("Auvergne-Rhône-Alpes", {"dateline:admin1-FR.84"}),
        ("France", {"geonames:3017382"}),
        ("Black Sea", {"dateline:black-sea", "geonames:91000004"}),  # one is a pond
        ("Lyon", {"geonames:2996944"}),
    ],
)
def test_no_place_is_there_twice(world, name, ids):
    here = {
        c.place.id
        for c in world.lookup(name)
        if c.place.country_code in {"FR", ""} and c.match == "exact"
    }
    assert here == ids


@pytest.mark.parametrize("number", [91000007, 91000008])
def test_what_has_no_province_takes_its_parents(world, number):
    spot = world.place(f"geonames:{number}")
    assert (spot.country_code, spot.admin1) == ("FR", "84")
    assert spot.admin1_name == "Auvergne-Rhône-Alpes"


def test_a_small_pond_is_no_more_prominent_than_a_sea(world):
    first, *_, last = world.lookup("Black Sea")
    assert (first.place.id, last.place.feature_code) == ("dateline:black-sea", "POND")


def test_the_rest_of_the_world_stays(world, base):
    for name in ("Wonsan", "Kursk Oblast", "Texas", "Danube", "Chicago"):
        assert found(world, name) == found(base, name) != {}


def test_every_name_has_a_place_and_every_table_its_order(world):
    with sqlite3.connect(world.path) as db:
        lost = "SELECT count(*) FROM name WHERE place_id NOT IN (SELECT id FROM place)"
        assert db.execute(lost).fetchone() == (0,)
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    db.close()


def test_it_says_what_it_was_built_from(world):
    meta = world.meta
    read = [name for name, *_ in json.loads(meta["files"])]
    assert read == [
        "allCountries.zip", "countryInfo.txt", "admin1CodesASCII.txt",
        "admin2Codes.txt", "featureCodes_en.txt", "hierarchy.zip",
        "alternateNamesV2.zip",
    ]  # fmt: skip
    assert json.loads(meta["missing"]) == []
    assert json.loads(meta["features"])["S.AIRP"] == "airport"
    assert json.loads(meta["rebuild"])[0] == "--geonames"


@pytest.mark.parametrize(
    ("name", "language", "flags", "kind"),
    [
        ("Lyons", "en", {"preferred"}, "preferred"),
        ("Lyons", "en", set(), "alternate"),
        ("Lyons", "de", {"preferred"}, "alternate"),
        ("Lyons", "en", {"preferred", "historic"}, "historic"),
        ("Lyons", "", set(), "alternate"),
        ("Lyn.", "abbr", set(), "abbreviation"),
        ("Lyn.", "abbr", {"historic"}, None),
        ("Ly|n", "abbr", set(), None),
        ("LYS", "iata", set(), None),
        ("LYS", "", set(), None),
        ("69001", "post", set(), None),
        ("Лион", "ru", {"preferred"}, None),
        ("...", "en", set(), None),
    ],
)
def test_which_names_go_in(name, language, flags, kind):
    row = flagged_name(
        1,
        name,
        language,
        preferred="preferred" in flags,
        historic="historic" in flags,
    )
    assert (row and NAME_KINDS[row.kind].value) == kind
