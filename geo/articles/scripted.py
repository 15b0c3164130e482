"""Pages that a script writes: the article stands in the data that the page gives it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from geo.articles.markup import Element, without_markup

_GIVEN = re.compile(r"(?:globalContent|__[A-Z_]{3,40}__)\s{0,9}=\s{0,9}(?=\{)")
_WORDS_IN = ("content", "text", "html", "value", "paragraph", "body")
_LEAST = 40  # words of an article; what has fewer is a description
_MAX_VALUES = 20_000
_MAX_SCRIPTS = 20


def body_in_scripts(root: Element) -> str:
    """Return the longest text in what a page gives its scripts, or ""."""
    best, most = "", 0
    for value in _given(root):
        for text in _texts(value):
            words = text.count(" ")
            if words > max(most, _LEAST):
                best, most = text, words
    return without_markup(best).strip()


def _given(root: Element) -> Iterator[Any]:
    """Return the JSON of the scripts of a page, those for search engines aside."""
    scripts = [e for e in root.elements() if e.tag == "script"]
    data = [
        (e, "".join(map(str, e.children)).strip())
        for e in scripts
        if not e.attrs.get("src")
    ]
    for element, text in data[:_MAX_SCRIPTS]:
        kind = element.attrs.get("type", "")
        starts = [0] if kind == "application/json" else []
        if not kind or "javascript" in kind:
            starts = [found.end() for found in _GIVEN.finditer(text)][:2]
        for start in starts:
            try:
                yield json.JSONDecoder(strict=False).raw_decode(text, start)[0]
            except (ValueError, RecursionError):
                continue


def _texts(value: Any) -> Iterator[str]:
    """Return the texts in some data; a list of paragraphs is one."""
    left, seen = [value], 0
    while left and seen < _MAX_VALUES:
        one = left.pop()
        seen += 1
        if isinstance(one, str):
            yield one
        elif isinstance(one, dict):
            left += one.values()
        elif isinstance(one, list):
            parts = [part for each in one if (part := _paragraph(each))]
            if len(parts) > 1:
                yield "\n\n".join(parts)
            left += one


def _paragraph(part: Any) -> str:
    if isinstance(part, str):
        return part
    if isinstance(part, dict):
        said = (part[k] for k in _WORDS_IN if isinstance(part.get(k), str))
        return next(said, "")
    return ""
