"""What a bent form of a word could come from: rules that propose, for tables to decide."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from geo.tongues.rows import AffixRow, AffixSide, AffixUse
from geo.tongues.scripts import Script

MIN_STEM = 2  # letters left of a word without its affix; of a word in syllables fewer
MAX_STACKED = 3  # suffixes of a word in a script that puts one behind another
MAX_KEPT = 50_000  # words whose forms are kept: a text repeats its words
_SYLLABLES = frozenset({"Hangul", "Han"})


class Form(NamedTuple):
    """What a word could come from.

    Attributes:
        base: It, in small letters.
        before: How many letters of the word are a word of their own before it ("in").
        after: And how many behind it.
    """

    base: str
    before: int = 0
    after: int = 0


class _Change(NamedTuple):
    """What stands in a dictionary form where an affix stood, and what was a word apart."""

    base: str
    apart: int


_Rules = Mapping[str, list[_Change]]  # by the affix


class Affixes:
    """The affixes of a language, by what they look like."""

    def __init__(self, rows: Sequence[AffixRow], script: Script) -> None:
        """Take the rows of its table."""
        self._script = script
        self._min_stem = 1 if script.name in _SYLLABLES else MIN_STEM
        self._rules = {
            (side, use): self._rules_for(rows, side, use)
            for side in AffixSide
            for use in AffixUse
        }
        self._lengths = {
            key: sorted({len(affix) for affix in rules})
            for key, rules in self._rules.items()
        }
        self._known: dict[AffixUse, dict[str, tuple[Form, ...]]]
        self._known = {use: {} for use in AffixUse}

    def _rules_for(
        self, rows: Sequence[AffixRow], side: AffixSide, use: AffixUse
    ) -> _Rules:
        found: defaultdict[str, list[_Change]] = defaultdict(list)
        for row in rows:
            any_takes = row.of is AffixUse.ANY and use is not AffixUse.TOWN
            if row.side is side and (row.of is use or any_takes):
                found[row.affix] += self._changes(row)
        return dict(found)

    def _changes(self, row: AffixRow) -> Iterator[_Change]:
        for written in row.bases.split(" "):
            base = "" if written == "-" else written
            kept = base or self._script.article
            apart = 0
            if self._script.affixes_apart:
                own = row.affix.endswith(kept) and row.side is AffixSide.PREFIX
                apart = len(row.affix) - (len(kept) if own else 0)
            yield _Change(base, apart)

    def forms(self, word: str, use: AffixUse = AffixUse.NAME) -> tuple[Form, ...]:
        """Return what a word could come from, itself first, then the shortest affix."""
        known = self._known[use]
        if word not in known:
            if len(known) > MAX_KEPT:
                known.clear()
            plain = unicodedata.normalize("NFC", word).casefold()
            known[word] = tuple(dict.fromkeys(self._forms(plain, use)))
        return known[word]

    def _forms(self, word: str, use: AffixUse) -> list[Form]:
        found = [Form(word)]
        bent = self._without(found[0], AffixSide.SUFFIX, use)
        found += self._stacked(bent, use) if self._script.stacks else bent
        if self._lengths[AffixSide.PREFIX, use]:
            for form in tuple(found):
                found += self._without(form, AffixSide.PREFIX, use)
        return found

    def _stacked(self, bent: list[Form], use: AffixUse) -> Iterator[Form]:
        """Return forms without their last suffix, then without the one before it, and so on."""
        for depth in range(MAX_STACKED):
            yield from (form for form in bent if not depth or len(form.base) > 1)
            shorter = (self._without(f, AffixSide.SUFFIX, use) for f in bent)
            bent = [*dict.fromkeys(chain.from_iterable(shorter))]

    def _without(self, form: Form, side: AffixSide, use: AffixUse) -> list[Form]:
        """Return what is left of a form without each affix of one side that it has."""
        word, before, after = form
        rules = self._rules[side, use]
        found: list[Form] = []
        for length in self._lengths[side, use]:
            if len(word) - length < self._min_stem:
                break
            if side is AffixSide.SUFFIX:
                for base, apart in rules.get(word[-length:], ()):
                    found.append(Form(word[:-length] + base, before, after + apart))
            else:
                for base, apart in rules.get(word[:length], ()):
                    found.append(Form(base + word[length:], before + apart, after))
        return found
