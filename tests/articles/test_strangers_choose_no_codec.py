"""A file names its encoding; what it names does no harm, and costs no article."""

from __future__ import annotations

import time

import made_files as made
import pytest

from geo.articles import read_uploads
from geo.articles.encoding import _OF_TEXTS, decode
from geo.errors import ArticleError

pytestmark = pytest.mark.usefixtures("one_parser")

# Unknown, no encodings of texts, some of them slow, and names that are no names.
NAMES = (
    "utf8mb4", "x-sjis", "iso-8859-8-i", "unknown-8bit", "ansi", "none", "zlib", "rot13",
    "hex", "punycode", "idna", "undefined", "unicode_escape", "raw_unicode_escape", "utf-7",
    "mbcs", "x" * 30, "encodings.aliases",
)  # fmt: skip
WORDS = "Lavrov flew from Moscow to Wonsan on Friday."


def _files(charset: str):
    feed = made.feed().decode()
    head = feed.partition("?>")[2]
    mail = f"Subject: News\nContent-Type: text/plain; charset={charset}\n\n{WORDS}\n"
    yield "a.html", f'<html><meta charset="{charset}"><p>{WORDS}</p>'.encode()
    yield "a.eml", mail.encode()
    yield "a.rss", f'<?xml version="1.0" encoding="{charset}"?>{head}'.encode()


@pytest.mark.parametrize("charset", NAMES)
def test_a_file_of_any_named_encoding_is_read(charset):
    for opened in read_uploads(_files(charset)):
        assert not opened.problem
        assert opened.articles


@pytest.mark.parametrize("charset", [*NAMES, "", "a\0b", "é", "x" * 100_000])
@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"Oslo",
        b"\xff\xfe",
        b"\xd8\x00" * 9,
        b"xn--" * 9,
        b"\x80" * 99,
        b"-" * 60_000,
    ],
)
def test_bytes_of_any_kind_are_text_or_refused(charset, content):
    try:
        assert isinstance(decode(content, "a.txt", charset)[0], str)
    except ArticleError:
        assert content[:1] in (b"\xff", b"\xd8")


@pytest.mark.parametrize(
    "unit", [b"a", b"\xff", b"\x81\x40", b"\x1b$B", b"~{", b"xn--"]
)
def test_what_is_believed_is_linear(unit):
    for name in _OF_TEXTS:
        start = time.process_time()
        (unit * 50_000).decode(name, "replace")
        assert time.process_time() - start < 0.5, name
