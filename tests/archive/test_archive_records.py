"""Records and addresses of an archive that somebody else may have written."""

from __future__ import annotations

import json
import os

import pytest

from geo.archive import Store
from geo.errors import InputError


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "archive"


def damaged(folder):
    return list(Store(folder).damaged(Store(folder).commits()))


KEY, PART = "0a", "parts/0a-0b/{}.parquet"


def recorded(folder, key=KEY, path=PART, table="links", **said):
    """Write an archive of one record that names one file."""
    part = {"path": path and path.format(table), "rows": 1, "bytes": 1, "sha256": ""}
    part |= {name: said.pop(name) for name in part.keys() & said.keys()}
    record = {
        "key": key,
        "settings": "",
        "made": 0.0,
        "parts": {table: part},
        "failed": [],
    }
    (folder / "commits").mkdir(parents=True)
    (folder / "archive.json").write_text('{"format": "dateline-archive", "version": 1}')
    (folder / "commits" / f"{KEY}.json").write_text(json.dumps(record | said))
    return Store(folder)


def test_a_record_leads_into_its_archive(folder):
    (commit,) = recorded(folder).commits()
    assert Store(folder).paths("links", [commit]) == [folder / PART.format("links")]


@pytest.mark.parametrize(
    "said",
    [
        *({"path": path} for path in (
            "../../other/{}.parquet", "/etc/{}.parquet", "/dev/zero", "parts/*/{}.parquet",
            "parts/0a-0b/../../{}.parquet", "parts/0a-0b/\0.parquet", "s3://bucket/{}.parquet", "", None,
        )),
        {"rows": 10**30}, {"rows": -1}, {"bytes": "many"}, {"bytes": True}, {"sha256": None},
        {"parts": []}, {"made": 10**400}, {"made": "soon"}, {"made": float("nan")}, {"settings": []},
        {"build": 7}, {"failed": [{}]}, {"key": "../archive"}, {"key": "0b"}, {"key": 7}, {"more": 1},
    ],
)  # fmt: skip
def test_a_record_of_somebody_else_leads_nowhere(folder, said):
    with pytest.raises(InputError, match="is damaged; delete it"):
        recorded(folder, **said).commits()


def test_a_record_without_a_table_is_said(folder):
    store = recorded(folder)
    with pytest.raises(InputError, match="cannot be had"):
        store.paths("places", store.commits())


@pytest.mark.parametrize("content", ["[" * 100_000, '{"version": 1e999}'])
@pytest.mark.parametrize("file", ["archive.json", "commits/0a.json"])
def test_json_that_breaks_readers_is_damage(folder, file, content):
    recorded(folder)
    (folder / file).write_text(content)
    with pytest.raises(InputError, match=r"cannot be read|is damaged"):
        Store(folder).commits()


@pytest.mark.parametrize("linked", ["parts", "commits"])
def test_no_link_has_files_of_others_read_or_deleted(folder, tmp_path, linked):
    recorded(folder)
    (tmp_path / "theirs" / "0c-0d").mkdir(parents=True)
    theirs = [tmp_path / "theirs" / name for name in ("0c-0d/links.parquet", "0a.json")]
    for path in theirs:
        path.write_text((folder / "commits" / "0a.json").read_text())
        os.utime(path, (0, 0))
    if linked == "commits":
        (folder / linked).rename(tmp_path / "ours")
    (folder / linked).symlink_to(tmp_path / "theirs")
    with pytest.raises(InputError, match="leads elsewhere"):
        Store(folder).sweep()
    with pytest.raises(InputError, match="leads elsewhere"):
        damaged(folder)
    assert all(path.exists() for path in theirs)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes")
def test_a_pipe_is_no_file(folder):
    recorded(folder)
    (folder / "parts" / "0a-0b").mkdir(parents=True)
    os.mkfifo(folder / PART.format("links"))
    with pytest.raises(InputError, match="leads elsewhere"):
        damaged(folder)


@pytest.mark.parametrize("address", ["memory://a::http://127.0.0.1/", "http://a/b", "simplecache::s3://a"])  # fmt: skip
def test_an_archive_lies_at_one_address(address):
    with pytest.raises(InputError, match="at one address"):
        Store(address)


def test_an_address_that_holds_a_password_is_refused_without_it():
    with pytest.raises(InputError, match="no password") as refused:
        Store("s3://me:secret@bucket/a")
    assert "secret" not in str(refused.value)
