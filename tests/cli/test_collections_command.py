"""``dateline collections``: what is written to a file and taken in is the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from command_runs import command
from kept import articles

import geo
from geo.articles import read_uploads
from geo.model import DatePrecision
from geo.settings import get_settings

dateline = pytest.fixture(command)
FULL = replace(
    articles(1)[0],
    title="“Sea” — title",
    source="Wire",
    published=date(1999, 12, 1),
    published_precision=DatePrecision.MONTH,
    language="pt",
    notes=("encoding assumed: latin-1",),
    address="https://wire.example/sea",
)


@pytest.fixture
def use(dateline, monkeypatch, tmp_path):
    """Use the data folder of a name."""

    def change(name):
        monkeypatch.setenv("DATELINE_DATA_DIR", str(tmp_path / name))
        get_settings.cache_clear()

    change("one")
    yield change
    get_settings.cache_clear()


def _all():
    with geo.open_collections() as store:
        return {each: list(store.articles(each.id)) for each in store.list()}


def test_a_file_holds_all_and_gives_it_back(dateline, use):
    with geo.open_collections() as store:
        store.add(store.create("Rain", owner="somebody").id, [FULL, *articles(3, 1)])
        store.share(store.create("Empty").id, True)
    before = _all()
    assert dateline("collections", "export", "out.jsonl")[0] == 0
    use("two")
    for _ in range(2):  # the second time all is known
        code, out, _ = dateline("collections", "import", "out.jsonl")
        assert code == 0
        assert "4  Rain" in out
        assert {
            (e.id, e.name, e.owner, e.shared, e.created): texts
            for e, texts in _all().items()
        } == {
            (e.id, e.name, e.owner, e.shared, e.created): texts
            for e, texts in before.items()
        }
    assert "Empty  shared" in dateline("collections", "list")[1]


def test_a_bad_line_costs_itself(dateline, use, tmp_path):
    with geo.open_collections() as store:
        store.add(store.create("Rain").id, articles(2))
    lines = dateline("collections", "export", "-")[1].splitlines()
    bad = ["{", "[]", '{"collection": 1}', lines[1].replace('"Rain"', '""')]
    (tmp_path / "in.jsonl").write_text("\n".join([*bad, *lines]), "utf-8")
    use("two")
    code, out, err = dateline("collections", "import", "in.jsonl", "--shared")
    assert (code, err.count("left out")) == (0, 4)
    assert "2  Rain" in out
    assert [each.shared for each in _all()] == [True]
    (tmp_path / "in.jsonl").write_text("{\n", "utf-8")
    assert dateline("collections", "import", "in.jsonl")[0] == 2


def test_the_file_is_one_of_articles_too(dateline, use, tmp_path):
    with geo.open_collections() as store:
        store.add(store.create("Rain").id, articles(2))
    dateline("collections", "export", "out.jsonl")
    (made,) = read_uploads([("out.jsonl", (tmp_path / "out.jsonl").read_bytes())])
    assert [each.text for each in made.articles] == [a.text for a in articles(2)]
