"""Zip archives: the files in them, each to be read as if it had been given alone."""

from __future__ import annotations

from geo.articles.formats import FORMATS_IN, Format, ending
from geo.articles.parsed import ArchiveMember, ParsedFile
from geo.articles.parsers import docx, epub
from geo.articles.safe_zip import Zipped
from geo.errors import ArticleError


def parse(content: bytes, name: str, charset: str = "") -> ParsedFile:
    """Unpack an archive, or read the document that it really is; see `Parser`."""
    archive = Zipped(content, name)
    if docx.DOCUMENT in archive:
        return docx.parse(content, name, charset)
    if epub.CONTAINER in archive:
        return epub.parse(content, name, charset)
    members = [i.filename for i in archive.files if not _is_hidden(i.filename)]
    wanted = [member for member in members if ending(member) in FORMATS_IN]
    if not wanted:
        raise ArticleError(
            f"{name} holds no file that can be read; known: {' '.join(FORMATS_IN)}"
        )
    left = len(members) - len(wanted)
    notes = (f"{left} files of other kinds were left out",) if left else ()
    return ParsedFile(members=tuple(_member(archive, m) for m in wanted), notes=notes)


def _is_hidden(member: str) -> bool:
    """True for what systems put in by themselves: ``__MACOSX/``, ``.DS_Store``."""
    parts = member.replace("\\", "/").split("/")
    return parts[0] == "__MACOSX" or parts[-1].startswith(".")


def _member(archive: Zipped, member: str) -> ArchiveMember:
    if FORMATS_IN[ending(member)] is Format.ZIP:
        return ArchiveMember(
            member, problem="it is an archive in an archive; unpack it first"
        )
    try:
        return ArchiveMember(member, archive.read(member))
    except ArticleError as error:
        return ArchiveMember(member, problem=str(error))
