"""Pasted text, bytes and files to articles: what is assumed, what is refused."""

from __future__ import annotations

import codecs
import io
import sys
from datetime import date
from pathlib import Path

import pytest

import geo
import geo.articles
from geo.articles import FIRST_SAMPLE, headline, read_bytes, read_file, read_text
from geo.articles.encoding import decode
from geo.errors import ArticleError

pytestmark = pytest.mark.usefixtures("one_parser")

FRENCH = (
    "À Genève, la délégation a été reçue mardi à l'hôtel de ville. Les élus "
    "français et suisses se sont félicités de l'accord signé près du lac, où "
    "la réunion s'est achevée après une très longue journée de négociations."
)
RUSSIAN = (
    "Москва и Пхеньян договорились о новых рейсах. Министр иностранных дел "
    "сообщил об этом на встрече в Вонсане, где недавно открылся большой курорт."
)
POLISH = (  # Ź has a byte that windows-1252 lacks
    "ŹRÓDŁO: Źródła w Łodzi i Żywcu mówią, że święto źle się skończyło; Źrebak "
    "uciekł, a książę już śpi."
)
GERMAN = "Über Köln und Düsseldorf fährt der Zug nach Österreich, heißt es."


@pytest.mark.parametrize(
    ("content", "text", "assumed"),
    [
        (b"Oslo is calm.", "Oslo is calm.", ""),
        ("Łódź is calm.".encode(), "Łódź is calm.", ""),
        (codecs.BOM_UTF8 + "Łódź".encode(), "Łódź", ""),
        ("Łódź".encode("utf-16"), "Łódź", ""),
        (codecs.BOM_UTF16_BE + "Łódź".encode("utf-16-be"), "Łódź", ""),
        (codecs.BOM_UTF32_LE + "Łódź".encode("utf-32-le"), "Łódź", ""),
        (FRENCH.encode("cp1252"), FRENCH, "windows-1252"),
        ("Genève".encode("cp1252"), "Genève", "windows-1252"),
        (GERMAN.encode("latin-1"), GERMAN, "windows-1252"),
        (RUSSIAN.encode("cp1251"), RUSSIAN, "cp1251"),
        (POLISH.encode("cp1250"), POLISH, "cp1250"),
        (b"one\r\ntwo\rthree\n", "one\ntwo\nthree\n", ""),
    ],
)
def test_encodings(content, text, assumed):
    read, note = decode(content, "note.txt")
    assert read == text
    assert ("guess" in note) == bool(assumed)
    assert assumed in note


def test_what_was_assumed_is_noted_on_the_article():
    article = read_bytes(FRENCH.encode("cp1252"), "lac.txt")
    assert article.notes == (
        "lac.txt is not UTF-8; it was read as windows-1252, which is a guess",
    )
    assert article.source == "lac.txt"
    assert read_bytes(FRENCH.encode(), "lac.txt").notes == ()


def test_bytes_without_any_meaning_still_become_text():
    text, note = decode(b"a \x81\x8d\x8f word in no encoding at all", "odd.txt")
    assert "word in no encoding" in text
    assert "guess" in note


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "pic: the text is empty"),
        (b" \n\t\n ", "pic: the text is empty"),
        ("\u00a0\u2003".encode(), "pic: the text is empty"),
        (codecs.BOM_UTF8, "pic: the text is empty"),
        (b"Oslo\0Bergen", "not a text file"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "not a text file"),
        (bytes(range(1, 32)) * 9, "not a text file"),
        (codecs.BOM_UTF8 + b"\xff\xfe\xfd", "save it again as UTF-8"),
        (codecs.BOM_UTF16_LE + b"a", "save it again as UTF-8"),
    ],
)
def test_what_is_no_article_is_refused_with_advice(content, message):
    with pytest.raises(ArticleError, match=message):
        read_bytes(content, "pic")


def test_the_longest_text_is_a_setting(fresh_settings):
    fresh_settings.setenv("DATELINE_MAX_CHARACTERS", "20")
    assert read_text("x" * 20).text == "x" * 20
    with pytest.raises(ArticleError, match=r"21 characters.*DATELINE_MAX_CHARACTERS"):
        read_text("x" * 21)


def test_a_text_is_taken_exactly_as_it_is():
    text = "  Oslo.\r\n\tBergen \U0001f6f3 \u2028 end  "
    article = read_text(text, title="T", source="S", published=date(2026, 3, 3))
    assert article.text == text
    assert (article.title, article.source) == ("T", "S")
    assert article.published == date(2026, 3, 3)


def test_the_same_text_is_the_same_article():
    assert read_text("Oslo").id == read_text("Oslo", source="elsewhere").id
    assert read_text("Oslo").id != read_text("Oslo.").id


def test_half_a_character_is_replaced_and_noted():
    article = read_text("Oslo \ud800!", title="\udfff", source="\udc80")
    assert article.text == "Oslo \ufffd!"
    assert (article.title, article.source) == ("\ufffd", "\ufffd")
    assert "broken characters" in article.notes[0]
    assert read_text("Oslo \U0001f6f3!").notes == ()


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Title\n\nBody", "Title"),
        ("\n\n  Title  \n \t\nBody", "Title"),
        ("Title\nBody", ""),
        ("Title", ""),
        ("Title\n\n", ""),
        ("", ""),
        ("x" * 200 + "\n\nBody", "x" * 200),
        ("x" * 201 + "\n\nBody", ""),
    ],
)
def test_headline(text, title):
    assert headline(text) == title


def test_a_headline_given_wins():
    assert read_text("Title\n\nBody", title="Other").title == "Other"
    assert read_text("Title\n\nBody").title == "Title"


def test_a_file_is_read(tmp_path):
    path = tmp_path / "a b.txt"
    path.write_bytes(b"Title\r\n\r\nOslo is calm.")
    article = read_file(path)
    assert article.text == "Title\n\nOslo is calm."
    assert (article.title, article.source) == ("Title", "a b.txt")


def test_standard_input_is_read(monkeypatch):
    stdin = io.TextIOWrapper(io.BytesIO("Łódź is calm.".encode()))
    monkeypatch.setattr(sys, "stdin", stdin)
    article = read_file(Path("-"))
    assert article.text == "Łódź is calm."
    assert article.source == "standard input"


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path):
    with pytest.raises(ArticleError, match=r"there is no file .*nowhere.txt"):
        read_file(tmp_path / "nowhere.txt")
    with pytest.raises(ArticleError, match="is a folder; name the files in it"):
        read_file(tmp_path)


def test_a_file_below_a_file_cannot_be_read(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(ArticleError, match="cannot be read"):
        read_file(tmp_path / "file" / "below.txt")


def test_the_supplied_sample_comes_first():
    names = [sample.name for sample in geo.articles.samples()]
    assert names[0] == FIRST_SAMPLE == "lavrov-wonsan"
    assert names[1:] == sorted(names[1:])
    assert 7 <= len(names) <= 14


def test_every_sample_has_a_title_and_can_be_read():
    for sample in geo.articles.samples():
        article = sample.read()
        assert sample.title == article.title != sample.name
        assert article.notes == ()
        assert article.source == f"{sample.name}.txt"
