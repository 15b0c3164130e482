"""A bad byte in a collection's name or date costs a letter, not the list."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from geo import read_text
from geo.collections import Collections, open_collections
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
