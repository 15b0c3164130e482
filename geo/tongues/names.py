"""What a language calls places: its tables, and the names the gazetteer has in its script."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import chain, islice, product
from typing import Any

from geo.gazetteer import Gazetteer, OfflineGazetteer
from geo.model import Candidate, Match, Place
from geo.tongues.affixes import Form
from geo.tongues.rows import AffixUse, WordRole
from geo.tongues.scripts import SCRIPTS
from geo.tongues.tables import Tongue, find_tongue

MAX_FORMS = 200  # of the words of a name together
MAX_KEPT = 20_000  # words and names whose answers are kept
MIN_OPENER = 4  # letters of a word that is not printed in two ways: "St", "Saint"
MIN_METROPOLIS = 100_000  # people from which every language has a name of its own
MIN_TOWN_LETTERS = 4  # of a town that a word is made of
_NAMES_OF_PLACES = frozenset(
    {Match.EXACT, Match.PREFERRED, Match.STRIPPED, Match.ALTERNATE, Match.HISTORIC}
)


class TongueGazetteer:
    """A gazetteer that is asked in another language than English.

    It knows bent forms: "Москве" is Москва. What it finds is what the language calls a place,
    so it counts as the name that readers know it by.
    """

    def __init__(self, gazetteer: Gazetteer, tongue: Tongue) -> None:
        """Take the gazetteer that is asked, and the language."""
        self.gazetteer = gazetteer
        self.tongue = tongue
        self._others = _names_in_script(gazetteer, tongue)
        never = tongue.words.get(WordRole.NEVER, ())
        tables = tongue.names, self._others, map(tongue.script.fold, never)
        self._openers, self._parts = _words_of(tables)
        self._peoples, _ = _words_of((tongue.demonyms,))
        self._reach = _reach_of(tongue, self._others)
        self.lookup = lru_cache(maxsize=MAX_KEPT)(self._look_up)
        # A text repeats its words: each is taken apart once.
        self._bent = lru_cache(maxsize=MAX_KEPT)(self._unbend)
        self._people_of = lru_cache(maxsize=MAX_KEPT)(self._read_demonym)
        self.goes_on = lru_cache(maxsize=MAX_KEPT)(self._goes_on)

    @property
    def version(self) -> str:
        """What its answers rest on."""
        return str(getattr(self.gazetteer, "version", ""))

    def lookup_after_comma(self, name: str) -> tuple[Candidate, ...]:
        """Return what a name means; a comma adds nothing in other languages."""
        return self.lookup(name)

    def lookup_fuzzy(self, name: str) -> tuple[Candidate, ...]:
        """Return nothing: bent forms are near enough to one another to be mistaken."""
        del name
        return ()

    def area(self, country_code: str, admin1: str = "") -> Place | None:
        """Return a country by its code, or a province of it by its GeoNames code."""
        return self.gazetteer.area(country_code, admin1)

    def starts(self, word: str) -> bool:
        """Return whether a name of several words can begin with a word."""
        return any(folded in self._openers for folded, _ in self._bent(word))

    def _goes_on(self, word: str) -> bool:
        """Return whether anything of more words can begin with one, or some, as printed.

        Few words of a text do; the runs of words behind the others need not be looked up.
        """
        folded = self._fold(word)
        if len(folded.rpartition(" ")[2]) < MIN_OPENER or self.starts(word):
            return True
        forms = self.tongue.affixes.forms(word, AffixUse.DEMONYM)
        if any(self._fold(form.base) in self._peoples for form in forms):
            return True
        # Of names in Latin letters that only the gazetteer has, both ends are printed large.
        return word[:1].isupper() and self._is_opened_by(folded)

    def _is_opened_by(self, folded: str) -> bool:
        """Return whether a name of the gazetteer goes on behind folded words."""
        if self.tongue.script.name != "Latin":
            return False
        listed = self.gazetteer
        return not isinstance(listed, OfflineGazetteer) or listed.opens(folded)

    def reach(self, signs: str) -> int:
        """Return how many signs the longest entry has that begins with two."""
        return self._reach.get(self._fold(signs), 1)

    def demonym(self, word: str) -> tuple[str, ...]:
        """Return the targets of a word for a people, in any of its forms."""
        return next((targets for targets, _ in self.demonym_forms(word)), ())

    def demonym_forms(self, word: str) -> tuple[tuple[tuple[str, ...], Form], ...]:
        """Return the targets of words for peoples that a word could be a form of."""
        return self._people_of(word)

    def _read_demonym(self, word: str) -> tuple[tuple[tuple[str, ...], Form], ...]:
        return (*self._in_demonyms(word), *self._of_towns(word))

    def _in_demonyms(self, word: str) -> Iterator[tuple[tuple[str, ...], Form]]:
        for form in self.tongue.affixes.forms(word, AffixUse.DEMONYM):
            if targets := self.tongue.demonyms.get(self._fold(form.base)):
                yield targets, form

    def _of_towns(self, word: str) -> Iterator[tuple[tuple[str, ...], Form]]:
        """Return the towns that a word is made of: "Kursker", "Sankt Petersburger"."""
        if not word[:1].isupper() or self.tongue.says(WordRole.NEVER, word.casefold()):
            return
        for form in self.tongue.affixes.forms(word, AffixUse.TOWN)[1:]:
            if len(form.base) < MIN_TOWN_LETTERS:
                continue
            named = self.tongue.names.get(self._fold(form.base), ())
            towns = tuple(target for target in named if target.startswith("city:"))
            if towns or (towns := self._metropolis(form.base)):
                yield towns, form

    def _metropolis(self, name: str) -> tuple[str, ...]:
        """Return the large town that the gazetteer lists under a name, as a target."""
        if self.tongue.script.name != "Latin":
            return ()
        found = self.gazetteer.lookup(name.title())[:1]
        number = found[0].place.id.partition(":")[2] if found else ""
        large = found and found[0].place.population >= MIN_METROPOLIS
        known = found and found[0].match in _NAMES_OF_PLACES
        return (f"city:{number}",) if large and known and number.isdigit() else ()

    def forms(self, words: Sequence[str]) -> Iterator[tuple[str, Form]]:
        """Return the known names that words could be forms of, those of the tables first.

        Args:
            words: The words of a name.

        Returns:
            Folded names, each with how it is bent.
        """
        if not words:  # of a name in another script
            return
        bases = (
            self._bent(words[0]) if len(words) == 1 else [*self._bent_together(words)]
        )
        yield from (each for each in bases if each[0] in self.tongue.names)
        yield from (each for each in bases if each[0] in self._others)

    def _unbend(self, word: str) -> tuple[tuple[str, Form], ...]:
        forms = self.tongue.affixes.forms(word)
        return tuple((self._fold(form.base), form) for form in forms)

    def _bent_together(self, words: Sequence[str]) -> Iterator[tuple[str, Form]]:
        options: list[list[Form]] = []
        for word in words:
            found = [form for folded, form in self._bent(word) if folded in self._parts]
            if not found:
                return
            options.append(found)
        for parts in islice(product(*options), MAX_FORMS):
            name = self._fold(" ".join([form.base for form in parts]))
            yield name, Form(name, parts[0].before, parts[-1].after)

    def in_tables(self, name: str) -> bool:
        """Return whether the language's own tables have a folded name."""
        return name in self.tongue.names or name in self.tongue.shorts

    def _fold(self, name: str) -> str:
        return self.tongue.script.fold(name)

    def _look_up(self, name: str) -> tuple[Candidate, ...]:
        if not any(map(str.isalpha, name)):
            return ()
        found: dict[str, Candidate] = {}
        people = tuple(self._as_people(name))
        for candidate in (
            *(people if name[:1].islower() else ()),
            *self._as_named(name),
            *self._as_listed(name),
            *people,
        ):
            found.setdefault(candidate.place.id, candidate)
        article = self.tongue.script.article
        if not found and article and not name.startswith(article):  # "للعراق"
            return self._look_up(article + name)
        if not found and self.tongue.says(WordRole.UNIT, name[-1:]):  # "讷河市"
            return self._look_up(name[:-1])
        return tuple(found.values())

    def _as_named(self, name: str) -> Iterator[Candidate]:
        """Return what the tables and the names in the script say of a name."""
        spaced = self.tongue.script.is_spaced
        words = self.tongue.script.words.findall(name) if spaced else [name]
        short = self.tongue.shorts.get(name, ())
        for place in filter(None, map(self.place_of, short)):
            yield Candidate(place, name, Match.PREFERRED)
        for base in dict.fromkeys(base for base, _ in self.forms(words)):
            named = [*self._named(base)]
            yield from (Candidate(place, name, Match.PREFERRED) for place in named)
            # Beside what the tables mean, a village of the same name is one that few know.
            match = Match.ALTERNATE if named else Match.PREFERRED
            yield from (Candidate(place, name, match) for place in self._listed(base))

    def _as_listed(self, name: str) -> Iterator[Candidate]:
        """Return what the gazetteer says of a name in Latin letters, but words for peoples."""
        if self.tongue.script.name != "Latin":
            return
        bent = () if " " in name else self.tongue.affixes.forms(name)[1:]  # "Dortmunds"
        printed = [name, *(form.base.title() for form in bent)]
        if isinstance(self.gazetteer, OfflineGazetteer):
            printed = self.gazetteer.listed(printed)
        found = next(filter(None, map(self.gazetteer.lookup, printed)), ())
        yield from (_own(each) for each in found if each.match in _NAMES_OF_PLACES)

    def _as_people(self, name: str) -> Iterator[Candidate]:
        for target in self.demonym(name):
            if place := self.place_of(target):
                yield Candidate(place, name, Match.DEMONYM)

    def _named(self, base: str) -> Iterator[Place]:
        found = map(self.place_of, self.tongue.names.get(base, ()))
        yield from (place for place in found if place)

    def _listed(self, base: str) -> Iterator[Place]:
        found = map(self._by_number, self._others.get(base, ()))
        yield from (place for place in found if place)

    def place_of(self, target: str) -> Place | None:
        """Return the place that a target of a table means, or None where there is none."""
        kind, _, rest = target.partition(":")
        if kind == "country":
            return self.area(rest)
        if kind == "admin1":
            country, _, unit = rest.partition(".")
            return self.area(country, unit)
        return self._by_id(f"{'geonames' if kind == 'city' else 'dateline'}:{rest}")

    def _by_number(self, number: int) -> Place | None:
        return self._by_id(f"geonames:{number}")

    def _by_id(self, ref: str) -> Place | None:
        if isinstance(self.gazetteer, OfflineGazetteer):
            return self.gazetteer.place(ref)
        return None


