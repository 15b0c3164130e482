"""Which language a text is in, and what is done with one the pipeline does not read."""

from __future__ import annotations

import pytest
import spacy
from hand_fed import WORLD

from geo import data
from geo.articles import read_text
from geo.language import identify as module, load_language
from geo.language.identify import MIN_LETTERS, identify, name_language
from geo.language.parts import foreign_parts
from geo.mentions import find_mentions

ENGLISH = spacy.blank("en")

GERMAN = (
    "Der Bürgermeister sagte am Dienstag in Oslo, dass die Brücke über den Fluss erst im "
    "nächsten Frühjahr wieder geöffnet werde, weil noch wichtige Teile fehlten."
)
NORWEGIAN = (
    "Byens ordfører sa tirsdag i Oslo at broen ikke vil bli åpnet igjen før neste vår, "
    "fordi det fortsatt mangler noen viktige deler til reparasjonen."
)
TEXTS = {
    "de": GERMAN,
    "nb": NORWEGIAN,
    "fr": "Le maire de la petite ville a déclaré mardi que le pont ne serait rouvert qu'au "
    "printemps prochain, parce que des pièces importantes manquent encore.",
    "es": "El alcalde de la ciudad dijo el martes que el puente no se abrirá hasta la "
    "próxima primavera, porque todavía faltan algunas piezas importantes.",
    "it": "Il sindaco della città ha detto martedì che il ponte non sarà riaperto prima "
    "della prossima primavera, perché mancano ancora alcuni pezzi.",
    "pt": "O prefeito da cidade disse na terça-feira que a ponte só será reaberta na próxima "
    "primavera, porque ainda faltam algumas peças importantes.",
    "nl": "De burgemeester van de stad zei dinsdag dat de brug pas volgend voorjaar weer "
    "opengaat, omdat er nog steeds enkele onderdelen ontbreken.",
    "sv": "Stadens borgmästare sade på tisdagen att bron inte kommer att öppnas igen förrän "
    "nästa vår, eftersom några viktiga delar fortfarande saknas.",
    "pl": "Burmistrz miasta powiedział we wtorek, że most zostanie otwarty dopiero następnej "
    "wiosny, ponieważ wciąż brakuje kilku ważnych części.",
    "fi": "Kaupungin pormestari sanoi tiistaina, että silta avataan uudelleen vasta ensi "
    "keväänä, koska joitakin tärkeitä osia puuttuu yhä korjaustöistä.",
    "tr": "Belediye başkanı salı günü yaptığı açıklamada, bazı parçalar hâlâ eksik olduğu "
    "için köprünün ancak gelecek bahar yeniden açılacağını söyledi.",
    "ru": "Мэр города сообщил во вторник, что мост откроют только следующей весной, потому "
    "что до сих пор не хватает нескольких важных деталей.",
    "uk": "Мер міста повідомив у вівторок, що міст відкриють лише наступної весни, тому що "
    "досі бракує кількох важливих деталей для ремонту.",
    "ar": "قال رئيس بلدية المدينة يوم الثلاثاء إن الجسر لن يفتح من جديد إلا في الربيع "
    "المقبل لأن بعض القطع المهمة لا تزال مفقودة حتى الآن.",
    "ja": "市長は火曜日、橋の再開は来年の春になる見通しだと述べた。修理に必要な部品がまだ"
    "いくつか届いていないためだという。市は今週中に説明会を開き、工事の遅れについて改めて"
    "説明する予定だとしている。住民からは不満の声が上がっている。",
}


@pytest.mark.parametrize("code", TEXTS)
def test_languages(code):
    assert len(TEXTS[code]) > 100
    assert identify(TEXTS[code]) == code
    assert code in data.language_names()


SENTENCES = {
    "El tren entre Sevilla y Huelva sufrió ayer retrasos por un robo de cable en Niebla.": "es",
    "É uma fase difícil para nós, disse o presidente, e o governo já não tem mais tempo.": "pt",
}


@pytest.mark.parametrize("text", SENTENCES)
def test_a_sentence_is_in_no_rare_relative_of_its_language(text):
    assert identify(text) == SENTENCES[text]


def test_a_paragraph_in_the_article_s_language_needs_no_identifier(monkeypatch):
    monkeypatch.setattr(module, "_identifier", lambda: pytest.fail("was loaded"))
    text = "\n".join([GERMAN, GERMAN.upper(), TEXTS["ru"]])
    assert [p.language for p in foreign_parts(text, "de", frozenset({"de", "ru"}))] == [
        "ru"
    ]


PLAIN = [
    "The mayor said on Tuesday that the bridge will not be opened again before next spring.",
    "Snow fell on the hills for a third day, and the old road to the port was closed.",
    "MAYOR SAYS THE BRIDGE WILL BE CLOSED FOR A YEAR AFTER STORM DAMAGE IN THE PORT",
    "The bus stops in Łódź, Kraków, Wrocław, Gdańsk, Szczecin, Bydgoszcz and Częstochowa.",
    "Flights to Reykjavík, Kópavogur, Hafnarfjörður and Egilsstaðir resume after the storm.",
]


