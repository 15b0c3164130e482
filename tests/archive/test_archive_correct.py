"""Corrections laid over an archive: counted, taken back, killed, by two at once."""

from __future__ import annotations

import json
import os
import shutil
from datetime import UTC, date, datetime
from functools import cache

import pytest
from hand_fed import BERGEN, NORWAY, OSLO, TALLINN, World, town

from geo.archive import (
    Archive,
    Question,
    Store,
    archive_readings,
    build_archive,
    compact_archive,
    correct_archive,
    overlays,
    preview_in_archive,
    together,
)
from geo.archive.parquet import rows_of
from geo.articles import read_articles
from geo.corrections import (
    ChangeLink,
    MarkMention,
    MeansPlace,
    NotAPlace,
    RemoveLink,
    SameAs,
    Scope,
    StoredCorrection,
    TextSpan,
    make_correction,
)
from geo.corrections.records import Undo
from geo.errors import ArticleError, InputError
from geo.model import LinkKind
from geo.readings import build_atlas
from geo.tools import Tools

NEWS = (
    ("Harbour Wire", "2024-01-03", "Ships sailed from Oslo to Tallinn on Monday."),
    ("Harbour Wire", "2024-01-10", "It was a quiet week. Snow fell in Oslo. It melted."),
    ("Lakeside Post", "2024-02-01", "A fair was held in Oslo. Bergen slept, said Vikvoll's baker."),
    ("Lakeside Post", "", "The harbours of Tallinn were quiet."),
)  # fmt: skip
OSLO_US = town("Oslo", "US/MN", 300, lat=48.2, lon=-97.1)
MEANS = MeansPlace(OSLO_US)


WORLD = World(
    {"Oslo": [OSLO], "Bergen": [BERGEN], "Tallinn": [TALLINN], "Norway": [NORWAY]}
)


def write(path, news):
    records = ({"source": s, "date": d, "text": t} for s, d, t in news)
    path.write_text("\n".join(map(json.dumps, records)), "utf-8")
    return path


