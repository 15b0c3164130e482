"""EPUB: the chapters in the order of the book, as one article."""

from __future__ import annotations

import posixpath
import re

from geo.articles.dates import read_date
from geo.articles.encoding import decode
from geo.articles.markup import words_of
from geo.articles.parsed import ParsedArticle, ParsedFile
from geo.articles.safe_xml import local, read_xml
from geo.articles.safe_zip import Zipped
from geo.errors import ArticleError

CONTAINER = "META-INF/container.xml"
_LOCKS = "META-INF/encryption.xml"
_FONTS_ONLY = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
_PERCENT = re.compile("%([0-9A-Fa-f]{2})")


class _Package:
    """Gathers what the container and the package say: files, their order, the title."""

    def __init__(self) -> None:
        self.package = ""
        self.files: dict[str, str] = {}
        self.order: list[str] = []
        self.said: dict[str, str] = {}
        self.locks: list[str] = []
        self._open = ""

    def start(self, tag: str, attrs: dict[str, str]) -> None:
        name = local(tag)
        self._open = name if name in {"title", "date", "language", "publisher"} else ""
        if name == "rootfile":
            self.package = self.package or attrs.get("full-path", "")
        elif name == "item":
            self.files[attrs.get("id", "")] = attrs.get("href", "")
        elif name == "itemref" and attrs.get("linear") != "no":
            self.order.append(attrs.get("idref", ""))
        elif name == "EncryptionMethod":
            self.locks.append(attrs.get("Algorithm", ""))

    def data(self, text: str) -> None:
        if self._open:
            self.said[self._open] = self.said.get(self._open, "") + text

    def end(self, tag: str) -> None:
        del tag
        self._open = ""


def parse(content: bytes, name: str, charset: str = "") -> ParsedFile:
    """Read a book; see `Parser`."""
    archive = Zipped(content, name)
    book = _Package()
    read_xml(archive.pieces(CONTAINER), book, name)
    if _LOCKS in archive:
        read_xml(archive.pieces(_LOCKS), book, name)
    if any(lock not in _FONTS_ONLY for lock in book.locks):
        raise ArticleError(
            f"{name} is locked by its seller; a copy without lock is needed"
        )
    read_xml(archive.pieces(book.package), book, name)
    chapters, missing = _chapters(archive, book, charset)
    if not chapters:
        raise ArticleError(f"{name} has no words in it, only pictures perhaps")
    said = {key: " ".join(value.split()) for key, value in book.said.items()}
    return ParsedFile(
        (
            ParsedArticle(
                "\n\n".join(chapters),
                title=said.get("title", ""),
                source=said.get("publisher", ""),
                published=read_date(said.get("date", "")),
                language=said.get("language", "").lower()[:2],
                notes=(f"{missing} parts of the book are missing",) if missing else (),
            ),
        )
    )


def _chapters(archive: Zipped, book: _Package, charset: str) -> tuple[list[str], int]:
    folder = posixpath.dirname(book.package)
    chapters, missing = [], 0
    for idref in dict.fromkeys(book.order):
        path = posixpath.normpath(
            posixpath.join(folder, _plain(book.files.get(idref, "")))
        )
        if path not in archive:
            missing += 1
            continue
        text = words_of(decode(archive.read(path), archive.name, charset)[0])
        if text.strip():
            chapters.append(text)
    return chapters, missing


def _plain(href: str) -> str:
    """Return the file's name that an address in the book means."""
    return _PERCENT.sub(lambda found: chr(int(found[1], 16)), href.partition("#")[0])
