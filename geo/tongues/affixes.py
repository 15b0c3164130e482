"""What a bent form of a word could come from: rules that propose, for tables to decide."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from geo.tongues.rows import AffixRow, AffixSide, AffixUse
from geo.tongues.scripts import Script

MIN_STEM = 2  # letters left of a word without its affix; of a word in syllables fewer
MAX_STACKED = 3  # suffixes of a word in a script that puts one behind another
MAX_KEPT = 50_000  # words whose forms are kept: a text repeats its words
_SYLLABLES = frozenset({"Hangul", "Han"})


@dataclass(frozen=True, slots=True)
class Form:
    """What a word could come from.

    Attributes:
        base: It, in small letters.
        before: How many letters of the word are a word of their own before it ("in").
        after: And how many behind it.
    """

    base: str
    before: int = 0
    after: int = 0


class Affixes:
    """The affixes of a language, by what they look like."""

    def __init__(self, rows: Iterable[AffixRow], script: Script) -> None:
        """Take the rows of its table."""
        self._script = script
        self._min_stem = 1 if script.name in _SYLLABLES else MIN_STEM
        self._rules: defaultdict[tuple[AffixSide, str], list[AffixRow]] = defaultdict(
            list
        )
        self._longest = dict.fromkeys(AffixSide, 0)
        for row in rows:
            self._rules[row.side, row.affix].append(row)
            self._longest[row.side] = max(self._longest[row.side], len(row.affix))
        self._known: dict[tuple[str, AffixUse], tuple[Form, ...]] = {}

    def forms(self, word: str, use: AffixUse = AffixUse.NAME) -> tuple[Form, ...]:
        """Return what a word could come from, itself first, then the shortest affix."""
        key = unicodedata.normalize("NFC", word).casefold(), use
        if key not in self._known:
            if len(self._known) > MAX_KEPT:
                self._known.clear()
            self._known[key] = tuple(dict.fromkeys(self._forms(*key)))
        return self._known[key]

    def _forms(self, word: str, use: AffixUse) -> Iterator[Form]:
        yield Form(word)
        bent = [*self._without(Form(word), AffixSide.SUFFIX, use)]
        if self._script.stacks:
            bent = [*self._stacked(bent, use)]
        yield from bent
        for form in (Form(word), *bent):
            yield from self._without(form, AffixSide.PREFIX, use)

    def _stacked(self, bent: list[Form], use: AffixUse) -> Iterator[Form]:
        """Return forms without their last suffix, then without the one before it, and so on."""
        for depth in range(MAX_STACKED):
            yield from (form for form in bent if not depth or len(form.base) > 1)
            shorter = (self._without(f, AffixSide.SUFFIX, use) for f in bent)
            bent = [*dict.fromkeys(chain.from_iterable(shorter))]

    def _without(self, form: Form, side: AffixSide, use: AffixUse) -> Iterator[Form]:
        word = form.base
        for length in range(1, min(self._longest[side], len(word) - 1) + 1):
            cut = word[-length:] if side is AffixSide.SUFFIX else word[:length]
            rest = word[:-length] if side is AffixSide.SUFFIX else word[length:]
            for row in self._rules.get((side, cut), ()):
                any_takes = row.of is AffixUse.ANY and use is not AffixUse.TOWN
                if len(rest) >= self._min_stem and (row.of is use or any_takes):
                    yield from self._bases(form, row, rest)

    def _bases(self, form: Form, row: AffixRow, rest: str) -> Iterator[Form]:
        for written in row.bases.split(" "):
            base = "" if written == "-" else written
            kept = base or self._script.article
            apart = 0
            if self._script.affixes_apart:
                own = row.affix.endswith(kept) and row.side is AffixSide.PREFIX
                apart = len(row.affix) - (len(kept) if own else 0)
            if row.side is AffixSide.SUFFIX:
                yield Form(rest + base, form.before, form.after + apart)
            else:
                yield Form(base + rest, form.before + apart, form.after)
