"""Zip files that may be bombs: refused by what they declare, read with a counter.

Word and EPUB files are zip files too.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

from geo.errors import ArticleError

MAX_BYTES = 50_000_000  # of all files together, unpacked
MAX_FILES = 2_000
MAX_RATIO = 100  # unpacked to packed; text has 3 to 20
RATIO_COUNTS_FROM = 1_000_000  # bytes unpacked: less does no harm
PIECE = 64 * 1024
# The end record of the format: where it is, and where it says how long the list of files is.
_END, _MAX_END, _LIST_SIZE = b"PK\x05\x06", 22 + 65_535, slice(12, 16)
_MAX_LIST = MAX_FILES * 400  # bytes; an entry has 46 and its name
_ENCRYPTED = 0x1
# The others unpack any amount at one go.
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


class Zipped:
    """An opened zip file that is no bomb.

    Attributes:
        files: The files in it, folders left out.
    """

    def __init__(self, content: bytes, name: str) -> None:
        """Open it.

        Raises:
            ArticleError: It is damaged, or unpacks to more than is sound.
        """
        self.name = name
        self._refuse_long_list(content)
        try:
            self._archive = zipfile.ZipFile(BytesIO(content))
        except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
            raise ArticleError(
                f"{name} is damaged or no {_kind(name)} file; get it again"
            ) from error
        self.files = [i for i in self._archive.infolist() if not i.is_dir()]
        self._refuse_bomb()

    def __contains__(self, member: str) -> bool:
        return member in self._archive.NameToInfo

    def _refuse_long_list(self, content: bytes) -> None:
        """Refuse a list of files that takes seconds merely to go through."""
        tail = content[-_MAX_END:]
        at = tail.rfind(_END)
        end = tail[at:] if at >= 0 else b""
        if int.from_bytes(end[_LIST_SIZE], "little") > _MAX_LIST:
            raise ArticleError(f"{self.name} holds too many files; unpack it first")

    def _refuse_bomb(self) -> None:
        if len(self.files) > MAX_FILES:
            raise ArticleError(
                f"{self.name} holds {len(self.files):,} files, more than "
                f"{MAX_FILES:,}; unpack it first"
            )
        unpacked = sum(info.file_size for info in self.files)
        packed = sum(info.compress_size for info in self.files)
        large = unpacked > RATIO_COUNTS_FROM and unpacked > MAX_RATIO * packed
        if unpacked > MAX_BYTES or large:
            raise ArticleError(
                f"{self.name} unpacks to {unpacked / 1e6:,.0f} MB, which no article "
                "needs; it may have been made to do harm"
            )

    def read(self, member: str) -> bytes:
        """Unpack one file.

        Raises:
            ArticleError: It is locked, damaged, or larger than it says.
        """
        return b"".join(self.pieces(member))

    def pieces(self, member: str) -> Iterator[bytes]:
        """Unpack one file a piece at a time; as ``read``."""
        info = self._archive.NameToInfo.get(member)
        if info is None:
            raise ArticleError(f"{self.name} lacks its part {member}; get it again")
        if info.flag_bits & _ENCRYPTED:
            raise ArticleError(
                f"{self.name} is locked with a password; unlock it first"
            )
        if info.compress_type not in _METHODS:
            raise ArticleError(
                f"{self.name} is packed in an unusual way; pack it again"
            )
        try:
            with self._archive.open(info) as file:
                while piece := file.read(PIECE):
                    yield piece
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
            raise ArticleError(f"{self.name} is damaged; get it again") from error


def _kind(name: str) -> str:
    return name.rpartition(".")[2].lower() if "." in name else "zip"
