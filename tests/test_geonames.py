"""The gazetteer from GeoNames' own files, on a made-up piece of France."""

from __future__ import annotations

import json
import signal
import sqlite3
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from contextlib import closing, nullcontext
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from geonames_files import ALTERNATES, PLACES, World, alternate, country, place, write

from geo.cli import main
from geo.errors import GazetteerError
from geo.gazetteer import download, files, geonames_build, geonames_files
from geo.gazetteer.alternates import flagged_name
from geo.gazetteer.geonames_files import DumpFile, open_dump
from geo.gazetteer.schema import NAME_KINDS, SCHEMA
from geo.gazetteer.store import OfflineGazetteer
from geo.settings import get_settings

HOLDS = "gazetteer-test-geonames.sqlite"


@pytest.fixture(scope="session")
def base(gazetteer, tmp_path_factory) -> Iterator[OfflineGazetteer]:
    """Give the packaged gazetteer without its small towns: quick to build upon."""
    path = tmp_path_factory.mktemp("base") / "gazetteer-test.sqlite"
    whole = files.gazetteer_path(gazetteer.path.parent)
    with closing(sqlite3.connect(path)) as db:
        db.executescript(
            f"{SCHEMA} ATTACH '{whole}' AS whole;"
            + """
            DROP TABLE raw_name;
            INSERT INTO place SELECT * FROM whole.place
                WHERE population > 300000 OR country_code IN ('FR', '')
                    AND feature_class <> 'P' OR feature_code = 'ADM1';
            INSERT OR IGNORE INTO place SELECT * FROM whole.place
                WHERE feature_code = 'PCLI';
            INSERT INTO name SELECT * FROM whole.name
                WHERE place_id IN (SELECT id FROM place);
            INSERT INTO admin1 SELECT * FROM whole.admin1;
            INSERT INTO meta SELECT * FROM whole.meta;
            -- As if no package numbered Kosovo.
            UPDATE place SET id = -831053, ref = 'dateline:country-xk'
                WHERE id = 831053;
            UPDATE name SET place_id = -831053 WHERE place_id = 831053;
        """
        )
    opened = OfflineGazetteer(path)
    yield opened
    opened.close()


@pytest.fixture
def extend(base, tmp_path):
    """Build from a folder of files into a folder of its own; opened, closed after."""
    opened: list[OfflineGazetteer] = []
    cache = tmp_path / "cache"
    cache.mkdir()

    def run(source: object, code: str = "", report=lambda *_: None) -> OfflineGazetteer:
        path = cache / HOLDS
        geonames_build.build(base.path, str(source), code, path, report)
        opened.append(OfflineGazetteer(path))
        return opened[-1]

    yield run
    for one in opened:
        one.close()


@pytest.fixture(scope="module")
def world(base, tmp_path_factory) -> Iterator[OfflineGazetteer]:
    """Give the whole made-up dump, built once."""
    folder = tmp_path_factory.mktemp("geonames")
    World(folder / "dump").write()
    path = folder / HOLDS
    geonames_build.build(base.path, str(folder / "dump"), "", path, lambda *_: None)
    opened = OfflineGazetteer(path)
    yield opened
    opened.close()


def found(gazetteer: OfflineGazetteer, name: str) -> dict[str, str]:
    """Give the places of a name by id, with how they matched."""
    return {c.place.id: c.match.value for c in gazetteer.lookup(name)}


# --- what goes in ------------------------------------------------------------------


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


# --- which files -------------------------------------------------------------------


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
    monkeypatch.setattr(geonames_files, "LONGEST_LINE", 1000)
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


# --- a build that is killed --------------------------------------------------------

