"""Which format is a file in? Its first bytes say so; where they do not, its ending."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import PurePosixPath

from geo.errors import ArticleError


class Format(StrEnum):
    """What can be read; each has a module in `geo.articles.parsers`."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    PDF = "pdf"
    DOCX = "docx"
    ODT = "odt"
    RTF = "rtf"
    EMAIL = "email"
    EPUB = "epub"
    TABLE = "table"
    SHEET = "sheet"
    JSON = "json"
    JSONL = "jsonl"
    XML = "xml"
    FEED = "feed"
    SUBTITLES = "subtitles"
    ZIP = "zip"
    PACKED = "packed"
    WEBARCHIVE = "webarchive"


# Endings and their formats, as an uploader offers them.
FORMATS_IN: dict[str, Format] = {
    ".txt": Format.TEXT,
    ".md": Format.MARKDOWN,
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".xhtml": Format.HTML,
    ".mhtml": Format.EMAIL,
    ".mht": Format.EMAIL,
    ".pdf": Format.PDF,
    ".docx": Format.DOCX,
    ".odt": Format.ODT,
    ".rtf": Format.RTF,
    ".webarchive": Format.WEBARCHIVE,
    ".eml": Format.EMAIL,
    ".emlx": Format.EMAIL,
    ".mbox": Format.EMAIL,
    ".epub": Format.EPUB,
    ".csv": Format.TABLE,
    ".tsv": Format.TABLE,
    ".xlsx": Format.SHEET,
    ".xls": Format.SHEET,
    ".ods": Format.SHEET,
    ".json": Format.JSON,
    ".jsonl": Format.JSONL,
    ".ndjson": Format.JSONL,
    ".js": Format.JSON,
    ".xml": Format.XML,
    ".rss": Format.FEED,
    ".atom": Format.FEED,
    ".srt": Format.SUBTITLES,
    ".vtt": Format.SUBTITLES,
    ".zip": Format.ZIP,
    ".gz": Format.PACKED,
    ".tgz": Format.PACKED,
    ".tar": Format.PACKED,
}
MEDIA_TYPES: dict[str, Format] = {
    "application/pdf": Format.PDF,
    "application/zip": Format.ZIP,
    "application/epub+zip": Format.EPUB,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": Format.DOCX,
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": Format.SHEET,
    "application/vnd.oasis.opendocument.text": Format.ODT,
    "application/rtf": Format.RTF,
    "text/rtf": Format.RTF,
    "application/json": Format.JSON,
    "application/feed+json": Format.JSON,
    "application/x-ndjson": Format.JSONL,
    "message/rfc822": Format.EMAIL,
    "multipart/related": Format.EMAIL,
    "text/csv": Format.TABLE,
    "text/html": Format.HTML,
    "application/xhtml+xml": Format.HTML,
    "text/xml": Format.XML,
    "application/xml": Format.XML,
    "application/rss+xml": Format.FEED,
    "application/atom+xml": Format.FEED,
    "text/vtt": Format.SUBTITLES,
    "text/markdown": Format.MARKDOWN,
    "text/plain": Format.TEXT,
}
_ROWS = frozenset({Format.TABLE, Format.SHEET, Format.JSON, Format.JSONL})
LOOKED_AT = 4096  # bytes
# Signs at the beginning of what is no text, and what it is called; those that are read first.
_SIGNS: tuple[tuple[bytes, Format | str], ...] = (
    (b"PK\x03\x04", Format.ZIP),
    (b"PK\x05\x06", Format.ZIP),
    (b"\x1f\x8b", Format.PACKED),
    (b"bplist00", Format.WEBARCHIVE),
    (b"{\\rtf", Format.RTF),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Format.SHEET),
    (b"WARC/", "a web archive (WARC); take the pages out of it as HTML first"),
    (b"BZh", "packed with bzip2; unpack it first"),
    (b"\xfd7zXZ", "packed with xz; unpack it first"),
    (b"7z\xbc\xaf", "a 7z archive; unpack it first, or pack it as .zip"),
    (b"Rar!", "a RAR archive; unpack it first, or pack it as .zip"),
    (b"\x28\xb5\x2f\xfd", "packed with zstd; unpack it first"),
    (b"\x89PNG", "a picture, not a text file; run text recognition (OCR) on it first"),
    (
        b"\xff\xd8\xff",
        "a picture, not a text file; run text recognition (OCR) on it first",
    ),
    (b"GIF8", "a picture, not a text file; run text recognition (OCR) on it first"),
    (b"II*\0", "a picture, not a text file; run text recognition (OCR) on it first"),
    (b"MM\0*", "a picture, not a text file; run text recognition (OCR) on it first"),
    (b"ID3", "a sound recording; give its transcript"),
    (b"OggS", "a recording; give its transcript"),
    (b"RIFF", "a recording or picture; give its words as text"),
    (b"\x1aE\xdf\xa3", "a film; give its subtitles (.srt, .vtt)"),
    (b"SQLite format 3", "a database; export the table of articles as CSV"),
    (b"PAR1", "a Parquet file; write its table as CSV or JSON lines"),
    (b"%!PS", "a PostScript file; save it as PDF"),
    (b"AT&TFORM", "a DjVu file; save it as PDF"),
    (b"!BDN", "an Outlook store (.pst); export its mails as .eml or .mbox"),
    (b"wOF", "a font"),
)
_FILM = re.compile(rb".{4}ftyp", re.DOTALL)
_XML = re.compile(
    r"(?:<\?xml[^>]{0,200}\?>|<!--.{0,20000}?-->|<\?[^>]{0,300}\?>|\s++)*+"
    r"(?:<!doctype\s+([\w:.-]{1,40})[^>\[]{0,300}(?:\[.{0,3000}?\]\s*)?>)?"
    r"(?:<!--.{0,20000}?-->|<\?[^>]{0,300}\?>|\s++)*+(?:<([\w:.-]{1,60})(?=[\s/>]))?",
    re.IGNORECASE | re.DOTALL,
)
_TAGS_OF_PAGES = frozenset(
    "html head body div p article section main table span center h1 h2 h3 ul ol a b i font "
    "img header nav title meta link script style blockquote form".split()
)
_FEEDS = frozenset("rss feed rdf:rdf channel".split())
_PAGE = re.compile(r"<html[\s>]|<!doctype html", re.IGNORECASE)
_PAGE_LOOKED_AT = 20_000  # characters; some pages begin with as much of other things
_CUES = re.compile(
    r"(?:\d++[^\S\n]*+\n)?\s*+(?:\d{1,2}:)?\d\d:\d\d[,.]\d{3}[ \t]*-->[ \t]*(?:\d{1,2}:)?\d\d:\d\d"
)
_MBOX = re.compile(r"From \S+.{0,60}\d{4}\n(?:>?[A-Z][\w-]{1,40}:)")
_HEADER = re.compile(
    r"(?:[A-Z][\w-]{1,40}: [^\n]*(?:\n[ \t][^\n]*){0,20}\n){1,60}", re.IGNORECASE
)
_IS_MAIL = re.compile(
    r"^(?:MIME-Version|Message-ID|Received|Delivered-To|Return-Path):", re.IGNORECASE | re.MULTILINE
)  # fmt: skip
_JSON = re.compile(r"[\[{]\s*(?:[\"{\[\]}]|$)|window\.YTD\.[\w.]{1,80}\s*=\s*\[")
_OBJECT_LINE = re.compile(r"\{\s*\"[^\n]*\}[ \t]*\n\s*\{\s*\"")
_REFERENCES = re.compile(
    r"TY {1,2}- [A-Z]{3,6}\s|@[a-z]{4,15}\{[^\s,{}]{1,80},\s", re.IGNORECASE
)
_DELIMITERS = "\t;,|"
_SURELY = 2  # names of columns; one may be a word
_HEAD_ROW = re.compile(r"^\"?[\w .#/()-]{1,40}\"?$")
_COLUMNS_OF_TEXTS = frozenset(
    "text title body headline date url content description published article source id link".split()
)


