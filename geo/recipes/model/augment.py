"""New sentences from old ones: other names, other letters, datelines.

The open corpora name capitals and ministers; local news names Springfield and Gary Anderson.
Names are therefore swapped for others of their kind: places for towns, rivers and counties of
the gazetteer, persons for people called like towns, organisations for a town's police or
school. What a name is must then be read off its surroundings, not off the name.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from geo import data
from geo.recipes.model.annotated import ORGANISATION, PERSON, PLACE
from geo.recipes.model.documents import Entity, Tokens

_NAME = re.compile(r"[^\W\d_a-z][\w'’. -]*\w")
_MAX_PERSON_TOKENS = 3  # tokens: "Kim Jong Un" is swapped, a list of titles is not
_SHORT = 3  # letters up to which a headline leaves a word small

# Shares of sentences, and of the names in a swapped one.
LARGE = 20_000  # inhabitants
UPPER, TITLED, SWAPPED, CAPITAL = 0.02, 0.03, 0.35, 0.08
SWAP_PLACE, SWAP_PERSON, SWAP_ORGANISATION, DATELINE = 0.6, 0.35, 0.25, 0.05

POOL_SHARES = (0.42, 0.15, 0.3, 0.13)  # american, english, large, anywhere
TYPED = 0.08  # of the places: with "County", "River" ...
ORGANISATION_SHARES = (0.5, 0.3, 0.2)  # of a town, by a word after, by one before
EVEN = 0.5

_OF_A_TOWN = (
    "Police Department|Police|City Council|County Sheriff|Fire Department|High School|"
    "School District|Chamber of Commerce|County Jail|Medical Center|University|Hospital|"
    "Public Library|County Court|Town Council|Community College|Health Department"
).split("|")
_TYPES = ("County", "County", "County", "Township", "Parish", "River", "Lake", "Creek")
_DASHES = ("-", "--", "—", "–")
_AGENCIES = ("AP", "AP", "Reuters", "AFP")

Split = Callable[[str], list[str]]
Printed = tuple[tuple[str, ...], tuple[bool, ...]]  # words, and which a space follows


@dataclass(frozen=True, slots=True)
class Pools:
    """Names to swap in.

    Attributes:
        american: Towns of the United States: half of what local news is about.
        english: Towns of other countries that write English.
        large: Towns of 20,000 people or more, anywhere.
        anywhere: Every town.
        given: Given names.
        after: Words that make an organisation of the name before them.
        before: Words that make one of the name after them: "University of".
        states: Short forms of states and provinces: "Ill.".
    """

    american: tuple[str, ...]
    english: tuple[str, ...]
    large: tuple[str, ...]
    anywhere: tuple[str, ...]
    given: tuple[str, ...]
    after: tuple[str, ...]
    before: tuple[str, ...]
    states: tuple[str, ...]


def make_pools(towns: Sequence[tuple[str, str, int]]) -> Pools:
    """Sort the gazetteer's towns: name, country code, inhabitants."""
    named = [town for town in towns if _NAME.fullmatch(town[0])]
    organisations = data.organisation_words()
    return Pools(
        american=tuple(n for n, country, _ in named if country == "US"),
        english=tuple(
            n for n, c, _ in named if c in {"GB", "CA", "AU", "IE", "NZ", "ZA"}
        ),
        large=tuple(n for n, _, people in named if people >= LARGE),
        anywhere=tuple(n for n, _, _ in named),
        given=tuple(sorted(data.given_names())),
        after=tuple(w.word for w in organisations if w.side is data.Side.AFTER),
        before=tuple(
            w.word
            for w in organisations
            if w.side is data.Side.BEFORE and w.word.endswith((" of", " for"))
        ),
        states=tuple(
            a.surface for a in data.abbreviations() if a.target.startswith("admin1:")
        ),
    )


@dataclass(slots=True)
class _Sentence:
    """A sentence in the making."""

    words: list[str] = field(default_factory=list)
    spaces: list[bool] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)
    unknown: list[int] = field(default_factory=list)

    def add(
        self,
        words: Sequence[str],
        spaces: Sequence[bool],
        label: str = "",
        *,
        unknown: bool = False,
    ) -> None:
        """Add a word, or a name with its label."""
        start = len(self.words)
        self.words += words
        self.spaces += spaces
        if label:
            self.entities.append((start, len(self.words), label))
        elif unknown:
            self.unknown.append(start)

    def space(self) -> None:
        """Put a space after the last word."""
        self.spaces[-1] = True

    def tokens(self) -> Tokens:
        """Return the augmented sentence."""
        return Tokens(
            tuple(self.words),
            tuple(self.spaces),
            tuple(self.entities),
            tuple(self.unknown),
        )


