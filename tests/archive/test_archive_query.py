"""Questions to an archive: counts and sentences, and no way out of it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

import pytest
from hand_fed import HandFed, place, town

from geo.archive import GROUPS, Archive, Question, build_archive
from geo.errors import InputError
from geo.tools import Tools

NEWS = (
    ("Harbour Wire", "2024-01-03", "Ships sailed from Oslo to Wŏnsan on Monday."),
    ("Harbour Wire", "2024-01-10", "Snow fell in Oslo. In Bergen it rained in Oslo's way."),
    ("Lakeside Post", "2024-02-01", "The treaty of Riga was denied in Latvia."),
    ("Lakeside Post", "", "The harbours of Riga were quiet."),
)  # fmt: skip


@dataclass(frozen=True)
class World(HandFed):
    version: str = "hand-fed"


WORLD = World(
    {
        "Oslo": [town("Oslo", "NO/12", 580_000)],
        "Bergen": [town("Bergen", "NO/46", 213_000)],
        "Wŏnsan": [town("Wŏnsan", "KP/07", 300_000)],
        "Riga": [town("Riga", "LV/25", 742_000)],
        "Latvia": [place("Latvia", "LV", "PCLI", 1_900_000)],
    }
)


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    folder = tmp_path_factory.mktemp("it's an archive")
    source = folder / "news.jsonl"
    records = (
        {"source": paper, "date": day, "title": f"Title {number}", "text": text}
        for number, (paper, day, text) in enumerate(NEWS)
    )
    source.write_text("\n".join(map(json.dumps, records)), "utf-8")
    build_archive(folder / "archive", [source], Tools(WORLD))
    with Archive(folder / "archive") as opened:
        yield opened


def counted(archive, by, **asked):
    return {
        c.name: (c.count, c.articles) for c in archive.counts(Question(**asked), by=by)
    }


@pytest.mark.parametrize(
    ("by", "asked", "found"),
    [
        ("country", {}, {"NO": (4, 2), "LV": (3, 2), "KP": (1, 1)}),
        ("country", {"source": "Lakeside Post"}, {"LV": (3, 2)}),
        ("country", {"until": date(2024, 1, 5)}, {"NO": (1, 1), "KP": (1, 1)}),
        ("country", {"since": date(2024, 1, 11)}, {"LV": (2, 1)}),
        ("day", {"country": "no"}, {"2024-01-03": (1, 1), "2024-01-10": (3, 1)}),
        ("week", {"country": "NO"}, {"2024-01-01": (1, 1), "2024-01-08": (3, 1)}),
        ("month", {}, {"2024-01": (5, 2), "2024-02": (2, 1), "none": (1, 1)}),
        ("year", {"place": "Latvia"}, {"2024": (2, 1), "none": (1, 1)}),
        ("word", {"place": "Latvia"}, {"Riga": (2, 2), "Latvia": (1, 1)}),
        ("word", {"place": "WONSAN"}, {"Wŏnsan": (1, 1)}),
        ("word", {"words": "snow fell"}, {"Oslo": (1, 1)}),
        ("word", {"words": "title 2"}, {"Riga": (1, 1), "Latvia": (1, 1)}),
        ("word", {"words": "harbour"}, {}),
        ("word", {"words": "fell."}, {}),
        ("word", {"words": "' OR true --"}, {}),
        ("source", {"place": "Bergen"}, {"Harbour Wire": (1, 1)}),
        ("kind", {"links": True, "place": "Oslo", "other": "Wonsan"}, {"movement": (1, 1)}),
        ("pair", {"links": True, "kind": "movement"}, {"Oslo - Wŏnsan": (1, 1)}),
        ("status", {"links": True, "place": "Bergen", "other": "Bergen"}, {}),
        ("word", {"min_score": 1.01}, {}),
    ],
)  # fmt: skip
def test_counts(archive, by, asked, found):
    assert counted(archive, by, **asked) == found


@pytest.mark.parametrize("by", GROUPS)
def test_each_group_can_be_counted(archive, by):
    links = by in {"status", "pair"}
    assert sum(c.count for c in archive.counts(Question(links=links), by=by)) > 0


@pytest.mark.parametrize(
    ("by", "asked", "complaint"),
    [
        ("moon", {}, "cannot be counted by 'moon'; by one of: day"),
        ("word", {"links": True}, "links cannot be counted by 'word'"),
        ("day", {"place": "Atlantis"}, "no place of the archive is called 'Atlantis'"),
    ],
)
def test_what_cannot_be_asked(archive, by, asked, complaint):
    with pytest.raises(InputError, match=complaint):
        archive.counts(Question(**asked), by=by)


def test_sentences_come_newest_first_each_once(archive):
    found = archive.passages(Question(country="NO"))
    assert [f.sentence[:5] for f in found] == ["Snow ", "In Be", "Ships"]
    assert found[1].mention == "Bergen"
    assert archive.passages(Question(country="NO"), limit=1, skip=2) == found[2:]
    undated = archive.passages(Question(place="Riga"))[-1]
    assert (undated.published, undated.source) == (None, "Lakeside Post")


def test_a_link_comes_with_its_sentence(archive):
    (link,) = archive.passages(Question(kind="movement", links=True))
    assert (link.place, link.sentence) == ("Oslo - Wŏnsan", NEWS[0][2])


def test_an_overview(archive):
    found = archive.overview()
    assert (found.articles, found.sources, found.shards, found.settings) == (4, 2, 1, 1)
    assert (found.first, found.last) == (date(2024, 1, 3), date(2024, 2, 1))
    assert found.bytes > 0


def test_sql(archive):
    answer = archive.sql("SELECT count(*) AS n FROM mentions WHERE kind = ?", ["place"])
    assert answer.columns == ("n",)
    assert answer.rows[0][0] > 0


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM read_text('/etc/hostname')",
        "SELECT * FROM glob('/etc/*')",
        "SELECT * FROM 'https://example.org/x.parquet'",
        "SELECT * FROM sqlite_scan('x', 'y')",
        "SELECT st_point(1, 2)",
        "COPY mentions TO 'out.csv'",
        "CREATE TABLE x AS SELECT 1",
        "DROP VIEW mentions",
        "INSTALL fts",
        "LOAD spatial",
        "ATTACH 'x.db'",
        "SET memory_limit = '9GB'",
        "SET autoload_known_extensions = true",
        "PRAGMA enable_profiling",
        "SELECT 1; SELECT 2",
        "SELEC",
        "",
    ],
)
def test_sql_reads_the_archive_and_nothing_else(archive, text, outside):
    with pytest.raises(InputError):
        archive.sql(text)
    assert not outside


def test_an_empty_archive_says_so(tmp_path):
    source = tmp_path / "news.jsonl"
    source.write_text("", "utf-8")
    with pytest.raises(InputError):
        build_archive(tmp_path / "archive", [source], Tools(WORLD))
    with pytest.raises(InputError, match="is empty"):
        Archive(tmp_path / "archive")
