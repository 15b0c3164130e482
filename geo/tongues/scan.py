"""A sentence in another language as words, and the known names among them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from geo.gazetteer.names import normalise
from geo.tongues.affixes import Form
from geo.tongues.names import TongueGazetteer
from geo.tongues.rows import AffixUse, WordRole
from geo.tongues.tables import Tongue

MAX_WORDS = 6  # of a name
MAX_SMALL = 3  # letters of a word between a type word and a name
MAX_SIGNS = 10  # of a name in a script without blanks
MAX_SIGNS_BESIDE = 4  # of a word beside a name there
JOINS = frozenset({" ", "-", "‑", "–", "'", "’", "\u00a0", ". ", "."})


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a sentence.

    Attributes:
        text: It.
        start: Where it begins in the article.
        end: One past its last letter.
    """

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Found:
    """A known name in a sentence.

    Attributes:
        first: Its first word.
        end: One past its last word.
        base: What it comes from, folded.
        form: How it is bent.
        is_people: True for a word for a people.
    """

    first: int
    end: int
    base: str
    form: Form
    is_people: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an article.

    Attributes:
        text: The article's text.
        words: The words of the sentence.
        gazetteer: The gazetteer, asked in the article's language.
    """

    text: str
    words: tuple[Word, ...]
    gazetteer: TongueGazetteer

    def names(self) -> Iterator[Found]:
        """Return the longest known name at each word, left to right."""
        spaced = self.gazetteer.tongue.script.is_spaced
        at = 0
        while at < len(self.words):
            found = self._in_words(at) if spaced else self._in_signs(at)
            if found and spaced:
                found = self._further(found)
            if found:
                yield found
            at = found.end if found else at + 1

    def printed(self, found: Found) -> tuple[int, int]:
        """Return where a name stands in the article, without what is put to it."""
        start = self.words[found.first].start + found.form.before
        return start, self.words[found.end - 1].end - found.form.after

    def apart(self, found: Found) -> str:
        """Return what is printed with a name and is a word of its own in other scripts."""
        first, last = self.words[found.first].text, self.words[found.end - 1].text
        if found.form.before:
            return first[: found.form.before]
        return last[len(last) - found.form.after :] if found.form.after else ""

    def before(self, found: Found) -> tuple[str, ...]:
        """Return the word before a name in the forms it could come from, as printed first."""
        edge = self.words[found.first].start
        if not self.gazetteer.tongue.script.is_spaced:
            lengths = range(1, min(MAX_SIGNS_BESIDE, edge) + 1)
            return tuple(self.text[edge - n : edge] for n in lengths)
        return self._forms_before(found.first)

    def further(self, found: Found) -> tuple[str, ...]:
        """Return the word before the one before a name, where that is small: "ciudad de"."""
        at = found.first - 1
        latin = self.gazetteer.tongue.script.name == "Latin"
        if not latin or at < 1 or len(self.words[at].text) > MAX_SMALL:
            return ()
        return self._forms_before(at)

    def _forms_before(self, at: int) -> tuple[str, ...]:
        edge = self.words[at].start
        if not at or self.text[self.words[at - 1].end : edge] not in JOINS:
            return ()
        return self._forms(at - 1)

    def after(self, found: Found) -> tuple[str, ...]:
        """Return the word behind a name likewise."""
        edge = self.words[found.end - 1].end
        if not self.gazetteer.tongue.script.is_spaced:
            return tuple(
                self.text[edge : edge + n] for n in range(1, MAX_SIGNS_BESIDE + 1)
            )
        at = found.end
        if at >= len(self.words):
            return ()
        return (
            self._forms(at) if self.text[edge : self.words[at].start] in JOINS else ()
        )

    def goes_on(self, found: Found) -> bool:
        """Return whether a word printed as a name follows a name, no country among them."""
        edge = self.words[found.end - 1].end
        if found.end >= len(self.words):
            return False
        following = self.words[found.end]
        if self.text[edge : following.start] != " " or not following.text[0].isupper():
            return False
        name = self._in_words(found.end)
        return name is None or not self.gazetteer.in_tables(name.base)

    def follows_name(self, found: Found) -> bool:
        """Return whether the word right before a name is printed as one."""
        if not found.first:
            return False
        before, name = self.words[found.first - 1], self.words[found.first]
        joined = self.text[before.end : name.start] == " "
        return joined and _is_printed_as_name(before.text, self.gazetteer.tongue)

    def _forms(self, at: int) -> tuple[str, ...]:
        word = self.words[at].text
        forms = self.gazetteer.tongue.affixes.forms(word, AffixUse.ANY)
        return tuple(dict.fromkeys((word.casefold(), *(form.base for form in forms))))

    def _in_words(self, at: int) -> Found | None:
        word = self.words[at].text
        tongue = self.gazetteer.tongue
        if _is_printed_as_name(word, tongue) or self.gazetteer.starts(word):
            for length in range(self._most(at), 1, -1):
                if tongue.says(WordRole.NEVER, self._printed(at, length).casefold()):
                    return Found(at, at + length, "", Form(word))
                if found := self._of_several(at, length):
                    return found
        return self._people(at) or self._word(at)

    def _word(self, at: int) -> Found | None:
        word = self.words[at].text
        tongue = self.gazetteer.tongue
        never = tongue.says(WordRole.NEVER, word.casefold())
        one = _is_printed_as_name(word, tongue) and not never and self._of_one(at)
        if one and self.gazetteer.in_tables(one.base):
            return one
        # Where names have no capitals, "never" is said of the word itself.
        if not (never and not tongue.script.is_cased):
            for _, form in self.gazetteer.demonym_forms(word):
                return Found(at, at + 1, word.casefold(), form, is_people=True)
        return one or None

    def _people(self, at: int) -> Found | None:
        """Return a word for a people with a hyphen in it: "Санкт-Петербургский"."""
        if at + 1 < len(self.words):
            first, second = self.words[at], self.words[at + 1]
            hyphened = self.text[first.end : second.start] == "-"
            printed = self.text[first.start : second.end]
            if hyphened and self.gazetteer.demonym(printed):
                base = printed.casefold()
                return Found(at, at + 2, base, Form(printed), is_people=True)
        return None

    def _most(self, at: int) -> int:
        """Return how many words from one on could be one name."""
        latin = self.gazetteer.tongue.script.name == "Latin"
        if not latin and not self.gazetteer.starts(self.words[at].text):
            return 1
        count = 1
        for left, right in pairwise(self.words[at : at + MAX_WORDS]):
            if self.text[left.end : right.start] not in JOINS:
                break
            count += 1
        return count

    def _of_several(self, at: int, length: int) -> Found | None:
        words = [word.text for word in self.words[at : at + length]]
        capitals = sum(word[0].isupper() for word in words)
        cased = self.gazetteer.tongue.script.is_cased
        if cased and not capitals:
            return None
        # A first word can be small that the tables print large: "mar Negro".
        capitals += words[0][0].islower()
        ends = words[0][0].isupper() and words[-1][0].isupper()
        for base, form in self.gazetteer.forms(words):
            wanted = self.gazetteer.tongue.capitals.get(base)
            if not cased or (ends if wanted is None else capitals >= wanted):
                return Found(at, at + length, base, form)
        return self._listed(at, length, self._printed(at, length)) if ends else None

    def _printed(self, at: int, length: int) -> str:
        return self.text[self.words[at].start : self.words[at + length - 1].end]

    def _of_one(self, at: int) -> Found | None:
        word = self.words[at].text
        for base, form in self.gazetteer.forms([word]):
            return Found(at, at + 1, base, form)
        return self._listed(at, 1, word)

    def _listed(self, at: int, length: int, printed: str) -> Found | None:
        """Return a name in Latin letters that the gazetteer has under that spelling."""
        latin = self.gazetteer.tongue.script.name == "Latin"
        if not latin or not self.gazetteer.lookup(printed):
            return None
        return Found(at, at + length, normalise(printed), Form(printed))

    def _further(self, found: Found) -> Found:
        """Return what a name is when one of the tables begins in it: "La Côte d'Ivoire"."""
        if self.gazetteer.in_tables(found.base):
            return found
        for at in range(found.first + 1, found.end):
            other = self._in_words(at)
            if other and other.end > found.end and self.gazetteer.in_tables(other.base):
                return other
        return found

    def _in_signs(self, at: int) -> Found | None:
        tongue = self.gazetteer.tongue
        for end in range(self._last_sign(at), at, -1):
            name = self.text[self.words[at].start : self.words[end - 1].end]
            if tongue.says(WordRole.NEVER, name):
                return Found(at, end, "", Form(name))
            if self.gazetteer.demonym(name):
                return Found(at, end, name, Form(name), is_people=True)
            if end - at > 1 or self.gazetteer.in_tables(name):
                for base, form in self.gazetteer.forms([name]):
                    return Found(at, end, base, form)
        return None

    def _last_sign(self, at: int) -> int:
        """Return one past the last sign that stands right behind those before it."""
        last = at + 1
        most = min(len(self.words), at + MAX_SIGNS)
        while last < most and self.words[last].start == self.words[last - 1].end:
            last += 1
        return last


def _is_printed_as_name(word: str, tongue: Tongue) -> bool:
    return word[0].isupper() or not tongue.script.is_cased
