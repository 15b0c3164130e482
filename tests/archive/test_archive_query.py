"""Questions to an archive: counts and sentences, and no way out of it."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hand_fed import World, place, town

import geo.archive.query
from geo.archive import GROUPS, Archive, Question, build_archive, compact_archive
from geo.archive.engine import Engine
from geo.archive.hits import Hits
from geo.archive.slices import atlas_of
from geo.errors import InputError
from geo.model import Extent
from geo.tools import Tools

NEWS = (
    ("Harbour Wire", "2024-01-03", "Ships sailed from Oslo to Wŏnsan on Monday."),
    ("Harbour Wire", "2024-01-10", "Snow fell in Oslo. In Bergen it rained in Oslo's way."),
    ("Lakeside Post", "2024-02-01", "The treaty of Riga was denied in Latvia."),
    ("Lakeside Post", "", "The harbours of Riga were quiet."),
)  # fmt: skip


WORLD = World(
    {
        "Oslo": [town("Oslo", "NO/12", 580_000)],
        "Bergen": [town("Bergen", "NO/46", 213_000)],
        "Wŏnsan": [town("Wŏnsan", "KP/07", 300_000)],
        "Riga": [town("Riga", "LV/25", 742_000)],
        "Latvia": [place("Latvia", "LV", "PCLI", 1_900_000)],
    }
)


@pytest.fixture(scope="module", params=["shards", "sorted", "both", "again"])
def archive(tmp_path_factory, request):
    """Give the same articles as they are read, sorted, half of them sorted, and then all."""
    folder = tmp_path_factory.mktemp("it's an archive")
    source = folder / "news.jsonl"
    lines = [
        json.dumps({"source": paper, "date": day, "title": f"Title {number}", "text": text})
        for number, (paper, day, text) in enumerate(NEWS)
    ]  # fmt: skip
    halves = request.param in ("both", "again")
    for some in (lines[::2], lines[1::2]) if halves else (lines,):
        if (folder / "archive").exists():
            assert compact_archive(folder / "archive")
        source.write_text("\n".join(some), "utf-8")
        build_archive(folder / "archive", [source], Tools(WORLD))
    if request.param in ("sorted", "again"):
        assert compact_archive(folder / "archive")
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
        ("country", {"box": Extent(-60, -170, 60, 170)}, {"NO": (4, 2), "LV": (3, 2), "KP": (1, 1)}),
        ("country", {"box": Extent(-60, 170, 60, -170)}, {}),
        ("pair", {"box": Extent(-60, -170, 60, 170), "kind": "movement", "links": True}, {"Oslo - Wŏnsan": (1, 1)}),
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
        ("word", {"words": "fell."}, {"Oslo": (1, 1)}),
        ("word", {"words": "oslos way"}, {}),
        ("word", {"words": "oslo’s... WAY"}, {"Bergen": (1, 1), "Oslo": (1, 1)}),
        ("word", {"words": "?!"}, {}),
        ("place", {"since": date(2024, 1, 10), "until": date(2024, 2, 28), "place": "Bergen"},
            {"Bergen (test:bergen/no/46/ppl)": (1, 1)}),
        ("place", {"since": date(2024, 1, 10), "until": date(2024, 2, 1)}, {
            "Oslo (test:oslo/no/12/ppl)": (2, 1), "Bergen (test:bergen/no/46/ppl)": (1, 1),
            "Latvia (test:latvia/lv/pcli)": (1, 1), "Riga (test:riga/lv/25/ppl)": (1, 1)}),
        ("country", {"since": date(2024, 1, 2), "until": date(2024, 2, 29)}, {"NO": (4, 2), "LV": (2, 1), "KP": (1, 1)}),
        ("cell", {"since": date(2024, 2, 1), "until": date(9999, 12, 31)}, {"-40,103": (1, 1), "55,-141": (1, 1)}),
        ("country", {"country": "XX"}, {}),
        ("word", {"country": "no/46"}, {"Bergen": (1, 1)}),
        ("place-month", {}, {
            "test:oslo/no/12/ppl 2024-01-01": (3, 2), "test:bergen/no/46/ppl 2024-01-01": (1, 1),
            "test:wŏnsan/kp/07/ppl 2024-01-01": (1, 1), "test:latvia/lv/pcli 2024-02-01": (1, 1),
            "test:riga/lv/25/ppl 2024-02-01": (1, 1), "none": (1, 1)}),
        ("place-year", {"until": date(2024, 1, 31)}, {
            "test:oslo/no/12/ppl 2024-01-01": (3, 2), "test:bergen/no/46/ppl 2024-01-01": (1, 1),
            "test:wŏnsan/kp/07/ppl 2024-01-01": (1, 1)}),
        ("place-week", {"place": "Bergen"}, {"test:bergen/no/46/ppl 2024-01-08": (1, 1)}),
        ("place-day", {"place": "Oslo", "other": "Wonsan"}, {
            "test:oslo/no/12/ppl 2024-01-03": (1, 1), "test:wŏnsan/kp/07/ppl 2024-01-03": (1, 1)}),
        ("place-month", {"links": True, "kind": "movement"}, {
            "test:oslo/no/12/ppl 2024-01-01": (1, 1), "test:wŏnsan/kp/07/ppl 2024-01-01": (1, 1)}),
        ("word", {"words": "' OR true --"}, {}),
        ("source", {"place": "Bergen"}, {"Harbour Wire": (1, 1)}),
        ("kind", {"links": True, "place": "Oslo", "other": "Wonsan"}, {"movement": (1, 1)}),
        ("pair", {"links": True, "kind": "movement"}, {"Oslo - Wŏnsan": (1, 1)}),
        ("status", {"links": True, "place": "Bergen", "other": "Bergen"}, {}),
        ("word", {"min_score": 1.01}, {}),
        ("linked", {"place": "Oslo", "kind": "movement"}, {"Wŏnsan (test:wŏnsan/kp/07/ppl)": (1, 1)}),
        ("together", {"place": "Latvia"}, {}),
        ("together", {"place": "Bergen"}, {"Oslo (test:oslo/no/12/ppl)": (1, 1)}),
        ("journey", {"links": True}, {"Ships: Oslo - Wŏnsan": (1, 1)}),
        ("actor", {"links": True, "kind": "movement"}, {"Ships": (1, 1)}),
    ],
)  # fmt: skip
def test_counts(archive, by, asked, found):
    assert counted(archive, by, **asked) == found


@pytest.mark.parametrize("by", GROUPS)
def test_each_group_can_be_counted(archive, by):
    links = by in {"status", "pair", "actor", "journey"}
    found = archive.counts(Question(links=links, place="Oslo"), by=by)
    assert sum(c.count for c in found) > 0


@pytest.mark.parametrize(
    ("by", "asked", "complaint"),
    [
        ("moon", {}, "cannot be counted by 'moon'; by one of: day"),
        ("linked", {}, "'linked' counts the places beside one; say which"),
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


@pytest.mark.parametrize("words", ["in", "title", "oslo", "were quiet", "riga"])
@pytest.mark.parametrize("asked", [{}, {"source": "Lakeside Post"}, {"links": True}])
def test_of_common_words_the_newest_lines_are_enough(
    archive, monkeypatch, words, asked
):
    question = Question(words=words, **asked)
    with monkeypatch.context() as patch:  # all lines are looked up
        patch.setattr(Hits, "newest", lambda *_: None)
        lines = archive.passages(question, limit=5)
        ids = [a.id for a in archive.atlas(question, limit=2).articles]
    monkeypatch.setattr(geo.archive.query, "_ROWS_A_PASSAGE", 1)
    monkeypatch.setattr(geo.archive.query, "_ROWS_AN_ARTICLE", 1)
    each = range(len(lines) + 1)  # and one beyond the last
    found = [archive.passages(question, limit=1, skip=n) for n in each]
    assert found == [lines[n : n + 1] for n in each]
    assert [a.id for a in archive.atlas(question, limit=2).articles] == ids


def test_places_of_links_are_their_ends(archive):
    found = archive.places(Question(place="Oslo", other="Wonsan"))
    assert {(place.name, count) for place, count in found} == {
        ("Oslo", 1),
        ("Wŏnsan", 1),
    }


def test_two_sources_are_compared(archive):
    one, other = Question(source="Harbour Wire"), Question(source="Lakeside Post")
    found = archive.compare(one, other, by="country")
    assert [(c.name, c.one, c.other) for c in found] == [
        ("LV", 0, 2), ("NO", 2, 0), ("KP", 1, 0),
    ]  # fmt: skip
    assert archive.compare(one, other, by="country", limit=1) == found[:1]


def test_a_link_comes_with_its_sentence(archive):
    (link,) = archive.passages(Question(kind="movement", links=True))
    assert (link.place, link.sentence) == ("Oslo - Wŏnsan", NEWS[0][2])


def test_an_overview(archive):
    found = archive.overview()
    assert (found.articles, found.sources, found.settings) == (4, 2, 1)
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


def test_the_answer_is_an_atlas(archive):
    """What is shown and written of an archive can be quoted as of an article just read."""
    atlas = archive.atlas()
    assert [a.title for a in atlas.articles] == [
        "Title 2",
        "Title 1",
        "Title 0",
        "Title 3",
    ]
    for reading in atlas.readings:
        text = reading.article.text
        for mention in (r.mention for r in reading.resolutions):
            assert text[mention.passage.start : mention.passage.end] == mention.text
            assert mention.text in text[mention.sentence.start : mention.sentence.end]
    (link,) = archive.atlas(Question(kind="movement", links=True)).links
    assert (link.origin.name, link.destination.name) == ("Oslo", "Wŏnsan")
    (said,) = link.evidence
    assert str(said.when) == "“on Monday”: 2024-01-01"
    assert (
        atlas.readings[2].article.text[said.passage.start : said.passage.end]
        == NEWS[0][2]
    )
    assert archive.count(Question(country="LV")) == 2
    (older,) = archive.atlas(Question(country="LV"), limit=1, skip=1).articles
    assert (older.title, older.published) == ("Title 3", None)
    assert archive.atlas(Question(words="nowhere")).readings == ()


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("places", "lat", None), ("places", "name", None), ("places", "lon", float("inf")),
        ("articles", "title", None), ("articles", "source", None),
        ("mentions", "score", float("nan")), ("mentions", "score", None), ("mentions", "kind", "none"),
        ("mentions", "mention", "Xx"), ("mentions", "sentence_start", -9), ("mentions", "start", 10**9),
        ("links", "status", "x"), ("links", "predicate", None),
    ],
)  # fmt: skip
def test_rows_of_somebody_else_are_said(archive, monkeypatch, table, column, value):
    real = Engine.records
    asked = "FROM places WHERE" if table == "places" else f"FROM all_{table} r"

    def records(self, text, values):
        rows = real(self, text, values)
        return [r | {column: value} for r in rows] if asked in text else rows

    monkeypatch.setattr(Engine, "records", records)
    with pytest.raises(InputError, match=r"fit nothing.*verify"):
        archive.atlas()


def test_sentences_that_overlap_are_put_together_once():
    words = "Oslo fell. Riga fell, said Oslo."
    kept = [
        {"start": start, "end": start + 4, "mention": words[start : start + 4], "kind": "place",
         "sentence_start": at, "sentence": words[at:until], "article": "1", "place": None,
         "match": None, "score": None}
        for start, at, until in ((0, 0, 21), (11, 11, 32), (27, 11, 32))
    ]  # fmt: skip
    about = dict.fromkeys(("title", "source", "language", "address"), "") | {
        "article": "1", "published": None, "precision": None, "characters": 40,
    }  # fmt: skip
    (reading,) = atlas_of([about], kept, [], []).readings
    assert reading.article.text == words + "\n      \n"
    assert [r.mention.passage.start for r in reading.resolutions] == [0, 11, 27]
