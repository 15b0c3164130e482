"""Other languages than English: which places their sentences name, and what is passed over."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from pathlib import Path

import pytest

from geo.articles import read_text
from geo.atlas import as_named
from geo.errors import DataError
from geo.model import Atlas
from geo.pipeline import read_article, resolve_name
from geo.tongues import find_tongue, tongue_codes
from geo.tongues.rows import WordRole
from geo.tools import Tools

CASES = tomllib.loads((Path(__file__).parents[1] / "tongues.toml").read_text("utf-8"))
FOLDER = Path(__file__).parents[2] / "geo" / "tongues"
MIN_SHARE = 0.88  # of names found and rightly placed, and of those found that are right
# What every language needs, whatever its script.
ROLES = {
    WordRole.CONTEXT, WordRole.TITLE, WordRole.ORGANISATION, WordRole.TYPE, WordRole.PLACE,
    WordRole.SPEECH, WordRole.MOTION, WordRole.FROM, WordRole.TO, WordRole.NOT,
    WordRole.PLANNED, WordRole.POSSIBLE, WordRole.GIVEN_NAME,
}  # fmt: skip


@pytest.fixture(scope="module")
def answers(gazetteer):
    """Each sentence with what was read in it: words and places, expected and found."""
    tools = Tools(gazetteer)
    found = defaultdict(list)
    for case in CASES["sentence"]:
        wanted = [tuple(name.split(" = ")) for name in case["names"]]
        reading = read_article(read_text(case["text"]), tools)
        found[case["language"]].append((case, wanted, reading))
    return found


def is_right(gazetteer, resolution, name):
    ids = {candidate.place.id for candidate in gazetteer.lookup(name)}
    return resolution.place is not None and resolution.place.id in ids


@pytest.mark.parametrize("code", tongue_codes())
def test_sentences(gazetteer, answers, code):
    right = wanted_names = found_names = 0
    for case, wanted, reading in answers[code]:
        assert reading.article.language == code, case["text"]
        by_words = {r.mention.text: r for r in reading.resolutions}
        right += sum(
            words in by_words and is_right(gazetteer, by_words[words], name)
            for words, name in wanted
        )
        wanted_names += len(wanted)
        found_names += len(reading.resolutions)
    assert right >= MIN_SHARE * wanted_names
    assert right >= MIN_SHARE * found_names


def test_every_answer_can_be_quoted(answers):
    for case, _, reading in (row for rows in answers.values() for row in rows):
        for mention in [r.mention for r in reading.resolutions] + [
            *reading.passed_over
        ]:
            start, end = mention.passage.start, mention.passage.end
            assert case["text"][start:end] == mention.text
            assert mention.reasons
            assert all(reason.note for reason in mention.reasons)


@pytest.mark.parametrize("code", tongue_codes())
def test_a_folder_is_complete(code):
    tongue = find_tongue(code)
    assert len(tongue.names) >= 600
    assert len(tongue.demonyms) >= 100
    assert set(tongue.words) >= ROLES
    assert all(tongue.types.values()), "a type word has its English in the note"
    assert sum(tongue.home.values()) <= 1
    assert {path.name for path in (FOLDER / code).iterdir()} >= {
        "affixes.tsv", "demonyms.tsv", "places.tsv", "words.tsv",
    }  # fmt: skip


@pytest.mark.parametrize("code", tongue_codes())
def test_what_tables_name_is_there(gazetteer, code):
    from geo.tongues import names_in

    names = names_in(code, gazetteer)
    tongue = find_tongue(code)
    targets = {
        t for row in (tongue.names, tongue.demonyms) for ts in row.values() for t in ts
    }
    assert [target for target in targets if names.place_of(target) is None] == []


def test_a_language_without_a_folder_has_no_tables():
    assert find_tongue("fi") is None


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("Пхеньян", "Pyongyang"),
        ("평양", "Pyongyang"),
        ("平壤", "Pyongyang"),
        ("بيونغ يانغ", "Pyongyang"),
        ("Київ", "Kyiv"),
        ("США", "United States"),
    ],
)
def test_a_name_alone(gazetteer, name, place):
    found = resolve_name(name, gazetteer)
    assert is_right(gazetteer, found, place)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Владимир Орлов приехал в Курск.", "Владимир"),
        ("Das Essen in Hamburg war gut.", "Essen"),
    ],
)
def test_what_is_no_place_is_passed_over(gazetteer, text, words):
    reading = read_article(read_text(text), Tools(gazetteer))
    assert words not in {r.mention.text for r in reading.resolutions}


# --- movement -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "ends", "status"),
    [
        ("Самолёт вылетел из Москвы в Пхеньян.", ("Moscow", "Pyongyang"), "stated"),
        ("Делегация прибыла в Пхеньян из Пекина.", ("Beijing", "Pyongyang"), "stated"),
        ("Літак вилетів з Варшави до Києва.", ("Warsaw", "Kyiv"), "stated"),
        (
            "Le ministre est parti de Paris pour se rendre à Alger.",
            ("Paris", "Algiers"),
            "stated",
        ),
        (
            "Der Zug fuhr gestern von Wien nach Budapest.",
            ("Vienna", "Budapest"),
            "stated",
        ),
        (
            "El barco zarpó ayer de Valencia hacia Argel.",
            ("Valencia", "Algiers"),
            "stated",
        ),
    ],
)
def test_movement(gazetteer, text, ends, status):
    reading = read_article(read_text(text), Tools(gazetteer))
    moves = [k for k in reading.links if k.kind == "movement"]
    assert [(k.directed, k.status) for k in moves] == [(True, status)]
    (link,) = moves
    for place, name in zip((link.origin, link.destination), ends, strict=True):
        assert place.id in {c.place.id for c in gazetteer.lookup(name)}


def test_nothing_but_movement_is_guessed(gazetteer):
    text = "Россия обвинила Польшу в провокации на границе."
    reading = read_article(read_text(text), Tools(gazetteer))
    assert {link.kind for link in reading.links} <= {"co-mention"}


def test_a_wrong_table_is_named(tmp_path, monkeypatch):
    from geo.tongues import tables

    (tmp_path / "tongues.tsv").write_text(
        "# x\n# origin: x\n# licence: x\ncode\tscript\thome\nru\tCyrillic\tRussia\n",
        "utf-8",
    )
    monkeypatch.setattr(tables, "_FOLDER", tmp_path)
    tables._rows.cache_clear()
    try:
        with pytest.raises(DataError, match="write home as"):
            tables._shares(tables._rows()["ru"])
    finally:
        tables._rows.cache_clear()


# --- what places are called -------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("평양에서 회담이 열렸다.", {"평양 · Pyongyang"}),
        ("Москва ждёт ответа, сообщили в Москве.", {"Москва · Moscow"}),
        ("КУРСК. Самолёт сел ночью, сообщили в порту.", {"Курск · Kursk"}),
        ("Самолёт вылетел из Москвы в Курск.", {"Moscow", "Курск · Kursk"}),
        ("El tren llegó ayer a Londres desde Madrid.", {"Londres · London", "Madrid"}),
    ],
)
def test_the_spelling_of_the_article_with_the_english_name_beside_it(
    gazetteer, text, names
):
    atlas = as_named(Atlas((read_article(read_text(text), Tools(gazetteer)),)))
    assert {place.name for place in atlas.places} == names


def test_articles_in_two_languages_name_one_place(gazetteer):
    tools = Tools(gazetteer)
    texts = ("Snow fell in Moscow on Monday and the trains stopped.", "В Москве снег.")
    atlas = as_named(Atlas(tuple(read_article(read_text(t), tools) for t in texts)))
    (moscow,) = atlas.places
    assert moscow.name == "Moscow"
    assert len(atlas.resolutions) == 2


# --- languages that are not read ----------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "text", "places"),
    [
        (
            "bg",
            "София и Варна остават без ток, съобщиха от общината.",
            {"Sofia", "Varna"},
        ),
        ("ja", "首相は東京から大阪へ向かう予定だ。", {"Tokyo", "Osaka"}),
        (
            "fa",
            "وزیر از تهران به مشهد رفت و گفت که پل بسته است.",
            {"Tehran", "Mashhad"},
        ),
        ("hi", "दिल्ली और मुंबई में बारिश के बाद बिजली नहीं है।", {"Delhi", "Mumbai"}),
    ],
)
def test_names_of_a_script_are_found_and_said_to_be_all(
    gazetteer, language, text, places
):
    reading = read_article(read_text(text), Tools(gazetteer))
    assert reading.article.language == language
    assert {r.place.name for r in reading.resolutions if r.place} == places
    (note,) = reading.article.notes
    assert "which is not read: only names that the gazetteer is sure of" in note