def build(folder, *news, version="hand-fed"):
    source = write(folder.parent / "news.jsonl", news)
    return build_archive(folder, [source], Tools(World(WORLD.names, version=version)))


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Give the same articles as they are read, sorted, or half of them sorted."""

    @cache
    def archive(way):
        folder = tmp_path_factory.mktemp("made") / "archive"
        if way == "both":
            build(folder, *NEWS[::2])
            compact_archive(folder)
        build(folder, *NEWS)
        if way == "sorted":
            compact_archive(folder)
        return folder

    return archive


@pytest.fixture
def folder(tmp_path, made, request):
    return shutil.copytree(
        made(getattr(request, "param", "both")), tmp_path / "archive"
    )


def article(folder, nth):
    """Give one of the dated articles."""
    with Archive(folder) as archive:
        every = archive.atlas().articles
        return next(a for a in every if str(a.published) == NEWS[nth][1])


def said(folder, nth, words, action, scope=Scope.MENTION):
    """Make a correction of the words of an article, as the dashboard does."""
    about = article(folder, nth)
    start = about.text.index(words)
    span = TextSpan(words, start, start + len(words))
    return make_correction(action, span, about, scope, author="Anna")


def kept(*corrections):
    return [StoredCorrection(c) for c in corrections]


def countries(folder, corrected=True, **asked):
    """Count by month, and once more mention by mention."""
    with Archive(folder, corrected=corrected) as archive:
        both = [
            {c.name: (c.count, c.articles) for c in archive.counts(q, by="country")}
            for q in (Question(**asked), Question(**asked, min_score=0.01))
        ]
    both[0].pop("none", None)
    assert both[0] == both[1]
    return both[0]


MACHINE = {"NO": (4, 3), "EE": (2, 2)}


@pytest.mark.parametrize(
    ("folder", "scope", "american", "changes"),
    [
        ("both", Scope.MENTION, (1, 1), "changes 1 mention in 1 article"),
        ("sorted", Scope.ARTICLE, (1, 1), "changes 1 mention in 1 article"),
        ("both", Scope.SOURCE, (2, 2), "changes 2 mentions and 1 link in 2 articles"),
        ("both", Scope.ALWAYS, (3, 3), "changes 3 mentions and 1 link in 3 articles"),
        ("shards", Scope.ALWAYS, (3, 3), "changes 3 mentions and 1 link in 3 articles"),
    ],
    indirect=["folder"],
)
def test_it_reaches_as_far_as_in_a_collection(folder, scope, american, changes):
    correction = said(folder, 1, "Oslo", MEANS, scope)
    with Archive(folder) as archive:
        assert str(preview_in_archive(archive, correction)) == changes
    dry = correct_archive(folder, kept(correction), WORLD, dry=True)
    assert (str(dry), countries(folder)) == (changes, MACHINE)
    assert str(correct_archive(folder, kept(correction), WORLD)) == changes
    left = 4 - american[0]
    norwegian = {"NO": (left, 3 - american[1] + (left == 1 and american[1] == 3))}
    assert countries(folder) == {"EE": (2, 2), "US": american, **norwegian}
    first = {"until": date(2024, 1, 20)}
    assert countries(folder, **first)["US"] == (min(2, american[0]),) * 2
    assert countries(folder, corrected=False) == MACHINE
    with Archive(folder) as archive:
        assert archive.count() == 4
        assert archive.count(Question(country="US")) == american[1]
        assert archive.overview().corrections == 1
        assert len(archive.passages(Question(place=OSLO_US.id))) == american[1]
        assert (OSLO_US, american[0]) in archive.places()


def test_what_is_taken_back_is_as_it_was_and_stays_on_record(folder):
    correction = said(folder, 1, "Oslo", MEANS, Scope.ALWAYS)
    correct_archive(folder, kept(correction), WORLD)
    undone = StoredCorrection(correction, Undo("Ben", datetime(2026, 1, 1, tzinfo=UTC)))
    assert str(correct_archive(folder, [undone], WORLD)) == "changes nothing"
    assert countries(folder) == MACHINE
    now = overlays.newest(Store(folder))
    assert (now.in_force, now.said) == ((), (undone,))
    assert len(list(folder.glob("corrections/*"))) == 2
    # Who has not heard of it brings it back in force neither.
    assert correct_archive(folder, kept(correction), WORLD) is None


def test_the_page_is_the_machines_and_the_counts_are_corrected(folder):
    correct_archive(folder, kept(said(folder, 1, "Oslo", MEANS)), WORLD)
    with Archive(folder) as archive:
        asked = Question(place=OSLO_US.id)
        (machine,) = archive.atlas(asked, corrected=False).readings
        (corrected,) = archive.atlas(asked).readings
    assert [r.place for r in machine.resolutions] == [OSLO]
    assert [(r.place, r.score) for r in corrected.resolutions] == [(OSLO_US, 1.0)]
    assert corrected.article == machine.article


@pytest.mark.parametrize(
    ("said_of", "action", "scope", "asked", "found"),
    [
        ((2, "Bergen"), NotAPlace(), Scope.ALWAYS, {"place": "Bergen"}, 0),
        ((2, "Bergen"), SameAs("Oslo"), Scope.ARTICLE, {"place": OSLO.id, "words": "slept"}, 1),
        ((2, "Vikvoll"), MarkMention(TALLINN), Scope.ALWAYS, {"place": "Tallinn"}, 3),
        ((2, "Vikvoll"), MarkMention(TALLINN), Scope.SOURCE, {"place": "Tallinn"}, 3),
        ((0, "Ships"), RemoveLink(TextSpan("Oslo"), TextSpan("Tallinn"), LinkKind.MOVEMENT),
            Scope.ALWAYS, {"links": True, "kind": "movement"}, 0),
        ((0, "Ships"), ChangeLink(TextSpan("Oslo"), TextSpan("Tallinn"), LinkKind.MOVEMENT, LinkKind.CONFLICT),
            Scope.SOURCE, {"links": True, "kind": "conflict"}, 1),
    ],
)  # fmt: skip
def test_each_action(folder, said_of, action, scope, asked, found):
    correction = said(folder, *said_of, action, scope)
    with Archive(folder) as archive:
        assert archive.count(Question(**asked)) != found
    assert correct_archive(folder, kept(correction), WORLD).articles == 1
    with Archive(folder) as archive:
        assert archive.count(Question(**asked)) == found
        assert archive.count() == 4


def test_rows_that_nobody_touched_are_as_they_were(folder):
    """What is made of the rows of an article, and written again, is the same rows."""
    with Archive(folder) as archive:
        rows = archive.rows_of([a.id for a in archive.atlas().articles])
        again = rows_of(archive.made_of(rows).readings)
    for table in ("mentions", "links"):
        assert sorted(again[table], key=repr) == sorted(rows[table], key=repr)
    for one, other in zip(again["articles"], rows["articles"], strict=True):
        assert one | {"focus": other["focus"]} == other


def test_what_a_build_adds_is_corrected_too(folder):
    everywhere = said(folder, 1, "Oslo", MEANS, Scope.ALWAYS)
    correct_archive(folder, kept(everywhere), WORLD)
    assert correct_archive(folder, kept(everywhere), WORLD) is None
    build(folder, ("Harbour Wire", "2024-03-01", "Rain fell in Oslo."))
    assert countries(folder)["US"] == (4, 4)
    build(folder, *NEWS, version="newer")
    assert countries(folder)["US"] == (4, 4)
    compact_archive(folder)
    assert countries(folder)["US"] == (4, 4)
    assert countries(folder, corrected=False)["NO"] == (5, 4)


def test_of_articles_that_it_has_not_nothing_is_kept(folder):
    other = make_correction(
        NotAPlace(), TextSpan("Oslo", 0, 4), article(folder, 1), Scope.MENTION
    )
    object.__setattr__(other, "article_id", "f" * 16)
    assert correct_archive(folder, kept(other), WORLD) is None
    assert not (folder / "corrections").exists()


@pytest.mark.parametrize("at", [4, 9, 10])
def test_killed_at_any_step_all_or_nothing_is_corrected(folder, monkeypatch, at):
    correction = said(folder, 1, "Oslo", MEANS, Scope.ALWAYS)
    steps, really = iter(range(1, 1_000)), os.fsync

    def fsync(number):
        if next(steps) == at:
            raise KeyboardInterrupt
        really(number)

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", fsync)
        with pytest.raises(KeyboardInterrupt):
            correct_archive(folder, kept(correction), WORLD)
    assert countries(folder).get("US") in (None, (3, 3))
    correct_archive(folder, kept(correction), WORLD)
    assert countries(folder)["US"] == (3, 3)


def test_of_two_at_once_both_are_laid_over_it(folder, monkeypatch):
    ours, theirs = (
        said(folder, 1, "Oslo", MEANS),
        said(folder, 2, "Bergen", NotAPlace()),
    )
    really = overlays.keep

    def keep(*given):
        monkeypatch.setattr(overlays, "keep", really)
        correct_archive(folder, kept(theirs), WORLD)  # who began later is done first
        return really(*given)

    monkeypatch.setattr(overlays, "keep", keep)
    correct_archive(folder, kept(ours), WORLD)
    assert countries(folder) == {"EE": (2, 2), "NO": (2, 2), "US": (1, 1)}
    assert {*overlays.newest(Store(folder)).in_force} == {ours, theirs}


def test_a_build_between_the_look_and_the_record_is_corrected_next(folder, monkeypatch):
    correction = said(folder, 1, "Oslo", MEANS, Scope.ALWAYS)
    really = overlays.keep

    def keep(*given):
        monkeypatch.setattr(overlays, "keep", really)
        build(folder, ("Harbour Wire", "2024-03-01", "Rain fell in Oslo."))
        return really(*given)

    monkeypatch.setattr(overlays, "keep", keep)
    correct_archive(folder, kept(correction), WORLD)
    assert countries(folder)["US"] == (3, 3)
    assert correct_archive(folder, (), WORLD).articles == 4
    assert countries(folder)["US"] == (4, 4)


@pytest.mark.parametrize(
    ("record", "complaint"),
    [
        ("{", "is damaged"), ("[]", "is damaged"), ('{"format": 1}', "is damaged"),
        ('{"format": 1, "made": 1, "said": ["{}"], "covers": [], "shards": []}', "is damaged"),
        ('{"format": 1, "made": 1, "said": [], "covers": [], "shards": [{"key": "0a", "settings": "", '
         '"made": 1, "failed": [], "parts": {"links": {"path": "../x.parquet", "rows": 0, "bytes": 0, '
         '"sha256": ""}}}]}', "is damaged"),
        ('{"format": 99}', "newer Dateline"),
    ],
)  # fmt: skip
def test_a_record_of_somebody_else_is_said(folder, record, complaint):
    (folder / "corrections").mkdir()
    (folder / "corrections" / "000001.json").write_text(record, "utf-8")
    with pytest.raises(InputError, match=complaint):
        Archive(folder)
    assert countries(folder, corrected=False) == MACHINE


def test_a_damaged_file_is_written_anew_and_old_ones_are_swept(folder):
    correction = said(folder, 1, "Oslo", MEANS)
    correct_archive(folder, kept(correction), WORLD)
    path = next(folder.glob("corrected/*/mentions.parquet"))
    path.write_bytes(b"PAR1")
    assert correct_archive(folder, kept(correction), WORLD).articles == 1
    assert countries(folder)["US"] == (1, 1)
    for old in folder.glob("corrected/*/*"):
        os.utime(old, (1, 1))
    store = Store(folder)
    now = overlays.newest(store)
    overlays.sweep(store, now)
    assert path.exists()  # the new record is young: the old files may be read
    overlays.sweep(
        store, overlays.Overlay(now.name, 1.0, now.said, now.covers, now.shards)
    )
    assert not path.exists()
    assert countries(folder)["US"] == (1, 1)
    assert together(now, ()) == now.said


def test_what_was_read_is_taken_in_as_it_was(folder, tmp_path):
    """A collection becomes an archive: the same rows as if its files had been read."""
    news = [{"source": s, "date": d, "text": t} for s, d, t in NEWS]
    (tmp_path / "n.jsonl").write_text("\n".join(map(json.dumps, news)), "utf-8")
    (opened,) = read_articles([tmp_path / "n.jsonl"])
    readings = build_atlas(opened.articles, WORLD).readings
    other = tmp_path / "other"
    built = archive_readings(other, readings[:3], Tools(WORLD))
    assert (built.added, built.known) == (3, 0)
    built = archive_readings(other, readings, Tools(WORLD))
    assert (built.added, built.known) == (1, 3)
    with Archive(folder) as one, Archive(other) as two:
        for table in ("mentions", "links"):
            rows = [sorted(a.sql(f"FROM {table}").rows, key=repr) for a in (one, two)]
            assert rows[0] == rows[1] != []
    with pytest.raises(ArticleError, match="nothing to take in"):
        archive_readings(other, [], Tools(WORLD))
    (other / "mine.txt").write_text("mine")
    Store(other).delete()
    assert [path.name for path in other.rglob("*")] == ["mine.txt"]
