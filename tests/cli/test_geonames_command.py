"""The command that builds from GeoNames' files, and which built file is then used."""

from __future__ import annotations

import sys
from contextlib import nullcontext

import pytest
from geonames_builds import HOLDS, cut_gazetteer
from geonames_files import World
from geonames_server import dump_server

from geo.cli import main
from geo.gazetteer import files
from geo.gazetteer.builder import geonames, packaged
from geo.gazetteer.builder.scratch import building
from geo.settings import get_settings

base = pytest.fixture(scope="module")(cut_gazetteer)
server = pytest.fixture(dump_server)


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
    assert files.ensure_gazetteer(cache_dir=cache) == extended

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
    with building(newer) as scratch:
        scratch.write_bytes(newer.read_bytes())
    assert extended.is_file()
    with building(files.extended_path(cache)) as scratch:
        scratch.write_bytes(extended.read_bytes())
    assert not extended.exists()
    assert files.outdated_extension(cache) is None


def test_building_without_options_goes_back(tmp_path, monkeypatch):
    for name in ("a-geonames.sqlite", "a-geonames.work", "a-geonames.work-wal"):
        (tmp_path / f"gazetteer-{name}").write_bytes(b"")
    monkeypatch.setattr(packaged, "build", lambda *_: None)
    files.build_gazetteer(cache_dir=tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_an_outdated_file_that_cannot_be_read_is_passed_over(tmp_path):
    (tmp_path / "gazetteer-a-geonames.sqlite").write_bytes(b"no database")
    assert files.outdated_extension(tmp_path) is None


def test_the_packaged_gazetteer_is_built_first(tmp_path, monkeypatch):
    ran: list[tuple[str, float]] = []

    def run(module, arguments, path, progress):
        progress(1.0, "extended")

    monkeypatch.setattr(packaged, "build", lambda _, report: report(1.0, "built"))
    monkeypatch.setattr(files, "_run_child", run)
    files.extend_gazetteer(
        "x", "", lambda s, words: ran.append((words, s)), cache_dir=tmp_path
    )
    assert ran == [("built", files.PACKAGED_SHARE), ("extended", 1.0)]


def test_the_child_reports_lines(monkeypatch, capsys, base, tmp_path):
    folder = World(tmp_path / "dump").only("FR.zip").write().folder
    path = tmp_path / HOLDS
    monkeypatch.setattr(geonames.gc, "disable", lambda: None)
    monkeypatch.setenv("SQLITE_TMPDIR", str(tmp_path))
    monkeypatch.setattr(
        sys, "argv", ["build", *map(str, (base.path, folder, "", path))]
    )
    geonames.main()
    first, *_, last = capsys.readouterr().out.splitlines()
    assert first.startswith("0.000 doing without")
    assert last == "1.000 done"
    monkeypatch.setattr(
        sys, "argv", ["build", str(base.path), str(path), "", str(path)]
    )
    with pytest.raises(SystemExit) as stop:
        geonames.main()
    assert stop.value.code == 3
    assert "no file of places" in capsys.readouterr().err


def test_another_process_may_have_built_it(monkeypatch, tmp_path):
    monkeypatch.setattr(geonames, "building", lambda _: nullcontext(None))
    said: list[tuple[float, str]] = []
    geonames.build(tmp_path, "x", "", tmp_path / "y", lambda *words: said.append(words))
    assert said == [(1.0, "another process has just built it")]
