"""``dateline archive``: build, info, ask, query, verify."""

from __future__ import annotations

import json

import pytest
from command_runs import command

import geo

dateline = pytest.fixture(command)


@pytest.fixture
def built(dateline, tmp_path):
    texts = ("Lavrov flew from Moscow to Wonsan.", "=cmd() said Moscow was calm.")
    lines = (json.dumps({"text": t, "date": "2024-05-01"}) for t in texts)
    (tmp_path / "news.jsonl").write_text("\n".join(lines), "utf-8")
    code, out, _ = dateline("archive", "build", "a", "news.jsonl", "--jobs", "1")
    assert (code, out) == (0, "2 articles added, 0 were there before\n")
    return dateline


def test_build_goes_on(built):
    code, out, err = built("archive", "build", "a", "news.jsonl", "no.txt", "--json")
    assert (code, json.loads(out)["known"]) == (1, 2)
    assert "left out: there is no file" in err


def test_info(built):
    assert "articles    2 of 1 sources" in built("archive", "info", "a")[1]
    facts = json.loads(built("archive", "info", "a", "--json")[1])
    assert (facts["articles"], facts["first"], facts["failed"]) == (2, "2024-05-01", [])


def test_ask(built):
    code, out, _ = built("archive", "query", "a", "--place", "Wonsan")
    assert code == 0
    assert (
        out == "2024-05-01  news.jsonl  [Wonsan]  Lavrov flew from Moscow to Wonsan.\n"
    )
    counts = built("archive", "query", "a", "--by", "country", "--json")[1]
    assert json.loads(counts)[0] == {"name": "RU", "count": 2, "articles": 2}
    code, _, err = built("archive", "query", "a", "--since", "2025-01-01")
    assert (code, err) == (0, "dateline: nothing answers this\n")


def test_list(built, tmp_path):
    address = str(tmp_path / "a")
    assert f"a  {address}\n" in built("archive", "list")[1]
    listed = json.loads(built("archive", "list", "a", "--json")[1])
    assert [one["name"] for one in listed if one["address"] == address] == ["a"]
    assert built("archive", "list", "elsewhere")[0] == 2


def test_ask_writes_what_answers(built, tmp_path):
    code, out, _ = built(
        "archive", "query", "a", "--box=30,120,45,130", "-o", "map.html"
    )
    assert (code, out) == (0, "1 of 1 articles that answer\n")
    assert "Lavrov flew from Moscow" in (tmp_path / "map.html").read_text("utf-8")
    code, _, err = built("archive", "query", "a", "--box", "1,2,3", "-o", "map.csv")
    assert (code, "--box takes four numbers" in err) == (2, True)
    code, _, err = built("archive", "query", "a", "--country", "FR", "-o", "map.csv")
    assert (code, "nothing was written" in err) == (2, True)


def test_query(built):
    asked = "SELECT sentence, published FROM mentions ORDER BY ALL LIMIT 1"
    out = built("archive", "query", "a", asked)[1]
    assert out == "sentence,published\n'=cmd() said Moscow was calm.,2024-05-01\n"
    (row,) = json.loads(built("archive", "query", "a", asked, "--json")[1])
    assert row == {
        "sentence": "=cmd() said Moscow was calm.",
        "published": "2024-05-01",
    }
    assert built("archive", "query", "a", "DROP VIEW mentions")[0] == 2
    code, _, err = built("archive", "query", "a", asked, "--place", "Moscow")
    assert (code, "not with both" in err) == (2, True)
    linked = built("archive", "ask", "a", "--by", "linked", "--place", "Moscow")[1]
    assert linked.startswith("        1  Wonsan (geonames:")


