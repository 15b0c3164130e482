"""Which of GeoNames' files a build reads, how, and how it refuses broken ones."""

from __future__ import annotations

import json
import zipfile

import pytest
from geonames_builds import cut_gazetteer, extender, found
from geonames_files import ALTERNATES, PLACES, World, alternate, country, place, write

from geo.errors import GazetteerError
from geo.gazetteer.builder import geonames_files
from geo.gazetteer.builder.geonames_files import DumpFile, open_dump

base = pytest.fixture(scope="module")(cut_gazetteer)
extend = pytest.fixture(extender)


@pytest.mark.parametrize("suffix", [".zip", ".txt"])
def test_a_country_is_added(extend, base, tmp_path, suffix):
    dump = World(tmp_path / "dump")
    dump.files = {f"FR{suffix}": PLACES, f"alternatenames/FR{suffix}": ALTERNATES}
    world = extend(dump.write().folder, "FR")
    assert found(world, "Xaronval-le-Vieux") == {"geonames:91000001": "exact"}
    assert found(world, "Lugdunum")["geonames:2996944"] == "historic"
    assert found(world, "Wonsan") == found(base, "Wonsan")
    assert json.loads(world.meta["missing"])[0] == "countryInfo.txt"


def test_a_country_is_taken_out_of_the_whole_world(extend, tmp_path):
    dump = World(tmp_path / "dump").only("allCountries.zip", "alternateNamesV2.zip")
    dump.files["alternateNamesV2.zip"].append(alternate(524901, "en", "Xmoscow"))
    world = extend(dump.write().folder, "FR")
    assert found(world, "Xaronval-le-Vieux")
    assert not found(world, "Xaronburg")
    assert not found(world, "Xmoscow")


def test_without_further_names_those_beside_the_place_count(extend, tmp_path):
    world = extend(World(tmp_path).only("FR.zip").write().folder / "FR.zip")
    assert found(world, "Xaronvalle") == {"geonames:91000001": "alternate"}
    assert "geonames:2996944" not in found(world, "LYS")
    assert found(world, "Lugdunum")["geonames:2996944"] == "alternate"


def test_codes_number_the_provinces_where_the_places_are_cities(extend, tmp_path):
    dump = World(tmp_path).only("admin1CodesASCII.txt", "admin2Codes.txt")
    dump.files["cities500.txt"] = [p for p in PLACES if "\tPPL" in p]
    dump.files["admin1CodesASCII.txt"].append("SI.X9\tXaronska\tXaronska\t91000200")
    dump.files["countryInfo.txt"] = [country("FR", 3017382)]
    world = extend(dump.write().folder)
    for number, ref in [(3012874, "admin1-FR.11"), (2987410, "admin2-FR.84.rhone")]:
        assert world.place(f"geonames:{number}").id == f"dateline:{ref}"
    assert world.admin1_name("SI", "X9") == "Xaronska"


@pytest.mark.parametrize(
    ("names", "code", "taken"),
    [
        (["FR.txt"], "", "FR.txt"),
        (["FR.txt", "FR.zip"], "", "FR.zip"),
        (["FR.txt", "DE.txt"], "", None),
        (["FR.txt", "DE.txt"], "DE", "DE.txt"),
        (["cities500.zip", "cities15000.zip"], "", "cities500.zip"),
        (["cities500.zip", "allCountries.txt"], "", "allCountries.txt"),
        (["cities500.zip"], "FR", None),
        (["hierarchy.txt"], "", None),
        ([], "", None),
    ],
)
def test_the_file_of_places(tmp_path, names, code, taken):
    for name in names:
        write(tmp_path / name, PLACES)
    if taken:
        dump = open_dump(str(tmp_path), code, tmp_path, lambda *_: None)
        assert dump.places.name == taken
    else:
        wanted = f"{code or 'allCountries'}.zip in it"
        with pytest.raises(GazetteerError, match=f"no file of places.*{wanted}"):
            open_dump(str(tmp_path), code, tmp_path, lambda *_: None)


@pytest.mark.parametrize(
    ("name", "line", "advice"),
    [
        ("FR.txt", PLACES[0] + "\tmore", "line 15: GeoNames has no lines of 20"),
        ("FR.txt", "1\t2", "line 15: GeoNames has no lines of 2 columns"),
        ("FR.txt", place(1, "X", "north", 0, "P.PPL"), "line 15: a number in it"),
        ("FR.txt", place(1, "X", 91, 0, "P.PPL"), "line 15: such a place cannot be"),
        ("FR.txt", place(1, "X", "nan", 0, "P.PPL"), "line 15: such a place cannot be"),
        ("FR.txt", place(10**12, "X", 0, 0, "P.PPL"), "line 15: such a place"),
        ("admin1CodesASCII.txt", "FR\tX\tX\t1", "line 3: 'FR' is no code of a unit"),
        ("admin1CodesASCII.txt", "FR.1\tX\tX\t?", r"line 3: '\?' is no number"),
        (
            "alternateNamesV2.zip",
            "1\tx\ten\tX\t\t\t\t\t\t",
            "line 13: 'x' is no number",
        ),
        ("hierarchy.zip", "1", "line 5: GeoNames has no lines of 1"),
        ("countryInfo.txt", "FR", "line 4: GeoNames has no lines of 1"),
    ],
)
def test_a_broken_line_is_named(extend, tmp_path, name, line, advice):
    dump = World(tmp_path / "dump")
    dump.files["FR.txt"] = dump.files.pop("FR.zip")
    dump.files[name] = [*dump.files[name], line]
    with pytest.raises(GazetteerError, match=f"{name}, {advice}.*download"):
        extend(dump.write().folder, "FR")


@pytest.mark.parametrize(
    ("name", "content", "advice"),
    [
        ("FR.txt", b"caf\xe9\n", "FR.txt, line 1: not UTF-8"),
        ("FR.txt", b"x" * 3000, "FR.txt is no file of GeoNames"),
        ("FR.zip", b"no zip at all", "FR.zip cannot be read"),
    ],
)
def test_a_file_that_is_none(extend, tmp_path, monkeypatch, name, content, advice):
    monkeypatch.setattr(geonames_files, "MAX_LINE_LENGTH", 1000)
    (tmp_path / name).write_bytes(content)
    with pytest.raises(GazetteerError, match=advice):
        extend(tmp_path / name)


def test_a_zip_of_something_else_is_told(extend, tmp_path):
    with zipfile.ZipFile(tmp_path / "FR.zip", "w") as archive:
        archive.writestr("DE.txt", "")
    with pytest.raises(GazetteerError, match=r"FR.zip holds no FR.txt"):
        extend(tmp_path / "FR.zip")


@pytest.mark.parametrize("suffix", [".zip", ".txt"])
@pytest.mark.parametrize("piece", [7, 100, 10_000])
def test_a_file_is_read_in_pieces_and_from_any_of_them_on(
    tmp_path, monkeypatch, suffix, piece
):
    lines = [f"line {n} é" for n in range(1, 41)]
    path = write(tmp_path / f"some{suffix}", lines)
    monkeypatch.setattr(geonames_files, "PIECE", piece)
    file = DumpFile(path, path.name)
    batches = list(file.batches())
    assert "".join(b.text for b in batches).split("\n") == [*lines, ""]
    assert batches[-1].end == file.size()
    for batch in batches:
        assert batch.text.startswith(lines[batch.first - 1])
        again = list(file.batches(batch.end, batch.after))
        assert "".join(b.text for b in again) == "".join(
            f"{line}\n" for line in lines[batch.after - 1 :]
        )
        assert [b.after for b in again][-1:] in ([41], [])