def ending(name: str) -> str:
    """Return a file's ending, in small letters: ".txt", or ""."""
    return PurePosixPath(name.replace("\\", "/")).suffix.lower()


def is_table_like(format_: Format) -> bool:
    """True for a format of rows, whose columns can be chosen."""
    return format_ in _ROWS


def named_format(word: str) -> Format:
    """Return a format by its ending or its name: "csv", ".json", "email".

    Raises:
        ArticleError: There is none; the message lists them.
    """
    plain = word.lower().lstrip(".")
    if f".{plain}" in FORMATS_IN:
        return FORMATS_IN[f".{plain}"]
    if plain in set(Format):
        return Format(plain)
    known = " ".join(e.lstrip(".") for e in FORMATS_IN)
    raise ArticleError(f"no format is called {word!r}; known: {known}")


def format_of(name: str, content: bytes, media_type: str = "") -> Format:
    """Return the format of a file.

    Args:
        name: Its name, with its ending.
        content: Its bytes.
        media_type: What the server that sent it calls it, or "".

    Raises:
        ArticleError: It is something that holds no text, and is named.
    """
    known = ending(name)
    said = MEDIA_TYPES.get(media_type) or FORMATS_IN.get(known)
    by_sign = _by_sign(content, name)
    if by_sign is Format.ZIP and said in {Format.DOCX, Format.EPUB, Format.ODT}:
        return said
    if by_sign:
        return by_sign
    text = _beginning(content)
    if _REFERENCES.match(text):
        raise ArticleError(
            f"{name} is a list of references; export it as CSV, with abstracts"
        )
    if said is Format.TEXT and "\t" in text.partition("\n")[0]:
        return _by_words(text, said) or _table(text, _SURELY) or said
    least = _SURELY if known else 1
    return _by_words(text, said) or said or _table(text, least) or Format.TEXT


