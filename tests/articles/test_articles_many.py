"""Several at once: folders, archives, bad files among good ones, a process that dies."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import made_files as made
import pytest

from geo.articles import read_articles, read_file, read_uploads
from geo.articles.dates import read_date
from geo.articles.formats import Format
from geo.articles.parsers import html
from geo.articles.sandbox import sandbox
from geo.errors import ArticleError


def test_a_bad_file_costs_only_itself():
    shown = []
    opened = read_uploads(
        [("a.docx", made.docx()), ("b.docx", b"PK"), ("c.pdf", made.pdf())],
        lambda share, words: shown.append((round(share, 2), words)),
    )
    assert [one.name for one in opened] == ["a.docx", "b.docx", "c.pdf"]
    assert [len(one.articles) for one in opened] == [1, 0, 1]
    assert "damaged" in opened[1].problem
    assert shown[0] == (0.0, "reading a.docx")
    assert shown[-1] == (1.0, "3 read")


def test_a_folder_is_its_files_in_order(tmp_path):
    outside = tmp_path / "outside.txt"
    outside.write_text("Outside of Oslo.")
    folder = tmp_path / "in"
    (folder / "deep").mkdir(parents=True)
    (folder / "deep" / "b.txt").write_text("In Bergen.")
    (folder / "a.html").write_text(made.page())
    (folder / "map.png").write_bytes(b"1")
    (folder / ".hidden.txt").write_text("In Hamar.")
    (folder / "link.txt").symlink_to(outside)
    opened = read_articles([folder])
    assert [one.name for one in opened] == ["a.html", "deep/b.txt", "in/"]
    assert opened[-1].notes[0].startswith("2 files of other kinds, or outside")


def test_an_archive_is_its_files_and_none_of_its_paths():
    packed = made.zipped(
        {"../../a.txt": "In Oslo.", "b.docx": b"PK", "c.zip": b"PK", "x/m.png": b"1"}
    )
    opened = read_uploads([("in.zip", packed)])
    assert [one.name for one in opened] == [
        "in.zip/../../a.txt", "in.zip/b.docx", "in.zip/c.zip", "in.zip",
    ]  # fmt: skip
    assert opened[0].articles[0].text == "In Oslo."
    assert "unpack it first" in opened[2].problem
    assert opened[3].notes == ("1 files of other kinds were left out: x/m.png",)


def test_a_word_document_without_its_ending_is_told_by_what_it_holds():
    (opened,) = read_uploads([("letter", made.docx())])
    assert opened.articles[0].text == made.TEXT


def test_one_file_of_several_articles_is_no_article(tmp_path):
    (tmp_path / "a.csv").write_text("text\nIn Oslo it rained.\nIn Bergen it did not.\n")
    with pytest.raises(ArticleError, match="holds 2 articles"):
        read_file(tmp_path / "a.csv")


def test_a_process_that_dies_is_started_again():
    with sandbox(300) as box:  # waits for a busy machine
        box.parse(made.docx(), "a.docx", Format.DOCX)
        first = box._child.pid
        os.kill(first, signal.SIGKILL)
        box._child.wait()
        assert box.parse(made.docx(), "a.docx", Format.DOCX).drafts
        assert box._child.pid != first


def test_a_process_that_hangs_is_killed():
    with sandbox(0.01) as box, pytest.raises(ArticleError, match="took more than"):
        box.parse(made.docx(), "a.docx", Format.DOCX)


@pytest.mark.skipif(sys.platform == "win32", reason="only its time is limited there")
def test_memory_is_limited(fresh_settings):
    fresh_settings.setenv("DATELINE_READ_SECONDS", "300")  # waits for a busy machine
    huge = made.mail("", html="<p>" + "a" * 45_000_000)
    (opened,) = read_uploads([("a.eml", huge)])
    assert "memory" in opened.problem


def test_a_python_file_beside_the_articles_is_never_run(tmp_path, monkeypatch):
    trap = tmp_path / "ran"
    for name in ("email.py", "zipfile.py", "geo.py", "json.py"):
        (tmp_path / name).write_text(f"open({str(trap)!r}, 'w')")
    monkeypatch.chdir(tmp_path)
    Path("a.eml").write_bytes(made.mail())
    assert read_file(Path("a.eml")).title == made.TITLE
    assert not trap.exists()


def test_a_page_says_its_title_site_and_language():
    (draft,) = html.parse(made.page().encode(), "a.html").drafts
    assert draft.text == f"{made.TITLE}\n\n{made.TEXT}"
    assert (draft.source, draft.language) == ("The Paper", "en")


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ("2026-03-14T09:00:00Z", "2026-03-14"), ("20260314", "2026-03-14"),
        ("14 March 2026", "2026-03-14"), ("March 14, 2026", "2026-03-14"),
        ("14. Mar 2026", "2026-03-14"), ("Mar 2026", "2026-03"), ("2026-03", "2026-03"),
        ("2026", "2026"), ("14/03/2026", "2026-03-14"), ("03/14/2026", "2026-03-14"),
        ("03/04/2026", "2026"), ("04/04/2026", "2026-04-04"),
        ("Sat, 14 Mar 2026 23:30:00 -0500", "2026-03-14"),
        ("2026-02-30", ""), ("yesterday", ""), ("", ""), ("9999-01-01", ""), ("2" * 99, ""),
    ],
)  # fmt: skip
def test_dates_are_as_precise_as_they_are_given(given, read):
    assert read_date(given) == read
