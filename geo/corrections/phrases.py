"""Many phrases looked for in many texts, without looking for each phrase in each text.

A phrase can only stand in a text where its longest word stands in a word of the text. Texts
repeat their words: which phrases a word may belong to is worked out once for all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

PIECE = 4  # letters: long enough that few words have one by chance
FEW = 50  # phrases: below it looking for each is quicker


class Phrases:
    """Phrases to look for. It remembers words of the texts: keep it no longer than those.

    Args:
        phrases: What to look for; one given twice is looked for once.
    """

    def __init__(self, phrases: Iterable[str]) -> None:
        self._all = tuple(dict.fromkeys(phrases))
        self._filed: dict[int, dict[str, list[tuple[str, str]]]] = {}
        self._known: set[str] = set()  # words of texts
        self._of_word: dict[str, list[str]] = {}  # those of them that phrases may have
        for phrase in self._all:
            self._file(phrase)

    def _file(self, phrase: str) -> None:
        """File a phrase under the piece that the fewest others are filed under."""
        longest = max(phrase.split(), key=len, default="")
        size = min(PIECE, len(longest))
        filed = self._filed.setdefault(size, {})
        piece = min(_pieces(longest, size), key=lambda p: len(filed.get(p, ())))
        filed.setdefault(piece, []).append((longest, phrase))

    def within(self, text: str) -> Iterator[str]:
        """Return the phrases that a text holds, letter for letter, in no order."""
        likely = self._all if len(self._all) < FEW else self._likely(text)
        return (phrase for phrase in likely if phrase in text)

    def _likely(self, text: str) -> set[str]:
        words = {*text.split(), ""}  # "" for a phrase that is all space
        for word in words - self._known:
            if phrases := list(self._may_have(word)):
                self._of_word[word] = phrases
            self._known.add(word)
        return {p for word in words & self._of_word.keys() for p in self._of_word[word]}

    def _may_have(self, word: str) -> Iterator[str]:
        """Return the phrases whose longest word is in a word."""
        for size, filed in self._filed.items():
            for piece in filed.keys() & _pieces(word, size):
                yield from (
                    phrase for longest, phrase in filed[piece] if longest in word
                )


def _pieces(word: str, size: int) -> set[str]:
    return {word[at : at + size] for at in range(len(word) - size + 1)}