KILLED = """
import os, signal, sys
from pathlib import Path
from geo.gazetteer import geonames_build, geonames_files
geonames_files.PIECE = 300
base, source, path, words, count = sys.argv[1:]
seen = 0
def report(share, said):
    global seen
    seen += said == words
    if seen == int(count):
        os.kill(os.getpid(), signal.SIGKILL)
geonames_build.build(Path(base), source, "", Path(path), report)
"""


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("reading allCountries.zip", 1),
        ("reading allCountries.zip", 3),
        ("reading hierarchy.zip", 2),
        ("reading alternateNamesV2.zip", 2),
        ("sorting names", 1),
    ],
)
def test_a_killed_build_goes_on(extend, world, base, tmp_path, words, count):
    folder = World(tmp_path / "dump").write().folder
    path = tmp_path / "cache" / HOLDS
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, base.path, folder, path, words, str(count)],
        check=False,
    )
    assert killed.returncode == -signal.SIGKILL
    assert path.with_suffix(".work").is_file()
    assert not path.is_file()
    said: list[str] = []
    whole = extend(folder, report=lambda _, words: said.append(words))
    assert said[0] == "going on with an unfinished build"
    assert said.count("reading allCountries.zip") == (
        0 if words != "reading allCountries.zip" else 2
    )
    assert rows(whole.path) == rows(world.path)
    assert {p.name for p in path.parent.iterdir()} == {path.name, "gazetteer.lock"}


def rows(path: Path) -> list[tuple]:
    with sqlite3.connect(path) as db:
        found = [
            row
            for table in ("place", "name", "admin1")
            for row in db.execute(f"SELECT * FROM {table}")
        ]
    db.close()
    return found


def test_other_files_begin_anew(extend, tmp_path, monkeypatch):
    dump = World(tmp_path / "dump").only("FR.zip")
    dump.files["FR.zip"].append("broken")
    monkeypatch.setattr(geonames_files, "PIECE", 300)
    with pytest.raises(GazetteerError, match="line 15"):
        extend(dump.write().folder)
    assert (tmp_path / "cache" / HOLDS).with_suffix(".work").is_file()
    dump.files["FR.zip"][-1] = place(7, "Xnew", 1, 1, "P.PPL")
    said: list[str] = []
    world = extend(dump.write().folder, report=lambda _, words: said.append(words))
    assert "going on with an unfinished build" not in said
    assert found(world, "Xnew")


def test_the_scratch_file_of_another_build_goes(extend, tmp_path):
    other = tmp_path / "cache" / "gazetteer-older-geonames.work"
    other.write_bytes(b"")
    extend(World(tmp_path / "dump").only("FR.zip").write().folder)
    assert not other.exists()


def test_shares_only_grow(extend, tmp_path):
    shares: list[float] = []
    extend(World(tmp_path).write().folder, report=lambda share, _: shares.append(share))
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


# --- downloads ---------------------------------------------------------------------


