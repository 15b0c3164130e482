"""Zip archives: the files in them, each to be read as if it had been given alone."""

from __future__ import annotations

from collections.abc import Sequence

from geo.articles.formats import FORMATS_IN, Format, ending
from geo.articles.parsed import ArchiveMember, ParsedFile
from geo.articles.parsers import parser
from geo.articles.safe_zip import Zipped
from geo.errors import ArticleError

MAX_NAMED = 8
# What a zip file really is, by a file in it.
_DOCUMENTS = {
    "word/document.xml": Format.DOCX,
    "META-INF/container.xml": Format.EPUB,
    "xl/workbook.xml": Format.SHEET,
    "xl/workbook.bin": Format.SHEET,
}
_REFUSED = {
    "ppt/presentation.xml": "is a presentation; save it as PDF",
    "Index/Document.iwa": "is an Apple document; export it as Word or PDF",
    "Index/Tables/DataList.iwa": "is an Apple table; export it as CSV",
    "doc.kml": "is a map of Google Earth (.kmz), not articles",
}
_OPEN_DOCUMENT = {b"text": Format.ODT, b"spreadsheet": Format.SHEET}


def parse(content: bytes, name: str, charset: str = "") -> ParsedFile:
    """Unpack an archive, or read the document that it really is; see `Parser`."""
    archive = Zipped(content, name)
    if document := _document(archive, name):
        return parser(document)(content, name, charset)
    members = [i.filename for i in archive.files if not _is_hidden(i.filename)]
    wanted = [member for member in members if ending(member) in FORMATS_IN]
    if not wanted:
        raise ArticleError(
            f"{name} holds no file that can be read; known: {' '.join(FORMATS_IN)}"
        )
    others = [member for member in members if ending(member) not in FORMATS_IN]
    return ParsedFile(
        members=tuple(_member(archive, m) for m in wanted), notes=left_out(others)
    )


def _document(archive: Zipped, name: str) -> Format | None:
    for member, document in _DOCUMENTS.items():
        if member in archive:
            return document
    for member, advice in _REFUSED.items():
        if member in archive:
            raise ArticleError(f"{name} {advice}")
    if "content.xml" in archive and "mimetype" in archive:
        kind = archive.read("mimetype").partition(b"opendocument.")[2]
        for start, document in _OPEN_DOCUMENT.items():
            if kind.startswith(start):
                return document
        raise ArticleError(f"{name} is a drawing or presentation; save it as PDF")
    return None


def left_out(names: Sequence[str]) -> tuple[str, ...]:
    """Return a note of which files of an archive are of no kind that is read."""
    if not names:
        return ()
    more = ", ..." if len(names) > MAX_NAMED else ""
    some = ", ".join(names[:MAX_NAMED])[:300]
    return (f"{len(names)} files of other kinds were left out: {some}{more}",)


def _is_hidden(member: str) -> bool:
    """True for what systems put in by themselves: ``__MACOSX/``, ``.DS_Store``."""
    parts = member.replace("\\", "/").split("/")
    return parts[0] == "__MACOSX" or parts[-1].startswith(".")


def _member(archive: Zipped, member: str) -> ArchiveMember:
    if FORMATS_IN[ending(member)] in {Format.ZIP, Format.PACKED}:
        return ArchiveMember(
            member, problem="it is an archive in an archive; unpack it first"
        )
    try:
        return ArchiveMember(member, archive.read(member))
    except ArticleError as error:
        return ArchiveMember(member, problem=str(error))
