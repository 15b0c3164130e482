"""Other languages than English: which places their sentences name, and what is passed over."""

from __future__ import annotations

import tomllib
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from geo import data
from geo.articles import read_text
from geo.atlas import as_named
from geo.errors import DataError
from geo.model import Atlas, MentionKind
from geo.pipeline import read_article, resolve_name
from geo.tongues import find_tongue, tongue_codes
from geo.tongues.names import names_in
from geo.tongues.rows import Reader, WordRole
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
def test_what_has_no_word_is_no_name(gazetteer, code):
    names = names_in(code, gazetteer)
    assert [
        found for name in ("", "—", "  ", "12") for found in names.lookup(name)
    ] == []


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


# English has a reader of its own, and so a table for each of these.
ENGLISH = {
    WordRole.CONTEXT: "false_friends.tsv",
    WordRole.TITLE: "titles.tsv",
    WordRole.ORGANISATION: "organisations.tsv",
    WordRole.TYPE: "area_words.tsv",
    WordRole.PLACE: "context_words.tsv",
    WordRole.SPEECH: "metonym_words.tsv",
    WordRole.GIVEN_NAME: "given_names.tsv",
    **dict.fromkeys((WordRole.MOTION, WordRole.FROM, WordRole.TO), "link_words.tsv"),
    **dict.fromkeys(
        (WordRole.NOT, WordRole.PLANNED, WordRole.POSSIBLE), "status_words.tsv"
    ),
}


def test_the_folder_of_english_is_complete():
    assert set(ENGLISH) == ROLES
    read = {name for name, _, _ in data.table_credits()}
    there = {path.name for path in (FOLDER / "en").iterdir()}
    assert there >= {*ENGLISH.values(), "demonyms.tsv", "exonyms.tsv"}
    assert there <= read, "a table that nothing reads"


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


def test_what_is_read_has_a_folder():
    folders = {table.parent.name for table in FOLDER.glob("*/words.tsv")}
    assert folders == {*tongue_codes(Reader.MODEL, Reader.TABLES)}
    assert folders.isdisjoint(tongue_codes(Reader.NAMES))
    assert [find_tongue(code) for code in tongue_codes(Reader.MODEL)] == [None]


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("Пхеньян", "Pyongyang"),
        ("평양", "Pyongyang"),
        ("平壤", "Pyongyang"),
        ("聖彼得堡", "Saint Petersburg"),
        ("圣彼得堡", "Saint Petersburg"),
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
        ("Адвокаты ждут экстрадиции Виктора из Таиланда.", "Виктора"),
        ("Fueron rescatados, contó Lara Segovia, portavoz del servicio.", "Segovia"),
        ("随队医生王西安在广州说，道路已经中断。", "西安"),
        ("警方说，男子张海南在合肥被捕。", "海南"),
        ("Wir sind müde, sagte Hagen am Montag in der Halle.", "Hagen"),
        ("할머니는 진주 목걸이를 잃어버렸다.", "진주"),
    ],
)
def test_what_is_no_place_is_passed_over(gazetteer, text, words):
    reading = read_article(read_text(text), Tools(gazetteer))
    assert words not in {r.mention.text for r in reading.resolutions}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Делегация прибыла в южнокорейский порт Эмгахдо из Владивостока.", "Эмгахдо"),
        (
            "Die Feuerwehr sperrte am Montag die Hinterwieselstraße.",
            "Hinterwieselstraße",
        ),
        ("서울 강남구 논현동에서 불이 나 주민이 대피했다.", "논현동"),
        ("江苏省盐城市新绿街道的居民周一搬走。", "新绿街道"),
        ("قصفت الطائرات بلدة زرغونيا فجر اليوم.", "زرغونيا"),
    ],
)
def test_a_name_that_no_gazetteer_has_is_listed_where_a_place_stands(
    gazetteer, text, words
):
    reading = read_article(read_text(text), Tools(gazetteer))
    (found,) = [r for r in reading.resolutions if r.mention.text == words]
    assert found.place is None
    assert "the gazetteer has it not" in found.mention.reasons[0].note


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("美中两国代表在日内瓦恢复谈判。", {"美", "中", "日内瓦"}),
        ("한·일 정상이 경주에서 만났다.", {"한", "일", "경주"}),
        ("한미 연합훈련이 부산에서 시작됐다.", {"한", "미", "부산"}),
        ("كبار المسؤولين يستعدون للعراق بعد اجتماع أمس.", {"عراق"}),
        ("这部小说很美，中文版卖得好。", set()),
        ("В Верховном суде о Путине не сказали.", set()),
        ("Der Unfall geschah in der Nähe der Brücke, so die Jury.", set()),
        (
            "Die Maschine wurde im englischen Hatfield gebaut.",
            {"englischen", "Hatfield"},
        ),
        ("Das Dorf kam 1974 zur Kreisstadt Torgau.", {"Torgau"}),
        ("Das Landgericht Hagen prüft den Haftbefehl.", {"Hagen"}),
        ("진주에서 온 주민들이 부산에 도착했다.", {"진주", "부산"}),
    ],
)
def test_what_stands_beside_a_name_decides(gazetteer, text, places):
    reading = read_article(read_text(text), Tools(gazetteer))
    assert {r.mention.text for r in reading.resolutions} == places


def test_only_behind_words_that_begin_a_longer_name_is_one_looked_for(gazetteer):
    words = ("Frankfurt", "Schwarzen", "New", "Zuschauer", "Sperrung")
    names = names_in("de", gazetteer)
    assert [*filter(names.goes_on, words)] == ["Frankfurt", "Schwarzen", "New"]