class Server(ThreadingHTTPServer):
    """Files of a folder; can break off, change, fail or send another part."""

    daemon_threads = False

    def __init__(self, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.folder = folder
        self.asked: list[tuple[str, str]] = []  # path, Range
        self.breaks = 0  # answers that stop half-way
        self.status = 0  # answer this instead
        self.shift = 0  # bytes a part is off
        self.tag = '"1"'

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/dump/"


class Handler(BaseHTTPRequestHandler):
    server: Server

    def log_message(self, *arguments: object) -> None:
        pass

    def do_GET(self) -> None:
        wanted = self.headers.get("Range", "")
        self.server.asked.append((self.path, wanted))
        file = self.server.folder / self.path.removeprefix("/dump/")
        if self.server.status or not file.is_file():
            self.send_error(self.server.status or 404)
            return
        if self.headers.get("If-None-Match") == self.server.tag:
            self.send_response(304)
            self.end_headers()
            return
        body = file.read_bytes()
        start = 0
        if wanted and self.headers["If-Range"] == self.server.tag:
            start = int(wanted.removeprefix("bytes=").rstrip("-"))
            if start >= len(body):
                self.send_error(416)
                return
            start += self.server.shift
        self.send_response(206 if start else 200)
        if start:
            self.send_header("Content-Range", f"bytes {start}-{len(body) - 1}/*")
        self.send_header("ETag", self.server.tag)
        self.send_header("Content-Length", str(len(body) - start))
        self.end_headers()
        if self.server.breaks:
            self.server.breaks -= 1
            body = body[: start + (len(body) - start) // 2]
        self.wfile.write(body[start:])


@pytest.fixture
def server(tmp_path, monkeypatch) -> Iterator[Server]:
    monkeypatch.setattr(download, "WAITS", (0.0, 0.0))
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    folder = World(tmp_path / "far").write().folder
    with Server(folder) as running:
        thread = threading.Thread(target=running.serve_forever, args=(0.01,))
        thread.start()
        yield running
        running.shutdown()
        thread.join()


def fetch(server: Server, folder: Path, name: str = "FR.zip") -> bytes | None:
    done = download.download(server.url + name, folder / name, lambda _: None)
    return (folder / name).read_bytes() if done else None


@pytest.mark.parametrize("address", ["", "allCountries.zip"])
def test_a_dump_is_downloaded(extend, server, tmp_path, address):
    shares: list[float] = []
    world = extend(server.url + address, report=lambda s, _: shares.append(s))
    assert found(world, "Xaronburg")
    assert shares == sorted(shares)
    kept = tmp_path / "cache/geonames"
    assert (kept / "allCountries.zip").read_bytes() == (
        server.folder / "allCountries.zip"
    ).read_bytes()
    assert not list(kept.rglob("*.part*"))
    before = len(server.asked)
    assert found(extend(server.url + address), "Xaronburg")
    assert {r for _, r in server.asked[before:]} == {""}  # 304 each: nothing came again


def test_only_the_country_is_downloaded(extend, server):
    world = extend(server.url.rstrip("/"), "FR")
    assert found(world, "Xaronval-le-Vieux")
    assert "/dump/allCountries.zip" not in {path for path, _ in server.asked}


def test_a_download_goes_on_where_it_broke_off(server, tmp_path):
    whole = (server.folder / "FR.zip").read_bytes()
    server.breaks = 1
    assert fetch(server, tmp_path) == whole
    assert [wanted for _, wanted in server.asked] == ["", f"bytes={len(whole) // 2}-"]


def test_the_next_run_goes_on_too(server, tmp_path):
    server.breaks = 2
    with pytest.raises(GazetteerError, match=r"of \d+ bytes came.*goes on from there"):
        fetch(server, tmp_path)
    assert (tmp_path / "FR.zip.part").is_file()
    assert not (tmp_path / "FR.zip").exists()
    assert fetch(server, tmp_path) == (server.folder / "FR.zip").read_bytes()
    assert server.asked[-1][1]


@pytest.mark.parametrize("change", ["tag", "shift", "shorter"])
def test_a_part_of_something_else_is_not_gone_on_with(server, tmp_path, change):
    server.breaks = 2
    with pytest.raises(GazetteerError):
        fetch(server, tmp_path)
    if change == "shift":
        server.shift = 1
    else:
        server.tag = '"2"' if change == "tag" else server.tag
        (server.folder / "FR.zip").write_bytes(b"new" if change == "tag" else b"n")
    assert fetch(server, tmp_path) == (server.folder / "FR.zip").read_bytes()


def test_what_changed_there_comes_again(server, tmp_path):
    fetch(server, tmp_path)
    (server.folder / "FR.zip").write_bytes(b"another")
    assert fetch(server, tmp_path) != b"another"  # same tag: nothing is loaded
    server.tag = '"2"'
    assert fetch(server, tmp_path) == b"another"


@pytest.mark.parametrize(
    ("status", "tries", "advice"),
    [(403, 1, "it answers 403"), (503, 2, "it answers 503"), (410, 1, None)],
)
def test_a_server_that_will_not(server, tmp_path, status, tries, advice):
    server.status = status
    if advice:
        with pytest.raises(GazetteerError, match=rf"FR.zip could not.*{advice}"):
            fetch(server, tmp_path)
    else:
        assert fetch(server, tmp_path) is None
    assert len(server.asked) == tries


def test_a_server_that_is_not_there(tmp_path, monkeypatch):
    monkeypatch.setattr(download, "WAITS", (0.0,))
    with pytest.raises(GazetteerError, match="could not be downloaded from 127"):
        download.download("http://127.0.0.1:1/x.zip", tmp_path / "x", lambda _: None)


def test_a_folder_that_cannot_be_written(server, tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(GazetteerError, match="cannot be written"):
        fetch(server, tmp_path / "file")


@pytest.mark.parametrize(
    ("address", "advice"),
    [
        ("ftp://127.0.0.1/", "no address to download from"),
        ("file:///x/", "no address to download from"),
        ("http:///x/", "no address to download from"),
        ("http://me:secret@127.0.0.1/", "without a user name"),
        ("http://127.0.0.1/?key=1", "without a user name"),
    ],
)
def test_an_address_that_is_none(tmp_path, address, advice):
    with pytest.raises(GazetteerError, match=advice) as told:
        open_dump(address, "", tmp_path, lambda *_: None)
    assert "secret" not in str(told.value)


@pytest.mark.parametrize("target", ["http://127.0.0.1:1/", "ftp://127.0.0.1/"])
def test_a_redirect_from_https_to_anything_else_is_refused(target):
    request = download.Request("https://127.0.0.1/FR.zip")
    with pytest.raises(download.HTTPError, match="leads to http"):
        download._Careful().redirect_request(request, None, 302, "", None, target)


# --- the command -------------------------------------------------------------------


@pytest.fixture
def dateline(fresh_settings, monkeypatch, capsys, tmp_path, base):
    """Run the command with a cache of its own, a packaged gazetteer in it."""
    cache = tmp_path / "own"
    cache.mkdir()
    files.gazetteer_path(cache).symlink_to(base.path)
    fresh_settings.setenv("DATELINE_CACHE_DIR", str(cache))

    def run(*arguments: object) -> tuple[int, str, str]:
        get_settings.cache_clear()
        monkeypatch.setattr(sys, "argv", ["dateline", *map(str, arguments)])
        code = 0
        try:
            main()
        except SystemExit as stop:
            code = int(stop.code or 0)
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    run.cache = cache
    return run


def test_the_command_builds_tells_and_searches(dateline, tmp_path):
    folder = (
        World(tmp_path / "dump").only("FR.zip", "featureCodes_en.txt").write().folder
    )
    code, out, err = dateline(
        "gazetteer", "build", "--country", "fr", "--geonames", folder
    )
    assert code == 0, err
    assert out.strip().endswith("-geonames.sqlite")
    assert "built without countryInfo.txt" in err
    _, out, _ = dateline("gazetteer", "info")
    assert "from      GeoNames FR.zip, " in out
    assert "without   GeoNames hierarchy.zip" in out
    _, out, _ = dateline("gazetteer", "search", "Lyon")
    assert "seat of a first-order administrative division" in out


def test_a_country_alone_comes_from_geonames(dateline, server, monkeypatch):
    monkeypatch.setattr("geo.cli.gazetteer.GEONAMES", server.url)
    assert dateline("gazetteer", "build", "--country", "FR")[0] == 0
    assert "Xaronval" in dateline("gazetteer", "search", "Xaronval-le-Vieux")[1]


@pytest.mark.parametrize(
    ("arguments", "code", "advice"),
    [
        (["--country", "ZZ"], 2, "no country has the code 'ZZ'"),
        (["--country", "FRA"], 2, "give two letters"),
        (["--country", ""], 2, "give two letters"),
        (["--geonames", "none"], 3, "none has no file of places"),
        (["--geonames", "gopher://x"], 3, "no address to download from"),
    ],
)
def test_mistakes_end_with_advice(dateline, arguments, code, advice):
    before = sorted(p.name for p in dateline.cache.iterdir())
    ended, out, err = dateline("gazetteer", "build", *arguments)
    assert (ended, out) == (code, "")
    assert advice in err
    assert "Traceback" not in err
    after = sorted(p.name for p in dateline.cache.iterdir())
    assert after in (before, [*before, "gazetteer.lock"])


def test_which_file_is_used_kept_and_dropped(dateline, tmp_path, monkeypatch):
    folder = World(tmp_path / "dump").only("FR.zip").write().folder
    cache = dateline.cache
    packaged = files.gazetteer_path(cache)
    dateline("gazetteer", "build", "--geonames", folder)
    extended = files.current_path(cache)
    assert extended != packaged
    assert files.ensure_gazetteer(cache) == extended

    # Another version does not read it, but keeps it and says how to build it again.
    monkeypatch.setattr(files, "SCHEMA_VERSION", 0)
    assert not files.gazetteer_ready(cache)
    newer = files.gazetteer_path(cache)
    packaged.rename(newer)
    advice = f"build it again: dateline gazetteer build --geonames {folder}"
    assert files.current_path(cache) == newer
    assert files.outdated_extension(cache).endswith(advice)
    assert advice in dateline("gazetteer", "info")[1]
    assert advice in dateline("doctor")[1]
    with files.building(newer) as scratch:
        scratch.write_bytes(newer.read_bytes())
    assert extended.is_file()
    with files.building(files.extended_path(cache)) as scratch:
        scratch.write_bytes(extended.read_bytes())
    assert not extended.exists()
    assert files.outdated_extension(cache) is None


def test_building_without_options_goes_back(tmp_path, monkeypatch):
    for name in ("a-geonames.sqlite", "a-geonames.work", "a-geonames.work-wal"):
        (tmp_path / f"gazetteer-{name}").write_bytes(b"")
    monkeypatch.setattr(files, "_run_child", lambda *_: None)
    files.build_gazetteer(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_an_outdated_file_that_cannot_be_read_is_passed_over(tmp_path):
    (tmp_path / "gazetteer-a-geonames.sqlite").write_bytes(b"no database")
    assert files.outdated_extension(tmp_path) is None


def test_the_packaged_gazetteer_is_built_first(tmp_path, monkeypatch):
    ran: list[tuple[str, float]] = []

    def run(module, arguments, path, progress):
        progress(1.0, "done")
        path.write_bytes(b"")

    monkeypatch.setattr(files, "_run_child", run)
    files.extend_gazetteer(tmp_path, "x", "", lambda s, words: ran.append((words, s)))
    assert ran == [("done", 0.1), ("done", 1.0)]


def test_the_child_reports_lines(monkeypatch, capsys, base, tmp_path):
    folder = World(tmp_path / "dump").only("FR.zip").write().folder
    path = tmp_path / HOLDS
    monkeypatch.setattr(geonames_build.gc, "disable", lambda: None)
    monkeypatch.setenv("SQLITE_TMPDIR", str(tmp_path))
    monkeypatch.setattr(
        sys, "argv", ["build", *map(str, (base.path, folder, "", path))]
    )
    geonames_build.main()
    first, *_, last = capsys.readouterr().out.splitlines()
    assert first.startswith("0.000 doing without")
    assert last == "1.000 done"
    monkeypatch.setattr(
        sys, "argv", ["build", str(base.path), str(path), "", str(path)]
    )
    with pytest.raises(SystemExit) as stop:
        geonames_build.main()
    assert stop.value.code == 3
    assert "no file of places" in capsys.readouterr().err


def test_another_process_may_have_built_it(monkeypatch, tmp_path):
    monkeypatch.setattr(geonames_build, "building", lambda _: nullcontext(None))
    said: list[tuple[float, str]] = []
    geonames_build.build(
        tmp_path, "x", "", tmp_path / "y", lambda *words: said.append(words)
    )
    assert said == [(1.0, "another process has just built it")]
