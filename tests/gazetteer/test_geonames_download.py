"""Downloads of GeoNames' files: broken off, changed on the way, refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from geonames_builds import cut_gazetteer, extender, found
from geonames_server import Server, dump_server
from proxy_server import proxying, trusting_the_tests
from web_server import redirect

from geo.errors import GazetteerError
from geo.gazetteer import download
from geo.gazetteer.builder.geonames_files import open_dump

base = pytest.fixture(scope="module")(cut_gazetteer)
extend = pytest.fixture(extender)
server = pytest.fixture(dump_server)
trusting = pytest.fixture(trusting_the_tests)


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
def test_a_redirect_from_https_to_anything_else_is_refused(
    target, tmp_path, monkeypatch, trusting
):
    monkeypatch.setattr(download, "WAITS", (0.0,))
    url, file = "https://mirror.example/FR.zip", tmp_path / "FR.zip"
    with proxying({"/FR.zip": redirect(target)}) as asked:
        monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{asked.port}")
        with pytest.raises(GazetteerError, match="leads from https to"):
            download.download(url, file, lambda _: None)
    assert asked.targets == ["CONNECT mirror.example:443"]
