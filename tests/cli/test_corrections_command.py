"""``dateline corrections`` and ``map`` with them; checked articles as gold."""

from __future__ import annotations

import csv
import json

import pytest
from atlases import atlas_from, join, sample_atlas
from command_runs import article_file, command
from correcting import told
from known_places import MOSCOW, MOSCOW_IDAHO, SUVA, WONSAN

from geo.articles import read_file
from geo.corrections.csv import read_table
from geo.corrections.gold import gold_records
from geo.corrections.model import Checked, MarkMention, MeansPlace, NotAPlace, Scope
from geo.corrections.preview import preview_correction
from geo.evaluation import gold_spots

dateline = pytest.fixture(command)
article = pytest.fixture(article_file)

TABLE = (
    "text,action,place,scope,author\n"
    "Moscow,place,geonames:5601538,always,Anna\n"
    "Moscow,fly,,always,\n"
)


@pytest.fixture
def in_data(dateline, monkeypatch, tmp_path):
    """Run in a data folder of its own, with one correction and one bad row taken in."""
    from geo.settings import get_settings

    monkeypatch.setenv("DATELINE_DATA_DIR", str(tmp_path / "data"))
    get_settings.cache_clear()
    (tmp_path / "in.csv").write_text(TABLE, "utf-8")
    yield dateline
    get_settings.cache_clear()


def test_nothing_is_kept_at_first(in_data, tmp_path):
    code, out, err = in_data("corrections", "list")
    assert (code, out) == (0, "")
    assert "no corrections yet" in err


def test_a_file_is_taken_in_listed_and_written_again(in_data, tmp_path):
    code, _, err = in_data("corrections", "import", "in.csv")
    assert code == 0
    assert "in.csv, line 3: no action 'fly'" in err
    assert "1 corrections taken in, 1 left out" in err
    _, out, _ = in_data("corrections", "list")
    assert "Anna  Moscow means Moscow, Idaho, US, always" in out
    in_data("corrections", "export", "out.jsonl")
    assert json.loads((tmp_path / "out.jsonl").read_text("utf-8"))
    _, _, err = in_data("corrections", "import", "out.jsonl")
    assert "0 corrections taken in, 1 known already" in err
    in_data("corrections", "export", "audit.csv", "--audit")
    assert ',Anna,"Moscow means Moscow, Idaho, US, always",always,' in (
        tmp_path / "audit.csv"
    ).read_text("utf-8")
    in_data("corrections", "export", "out.csv")
    assert "geonames:5601538" in (tmp_path / "out.csv").read_text("utf-8")


def test_the_map_is_corrected_unless_told_otherwise(in_data, article):
    in_data("corrections", "import", "in.csv")
    _, out, err = in_data("map", article, "-o", "-")
    assert '"geonames:5601538"' in out
    assert "with the corrections" in err
    _, out, _ = in_data("map", article, "-o", "-", "--no-corrections")
    assert '"geonames:5601538"' not in out


@pytest.mark.parametrize(
    ("arguments", "advice"),
    [
        (("export", "out.xml"), "known: .jsonl .csv"),
        (("export", "out.jsonl", "--gold"), "gold needs the articles"),
        (("export", "out.csv", "a.txt", "--gold"), "known: .jsonl"),
        (("import", "none.csv"), "cannot be read"),
    ],
)
def test_what_cannot_be_done_is_said(in_data, arguments, advice):
    code, _, err = in_data("corrections", *arguments)
    assert code == 2
    assert advice in err


def test_gold_from_the_users_archive_is_measured(in_data, article, tmp_path):
    _, _, err = in_data("corrections", "export", "gold.jsonl", article, "--gold")
    assert "0 of 1 articles are gold" in err
    number = read_file(article).id
    (tmp_path / "checked.csv").write_text(
        f"article,action,scope\n{number},checked,article\n", "utf-8"
    )
    in_data("corrections", "import", "checked.csv")
    _, _, err = in_data("corrections", "export", "gold.jsonl", article, "--gold")
    assert "1 of 1 articles are gold" in err
    code, out, _ = in_data("evaluate", "gold.jsonl", "--json")
    figures = json.loads(out)
    assert code == 0
    assert figures["resolution"]["accuracy_161km"] == 1.0
    low, high = figures["resolution"]["accuracy_161km_95"]
    assert 0 < low < 0.6
    assert high == 1.0


# Gold and previews, without the machine

TEXT = "Moscow met Wonsan. In Quay they left Moscow."


def atlas(text=TEXT, source="Wire"):
    return atlas_from(text, {"Moscow": MOSCOW, "Wonsan": WONSAN}, source=source)


def test_only_checked_articles_are_gold():
    one, two = atlas(), atlas("Moscow again. " + TEXT)
    said = [
        told(one, "Moscow", MeansPlace(MOSCOW_IDAHO)),
        told(one, "Wonsan", NotAPlace()),
        told(one, "Quay", MarkMention()),
        told(two, "Wonsan", NotAPlace()),
        told(one, TEXT, Checked(), Scope.ARTICLE),
    ]
    (record,) = gold_records([join([one, two])], said)
    assert record["checked"]
    assert [(t["text"], t["lat"]) for t in record["toponyms"]] == [
        ("Moscow", MOSCOW_IDAHO.lat),
        ("Quay", None),
        ("Moscow", MOSCOW.lat),
    ]
    assert len(gold_spots(json.dumps(record), "here")) == 3
    both = gold_records([one, two], said, unchecked=True)
    assert [record["checked"] for record in both] == [True, False]


@pytest.mark.parametrize(
    ("scope", "words"),
    [
        (Scope.MENTION, "changes 1 mention in 1 article"),
        (Scope.ARTICLE, "changes 2 mentions in 1 article"),
        (Scope.SOURCE, "changes 5 mentions in 2 articles"),
        (Scope.ALWAYS, "changes 7 mentions in 3 articles"),
    ],
)
def test_a_preview_says_what_would_change(scope, words):
    archive = [atlas(), atlas("Moscow. " + TEXT), atlas(TEXT + " So.", source="Other")]
    said = told(archive[0], "Moscow", MeansPlace(SUVA), scope)
    preview = preview_correction(iter(archive), said)
    assert str(preview) == words
    first = preview.examples[0]
    assert (first.text, first.before, first.after) == ("Moscow", MOSCOW, SUVA)
    assert first.sentence == "Moscow met Wonsan."


def test_a_preview_knows_what_holds_already():
    said = told(atlas(), "Moscow", MeansPlace(SUVA), Scope.ALWAYS)
    narrow = told(atlas(), "Moscow", NotAPlace())
    after = preview_correction([atlas()], said, [narrow])
    assert str(after) == "changes 1 mention in 1 article"
    assert str(preview_correction([atlas()], said, [said])) == "changes nothing"


def test_a_preview_counts_links():
    of = sample_atlas()
    preview = preview_correction([of], told(of, "Suva", NotAPlace()))
    assert str(preview) == "changes 1 mention and 1 link in 1 article"


def test_a_cell_beyond_all_bounds_costs_only_what_follows():
    csv.field_size_limit(131_072)  # as it is until a table of articles was read
    table = f"text,action,scope\nMoscow,not-a-place,always\n{'x' * 200_000},,\n"
    first, fault = read_table(table, {}.get)
    assert first.words.text == "Moscow"
    assert "cannot be read on" in fault.advice
