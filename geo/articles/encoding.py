"""Bytes to text, saying what was assumed."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from geo.errors import ArticleError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# The detector takes French for these; Western text is far likelier in windows-1252.
_WESTERN_LOOKALIKES = (
    "cp1250",
    "cp1254",
    "cp1257",
    "cp1258",
    "latin",
    "iso8859",
    "mac",
    "utf_16",  # a few letters without a mark
)
# What texts are written in, as Python calls it; others (punycode, idna, zlib) can do harm.
_OF_TEXTS = frozenset(
    "ascii utf-8 utf-8-sig utf-16 utf-16-le utf-16-be utf-32 utf-32-le utf-32-be "
    "big5 big5hkscs cp949 cp950 cp932 shift_jis shift_jis_2004 shift_jisx0213 euc_jp "
    "euc_jis_2004 euc_jisx0213 euc_kr johab gb2312 gbk gb18030 hz iso2022_jp iso2022_jp_1 "
    "iso2022_jp_2 iso2022_jp_3 iso2022_jp_ext iso2022_kr "
    "koi8-r koi8-u koi8-t kz1048 ptcp154 mac-roman mac-latin2 mac-cyrillic mac-greek "
    "mac-turkish mac-iceland mac-croatian mac-romanian hp-roman8 tis-620 "
    "cp437 cp720 cp737 cp775 cp850 cp852 cp855 cp857 cp858 cp860 cp861 cp862 cp863 cp864 "
    "cp865 cp866 cp869 cp874 cp1006 cp1125".split()
    + [f"iso8859-{part}" for part in (*range(1, 12), 13, 14, 15, 16)]
    + [f"cp{page}" for page in range(1250, 1259)]
)
# What pages and mails call encodings that Python knows by another name, or not at all.
_CALLED = {
    "utf8mb4": "utf-8", "utf8mb3": "utf-8", "unicode-1-1-utf-8": "utf-8", "x-utf-8": "utf-8",
    "x-sjis": "cp932", "windows-31j": "cp932", "ms_kanji": "cp932", "shift-jis": "cp932",
    "x-euc-jp": "euc_jp", "gb2312": "gb18030", "x-gbk": "gb18030", "gb_2312-80": "gb18030",
    "ks_c_5601-1987": "cp949", "ks_c_5601-1989": "cp949", "euc-kr": "cp949",
    "x-windows-949": "cp949", "iso-8859-8-i": "iso8859_8", "iso-8859-8-e": "iso8859_8",
    "iso-8859-6-i": "iso8859_6", "iso-8859-6-e": "iso8859_6", "iso-8859-9": "cp1254",
    "iso-8859-11": "cp874", "tis-620": "cp874", "x-mac-roman": "mac_roman", "x-big5": "big5hkscs",
    "macintosh": "mac_roman", "x-mac-cyrillic": "mac_cyrillic", "x-cp1250": "cp1250",
    "x-cp1251": "cp1251", "x-cp1252": "cp1252", "win-1251": "cp1251", "win-1252": "cp1252",
    "ansi": "cp1252", "x-ansi": "cp1252", "ansi_x3.4-1968": "cp1252", "koi8-ru": "koi8_u",
}  # fmt: skip
# What stands between small letters only where the accents were read wrongly: "S‹o", "ZŸrich".
_AMISS = re.compile(
    r"(?<=[a-zA-Z])[^\w\s'’\-–—.,…](?=[a-z])|(?<=[a-zA-Z])[À-ÖØ-ÞŸŽŠŒ](?=[a-z])"
)
# The first and second byte of a letter, as if they were letters themselves.
_TWICE = re.compile(
    "[\xc2-\xf4][\x80-\xbf\u0152-\u017e\u02c6-\u02dc\u2013-\u203a\u20ac\u2122]"
)
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\x0b\x1b"))
_MAX_CONTROLS = 0.01  # a text file has hardly any; a picture has many


def decode(content: bytes, name: str, declared: str = "") -> tuple[str, str]:
    """Decode a text file: mark, declared encoding, UTF-8, detector, windows-1252.

    Args:
        content: The file's bytes.
        name: Its name, for the message.
        declared: The encoding that the file or its server names, believed where the
            bytes allow it.

    Returns:
        The text with single line feeds, and a note on what was assumed, or "".

    Raises:
        ArticleError: The bytes are not text.
    """
    encoding, note = _encoding(content, name, _CALLED.get(declared.lower(), declared))
    try:
        text = content.decode(encoding)
    except UnicodeError as error:
        raise ArticleError(
            f"{name} says it is {encoding} but is not; save it again as UTF-8"
        ) from error
    return text.replace("\r\n", "\n").replace("\r", "\n"), note


def as_meant(text: str) -> str:
    """Return a text whose letters were written in UTF-8 and read as something else as it was meant.

    Nothing else reads "São" as "SÃ£o", so a text that is not whole in UTF-8 stays.
    """
    if not _TWICE.search(text):
        return text
    for encoding in ("latin-1", "cp1252"):
        try:
            return text.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
    return text


def _encoding(content: bytes, name: str, declared: str) -> tuple[str, str]:
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return encoding, ""
    _refuse_binary(content, name)
    if not content.isascii() and _decodes(content, "utf-8"):
        # Nothing else looks like it, whatever the page calls itself.
        return "utf-8", ""
    if _is_text_encoding(declared) and _decodes(content, declared):
        # What calls itself Latin-1 is windows-1252, as browsers know.
        western = codecs.lookup(declared).name in {"iso8859-1", "ascii"}
        return ("cp1252" if western and _decodes(content, "cp1252") else declared), ""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        guess = _guess(content)
        return guess, f"{name} is not UTF-8; it was read as {guess}, which is a guess"
    return "utf-8", ""


def _guess(content: bytes) -> str:
    best = from_bytes(content).best()
    guess = best.encoding if best else "latin-1"  # every byte means something in it
    if guess.startswith(_WESTERN_LOOKALIKES):
        if _is_mac(content):
            return "mac_roman"
        if _decodes(content, "cp1252"):
            return "windows-1252"
    return guess


def _is_mac(content: bytes) -> bool:
    """True where the accents are those of the old Macintosh: elsewhere they are signs."""
    windows, mac = (content.decode(e, "replace") for e in ("cp1252", "mac_roman"))
    amiss = len(_AMISS.findall(windows))
    return amiss > 0 and len(_AMISS.findall(mac)) * 4 < amiss


def _is_text_encoding(name: str) -> bool:
    """True for an encoding that a stranger may choose: "rot13" and "punycode" are none."""
    try:
        return codecs.lookup(name).name in _OF_TEXTS
    except (LookupError, ValueError):
        return False


def _decodes(content: bytes, encoding: str) -> bool:
    try:
        content.decode(encoding)
    except UnicodeError:
        return False
    return True


def _refuse_binary(content: bytes, name: str) -> None:
    controls = len(content) - len(content.translate(None, _CONTROLS))
    if b"\0" in content or controls > _MAX_CONTROLS * len(content):
        raise ArticleError(
            f"{name} is not a text file; save the article as plain text (.txt) first"
        )
