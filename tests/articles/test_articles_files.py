"""Every format, sound, empty, broken, locked and hostile: what comes of it, and how fast."""

from __future__ import annotations

import json
import resource
import time
from datetime import date

import made_files as made
import pytest

from geo.articles import read_uploads
from geo.model import DatePrecision
from geo.settings import get_settings

in_one_process = pytest.mark.usefixtures("one_parser")

RUSSIAN = "Москва и Пхеньян договорились о новых рейсах, сообщил министр в Вонсане."
LONG = tuple(
    f"Paragraph {n} says that Lavrov flew to Wonsan {n} times." for n in range(4000)
)
HARM = "made to do harm"
ROWS = f'headline;body;date\nOne;"{made.BODY[0]}";2025-07\n=1+1;"=HYPERLINK(1) {made.BODY[1]}";\n;;\n'
LINES = "".join(
    json.dumps({"id": n, "text": made.BODY[n], "title": "T"}) + "\n" for n in (0, 1)
)


def made_now(content):
    """Give the bytes, made now where they are many: not when tests are gathered."""
    return content() if callable(content) else content


def only(name: str, content: bytes):
    (opened,) = read_uploads([(name, content)])
    return opened


@pytest.mark.parametrize(
    ("name", "content", "texts", "published", "source"),
    [
        ("a.txt", made.TEXT.encode(), [made.TEXT], None, "a.txt"),
        ("a.md", f"---\ndate: 2025-07\n---\n{made.TEXT}".encode(), [made.TEXT], "2025-07", "a.md"),
        ("a.html", made.page().encode(), [f"{made.TITLE}\n\n{made.TEXT}"], "2025-07-12", "The Paper"),
        ("a.pdf", made.pdf(), [made.TEXT], None, "a.pdf"),
        ("a.docx", made.docx(), [made.TEXT], None, "a.docx"),
        ("a.eml", made.mail(), [f"{made.TITLE}\n\n{made.TEXT}"], "2025-07-12", "News Desk"),
        ("html.eml", made.mail("", html=f"<p>{made.TEXT}</p>"), [f"{made.TITLE}\n\n{' '.join(made.BODY)}"], "2025-07-12", "News Desk"),
        ("a.epub", made.epub(), [made.TEXT], "2024", "a.epub"),
        ("a.csv", ROWS.encode(), [f"One\n\n{made.BODY[0]}", f"=1+1\n\n=HYPERLINK(1) {made.BODY[1]}"], "2025-07", "a.csv"),
        ("a.jsonl", LINES.encode(), [f"T\n\n{text}" for text in made.BODY], None, "a.jsonl"),
        ("a.rss", made.feed(1), [f"{made.TITLE} 0\n\n{made.BODY[0]} 0"], "2025-07-12", "https://example.org/0"),
        ("a.xml", made.atom(), [f"{made.TITLE}\n\n{made.BODY[0]}"], "2025-07-12", "https://example.org/1"),
    ],
)  # fmt: skip
@in_one_process
def test_every_format_gives_its_words_date_and_source(
    name, content, texts, published, source
):
    opened = only(name, content)
    assert opened.problem == ""
    first = opened.articles[0]
    assert [article.text for article in opened.articles] == texts
    assert first.source == source
    given = (published or "").split("-")
    precision = {1: "year", 2: "month", 3: "day"}[len(given)] if published else "day"
    assert first.published_precision is DatePrecision(precision)
    whole = [int(part) for part in given if part] + [1, 1]
    assert first.published == (date(*whole[:3]) if published else None)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.html", lambda: made.page("".join(f"<p>{p}</p>" for p in LONG)).encode()),
        ("a.pdf", lambda: made.pdf(tuple(made.shown(LONG[n : n + 40]) for n in range(0, 4000, 40)))),
        ("a.docx", lambda: made.docx(LONG)),
        ("a.eml", lambda: made.mail("\n\n".join(LONG))),
        ("a.epub", lambda: made.epub(tuple("</p><p>".join(LONG[n : n + 40]) for n in range(0, 4000, 40)))),
        ("a.csv", ("text\n" + "\n".join(LONG)).encode),
        ("a.md", lambda: "\n\n".join(LONG).encode()),
    ],
)  # fmt: skip
@in_one_process
def test_a_large_file_is_read_to_its_end(name, content):
    opened = only(name, made_now(content))
    text = "\n".join(article.text for article in opened.articles)
    assert opened.problem == ""
    for paragraph in (LONG[0], LONG[1999], LONG[-1]):
        assert paragraph in text


