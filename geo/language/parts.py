"""An article in several languages: which paragraphs are in another than the article's."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from hashlib import blake2b

from geo.language.identify import ENGLISH, MAX_READ_LENGTH, identify, is_plainly

MIN_WIDE_LETTERS = 8  # of a paragraph of its own in a script of syllables or signs
_PARAGRAPH = re.compile(r"[^\n]+")
_OTHER_LETTERS = re.compile(r"[^\W\d_\u0000-\u024f]")  # of no Latin alphabet
_BUT_LINE_ENDS = re.compile(r"[^\n]")
_MAX_KEPT = 2  # answers: asked when names are looked for, and when they are resolved
# By a hash of what was asked: a private text is not to stay in memory.
_kept: dict[bytes, tuple[Part, ...]] = {}


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph in another language than its article: where it lies, and which."""

    start: int
    end: int
    language: str


def foreign_parts(
    text: str, language: str, readable: frozenset[str]
) -> tuple[Part, ...]:
    """Return the paragraphs of a text that are in another language.

    In an English article only those in other letters count: a line of names is in no language.

    Args:
        text: The text.
        language: The language it is in, over all.
        readable: Codes of the languages that are read.
    """
    if text.isascii() or (language == ENGLISH and not _OTHER_LETTERS.search(text)):
        return ()
    asked = "\0".join((language, *sorted(readable), text)).encode(
        errors="surrogatepass"
    )
    key = blake2b(asked).digest()
    found = _kept.get(key)
    if found is None:
        found = _foreign_parts(text, language, readable)
        if len(_kept) >= _MAX_KEPT:
            _kept.clear()
        _kept[key] = found
    return found


def _foreign_parts(
    text: str, language: str, readable: frozenset[str]
) -> tuple[Part, ...]:
    parts = []
    for found in _PARAGRAPH.finditer(text):
        code = _language_of(found.group(), language)
        if code != language and code in readable:
            parts.append(Part(*found.span(), code))
    whole = sum(part.end - part.start for part in parts)
    return tuple(parts) if whole < len(text) else ()


def _language_of(paragraph: str, language: str) -> str:
    start = paragraph[:MAX_READ_LENGTH]
    letters = len(_OTHER_LETTERS.findall(start))
    if letters < MIN_WIDE_LETTERS and language == ENGLISH:
        return language
    if not letters and is_plainly(language, start):
        return language
    return identify(start) or language


def language_at(parts: Collection[Part], at: int, language: str) -> str:
    """Return the language of a text at a character."""
    found = (part.language for part in parts if part.start <= at < part.end)
    return next(found, language)


def only(text: str, parts: Collection[Part], language: str, main: str) -> str:
    """Return a text with blanks for all that is not in a language, as long as it was."""
    kept, last = [], 0
    for part in parts:
        kept.append((text[last : part.start], main))
        kept.append((text[part.start : part.end], part.language))
        last = part.end
    kept.append((text[last:], main))
    return "".join(
        piece if code == language else _BUT_LINE_ENDS.sub(" ", piece)
        for piece, code in kept
    )
