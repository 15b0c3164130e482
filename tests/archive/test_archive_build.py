"""Articles into an archive: once each, whoever is killed when."""

from __future__ import annotations

import errno
import json
import os

import pyarrow as arrow
import pytest
from hand_fed import HandFed, World, place, town
from pyarrow import parquet

import geo.archive.build
import geo.archive.sources
import geo.archive.store
import geo.pipeline
from geo.archive import Archive, Store, build_archive, pace
from geo.archive.parquet import COLUMNS, TABLES, write
from geo.errors import ArticleError, InputError, OutputError
from geo.model import MentionKind
from geo.tools import Tools

TEXTS = (
    "Ships sailed from Oslo to Riga on Monday.",
    "Snow fell in Oslo.",
    "The mayor of Riga spoke.",
    "Nothing happened.",
    "Oslo and Riga signed a treaty.",
)


WORLD = World(
    {
        "Oslo": [town("Oslo", "NO/12", 580_000)],
        "Riga": [town("Riga", "LV/25", 742_000)],
        "Latvia": [place("Latvia", "LV", "PCLI", 1_900_000)],
    }
)
TOOLS = Tools(WORLD)


@pytest.fixture(autouse=True)
def _small_shards(monkeypatch):
    monkeypatch.setattr(geo.archive.build, "_FIRST_SHARDS", ())
    monkeypatch.setattr(geo.archive.build, "ARTICLES_PER_SHARD", 2)


@pytest.fixture
def lines(tmp_path):
    path = tmp_path / "news.jsonl"

    def write(*texts, **more):
        records = (
            {"text": t, "title": "News", "date": f"2024-05-0{n}", **more}
            for n, t in enumerate(texts, 1)
        )
        path.write_text("\n".join(map(json.dumps, records)) + "\n", "utf-8")
        return path

    write(*TEXTS)
    return write


@pytest.fixture
def source(lines, tmp_path):
    del lines
    return tmp_path / "news.jsonl"


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "archive"


def build(folder, *sources, tools=TOOLS, **options):
    return build_archive(folder, sources, tools, **options)


def rows(folder, table):
    store = Store(folder)
    paths = store.paths(table, store.commits())
    return sorted(
        (row for path in paths for row in parquet.read_table(path).to_pylist()),
        key=repr,
    )


def damaged(folder):
    return list(Store(folder).damaged(Store(folder).commits()))


def everything(folder):
    return {table: rows(folder, table) for table in TABLES if table != "places"}


@pytest.mark.parametrize("table", TABLES)
def test_the_tables_have_the_documented_columns(folder, source, table):
    build(folder, source)
    path = folder / Store(folder).commits()[0].parts[table].path
    assert parquet.read_schema(path).names == list(COLUMNS[table])


def test_what_is_kept_can_be_quoted(folder, source):
    built = build(folder, source)
    assert (built.added, built.known, built.problems) == (5, 0, ())
    mentions = rows(folder, "mentions")
    assert {m["mention"] for m in mentions} == {"Oslo", "Riga"}
    for mention in mentions:
        start = mention["start"] - mention["sentence_start"]
        end = mention["end"] - mention["sentence_start"]
        assert mention["sentence"][start:end] == mention["mention"]
    assert len(rows(folder, "articles")) == 5
    assert [a["mentions"] for a in rows(folder, "articles")].count(0) == 1


def test_what_is_there_is_not_read_again(folder, source, lines, monkeypatch):
    build(folder, source)
    before = everything(folder)
    read, really = [], geo.pipeline.read_article
    monkeypatch.setattr(
        geo.pipeline, "read_article", lambda a, t: read.append(a.text) or really(a, t)
    )
    assert build(folder, source).known == 5
    assert (read, everything(folder)) == ([], before)
    lines(*TEXTS, "Rain fell in Riga.", "Rain fell in Riga.")
    built = build(folder, source)
    assert (built.added, built.known) == (1, 6)
    assert read == ["News\n\nRain fell in Riga."]


def test_another_setting_reads_again_and_the_newest_counts(folder, source):
    build(folder, source)
    demonyms = frozenset({MentionKind.DEMONYM})
    build(folder, source, tools=Tools(WORLD, kinds=demonyms))
    with Archive(folder) as archive:
        assert archive.overview().articles == 5
        assert archive.overview().settings == 2
        assert archive.counts() == ()