# What cannot be read: name, content, advice.
NOTHING = [
    # empty
    ("a.html", b"", "no words in it"),
    ("a.html", b"<html><script>x()</script></html>", "open it in a browser"),
    ("a.pdf", b"", "no PDF file"),
    ("a.pdf", made.pdf((b"",)), "text recognition"),
    ("a.docx", b"", "damaged or no docx file"),
    ("a.docx", made.docx(()), "no words"),
    ("a.eml", b"", "no saved e-mail"),
    ("a.eml", b"From: a@example.org\n\n", "no text in it"),
    ("a.epub", made.epub(()), "no words in it"),
    ("a.csv", b"", "is empty"),
    ("a.csv", b"title,body\n", "no row with a text"),
    ("a.csv", b"a,b\n1,2\n3,4\n", 'call the right one "text"'),
    ("a.jsonl", b"\n", "one JSON object a line"),
    ("a.rss", made.feed(0), "no entries"),
    ("a.zip", made.zipped({}), "holds no file"),
    ("a.zip", made.zipped({"a.png": b"1"}), "known: .txt"),
    # corrupt
    ("a.pdf", made.pdf()[:300], "damaged"),
    ("a.docx", made.docx()[:-40], "damaged"),
    ("a.docx", made.zipped({"other.xml": b"<a/>"}), "lacks its part"),
    ("a.docx", made.docx(("<w:p>",)), "damaged"),
    ("a.epub", made.epub()[:-40], "damaged"),
    ("a.jsonl", b"[" * 100_000, "one JSON object a line"),
    ("a.xml", b"<config><a/></config>", "no RSS or Atom"),
    ("a.zip", made.zipped({"a.txt": b"x"})[:-30], "damaged"),
    ("a.zip", made.lying_zip, "damaged"),
    # encrypted
    ("a.pdf", made.locked_pdf, "password"),
    ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
    ("a.doc.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "save it as .docx"),
    ("a.eml", b"From: a@example.org\nContent-Type: application/pkcs7-mime\n\nx", "encrypted"),
    ("a.epub", made.epub(lock="http://www.w3.org/2001/04/xmlenc#aes256-cbc"), "locked"),
    ("a.zip", made.locked_zip(), "password"),
]  # fmt: skip
BOMBS = [
    ("a.pdf", lambda: made.pdf((b"(" + b"a" * 60_000_000 + b") Tj",)), HARM),
    ("a.pdf", lambda: made.pdf((b"BT (a) Tj ET " * 20_000,) * 20), HARM),
    ("a.docx", lambda: made.docx(("a" * 60_000_000,)), HARM),
    ("a.docx", lambda: made.docx(("ab" * 2_000_000,)), HARM),
    ("a.docx", made.docx(("&l9;",), doctype=made.DOCTYPE), HARM),
    ("a.docx", made.docx(("&l9;",), doctype=made.OUTSIDE), HARM),
    ("a.docx", made.docx((), more="<w:p>" * 50_000), "nested too deeply"),
    ("a.epub", made.epub(doctype=made.DOCTYPE), HARM),
    ("a.rss", made.feed(doctype=made.DOCTYPE, words="&l9;"), HARM),
    ("a.rss", made.feed(doctype=made.OUTSIDE, words="&l9;"), HARM),
    ("a.zip", lambda: made.zipped({"a.txt": b"a" * 60_000_000}), HARM),
    ("a.zip", made.long_list, "too many files"),
    ("a.html", b"<html>" + b"<div>" * 200_000, "more marks than words"),
    ("a.html", b"<html>" + b"x" * 6_000_000, "too much for a web page"),
    ("a.csv", b"," * 500_000 + b"a", "columns"),
]  # fmt: skip


@pytest.fixture(scope="module")
def refused():
    """Give what came of all that holds nothing to read, opened as the files of one folder."""
    files = [(name, made_now(content)) for name, content, _ in NOTHING]
    return within_two_seconds(files)


@pytest.mark.parametrize(
    "at", range(len(NOTHING)), ids=[f"{name}-{advice}" for name, _, advice in NOTHING]
)
def test_what_cannot_be_read_is_refused_with_advice(refused, at):
    assert len(refused) == len(NOTHING)
    assert_refused(refused[at], NOTHING[at][2])


@pytest.mark.parametrize(("name", "content", "advice"), BOMBS)
def test_what_was_made_to_do_harm_is_refused_with_advice(name, content, advice):
    (opened,) = within_two_seconds([(name, made_now(content))])
    assert_refused(opened, advice)


def within_two_seconds(files):
    """Open files; work is counted, not waiting, for a busy machine takes time from us."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATELINE_READ_SECONDS", "300")  # waits for a busy machine
        get_settings.cache_clear()
        began = time.process_time(), seconds_of_children()
        opened = read_uploads(files)
    get_settings.cache_clear()
    assert time.process_time() - began[0] < 2
    assert seconds_of_children() - began[1] < 5
    return opened


def assert_refused(opened, advice):
    assert opened.articles == ()
    assert advice in opened.problem
    assert "a." in opened.problem


def seconds_of_children() -> float:
    """Return the CPU-seconds that parsing processes took, those that ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def test_a_pdf_of_forms_in_forms_ends():
    assert only("a.pdf", made.nested_forms()).articles == ()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.html", made.page().encode()),
        ("a.rss", made.feed()),
        ("a.eml", made.mail("", html=made.page())),
    ],
)
@in_one_process
def test_scripts_styles_and_clutter_never_become_text(name, content):
    (article, *_) = only(name, content).articles
    for word in ("SCRIPT", "color", "<"):
        assert word not in article.text


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.html", made.page(f"<p>{RUSSIAN}</p>", language="ru").encode()),
        ("a.html", made.page(f"<p>{RUSSIAN}</p>", head='<meta charset="windows-1251">', language="ru").encode("cp1251")),
        ("a.docx", made.docx((RUSSIAN,))),
        ("a.epub", made.epub((RUSSIAN,))),
        ("a.eml", made.mail(RUSSIAN, charset="koi8-r")),
        ("a.csv", f"text\n{RUSSIAN}\n".encode()),
        ("a.jsonl", json.dumps({"text": RUSSIAN}).encode()),
    ],
)  # fmt: skip
@in_one_process
def test_other_languages_come_through(name, content):
    (article,) = only(name, content).articles
    assert RUSSIAN in article.text


@pytest.mark.parametrize("right_to_left", ["שלום מירושלים", "\u202eevil\u202c in Oslo"])
@in_one_process
def test_right_to_left_stays_as_it_is(right_to_left):
    (article,) = only("a.docx", made.docx((right_to_left,))).articles
    assert article.text == right_to_left


@in_one_process
def test_control_characters_become_spaces_and_offsets_hold():
    (article,) = only(
        "a.jsonl", json.dumps({"text": "Oslo\0\x1b[31m\x92 and Bergen"}).encode()
    ).articles
    assert article.text == "Oslo  [31m’ and Bergen"
    assert "control characters" in article.notes[0]


@in_one_process
def test_columns_are_guessed_and_said():
    opened = only(
        "a.csv", b"id,Headline,Full Text,lang\n1,T,Lavrov flew to Wonsan.,ru\n"
    )
    (article,) = opened.articles
    assert (article.title, article.language) == ("T", "ru")
    assert opened.notes == (
        "columns guessed: text from “Full Text”, title from “Headline”, "
        "language from “lang”; not read: id",
    )
