"""PDF: the text layer, its lines put together to paragraphs. The only door to pypdf."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from itertools import islice
from math import hypot
from typing import Any

from pypdf import PdfReader, apply_configuration
from pypdf.errors import DependencyError, LimitReachedError

from geo.articles.newsroom import split_export
from geo.articles.parsed import ParsedArticle, ParsedFile
from geo.articles.pdf_lines import (
    Line,
    Page,
    Piece,
    in_columns,
    in_order,
    text_of,
    without_furniture,
)
from geo.articles.safe_zip import MAX_RATIO, RATIO_COUNTS_FROM
from geo.errors import ArticleError

MAX_PAGES = 500
MAX_PLACED = 100_000  # bytes of a page whose lines are placed; it takes long
MAX_NAMED = 4  # running heads that are named
MAX_UNPACKED = 20_000_000  # bytes of one stream
MAX_STEPS = 300_000  # operators and operands of a page's text; a full page has 20,000
_LIMITS: dict[str, Any] = {
    "zlib_maximum_output_length": MAX_UNPACKED,
    "lzw_maximum_output_length": MAX_UNPACKED,
    "run_length_maximum_output_length": MAX_UNPACKED,
    "brotli_maximum_output_length": MAX_UNPACKED,
    "array_based_stream_maximum_output_length": MAX_UNPACKED,
    "stream_decoding_work_maximum_length": 3 * MAX_UNPACKED,
    "stream_parsing_work_maximum_count": MAX_STEPS,
    "xform_maximum_invocations_per_extraction": 500,
    "jbig2dec_binary": None,  # no other program is called
}
_BOMB = "{} unpacks to more than any article needs; it may have been made to do harm"
_NO_TITLE = re.compile(r"^untitled|^microsoft word|\.\w{2,4}$", re.IGNORECASE)


def parse(content: bytes, name: str, charset: str = "") -> ParsedFile:
    """Read a PDF; see `Parser`. Its date is when it was made, so it is not taken."""
    del charset
    with apply_configuration(**_LIMITS):
        try:
            return _read(content, name)
        except LimitReachedError as error:
            raise ArticleError(_BOMB.format(name)) from error
        except DependencyError as error:
            raise ArticleError(
                f"{name} is encrypted; save it without a password"
            ) from error


def _read(content: bytes, name: str) -> ParsedFile:
    if b"%PDF-" not in content[:1024]:
        raise ArticleError(f"{name} is no PDF file; get it again")
    reader, count = _opened(content, name)
    most = max(RATIO_COUNTS_FROM, MAX_RATIO * len(content))
    pages, failed = _pages(islice(reader.pages, MAX_PAGES), most, name)
    pages, heads = without_furniture(pages)
    text = text_of(pages)
    if export := split_export("\n".join(line for page in pages for line in page)):
        return export
    if not text.strip():
        raise ArticleError(
            f"{name} has no text in it, only pictures of pages; run text recognition "
            "(OCR) on it first"
        )
    notes = tuple(_told(heads, count, failed))
    return ParsedFile((ParsedArticle(text, title=_title(reader), notes=notes),))


def _opened(content: bytes, name: str) -> tuple[PdfReader, int]:
    """Return the reader of a file, and how many pages it has."""
    try:
        reader = PdfReader(BytesIO(content))
        locked = reader.is_encrypted and not reader.decrypt("")
        count = 0 if locked else len(reader.pages)
    except (LimitReachedError, DependencyError, MemoryError):
        raise
    except Exception as error:
        raise ArticleError(
            f"{name} is damaged ({error}); get it again"[:300]
        ) from error
    if locked:
        raise ArticleError(f"{name} is locked with a password; save it without one")
    return reader, count


def _told(heads: list[str], count: int, failed: list[int]) -> Iterator[str]:
    """Return notes of what was left out."""
    if heads:
        yield f"left out at the edges of pages: {'; '.join(heads[:MAX_NAMED])}"
    if count > MAX_PAGES:
        yield f"only the first {MAX_PAGES} of {count:,} pages were read"
    if failed:
        yield f"pages that could not be read: {', '.join(map(str, failed))}"


def _pages(pages: Any, most: int, name: str) -> tuple[list[Page], list[int]]:
    """Return the pages' lines, and the numbers of those that have a fault.

    Args:
        pages: The pages.
        most: Bytes that all of them may unpack to.
        name: The file's name.
    """
    found: list[Page] = []
    failed: list[int] = []
    unpacked = 0
    for number, page in enumerate(pages, 1):
        try:
            unpacked += _size(page)
            if unpacked <= most:
                found.append(_lines(page))
        except (LimitReachedError, MemoryError):
            raise
        except Exception:
            failed.append(number)  # a page's fault costs that page
        if unpacked > most:
            raise ArticleError(_BOMB.format(name))
    if failed and not any(map(any, found)):
        raise ArticleError(f"{name} is damaged; get it again")
    return found, failed


def _lines(page: Any) -> Page:
    """Return the lines of a page, in the order in which they are read."""
    if _size(page) > MAX_PLACED:
        return [" ".join(line.split()) for line in page.extract_text().split("\n")]
    lines: list[Line] = []
    pieces: list[Piece] = []

    def add(words: str, at: Any, inside: Any, _: Any, size: float) -> None:
        x, y = inside[4], inside[5]
        across, up = at[0] * x + at[2] * y + at[4], at[1] * x + at[3] * y + at[5]
        drawn = hypot(at[1] * inside[2] + at[3] * inside[3], at[0] * inside[2])
        pieces.append((words, up, size * drawn))
        if words.strip():
            lines.append((words, across, up))

    page.extract_text(visitor_text=add)
    return in_columns(lines) or in_order(pieces)


def _size(page: Any) -> int:
    """Return the bytes that a page unpacks to."""
    contents = page.get_contents()
    return len(contents.get_data()) if contents is not None else 0


def _title(reader: PdfReader) -> str:
    try:
        title = (
            " ".join(str(reader.metadata.title or "").split())
            if reader.metadata
            else ""
        )
    except Exception:
        return ""
    return "" if _NO_TITLE.search(title) else title[:300]
