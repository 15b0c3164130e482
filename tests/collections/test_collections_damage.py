"""A bad byte in a collection's name or date costs a letter, not the list."""

from __future__ import annotations

import sqlite3
from contextlib import closing, nullcontext
from dataclasses import replace
from pathlib import Path

import pytest

from geo import read_text
from geo.collections import Collections, open_collections
from geo.collections.transfer import check, salvaged
from geo.errors import InputError
from geo.sqlite.opening import COPY


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("collection", "name"), ("collection", "created"), ("collection", "opened"),
        ("article", "title"), ("article", "source"), ("article", "published"),
    ],
)  # fmt: skip
def test_a_bad_byte_in_a_row_hides_no_other(tmp_path, table, column):
    article = read_text("Rain fell in Wonsan.", title="Rain", source="Wire")
    with open_collections(tmp_path) as file:
        one, two = (file.create(name) for name in ("One", "Two"))
        for each in (one, two):
            file.add(each.id, [article])
    with sqlite3.connect(tmp_path / "collections.sqlite") as db:
        db.execute(
            f"UPDATE {table} SET {column} = CAST(x'ff41' AS TEXT) WHERE rowid = 1"
        )
    db.close()
    with open_collections(tmp_path) as file:
        assert {each.id for each in file.list()} == {one.id, two.id}
        assert len(file.lines(one.id)) == 1
        assert [each.text for each in file.articles(one.id)] == [article.text]
        assert file.create("Three") in file.list()


def test_an_article_that_cannot_be_read_is_counted(tmp_path):
    articles = [read_text("Rain fell in Wonsan."), read_text("Snow fell in Oslo.")]
    with open_collections(tmp_path) as file:
        made = file.create("One")
        file.add(made.id, articles)
    with sqlite3.connect(tmp_path / "collections.sqlite") as db:
        db.execute("UPDATE article SET value = x'00' WHERE number = 1")
    db.close()
    with open_collections(tmp_path) as file:
        assert list(file.articles(made.id)) == articles[1:]
        assert "1 row left out as damaged" in file.notice


ENDLESS = "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c)"


@pytest.mark.parametrize(
    ("foreign", "readable"),
    [
        (f"DROP TABLE article; CREATE VIEW article AS {ENDLESS} SELECT x number, x id FROM c", False),
        (f"CREATE TRIGGER a BEFORE INSERT ON collection BEGIN SELECT ({ENDLESS} SELECT max(x) FROM c); END", True),
        ("CREATE INDEX a ON collection(hex(zeroblob(9)))", True),
        ("ALTER TABLE collection ADD COLUMN a AS (hex(zeroblob(9)))", False),
    ],
)  # fmt: skip
def test_a_file_that_computes_what_somebody_wants_is_set_aside(
    tmp_path, foreign, readable
):
    path = tmp_path / "collections.sqlite"
    with open_collections(tmp_path) as file:
        file.create("One")
    with closing(sqlite3.connect(path)) as db:
        db.executescript(f"PRAGMA foreign_keys = OFF; {foreign}")
    with pytest.raises(InputError) if not readable else nullcontext():
        assert [each.collection.name for each in salvaged(path)] == ["One"]
    assert "never put there" in check(path).words
    with open_collections(tmp_path) as file:
        assert "never put there; it was set aside" in file.notice
        assert not file.list()


def test_what_nobody_asks_may_stay(tmp_path):
    with open_collections(tmp_path) as file:
        made = file.create("One")
    with closing(sqlite3.connect(tmp_path / "collections.sqlite")) as db:
        db.executescript(
            f"CREATE VIEW mine AS {ENDLESS} SELECT x FROM c; CREATE TABLE t (a);"
            "CREATE INDEX i ON collection(name)"
        )
    with open_collections(tmp_path) as file:
        assert (file.notice, file.list()) == ("", (made,))


@pytest.fixture
def old_file(tmp_path, monkeypatch):
    """A file as an older Dateline made it: one migration is still to come."""
    older = replace(Collections.spec, migrations=Collections.spec.migrations[:-1])
    with monkeypatch.context() as then:
        then.setattr(Collections, "spec", older)
        with open_collections(tmp_path) as file:
            file.create("One")
    return tmp_path / "collections.sqlite"


def test_a_file_is_copied_before_it_is_migrated(tmp_path, old_file):
    before = f"{old_file.name}{COPY}"
    (tmp_path / f"{before}20200101T000000Z").touch()  # of an earlier one
    for _ in range(2):
        with open_collections(tmp_path) as file:
            assert [each.name for each in file.list()] == ["One"]
            assert file.notice == ""
        (copy,) = tmp_path.glob(f"{before}*")
        with closing(sqlite3.connect(copy)) as db:
            assert db.execute("SELECT name FROM collection").fetchall() == [("One",)]
            assert db.execute("PRAGMA user_version").fetchone() == (2,)


def test_a_file_that_cannot_be_copied_is_not_migrated(tmp_path, old_file, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with open_collections(tmp_path) as file:
        assert [each.name for each in file.list()] == ["One"]
        assert "can only be read here" in file.notice
    assert [each.name for each in tmp_path.iterdir()] == [old_file.name]
