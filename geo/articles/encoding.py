"""Bytes to text, saying what was assumed."""

from __future__ import annotations

import codecs

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
    encoding, note = _encoding(content, name, declared)
    try:
        text = content.decode(encoding)
    except UnicodeError as error:
        raise ArticleError(
            f"{name} says it is {encoding} but is not; save it again as UTF-8"
        ) from error
    return text.replace("\r\n", "\n").replace("\r", "\n"), note


def _encoding(content: bytes, name: str, declared: str) -> tuple[str, str]:
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return encoding, ""
    _refuse_binary(content, name)
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
    if guess.startswith(_WESTERN_LOOKALIKES) and _decodes(content, "cp1252"):
        return "windows-1252"
    return guess


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
