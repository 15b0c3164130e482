"""The lines of an archive in which words stand, kept as tables: questions are asked again.

They are looked up in the index of words; what it does not hold is looked through.
"""

from __future__ import annotations

import threading
from pathlib import Path

from geo.archive import words
from geo.archive.engine import Engine

_MAX_KEPT = 50  # questions
_WORD_END = r"[^\pL\pN]"
# The longest word is looked for first, which is fast; then all of them, as whole words.
_FOUND = (
    "coalesce(contains(strip_accents(lower({0})), strip_accents(lower(?))) "
    "AND regexp_matches(strip_accents({0}), strip_accents(?), 'i'), false)"
)
# An article's lines stand together: of all of them only their first is looked up.
_OF_TITLES = (
    "SELECT unnest(range(line, line + lines))::INTEGER AS told FROM sorted_articles "
    "WHERE article_no IN (SELECT unnest(?::INTEGER[]))"
)
_TITLED = "SELECT article_no FROM all_articles WHERE " + _FOUND.format("title")
_SCAN_SORTED = f"""
SELECT line FROM sorted_sentences WHERE {_FOUND.format("sentence")} OR article_no IN ({_TITLED})
"""
_SCAN_TAIL = f"""
WITH titled AS ({_TITLED})
SELECT line FROM tail_mentions
WHERE {_FOUND.format("sentence")} OR article_no IN (FROM titled)
UNION SELECT line FROM tail_links
WHERE {_FOUND.format("sentence")} OR article_no IN (FROM titled)
"""


class Hits:
    """Lines in which words stand.

    Args:
        engine: With the tables of an archive.
        index: The index of the sorted files, where there is one.
        ordered: Whether there are sorted files.
        tail: Whether there are shards beside them.
    """

    def __init__(
        self, engine: Engine, index: Path | None, ordered: bool, tail: bool
    ) -> None:
        self._engine, self._index = engine, index
        self._ordered, self._tail = ordered, tail
        self._tables: dict[str, str] = {}
        self._asked = 0
        self._lock = threading.Lock()

    def table(self, asked: str) -> str:
        """Return the table of the lines in which words stand, or whose title has them."""
        with self._lock:
            if asked not in self._tables:
                table = f"hits_{self._asked}"
                self._asked += 1
                self._make(table, asked)
                self._tables[asked] = table
                if len(self._tables) > _MAX_KEPT:  # nobody is asking the first
                    first = self._tables.pop(next(iter(self._tables)))
                    self._engine.run(f"DROP TABLE {first}")
            return self._tables[asked]

    def newest(self, asked: str, most: int) -> list[int] | None:
        """Return the first lines, which are the newest, without looking up the others.

        Args:
            asked: The words.
            most: How many lines and how many titles are looked up.

        Returns:
            The lines; None where they cannot be told from the index alone.
        """
        every = words.words_of(asked)
        if self._tail or not (every and self._index):
            return None
        found, titles = words.found(self._index, every, most)
        titled = [
            n for (n,) in self._engine.rows(f"{_OF_TITLES} ORDER BY told", [titles])
        ]
        # Of both there may be more, behind the last that was looked up.
        ends = [
            lines[-1]
            for lines, of in ((found, found), (titled, titles))
            if len(of) == most and lines
        ]
        return [line for line in {*found, *titled} if line <= min(ends, default=line)]

    def _make(self, table: str, asked: str) -> None:
        every = words.words_of(asked)
        lines, titles = list[int](), list[int]()
        if every and self._index:
            lines, titles = words.found(self._index, every)
        elif self._ordered:
            lines += self._scanned(_SCAN_SORTED, _found_in(asked) * 2)
        if self._tail:
            lines += self._scanned(_SCAN_TAIL, _found_in(asked) * 3)
        self._engine.keep_numbers(table, lines)
        if titles:
            self._engine.run(f"INSERT INTO {table} {_OF_TITLES}", [titles])

    def _scanned(self, text: str, values: list[str]) -> list[int]:
        return [number for (number,) in self._engine.rows(text, values)]


def _found_in(asked: str) -> list[str]:
    """Return what is bound in `_FOUND`: the longest word, and all of them, as whole words."""
    every = words.words_of(asked)
    if not every:  # signs alone stand nowhere
        return ["\0", "\0"]
    inner = f"{_WORD_END}+".join(every)
    return [max(every, key=len), f"(^|{_WORD_END}){inner}($|{_WORD_END})"]
