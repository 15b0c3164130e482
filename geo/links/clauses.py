"""Where a sentence begins anew: what stands behind a semicolon is read on its own.

"They told them to leave Mali; Germany withdrew its soldiers from Niger": no word of one half has
its subject or its object in the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from geo.language.syntax import Doc, Span

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_SHARED = frozenset({"it", "they", "he", "she", "its", "their", "his", "her", "which"})


def clauses_of(doc: Doc) -> tuple[Span, ...]:
    """Return the halves of a tagged sentence that a semicolon parts, or the whole.

    A list ("Oslo, Norway; Riga, Latvia") has no verb on each side. What goes on with "it" or
    "he" needs the half before.
    """
    cuts = [0, *_cuts(doc), len(doc)]
    return tuple(doc[start:end] for start, end in pairwise(cuts))


def _cuts(doc: Doc) -> Iterator[int]:
    start = 0
    for token in doc[:-1]:
        after = token.i + 1
        if token.text != ";" or doc[after].lower_ in _SHARED:
            continue
        end = next((t.i for t in doc[after:] if t.text == ";"), len(doc))
        if _has_verb(doc[start:after]) and _has_verb(doc[after:end]):
            yield after
            start = after


def _has_verb(words: Span) -> bool:
    return any(token.tag_ in _FINITE for token in words)