def names_in(code: str, gazetteer: Gazetteer) -> Gazetteer:
    """Return the gazetteer as it is asked in a language, by its ISO 639-1 code."""
    tongue = find_tongue(code)
    asked: Any = gazetteer  # the same one each time, whatever it is
    return gazetteer if tongue is None else _in_tongue(asked, tongue.code)


@lru_cache(maxsize=16)
def _in_tongue(gazetteer: Any, code: str) -> TongueGazetteer:
    tongue = find_tongue(code)
    assert tongue is not None  # it was found before
    return TongueGazetteer(gazetteer, tongue)


def _own(candidate: Candidate) -> Candidate:
    """Return a metropolis that the gazetteer lists under another name as known by it here."""
    large = candidate.place.population >= MIN_METROPOLIS
    if candidate.match is Match.ALTERNATE and large:
        return replace(candidate, match=Match.PREFERRED)
    return candidate


def _names_in_script(
    gazetteer: Gazetteer, tongue: Tongue
) -> Mapping[str, tuple[int, ...]]:
    """Return the gazetteer's names in a script, folded, with the numbers of their places."""
    script = tongue.script
    if script.name == "Latin" or not isinstance(gazetteer, OfflineGazetteer):
        return {}
    return _read_script(gazetteer, script.name)


@lru_cache(maxsize=8)
def _read_script(
    gazetteer: OfflineGazetteer, name: str
) -> Mapping[str, tuple[int, ...]]:
    script = SCRIPTS[name]
    found: dict[str, tuple[int, ...]] = {}
    for norm, number in gazetteer.names_between(script.first, script.last):
        key = script.fold(norm)
        found[key] = (*found.get(key, ()), number)
    return found


def _words_of(tables: Iterable[Iterable[str]]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the first words of names of several words, and all words of them."""
    names = [name.split(" ") for names in tables for name in names if " " in name]
    first = frozenset(words[0] for words in names)
    return first, frozenset(word for words in names for word in words)


def _reach_of(tongue: Tongue, others: Iterable[str]) -> Mapping[str, int]:
    """Return the length of the longest entry by the two signs that it begins with."""
    if tongue.script.is_spaced:
        return {}
    never = map(tongue.script.fold, tongue.words.get(WordRole.NEVER, ()))
    found: dict[str, int] = {}
    for name in chain(tongue.names, others, tongue.demonyms, never):
        if len(name) > found.get(name[:2], 1):
            found[name[:2]] = len(name)
    return found
