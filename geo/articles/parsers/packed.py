"""Files packed with gzip, and tar archives: each file as if it had been given alone."""

from __future__ import annotations

import tarfile
import zlib
from collections.abc import Iterator
from io import BytesIO

from geo.articles.formats import FORMATS_IN, Format, ending
from geo.articles.parsed import ArchiveMember, ParsedFile
from geo.articles.parsers.zip import left_out
from geo.articles.safe_zip import MAX_BYTES, MAX_FILES
from geo.errors import ArticleError

_GZIP = b"\x1f\x8b"
_TAR = slice(257, 262)


def parse(content: bytes, name: str, charset: str = "") -> ParsedFile:
    """Unpack a file or an archive; see `Parser`."""
    del charset
    if content.startswith(_GZIP):
        content = _unpacked(content, name)
    if content[_TAR] != b"ustar":
        return ParsedFile(members=(ArchiveMember(_inner(name), content),))
    try:
        with tarfile.open(fileobj=BytesIO(content)) as archive:
            members = tuple(_members(archive, name))
    except (tarfile.TarError, EOFError, OSError) as error:
        raise ArticleError(f"{name} is damaged; get it again") from error
    wanted = tuple(m for m in members if ending(m.name) in FORMATS_IN)
    if not wanted:
        raise ArticleError(
            f"{name} holds no file that can be read; known: {' '.join(FORMATS_IN)}"
        )
    others = [m.name for m in members if ending(m.name) not in FORMATS_IN]
    return ParsedFile(members=wanted, notes=left_out(others))


def _members(archive: tarfile.TarFile, name: str) -> Iterator[ArchiveMember]:
    for number, member in enumerate(archive):
        if number >= MAX_FILES:
            raise ArticleError(f"{name} holds too many files; unpack it first")
        hidden = member.name.rsplit("/", 1)[-1].startswith(".")
        if not member.isfile() or hidden:
            continue
        if FORMATS_IN.get(ending(member.name)) in {Format.ZIP, Format.PACKED}:
            yield ArchiveMember(
                member.name, problem="it is an archive in an archive; unpack it first"
            )
        elif file := archive.extractfile(member):
            yield ArchiveMember(member.name, file.read())


def _unpacked(content: bytes, name: str) -> bytes:
    unpacker = zlib.decompressobj(wbits=31)
    try:
        unpacked = unpacker.decompress(content, MAX_BYTES + 1)
        while unpacker.eof and unpacker.unused_data.startswith(_GZIP):
            rest, unpacker = unpacker.unused_data, zlib.decompressobj(wbits=31)
            unpacked += unpacker.decompress(rest, MAX_BYTES + 1 - len(unpacked))
    except (zlib.error, ValueError) as error:
        raise ArticleError(f"{name} is damaged; get it again") from error
    if len(unpacked) > MAX_BYTES:
        raise ArticleError(
            f"{name} unpacks to more than {MAX_BYTES / 1e6:,.0f} MB, which no article "
            "needs; it may have been made to do harm"
        )
    if not unpacker.eof:
        raise ArticleError(f"{name} is damaged or cut short; get it again")
    return unpacked


def _inner(name: str) -> str:
    plain = name.rsplit("/", 1)[-1]
    return plain[:-3] if plain.lower().endswith(".gz") else plain