def test_shards_of_an_older_dateline_are_read_beside_new_ones(
    folder, source, lines, monkeypatch
):
    grown = {"date_words", "date_first", "date_last"}
    old = {name: kind for name, kind in COLUMNS["links"].items() if name not in grown}
    with monkeypatch.context() as earlier:
        earlier.setitem(COLUMNS, "links", old)
        build(folder, source)
    with Archive(folder) as archive:
        assert {e.when for link in archive.atlas().links for e in link.evidence} == {
            None
        }
    lines("Ships sailed from Riga to Oslo last week.")
    build(folder, source)
    with Archive(folder) as archive:
        times = [
            str(e.when) for k in archive.atlas().links for e in k.evidence if e.when
        ]
    assert times == ["“last week”: 2024-04-22 to 2024-04-28"]


def test_two_processes_write_the_same_rows_as_one(folder, source, tmp_path):
    build(folder, source)
    build(tmp_path / "other", source, processes=2)
    assert everything(tmp_path / "other") == everything(folder)
    names = [{c.key for c in Store(f).commits()} for f in (folder, tmp_path / "other")]
    assert names[0] == names[1]


@pytest.mark.parametrize("at", range(1, 31, 3))
def test_killed_at_any_step_it_goes_on(folder, source, tmp_path, monkeypatch, at):
    """Each fsync stands before or after a step: written, linked, folder safe."""
    build(tmp_path / "whole", source)
    steps, really = iter(range(1, 1_000)), os.fsync

    def fsync(number):
        if next(steps) == at:
            raise KeyboardInterrupt
        really(number)

    monkeypatch.setattr(os, "fsync", fsync)
    with pytest.raises(KeyboardInterrupt):
        build(folder, source)
    build(folder, source)
    assert everything(folder) == everything(tmp_path / "whole")


def test_of_two_builders_the_first_counts(folder, source, monkeypatch):
    build(folder, source)
    before = everything(folder)
    monkeypatch.setattr(geo.archive.build, "_known", lambda *_: set())
    really, asked = Store.commit_of, set()

    def commit_of(store, key):  # both began at once: the first look finds nothing
        if key in asked:
            return really(store, key)
        return asked.add(key)

    monkeypatch.setattr(Store, "commit_of", commit_of)
    assert build(folder, source).added == 0
    assert everything(folder) == before


def test_a_full_disk_is_said_and_nothing_is_lost(folder, source, monkeypatch):
    def full(_):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(OutputError, match="disk is full"):
            build(folder, source)
    assert build(folder, source).added == 5


def test_a_bad_article_costs_itself_and_is_listed(folder, source, monkeypatch):
    really = geo.pipeline.read_article

    def read(article, tools):
        if "\nSnow" in article.text:
            raise RecursionError("too deep")
        return really(article, tools)

    monkeypatch.setattr(geo.pipeline, "read_article", read)
    assert build(folder, source).failed[0].problem == "RecursionError: too deep"
    assert build(folder, source).known == 5  # it is not tried again and again
    with Archive(folder) as archive:
        assert (archive.overview().articles, archive.overview().failed) == (4, 1)


def test_what_cannot_be_opened_is_said(folder, source, tmp_path):
    with source.open("a", encoding="utf-8") as file:
        file.write("{broken\n")
    built = build(folder, source, tmp_path / "missing.txt")
    assert built.added == 5
    assert "no file" in built.problems[0]
    assert any("no JSON objects" in note for note in built.notes)
    with pytest.raises(ArticleError, match="no file"):
        build(tmp_path / "other", tmp_path / "missing.txt")


def test_a_long_file_is_read_in_blocks(folder, source, monkeypatch):
    monkeypatch.setattr(geo.archive.sources, "_LINES_AT_ONCE", 2)
    with source.open("a", encoding="utf-8") as file:
        file.write("{broken\n")
    said = []
    built = build(folder, source, progress=lambda share, words: said.append(share))
    assert built.added == 5
    guessed, broken = built.notes
    assert "columns guessed" in guessed
    assert "from line 5 on: 1 lines that are no JSON" in broken
    assert said == sorted(said)
    assert 0.2 < said[0] < 0.6
    assert said[-1] == 1.0