class Augmenter:
    """Changes a share of the sentences; the rest pass as they are."""

    def __init__(self, pools: Pools, split: Split, chance: random.Random) -> None:
        """Take names to swap in, a tokeniser and a seeded source of chance."""
        self._pools = pools
        self._split = split
        self._chance = chance

    def __call__(self, tokens: Tokens) -> Tokens | None:
        """Return a changed sentence, or None where it is to stay."""
        draw = self._chance.random()
        for share, change in (
            (UPPER, _upper),
            (TITLED, _titled),
            (SWAPPED, self._swap),
            (CAPITAL, self._capital),
        ):
            if draw < share:
                return change(tokens)
            draw -= share
        return None

    def _swap(self, tokens: Tokens) -> Tokens:
        made = _Sentence()
        starts = {start: (start, end, label) for start, end, label in tokens.entities}
        at = 0
        while at < len(tokens.words):
            start, end, label = starts.get(at, (at, at + 1, ""))
            words, spaces = tokens.words[start:end], tokens.spaces[start:end]
            other = self._other(words, spaces, label) if label else None
            if other is not None:
                words, spaces = other[0], (*other[1][:-1], spaces[-1])
            made.add(words, spaces, label, unknown=at in tokens.unknown)
            at = end
        changed = made.tokens()
        return self._dateline(changed) if self._chance.random() < DATELINE else changed

    def _printed(self, name: str) -> Printed:
        """Cut a name as the tokeniser does; its spaces are those it is written with."""
        words, spaces, at = self._split(name), [], 0
        for word in words:
            at = name.index(word, at) + len(word)
            spaces.append(name[at : at + 1] == " ")
        return tuple(words), tuple(spaces)

    def _other(
        self, old: Sequence[str], spaces: Sequence[bool], label: str
    ) -> Printed | None:
        """Return another name of the same kind, or None where the old one stays."""
        draw = self._chance.random()
        name = old[0][:1].isupper()
        if label == PLACE and draw < SWAP_PLACE and name and not old[0].isupper():
            return self._printed(self._place())
        if label == ORGANISATION and draw < SWAP_ORGANISATION and name:
            return self._printed(self._organisation())
        if label == PERSON and draw < SWAP_PERSON and len(old) <= _MAX_PERSON_TOKENS:
            return self._person(old, spaces)
        return None

    def _place(self) -> str:
        pools = self._pools
        pool = self._chance.choices(
            (pools.american, pools.english, pools.large, pools.anywhere), POOL_SHARES
        )[0]
        town = self._chance.choice(pool)
        typed = self._chance.random() < TYPED
        return f"{town} {self._chance.choice(_TYPES)}" if typed else town

    def _organisation(self) -> str:
        town, chance, pools = self._place(), self._chance, self._pools
        ways = (
            f"{town} {chance.choice(_OF_A_TOWN)}",
            f"{town} {chance.choice(pools.after)}",
            f"{chance.choice(pools.before)} {town}",
        )
        return chance.choices(ways, ORGANISATION_SHARES)[0]

    def _person(self, old: Sequence[str], spaces: Sequence[bool]) -> Printed | None:
        """Keep the given name and take a surname that is a town; or a given name alone."""
        if len(old) == 1 and self._chance.random() < EVEN:
            return self._printed(self._chance.choice(self._pools.given))
        surname = self._chance.choice(self._pools.american).split()[-1]
        if not surname.isalpha():
            return None
        return (*old[:-1], surname), tuple(spaces)

    def _dateline(self, tokens: Tokens) -> Tokens:
        """Open the sentence as a report does: "WONSAN, N.D. (AP) —"."""
        made = _Sentence()
        made.add(*self._printed(self._place().upper()), PLACE)
        if self._chance.random() < EVEN:
            made.add((",",), (True,))
            made.add(*self._printed(self._chance.choice(self._pools.states)), PLACE)
        if self._chance.random() < EVEN:
            made.space()
            made.add(("(",), (False,))
            made.add((self._chance.choice(_AGENCIES),), (False,), ORGANISATION)
            made.add((")",), (False,))
        made.space()
        made.add((self._chance.choice(_DASHES),), (True,))
        by = len(made.words)
        return Tokens(
            words=(*made.words, *tokens.words),
            spaces=(*made.spaces, *tokens.spaces),
            entities=(
                *made.entities,
                *((start + by, end + by, lab) for start, end, lab in tokens.entities),
            ),
            unknown=tuple(i + by for i in tokens.unknown),
        )

    def _capital(self, tokens: Tokens) -> Tokens:
        """Print a common word as a name: "a Reform rabbi", "Pack 170"; it stays none."""
        named = {i for start, end, _ in tokens.entities for i in range(start, end)}
        plain = [
            i
            for i, word in enumerate(tokens.words)
            if i not in named
            and word.islower()
            and word.isalpha()
            and len(word) > _SHORT
        ]
        words = list(tokens.words)
        for i in self._chance.sample(plain, min(len(plain), 2)):
            words[i] = words[i].capitalize()
        return replace(tokens, words=tuple(words))


def _upper(tokens: Tokens) -> Tokens:
    return replace(tokens, words=tuple(word.upper() for word in tokens.words))


def _titled(tokens: Tokens) -> Tokens:
    """Print it as a headline prints."""
    words = (
        word.capitalize() if word.islower() and len(word) > _SHORT else word
        for word in tokens.words
    )
    return replace(tokens, words=tuple(words))
