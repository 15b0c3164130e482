"""Word documents (.docx): paragraphs and tables, without what was deleted in them."""

from __future__ import annotations

from geo.articles.newsroom import split_export
from geo.articles.parsed import ParsedArticle, ParsedFile
from geo.articles.safe_xml import local, read_xml
from geo.articles.safe_zip import Zipped
from geo.errors import ArticleError

DOCUMENT = "word/document.xml"
_CORE = "docProps/core.xml"
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")
_COMMENTS = "word/comments.xml"
_BREAKS = {"br": "\n", "cr": "\n", "tab": "\t", "noBreakHyphen": "-"}
# Said twice: for readers that know drawings, and again for those that do not; and what was
# moved, where it stood before.
_SAID_AGAIN = frozenset({"Fallback", "moveFrom"})


class _Body:
    """Gathers the paragraphs; those of a table's row stand on one line."""

    def __init__(self) -> None:
        self.blocks: list[str] = []
        self._words: list[str] = []
        self._cells: list[str] = []
        self._in_text = False
        self._rows = 0
        self._skipped = 0
        self._in_run = self._hidden = False

    def start(self, tag: str, attrs: dict[str, str]) -> None:
        name = local(tag)
        self._skipped += name in _SAID_AGAIN
        self._rows += name == "tr"
        if name == "r":
            self._in_run, self._hidden = True, False
        elif name == "vanish" and self._in_run:
            said = next((v for k, v in attrs.items() if local(k) == "val"), "1")
            self._hidden = said not in {"0", "false", "off"}
        left_out = self._skipped or self._hidden
        self._in_text = name == "t" and not left_out
        if name in _BREAKS and not left_out:
            self._words.append(_BREAKS[name])

    def data(self, text: str) -> None:
        if self._in_text:
            self._words.append(text)

    def end(self, tag: str) -> None:
        name = local(tag)
        self._in_text = False
        self._skipped -= name in _SAID_AGAIN
        self._in_run = self._in_run and name != "r"
        self._hidden = self._hidden and name != "r"
        if name == "p" and (paragraph := "".join(self._words).strip()):
            (self._cells if self._rows else self.blocks).append(paragraph)
        if name == "p":
            self._words = []
        if name == "tr":
            self._rows -= 1
            if not self._rows and self._cells:
                self.blocks.append("\t".join(self._cells))
                self._cells = []


class Core:
    """Gathers what the document says of itself."""

    def __init__(self) -> None:
        self.said: dict[str, str] = {}
        self._open = ""

    def start(self, tag: str, attrs: dict[str, str]) -> None:
        """An element begins."""
        del attrs
        self._open = local(tag)

    def data(self, text: str) -> None:
        """What it says."""
        self.said[self._open] = self.said.get(self._open, "") + text

    def end(self, tag: str) -> None:
        """It ends."""
        del tag
        self._open = ""


def parse(content: bytes, name: str, charset: str = "") -> ParsedFile:
    """Read a document; see `Parser`. Its date is its template's, so it is not taken."""
    del charset
    archive = Zipped(content, name)
    body, core = _Body(), Core()
    read_xml(archive.pieces(DOCUMENT), body, name)
    if _CORE in archive:
        read_xml(archive.pieces(_CORE), core, name)
    if export := split_export("\n".join(body.blocks)):
        return export
    if not body.blocks:
        raise ArticleError(f"{name} has no words in it; give a document with text")
    notes = _Body()
    for part in _NOTES:
        if part in archive:
            read_xml(archive.pieces(part), notes, name)
    said = ["the footnotes stand at the end"] if notes.blocks else []
    said += ["comments in the margin were left out"] if _COMMENTS in archive else []
    return ParsedFile(
        (
            ParsedArticle(
                "\n\n".join([*body.blocks, *notes.blocks]),
                title=" ".join(core.said.get("title", "").split()),
                language=core.said.get("language", "").strip().lower()[:2],
                notes=tuple(said),
            ),
        )
    )