def _by_sign(content: bytes, name: str) -> Format | None:
    head = content[:LOOKED_AT]
    if b"%PDF-" in head[:1024]:
        return Format.PDF  # whatever it is called
    if head[257:262] == b"ustar":
        return Format.PACKED
    for sign, meaning in _SIGNS:
        if head.startswith(sign):
            if isinstance(meaning, Format):
                return meaning
            raise ArticleError(f"{name} is {meaning}")
    if _FILM.match(head):
        raise ArticleError(f"{name} is a film; give its subtitles (.srt, .vtt)")
    return None


def _beginning(content: bytes) -> str:
    """Return the beginning of a text, well enough to tell what it is."""
    head = content[: 2 * _PAGE_LOOKED_AT]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head[: len(head) // 2 * 2].decode("utf-16", "replace")
    return head.removeprefix(b"\xef\xbb\xbf").decode("latin-1").replace("\r\n", "\n").lstrip("\n ")  # fmt: skip


def _by_words(text: str, said: Format | None) -> Format | None:
    """Return what a text is by how it begins, or None of words."""
    if text.startswith("<"):
        return _markup(text, said)
    if text.startswith("WEBVTT") or _CUES.match(text):
        return Format.SUBTITLES
    if _MBOX.match(text):
        return Format.EMAIL
    if (header := _HEADER.match(text)) and _IS_MAIL.search(header[0]):
        return Format.EMAIL
    if said not in {Format.TABLE, Format.MARKDOWN, Format.SUBTITLES} and _JSON.match(
        text
    ):
        return Format.JSONL if said is Format.JSONL or _OBJECT_LINE.match(text) else Format.JSON  # fmt: skip
    is_page = said in {None, Format.TEXT} and _PAGE.search(text[:_PAGE_LOOKED_AT])
    return Format.HTML if is_page and text.count("<") > _FEW_MARKS else None


_FEW_MARKS = 10


def _markup(text: str, said: Format | None) -> Format | None:
    found = _XML.match(text)
    kind, root = (found[1] or "", found[2] or "") if found else ("", "")
    names = {kind.lower(), root.lower()}
    if "html" in names or said is Format.HTML:
        return Format.HTML
    if names & _FEEDS:
        return Format.FEED
    if text.startswith("<?xml") or said in {Format.XML, Format.FEED}:
        return Format.XML
    if _PAGE.search(text[:_PAGE_LOOKED_AT]) or root.lower() in _TAGS_OF_PAGES:
        return Format.HTML
    # Some other XML, which is named; a text may well begin with a word in angles.
    closed = bool(root) and (f"</{root}>" in text or "xmlns" in text[:500])
    return Format.XML if closed and said in {None, Format.TEXT} else None


def _table(text: str, least: int = 1) -> Format | None:
    """Return that a text is a table, where its first line names so many columns of articles."""
    lines = [line for line in text.split("\n")[:6] if line.strip()]
    if not lines:
        return None
    if re.fullmatch(r"sep=.", lines[0].strip()):
        return Format.TABLE
    best = max(_DELIMITERS, key=lines[0].count)
    cells = [cell.strip() for cell in lines[0].split(best)]
    names = {cell.strip('"').lower() for cell in cells}
    named = all(map(_HEAD_ROW.match, cells)) and len(names & _COLUMNS_OF_TEXTS) >= least
    return Format.TABLE if len(cells) > 1 and len(lines) > 1 and named else None
