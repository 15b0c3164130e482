"""A bad byte in a collection's name or date costs a letter, not the list."""

from __future__ import annotations

import sqlite3

import pytest

from geo import read_text
from geo.collections import open_collections


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