def test_what_stands_in_a_country_is_not_named_after_it(gazetteer):
    text = "Концерн построит в России завод, университет России закажет его станки."
    reading = read_article(read_text(text), Tools(gazetteer))
    kinds = [r.mention.kind for r in reading.resolutions]
    assert kinds == [MentionKind.PLACE, MentionKind.EMBEDDED]


def test_a_government_that_speaks_at_the_end_of_a_sentence(gazetteer):
    text = "북한은 러시아에 병력을 보냈다고 밝혔다."
    reading = read_article(read_text(text), Tools(gazetteer))
    kinds = {r.mention.text: r.mention.kind for r in reading.resolutions}
    assert kinds == {"북한": MentionKind.METONYM, "러시아": MentionKind.PLACE}


def test_a_wrong_table_is_named(tmp_path, monkeypatch):
    from geo.tongues import tables

    (tmp_path / "tongues.tsv").write_text(
        "# x\n# origin: x\n# licence: x\n"
        "code\treader\tscript\thome\nru\ttables\tCyrillic\tRussia\n",
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
        ("Самолёт вылетел из Москвы в Курск.", {"Москва · Moscow", "Курск · Kursk"}),
        (
            "Kiews Armee steht seit gestern bei Donezk.",
            {"Kiew · Kyiv", "Donezk · Donetsk"},
        ),
        (
            "В Нижнем Новгороде и Йемене тихо.",
            {"Нижний Новгород · Nizhny Novgorod", "Йемен · Yemen"},
        ),
        ("El tren llegó ayer a Londres desde Madrid.", {"Londres · London", "Madrid"}),
    ],
)
def test_the_spelling_of_the_article_with_the_english_name_beside_it(
    gazetteer, text, names
):
    atlas = as_named(Atlas((read_article(read_text(text), Tools(gazetteer)),)))
    assert {place.name for place in atlas.places} == names


TRAINS = (
    "The train from Pyongyang will go on to Vladivostok on Monday, they said in Wonsan.",
    "Поезд из Пхеньяна пойдёт во Владивосток, сообщили в Вонсане.",
    "Поїзд із Пхеньяна вирушить до Владивостока, повідомили у Вонсані.",
    "El tren de Pionyang sigue hacia Vladivostok, según dijeron ayer en Wonsan.",
    "Le train de Pyongyang ira à Vladivostok, ont dit hier les autorités de Wonsan.",
    "Der Zug aus Pjöngjang fährt nach Wladiwostok, sagte man gestern in Wonsan.",
    "평양발 열차는 블라디보스토크로 간다고 원산에서 밝혔다.",
    "从平壤出发的列车将开往符拉迪沃斯托克，元山方面说。",
    "يواصل القطار القادم من بيونغ يانغ طريقه إلى فلاديفوستوك، كما قيل في وونسان.",
)


@pytest.fixture(scope="module")
def trains(gazetteer):
    tools = Tools(gazetteer)
    return [read_article(read_text(text), tools) for text in TRAINS]


def test_articles_in_nine_languages_are_one_map(trains):
    languages = [reading.article.language for reading in trains]
    assert languages == ["en", "ru", "uk", "es", "fr", "de", "ko", "zh", "ar"]
    atlas = as_named(Atlas(tuple(trains)))
    assert {place.name for place in atlas.places} == {"Pyongyang", "Vladivostok", "Wonsan"}  # fmt: skip
    by_place = Counter(r.place.name for r in atlas.resolutions)
    assert by_place == dict.fromkeys(("Pyongyang", "Vladivostok", "Wonsan"), 9)


def test_without_english_they_are_called_as_most_articles_do(trains):
    atlas = as_named(Atlas((trains[1], trains[2], trains[6])))
    assert "Пхеньян · Pyongyang" in {place.name for place in atlas.places}


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


# --- fonts --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("files", "languages"),
    [
        (["DejaVuSans.ttf"], ["Korean", "Chinese"]),
        (["DejaVuSans.ttf", "NotoSansCJK-Regular.ttc"], []),
        (["NanumGothic.ttf"], ["Russian and Ukrainian", "Chinese", "Arabic"]),
    ],
)
def test_languages_without_a_font_are_named(files, languages):
    from geo.tongues.fonts import undrawn

    assert [row.language for row in undrawn(files)] == languages


# --- an article in several languages ------------------------------------------------------


@pytest.mark.parametrize(
    ("paragraphs", "language", "places"),
    [
        (
            [
                "The delegation flew from Warsaw to Kyiv on Monday, the ministry said.",
                "Делегация вылетела из Москвы в Пхеньян, сообщило агентство.",
                "The talks will go on until Friday, and nobody knows what comes then.",
            ],
            "en",
            {"Warsaw": "Warsaw", "Kyiv": "Kyiv", "Москвы": "Moscow"},
        ),
        (
            [
                "Поезд идёт через Хабаровск, сообщило в понедельник агентство. В "
                "пути он будет четыре дня, билеты на него уже проданы до конца лета.",
                "The minister said in London on Tuesday that the ship had left for the port.",
                "평양에서 회담이 열렸다고 통신이 전했다.",
            ],
            "ru",
            {"Хабаровск": "Khabarovsk", "London": "London", "평양": "Pyongyang"},
        ),
    ],
)
def test_each_paragraph_is_read_in_its_language(
    gazetteer, paragraphs, language, places
):
    text = "\n\n".join(paragraphs)
    reading = read_article(read_text(text), Tools(gazetteer))
    assert reading.article.language == language
    named = {r.mention.text: r for r in reading.resolutions}
    for words, place in places.items():
        assert is_right(gazetteer, named[words], place)
        passage = named[words].mention.passage
        assert text[passage.start : passage.end] == words
