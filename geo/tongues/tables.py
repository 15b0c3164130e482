"""The tables of a language, read once and checked."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from geo.data.read import read_rows
from geo.data.rows import DemonymRow
from geo.errors import DataError
from geo.tongues.affixes import Affixes
from geo.tongues.rows import AffixRow, PlaceName, Reader, TongueRow, Word, WordRole
from geo.tongues.scripts import SCRIPTS, Script

_FOLDER = Path(__file__).parent
MAX_TYPE_LENGTH = 20  # characters of a type word that is cut short: "обл."
# "D. C.", "EE. UU.", "Dr.", "St.": a stop that ends no sentence.
_INITIAL = re.compile(r"^(?:[^\W\d_]{1,2}|Sr[ta]*|Ste|Mgr|Prof|Dra)\.$")
MIN_SHORT = 3  # characters of a type word cut short that is known without its stop
SHORT = "short"  # the note of a name of one sign
_NO_WORDS: frozenset[str] = frozenset()


@dataclass(frozen=True, eq=False)
class Tongue:
    """A language, as its tables know it: there is one of each.

    Attributes:
        code: ISO 639-1.
        script: Its script.
        home: The share of what is printed in it, by country.
        names: Targets of its names of places, folded.
        printed: How its names of places are printed, by the folded name.
        capitals: How many words of a name of several are printed with a capital.
        shorts: Targets of countries called by one sign, where they stand beside another.
        demonyms: Targets of its words for peoples, folded.
        words: Its words in small letters, by what they do.
        types: Its type words, with the English one.
        tails: Ends of names of places likewise.
        affixes: What names are bent with.
    """

    code: str
    script: Script
    home: Mapping[str, float]
    names: Mapping[str, tuple[str, ...]]
    printed: Mapping[str, str]
    capitals: Mapping[str, int]
    shorts: Mapping[str, tuple[str, ...]]
    demonyms: Mapping[str, tuple[str, ...]]
    words: Mapping[WordRole, frozenset[str]]
    types: Mapping[str, str]
    tails: Mapping[str, str]
    affixes: Affixes

    def type_of(self, word: str) -> str:
        """Return the English of a type word or of a compound that ends in one, or ""."""
        ends = self.words.get(WordRole.COMPOUND, _NO_WORDS)
        found = self.types.get(word, "")
        return found or next(
            (self.types.get(end, end) for end in ends if word.endswith(end)), ""
        )

    def unbent(self, name: str, base: str) -> str:
        """Return a bent name as dictionaries print it, or "".

        Args:
            name: The name, as printed in a text.
            base: What it comes from, folded.
        """
        if base in self.printed:
            return self.printed[base]
        forms = (form.base for form in self.affixes.forms(name))
        found = next((form for form in forms if self.script.fold(form) == base), "")
        return found[:1].upper() + found[1:] if found.isalpha() else ""

    def says(self, role: WordRole, word: str) -> bool:
        """Return whether a word, in small letters, does something."""
        return word in self.words.get(role, _NO_WORDS)

    def sentences(self, text: str) -> Iterator[tuple[int, int]]:
        """Return where the sentences of a text lie; "г. Курск" ends none."""
        start = None
        for begin, end in self.script.sentences(text):
            start = begin if start is None else start
            last = text[max(start, end - MAX_TYPE_LENGTH) : end].rpartition(" ")[2]
            if last.casefold() not in self.types and not _INITIAL.search(last):
                yield start, end
                start = None
        if start is not None:
            yield start, len(text.rstrip())


@cache
def tongue_codes(*readers: Reader) -> tuple[str, ...]:
    """Return the codes of the languages that something reads; tables, where nothing is named."""
    wanted = readers or (Reader.TABLES,)
    return tuple(code for code, row in _rows().items() if row.reader in wanted)


def usual_in(code: str) -> Mapping[tuple[str, str], float]:
    """Return what newspapers in a language usually write about, as a newspaper's prior."""
    tongue = find_tongue(code)
    shares = tongue.home if tongue else {}
    return {(country, ""): share for country, share in shares.items()}


@cache
def find_tongue(code: str) -> Tongue | None:
    """Return a language by its ISO 639-1 code, or None where none of its rules are here.

    One that is known by names alone has empty tables: what the gazetteer lists is all.

    Raises:
        DataError: One of its tables is wrong.
    """
    row = _rows().get(code)
    if row is None or row.reader is Reader.MODEL:
        return None
    script = SCRIPTS[row.script]
    folder = _FOLDER / code
    if row.reader is Reader.NAMES:
        unbent = Affixes((), script)
        home = _shares(row)
        return Tongue(code, script, home, {}, {}, {}, {}, {}, {}, {}, {}, unbent)
    rows = read_rows(folder / "words.tsv", Word, spread="word")
    by_role: defaultdict[WordRole, set[str]] = defaultdict(set)
    for each in rows:
        by_role[each.role].add(each.word.casefold())
    types = _types(rows)
    affixes = read_rows(folder / "affixes.tsv", AffixRow)
    demonyms = read_rows(folder / "demonyms.tsv", DemonymRow, spread="surface")
    places = read_rows(
        folder / "places.tsv", PlaceName, lambda row: [row.name], spread="name"
    )
    return Tongue(
        code=code,
        script=script,
        home=_shares(row),
        names=_targets(script, ((p.name, p.target) for p in places if p.note != SHORT)),
        printed={script.fold(p.name): p.name for p in reversed(places)},
        shorts={p.name: (p.target,) for p in places if p.note == SHORT},
        capitals={
            script.fold(place.name): sum(
                word[0].isupper() and word.casefold() not in types for word in words
            )
            for place in places
            if len(words := script.words.findall(place.name)) > 1
        },
        demonyms=_targets(script, ((d.surface, d.target) for d in demonyms)),
        words={role: frozenset(found) for role, found in by_role.items()},
        types=types,
        tails={w.word.casefold(): w.note for w in rows if w.role is WordRole.TAIL},
        affixes=Affixes(affixes, script),
    )


@cache
def _rows() -> Mapping[str, TongueRow]:
    rows = read_rows(_FOLDER / "tongues.tsv", TongueRow, lambda row: [row.code])
    return {row.code: row for row in rows}


def _types(words: Iterable[Word]) -> Mapping[str, str]:
    """Return the type words with their English; longer short forms without their stop too."""
    found = {w.word.casefold(): w.note for w in words if w.role is WordRole.TYPE}
    bare = {
        word.rstrip("."): note for word, note in found.items() if len(word) > MIN_SHORT
    }
    return bare | found


def _shares(row: TongueRow) -> Mapping[str, float]:
    """Return "RU:0.7|BY:0.1" as shares by country."""
    try:
        pairs = (part.split(":") for part in row.home.split("|"))
        return {country: float(share) for country, share in pairs}
    except ValueError:
        raise DataError(
            f"tongues.tsv, {row.code}: write home as RU:0.7|BY:0.1"
        ) from None


def _targets(
    script: Script, names: Iterable[tuple[str, str]]
) -> Mapping[str, tuple[str, ...]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for name, target in names:
        found[script.fold(name)].append(target)
    return {name: tuple(dict.fromkeys(targets)) for name, targets in found.items()}