@pytest.mark.parametrize("text", PLAIN)
def test_plain_english_needs_no_identifier(monkeypatch, text):
    monkeypatch.setattr(module, "_identifier", lambda: pytest.fail("was loaded"))
    assert identify(text) == "en"


@pytest.mark.parametrize(
    "text", ["", "Oslo", "Tote bei Unfall", "12 345 678 — 90 … " * 9]
)
def test_a_few_words_are_in_no_language(monkeypatch, text):
    monkeypatch.setattr(module, "_identifier", lambda: pytest.fail("was loaded"))
    assert identify(text) == ""
    assert name_language(read_text(f"{text}."), ENGLISH).language == "en"


@pytest.mark.parametrize(
    "text",
    [
        "Storm closes bridges, schools statewide: governor urges residents to stay indoors",
        "GOVERNOR CALLS SPECIAL SESSION AFTER STORM DAMAGE CLOSES BRIDGES, SCHOOLS STATEWIDE",
        "Storm Damage Closes Bridges, Schools; Governor Calls Special Session, Urges Calm",
        "Two dead, nine missing, bridge closed, schools shut, power lines down, mayor says",
    ],
)
def test_headlines_without_small_words_are_read_as_english(text):
    assert sum(map(str.isalpha, text)) >= MIN_LETTERS
    assert name_language(read_text(text), ENGLISH) == read_text(text)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("de", "In Mecklenburg-Vorpommern stehen Wahlen an."),
        ("de", "Wer kann diesen Mann jetzt noch stoppen?"),
        ("pt", "Quando ele chegou, já era tarde."),
        ("fr", "Un incendie ferme l'école de Brest"),
        ("es", "Dos barcos chocaron cerca del muelle"),
        ("pt", "O ministro volta de Oslo sem acordo"),
        ("pl", "Minister wrócił z Oslo bez umowy"),
        ("nl", "De brug gaat in mei weer open"),
        ("tr", "Liman yakınında iki gemi çarpıştı"),
        ("it", "La neve chiude il passo"),
        ("fa", "رودخانه شبانه یک متر بالا آمد"),
        ("ko", "폭설로 고개 통제"),
        ("", "Erdoğan visits Łódź factory"),
        ("", "Fire shuts school in Leeds for two days"),
    ],
)
def test_headlines(code, text):
    assert identify(text) == code


def test_only_the_beginning_is_looked_at():
    english = f"{PLAIN[0]} " * (module.MAX_READ_LENGTH // len(PLAIN[0]) + 1)
    assert identify(english + GERMAN * 50) == "en"


# --- what is said of it ---------------------------------------------------------------


def test_english_is_left_as_it_is():
    article = read_text(PLAIN[0])
    assert name_language(article, ENGLISH) == article


@pytest.mark.parametrize(
    ("code", "name"), [("de", "German"), ("fr", "French"), ("ja", "Japanese")]
)
def test_another_language_is_named(code, name):
    article = name_language(read_text(TEXTS[code]), ENGLISH)
    assert article.language == code
    (note,) = article.notes
    assert f"in {name};" in note
    assert "reads English" in note
    assert f"for {name} with --model" in note


def test_a_language_without_a_name_is_named_by_its_code(monkeypatch):
    monkeypatch.setattr(module, "identify", lambda *_: "xyz")
    (note,) = name_language(read_text("Xyz"), ENGLISH).notes
    assert "in xyz;" in note


def test_an_english_text_for_a_german_pipeline():
    (note,) = name_language(read_text(PLAIN[0]), spacy.blank("de")).notes
    assert "in English; the language pipeline reads German" in note


# --- what is read of it ---------------------------------------------------------------


def read(text: str, language) -> list[str]:
    article = name_language(read_text(text), language)
    return [mention.text for mention in find_mentions(article, language, WORLD)]


@pytest.fixture
def loaded(tmp_path):
    """Load a pipeline of a language as a user names one, by its path."""

    def load(code: str):
        spacy.blank(code).to_disk(tmp_path / code)
        return load_language(str(tmp_path / code))

    return load


def test_nothing_is_read_in_another_language(loaded):
    assert read(GERMAN, ENGLISH) == []
    assert read(GERMAN, loaded("de")) == ["Oslo"]
    assert read("They met in Oslo.", ENGLISH) == ["Oslo"]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("de", "Drei Tote in Oslo"),  # too short to tell: the pipeline tries
        ("nb", NORWEGIAN),  # the identifier calls it "no"
        ("xx", GERMAN),  # pipelines for many languages
        ("xx", f"{PLAIN[0]} They met in Oslo."),
    ],
)
def test_pipelines_read_what_they_are_for(loaded, code, text):
    assert "Oslo" in read(text, loaded(code))
    assert name_language(read_text(text), loaded(code)).notes == ()
