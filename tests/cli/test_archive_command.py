"""``dateline archive``: build, info, ask, query, verify."""

from __future__ import annotations

import json

import pytest
from command_runs import command

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
    code, out, _ = built("archive", "ask", "a", "--place", "Wonsan")
    assert code == 0
    assert (
        out == "2024-05-01  news.jsonl  [Wonsan]  Lavrov flew from Moscow to Wonsan.\n"
    )
    counts = built("archive", "ask", "a", "--by", "country", "--json")[1]
    assert json.loads(counts)[0] == {"name": "RU", "count": 2, "articles": 2}
    code, _, err = built("archive", "ask", "a", "--since", "2025-01-01")
    assert (code, err) == (0, "dateline: nothing in the archive answers this\n")


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
