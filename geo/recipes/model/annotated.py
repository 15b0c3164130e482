"""The common form of every training text: words as printed, and which characters are a name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from geo import data

PLACE, PERSON, ORGANISATION = "LOC", "PERSON", "ORG"
NATIONALITY, DATE = "NORP", "DATE"
LABELS = (PLACE, PERSON, ORGANISATION, NATIONALITY, DATE)

_NO_SPACE_BEFORE = frozenset(
    [*",.;:!?)]}%", "'s", "n't", "'", "’s", "...", "'re", "'ll"]
)
_NO_SPACE_AFTER = frozenset([*"([{$£€"])
_QUOTES = {"``": '"', "''": '"', '"': '"'}


@dataclass(frozen=True, slots=True)
class Name:
    """A named span: characters ``start`` to ``end`` and its label."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Annotated:
    """A sentence or paragraph with its names.

    Attributes:
        text: The words.
        names: What is named, left to right, not overlapping.
        unknown: Ranges of which the corpus does not say whether they are names; the
            model is neither praised nor blamed for them.
    """

    text: str
    names: tuple[Name, ...]
    unknown: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Word:
    """A token of a corpus with its IOB tag, already in our labels.

    Attributes:
        text: The token.
        tag: ``B-LOC``, ``I-LOC``, ``O``; ``?`` where the corpus does not say.
    """

    text: str
    tag: str


def join(words: Sequence[Word]) -> Annotated:
    """Write tokens as people print them, and turn their tags into names."""
    text, places = _detokenise([word.text for word in words])
    names: list[Name] = []
    unknown: list[tuple[int, int]] = []
    inside = False
    for word, (start, end) in zip(words, places, strict=True):
        prefix, _, label = word.tag.partition("-")
        if word.tag == "?":
            unknown.append((start, end))
        elif prefix == "I" and inside and names[-1].label == label:
            names[-1] = Name(names[-1].start, end, label)
        elif label:
            names.append(Name(start, end, label))
        inside = bool(label)
    return Annotated(text, tuple(names), tuple(unknown))


def _detokenise(words: Iterable[str]) -> tuple[str, list[tuple[int, int]]]:
    text, places = "", []
    quoted = glued = False
    for raw in words:
        word = _QUOTES.get(raw, raw)
        closes = word == '"' and quoted
        if text and not glued and not closes and word not in _NO_SPACE_BEFORE:
            text += " "
        places.append((len(text), len(text) + len(word)))
        text += word
        glued = word in _NO_SPACE_AFTER or (word == '"' and not quoted)
        quoted ^= word == '"'
    return text, places


@cache
def nationalities() -> frozenset[str]:
    """Return every word for a people: "Russian", "Texans"."""
    words = {row.surface for row in data.area_demonyms()}
    words.update(word for row in data.countries() for word in row.demonyms)
    words.update(word for row in data.regions() for word in row.demonyms)
    return frozenset(words)


@cache
def _date_words() -> frozenset[str]:
    months = "January February March April May June July August September October"
    days = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
    return frozenset(f"{months} November December {days} today yesterday".split())


def looks_like_date(word: str) -> bool:
    """True for words of which a corpus without dates says nothing: "May", "1998"."""
    return word in _date_words() or word[:1].isdigit()


def with_nationalities(words: Sequence[Word]) -> Iterator[Word]:
    """Mark words for peoples in a corpus that marks none: "South Korean" is one name."""
    for i, word in enumerate(words):
        if word.tag == "O" and word.text in nationalities():
            before = words[i - 1].text if i else ""
            joined = f"{before} {word.text}" in nationalities()
            yield Word(word.text, f"{'I' if joined else 'B'}-{NATIONALITY}")
        elif (
            word.tag == "O"
            and i + 1 < len(words)
            and words[i + 1].tag == "O"
            and f"{word.text} {words[i + 1].text}" in nationalities()
        ):
            yield Word(word.text, f"B-{NATIONALITY}")
        else:
            yield word
