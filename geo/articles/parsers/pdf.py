"""PDF: the text layer, its lines put together to paragraphs. The only door to pypdf."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from itertools import islice
from typing import Any

from pypdf import PdfReader, apply_configuration
from pypdf.errors import DependencyError, LimitReachedError

from geo.articles.parsed import ParsedArticle, ParsedFile
from geo.articles.safe_zip import MAX_RATIO, RATIO_COUNTS_FROM
from geo.errors import ArticleError

MAX_PAGES = 500
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
_FULL = 0.7  # of the longest line: a shorter one ends its paragraph
_SENTENCE_END = re.compile(r"[.!?:;…][\"'”’)\]]*$")
_HYPHEN = re.compile(r"(?<=[^\W\d_])[-\u00ad\u2010]$")
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
    most = max(RATIO_COUNTS_FROM, MAX_RATIO * len(content))
    texts, failed = _pages(islice(reader.pages, MAX_PAGES), most, name)
    text = "\n\n".join(paragraph for page in texts for paragraph in paragraphs(page))
    if not text.strip():
        raise ArticleError(
            f"{name} has no text in it, only pictures of pages; run text recognition "
            "(OCR) on it first"
        )
    notes = []
    if count > MAX_PAGES:
        notes.append(f"only the first {MAX_PAGES} of {count:,} pages were read")
    if failed:
        notes.append(f"pages that could not be read: {', '.join(map(str, failed))}")
    return ParsedFile((ParsedArticle(text, title=_title(reader), notes=tuple(notes)),))


def _pages(pages: Any, most: int, name: str) -> tuple[list[str], list[int]]:
    """Return the pages' texts, and the numbers of those that have a fault.

    Args:
        pages: The pages.
        most: Bytes that all of them may unpack to.
        name: The file's name.
    """
    texts: list[str] = []
    failed: list[int] = []
    unpacked = 0
    for number, page in enumerate(pages, 1):
        try:
            unpacked += _size(page)
            if unpacked <= most:
                texts.append(page.extract_text())
        except (LimitReachedError, MemoryError):
            raise
        except Exception:
            failed.append(number)  # a page's fault costs that page
        if unpacked > most:
            raise ArticleError(_BOMB.format(name))
    if failed and not any(texts):
        raise ArticleError(f"{name} is damaged; get it again")
    return texts, failed


def _size(page: Any) -> int:
    """Return the bytes that a page unpacks to."""
    contents = page.get_contents()
    return len(contents.get_data()) if contents is not None else 0


def paragraphs(page: str) -> Iterator[str]:
    """Put a page's lines together: a name broken over two lines is one name again."""
    lines = [" ".join(line.split()) for line in page.split("\n")]
    full = _FULL * max(map(len, lines))
    gathered = ""
    for line in lines:
        if gathered.endswith(("-", "\u00ad", "\u2010")) and line[:1].islower():
            gathered = _HYPHEN.sub("", gathered) + line
        else:
            gathered = f"{gathered} {line}".strip()
        ends = len(line) < full and (not line or bool(_SENTENCE_END.search(line)))
        if gathered and ends:
            yield gathered
            gathered = ""
    if gathered:
        yield gathered


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
