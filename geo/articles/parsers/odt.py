"""OpenDocument texts (.odt): paragraphs and tables, without what was deleted in them."""

from __future__ import annotations

from geo.articles.dates import read_date
from geo.articles.newsroom import split_export
from geo.articles.parsed import ParsedArticle, ParsedFile
from geo.articles.parsers.docx import Core
from geo.articles.safe_xml import local, read_xml
from geo.articles.safe_zip import Zipped
from geo.errors import ArticleError

CONTENT = "content.xml"
_META = "meta.xml"
_NO_TEXT = frozenset(
    "tracked-changes annotation note-citation bookmark-ref script title desc".split()
)
_BREAKS = {"line-break": "\n", "tab": "\t", "s": " "}


class _Text:
    """Gathers the paragraphs; those of a table's row stand on one line, notes at the end."""

    def __init__(self) -> None:
        self.blocks: list[str] = []
        self.notes: list[str] = []
        self._words: list[list[str]] = []
        self._cells: list[str] = []
        self._rows = self._skipped = self._in_note = 0

    def start(self, tag: str, attrs: dict[str, str]) -> None:
        name = local(tag)
        self._skipped += name in _NO_TEXT
        self._rows += name == "table-row"
        self._in_note += name == "note"
        if name in {"p", "h"}:
            self._words.append([])
        elif name in _BREAKS and self._words and not self._skipped:
            times = next((v for k, v in attrs.items() if local(k) == "c"), "1")
            count = int(times) if times.isdigit() and len(times) < 4 else 1  # noqa: PLR2004
            self._words[-1].append(_BREAKS[name] * count)

    def data(self, text: str) -> None:
        if self._words and not self._skipped:
            self._words[-1].append(text)

    def end(self, tag: str) -> None:
        name = local(tag)
        self._skipped -= name in _NO_TEXT
        if name in {"p", "h"} and self._words:
            self._end_paragraph("".join(self._words.pop()).strip())
        self._in_note -= name == "note"
        if name == "table-row":
            self._rows -= 1
            if not self._rows and self._cells:
                self.blocks.append("\t".join(self._cells))
                self._cells = []

    def _end_paragraph(self, words: str) -> None:
        if words and not self._skipped:
            rows = self._cells if self._rows else self.blocks
            (self.notes if self._in_note else rows).append(words)


def parse(content: bytes, name: str, charset: str = "") -> ParsedFile:
    """Read a document; see `Parser`."""
    del charset
    archive = Zipped(content, name)
    text, core = _Text(), Core()
    read_xml(archive.pieces(CONTENT), text, name)
    if _META in archive:
        read_xml(archive.pieces(_META), core, name)
    if export := split_export("\n".join(text.blocks)):
        return export
    if not text.blocks:
        raise ArticleError(f"{name} has no words in it; give a document with text")
    notes = ("the footnotes stand at the end",) if text.notes else ()
    return ParsedFile(
        (
            ParsedArticle(
                "\n\n".join([*text.blocks, *text.notes]),
                title=" ".join(core.said.get("title", "").split()),
                published=read_date(core.said.get("issued", "")),
                language=core.said.get("language", "").strip().lower()[:2],
                notes=notes,
            ),
        )
    )
