"""Names glued to punctuation: "U.S.-Mexico", "Paris(France)", "London|Berlin", "@Mwanza"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from heapq import merge
from typing import Any

_GLUED = re.compile(
    r"(?<=\.)-(?=\w)"  # U.S.-Mexico
    r"|(?<=[^\W_])[;|()\[\]{}](?=[^\W_\d])"  # Paris(France), Rome;Milan, London|Berlin
    r"|(?<=[\w.,:)])[\"“”«»](?=\w)|(?<=\w)[\"”»](?=[—–\w])|(?<=[\"”»])[—–](?=\w)"
    r"|(?<=\w):(?=[\"“«])"  # said:"Beirut
    r"|(?<=[^\W\d_])[,|;](?=\d)"  # Kano,14
    r"|(?<=\d)[;|](?=[^\W\d_])"
    r"|(?<=[\w.)])[—…](?=[^\W\d_])"
)
_PREFIX = re.compile(r"@(?=[A-Z])|[|»«](?=\w)")

Find = Callable[[str], Iterator[re.Match[str]]]


def unglue(tokenizer: Any) -> None:
    """Teach a tokeniser that punctuation divides names that have no blank between them."""
    inner, lead = tokenizer.infix_finditer, tokenizer.prefix_search
    tail = tokenizer.suffix_search
    # Most words are letters alone, in which nothing divides: the patterns need not look.
    tokenizer.infix_finditer = lambda text: (
        iter(()) if text.isalpha() else _infixes(inner, text)
    )
    tokenizer.prefix_search = lambda text: (
        None if text.isalpha() else lead(text) or _PREFIX.match(text)
    )
    tokenizer.suffix_search = lambda text: None if text.isalpha() else tail(text)


def _infixes(inner: Find, text: str) -> Iterator[re.Match[str]]:
    """Return spaCy's own and ours, in order, none within another."""
    if not _GLUED.search(text):
        yield from inner(text)
        return
    end = 0
    found = merge(inner(text), _GLUED.finditer(text), key=lambda match: match.start())
    for match in found:
        if match.start() >= end:
            yield match
            end = match.end()