def test_parquet_is_read(folder, source, tmp_path):
    build(folder, source)
    records = [json.loads(line) for line in source.read_text("utf-8").splitlines()]
    path = tmp_path / "news.parquet"
    parquet.write_table(arrow.Table.from_pylist(records), path)
    assert build(folder, path).known == 5
    path.write_bytes(b"PAR1 no more")
    with pytest.raises(ArticleError, match="cannot be read as Parquet"):
        build(tmp_path / "other", path)


def test_a_folder_is_its_files(folder, tmp_path):
    (tmp_path / "texts").mkdir()
    for number, text in enumerate(TEXTS):
        (tmp_path / "texts" / f"{number}.txt").write_text(text, "utf-8")
    assert build(folder, tmp_path / "texts").added == 5


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ('{"format": "dateline-archive", "version": 99}', "newer Dateline"),
        ('{"format": "another", "version": 1}', "newer Dateline"),
        ("[]", "cannot be read"),
        ("{", "cannot be read"),
    ],
)
def test_another_archive_is_refused(folder, source, content, complaint):
    build(folder, source)
    (folder / "archive.json").write_text(content, "utf-8")
    with pytest.raises(InputError, match=complaint):
        build(folder, source)


def test_a_folder_of_something_else_is_left_alone(source, tmp_path):
    with pytest.raises(InputError, match="holds something else"):
        build(tmp_path, source)
    with pytest.raises(InputError, match="is no archive"):
        Archive(tmp_path)


def test_a_gazetteer_without_a_version_is_refused(folder, source):
    with pytest.raises(InputError, match="a version"):
        build(folder, source, tools=Tools(HandFed({})))


def test_a_damaged_shard_is_named_and_read_anew(folder, source):
    build(folder, source)
    before = everything(folder)
    part = Store(folder).commits()[0].parts["mentions"]
    (folder / part.path).write_bytes(b"PAR1")
    with pytest.raises(InputError, match="verify"), Archive(folder) as archive:
        archive.counts()
    ((commit, path),) = damaged(folder)
    assert path == part.path
    Store(folder).forget(commit)
    assert build(folder, source).added in (1, 2)
    assert everything(folder) == before


def test_a_damaged_record_is_named(folder, source):
    build(folder, source)
    next((folder / "commits").iterdir()).write_text("{", "utf-8")
    with pytest.raises(InputError, match="is damaged; delete it"):
        build(folder, source)


def test_files_that_nobody_committed_are_swept_after_a_day(folder, source):
    build(folder, source)
    for age, gone in ((0, 0), (100_000, 1)):
        path = folder / "parts" / "dead-0" / "links.parquet"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"")
        then = path.stat().st_mtime - age
        os.utime(path, (then, then))
        assert Store(folder).sweep() == gone
        assert path.exists() is not bool(gone)
    assert not damaged(folder)


@pytest.mark.parametrize(
    ("articles", "share", "seconds", "words"),
    [
        (0, 0.0, 0.0, "0 articles read"),
        (50, 0.5, 10.0, "50 articles read, 5.0 a second, 10 s left"),
        (9_000, 0.1, 600.0, "9,000 articles read, 15.0 a second, 90 min left"),
        (9_000, 0.01, 600.0, "9,000 articles read, 15.0 a second, 16 h left"),
        (12_000, 1.0, 600.0, "12,000 articles read, 20.0 a second"),
    ],
)
def test_the_pace(articles, share, seconds, words):
    assert pace(articles, share, seconds) == words


def test_what_is_repeated_or_counted_up_takes_next_to_no_bytes(tmp_path):
    rows = [
        dict.fromkeys(COLUMNS["mentions"])
        | {"article": f"{n:016x}", "start": 70 * n, "sentence": f"Snow, {n // 3}."}
        for n in range(3_000)
    ]
    path = tmp_path / "mentions.parquet"
    path.write_bytes(write("mentions", rows))
    assert parquet.read_table(path).to_pylist() == rows
    group = parquet.read_metadata(path).row_group(0)
    columns = [group.column(n) for n in range(group.num_columns)]
    taken = {c.path_in_schema: c.total_compressed_size for c in columns}
    assert taken["start"] < 200
    assert taken["sentence"] < 6_000