def test_compact(built, tmp_path):
    assert built("archive", "compact", "a")[1] == "a is sorted\n"
    assert built("archive", "compact", "a")[1] == "a was sorted before\n"
    assert built("archive", "verify", "a")[1] == "a is sound: 1 shards\n"
    assert not list(tmp_path.glob("a/parts/*/*"))
    next(tmp_path.glob("a/compacted/*/counts.parquet")).write_bytes(b"")
    for more in ((), ("--forget",)):
        code, _, err = built("archive", "verify", "a", *more)
        assert (code, "compact” makes them anew" in err) == (2, True)
    assert built("archive", "compact", "a")[1] == "a is sorted\n"
    (links,) = tmp_path.glob("a/compacted/000002-*/links.parquet")
    links.write_bytes(b"")
    code, _, err = built("archive", "verify", "a")
    assert (code, "links.parquet" in err, "from a copy" in err) == (2, True, True)
    # The sorted files before it are whole as yet; without them the articles are read anew.
    assert built("archive", "verify", "a", "--forget")[0] == 2
    for path in tmp_path.glob("a/compacted/*/mentions.parquet"):
        path.write_bytes(b"")
    code, out, _ = built("archive", "verify", "a", "--forget")
    assert (code, "1 shards forgotten; build again" in out) == (0, True)
    assert "2 articles added" in built("archive", "build", "a", "news.jsonl")[1]


def test_shards_are_kept_on_demand(built, tmp_path):
    built("archive", "compact", "a", "--keep-shards")
    (links,) = tmp_path.glob("a/parts/*/links.parquet")
    links.write_bytes(b"")
    code, _, err = built("archive", "verify", "a")
    assert (code, "links.parquet, which the sorted files say as well" in err) == (2, 1)
    assert "sound" in built("archive", "verify", "a", "--forget")[1]
    built("archive", "build", "a", "news.jsonl")
    assert not list(tmp_path.glob("a/parts/*/*"))


def test_verify(built, tmp_path):
    assert built("archive", "verify", "a")[1] == "a is sound: 1 shards\n"
    next(tmp_path.glob("a/parts/*/links.parquet")).unlink()
    assert built("archive", "verify", "a")[0] == 2
    code, out, err = built("archive", "verify", "a", "--forget")
    assert code == 0
    assert "1 shards forgotten" in out
    assert "links.parquet" in err
    assert built("archive", "build", "a", "news.jsonl")[1].startswith(
        "2 articles added"
    )


def test_corrections_are_laid_over_it(built, tmp_path, fresh_settings):
    fresh_settings.setenv("DATELINE_DATA_DIR", str(tmp_path / "data"))
    (tmp_path / "said.csv").write_text(
        "text,action,scope\nWonsan,not-a-place,always\n", "utf-8"
    )
    assert built("corrections", "import", "said.csv")[0] == 0
    changes = "all corrections together: changes 1 mention and 1 link in 1 article\n"
    assert built("archive", "correct", "a", "--dry-run")[1] == changes
    assert built("archive", "correct", "a")[1] == changes
    assert built("archive", "correct", "a")[1] == "a holds these corrections already\n"
    assert "corrected   1 corrections" in built("archive", "info", "a")[1]
    asked = built("archive", "query", "a", "--place", "Wonsan")
    assert asked[1:] == ("", "dateline: nothing answers this\n")
    path = next((tmp_path / "a").glob("corrected/*/links.parquet"))
    path.write_bytes(b"")
    code, _, err = built("archive", "verify", "a")
    assert (code, "“dateline archive correct” writes it anew" in err) == (2, True)


def test_it_is_deleted(built, tmp_path):
    assert (
        built("archive", "learn", "a")[1] == "the habits of 0 newspapers are learnt\n"
    )
    code, _, err = built("archive", "delete", "a")
    assert (code, "with 1 shards: say --yes" in err) == (2, True)
    assert built("archive", "delete", "a", "--yes")[1] == "a is deleted\n"
    assert not (tmp_path / "a").exists()
    assert f"  {tmp_path / 'a'}\n" not in built("archive", "list")[1]


def test_a_collection_becomes_one(dateline, tmp_path, fresh_settings):
    fresh_settings.setenv("DATELINE_DATA_DIR", str(tmp_path / "data"))
    with geo.open_collections() as store:
        made = store.create("Visits", owner="somebody")
        store.add(made.id, [geo.read_text("Lavrov flew from Moscow to Wonsan.")])
    told = dateline("collections", "archive", made.id, "b")
    assert told[:2] == (0, "1 articles added, 0 were there before\n")
    told = dateline("collections", "archive", made.id, "b")
    assert told[1] == "0 articles added, 1 were there before\n"
    assert "Visits  " in dateline("archive", "list")[1]
    assert dateline("collections", "archive", "none", "b")[0] == 2
