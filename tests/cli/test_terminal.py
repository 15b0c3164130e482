"""Nothing that is printed steers the terminal, or turns the order of letters round."""

from __future__ import annotations

import json

import pytest

from geo.articles import read_text
from geo.cli import terminal

EVIL = "Evil\x1b[31mRED\x1b]0;TITLE\x07\x9b2J\x7f\u202equeen\u2066\r\b"


def test_what_is_printed_is_visible(capsys):
    terminal.say(EVIL)
    terminal.note(EVIL)
    with terminal.progress_bar() as progress:
        progress(0.5, EVIL)
    out, err = capsys.readouterr()
    for printed in (out, err):
        assert printed.count("\n") == 1
        assert printed.rstrip("\n").isprintable()
        assert "\\u001b[31mRED" in printed


def test_json_stays_json(capsys):
    terminal.say_json({"name": EVIL, "list": [1, "Wŏnsan", "سُوفا\u200f"]})
    out = capsys.readouterr().out
    assert json.loads(out) == {"name": EVIL, "list": [1, "Wŏnsan", "سُوفا\u200f"]}
    assert not {"\x1b", "\u202e"} & set(out)


@pytest.mark.parametrize("mark", ["\u202e", "\u202a", "\u2066"])
def test_titles_and_sources_are_read_in_one_order(mark):
    article = read_text("In Oslo.", title=f"a{mark}b", source=f"c{mark}d")
    assert (article.title, article.source) == ("ab", "cd")
    assert read_text(f"Wo{mark}nsan\n\nIn Oslo.").title == "Wonsan"
