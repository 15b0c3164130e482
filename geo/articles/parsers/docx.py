"""Word documents (.docx): paragraphs and tables, without what was deleted in them."""

from __future__ import annotations

from geo.articles.parsed import ParsedArticle, ParsedFile
from geo.articles.safe_xml import local, read_xml
from geo.articles.safe_zip import Zipped
from geo.errors import ArticleError

DOCUMENT = "word/document.xml"
_CORE = "docProps/core.xml"
_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # .doc, and .docx with a password
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_BREAKS = {"br": "\n", "cr": "\n", "tab": "\t", "noBreakHyphen": "-"}
# Said twice: for readers that know drawings, and again for those that do not.
_SAID_AGAIN = "Fallback"


class _Body:
    """Gathers the paragraphs; those of a table's row stand on one line."""

    def __init__(self) -> None:
        self.blocks: list[str] = []
        self._words: list[str] = []
        self._cells: list[str] = []
        self._in_text = False
        self._rows = 0
        self._skipped = 0

    def start(self, tag: str, attrs: dict[str, str]) -> None:
        del attrs
        name = local(tag)
        self._skipped += name == _SAID_AGAIN
        self._rows += name == "tr"
        self._in_text = name == "t" and not self._skipped
        if name in _BREAKS and not self._skipped:
            self._words.append(_BREAKS[name])

    def data(self, text: str) -> None:
        if self._in_text:
            self._words.append(text)

    def end(self, tag: str) -> None:
        name = local(tag)
        self._in_text = False
        self._skipped -= name == _SAID_AGAIN
        if name == "p" and (paragraph := "".join(self._words).strip()):
            (self._cells if self._rows else self.blocks).append(paragraph)
        if name == "p":
            self._words = []
        if name == "tr":
            self._rows -= 1
            if not self._rows and self._cells:
                self.blocks.append("\t".join(self._cells))
                self._cells = []


class _Core:
    """Gathers what the document says of itself."""

    def __init__(self) -> None:
        self.said: dict[str, str] = {}
        self._open = ""

    def start(self, tag: str, attrs: dict[str, str]) -> None:
        del attrs
        self._open = local(tag)

    def data(self, text: str) -> None:
        self.said[self._open] = self.said.get(self._open, "") + text

    def end(self, tag: str) -> None:
        del tag
        self._open = ""


def parse(content: bytes, name: str, charset: str = "") -> ParsedFile:
    """Read a document; see `Parser`. Its date is its template's, so it is not taken."""
    del charset
    if content.startswith(_OLD):
        locked = _LOCKED in content
        raise ArticleError(
            f"{name} is locked with a password; save it without one"
            if locked
            else f"{name} is an old Word file (.doc); save it as .docx"
        )
    archive = Zipped(content, name)
    body, core = _Body(), _Core()
    read_xml(archive.pieces(DOCUMENT), body, name)
    if _CORE in archive:
        read_xml(archive.pieces(_CORE), core, name)
    if not body.blocks:
        raise ArticleError(f"{name} has no words in it; give a document with text")
    return ParsedFile(
        (
            ParsedArticle(
                "\n\n".join(body.blocks),
                title=" ".join(core.said.get("title", "").split()),
                language=core.said.get("language", "").strip().lower()[:2],
            ),
        )
    )
