"""A sentence in another language as words, and the known names among them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from geo.gazetteer.names import normalise
from geo.tongues.affixes import Form
from geo.tongues.names import TongueGazetteer
from geo.tongues.rows import AffixUse, WordRole
from geo.tongues.tables import Tongue

Unknown = Callable[["Sentence", int, "Found | None"], "Found | None"]
Shorts = Callable[["Sentence", int], "tuple[Found, ...]"]
MAX_WORDS = 6  # of a name
MAX_SMALL = 3  # letters of a word between a type word and a name
MAX_SIGNS = 10  # of a name in a script without blanks
MAX_SIGNS_BESIDE = 4  # of a word beside a name there
QUOTES = frozenset({"«»", "„“", "“”", '""', "《》", "〈〉", "『』"})
TITLE = "《》"
MAX_TITLE = 20  # signs of one
INITIALS = frozenset({".", ". ", ".\u00a0"})
GLUES = frozenset("'’.")  # what names drop, so that two words are one
DOTS_IN_NAMES = frozenset("·•‧・")
JOINS = frozenset({" ", "-", "‑", "–", "'", "’", "\u00a0", ". ", "."})
_SMALL = (WordRole.NEVER, WordRole.PLACE, WordRole.FROM, WordRole.TO)


class Word(NamedTuple):
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
        is_unknown: True for a name that no table has, where a place stands.
    """

    first: int
    end: int
    base: str
    form: Form
    is_people: bool = False
    is_unknown: bool = False


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

    def names(self, unknown: Unknown, shorts: Shorts) -> Iterator[Found]:
        """Return the longest known name at each word, left to right.

        Args:
            unknown: Asked where none begins, whether an unknown one does.
            shorts: Asked first, whether countries called by a sign each begin there.
        """
        at, last = 0, None
        while at < len(self.words):
            if last and last.end == at and self._is_and(at):
                at += 1
            found = self._known(at)
            if found is None or not self.gazetteer.in_tables(found.base):
                if run := shorts(self, at):
                    yield from run
                    at, last = run[-1].end, run[-1]
                    continue
                found = found or unknown(self, at, last)
            if found:
                yield found
                last = found
            at = found.end if found else at + 1

    def _known(self, at: int) -> Found | None:
        spaced = self.gazetteer.tongue.script.is_spaced
        found = self._in_words(at) if spaced else self._in_signs(at)
        return self._further(found) if found and found.base else found

    def _is_and(self, at: int) -> bool:
        """Return whether a sign behind a name is "and" before another: "九江和安庆"."""
        says, sign = self.gazetteer.tongue.says, self.words[at].text
        return (
            says(WordRole.AND, sign)
            and at + 1 < len(self.words)
            and self.known_at(at + 1)
        )

    def known_at(self, at: int) -> bool:
        """Return whether a known name begins at a sign."""
        return self._in_signs(at) is not None

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
            fold, known = self.gazetteer.tongue.script.fold, self.gazetteer.in_tables
            signs = tuple(self.text[edge - n : edge] for n in lengths)
            names = tuple(sign for sign in signs[1:] if known(fold(sign)))
            return names or signs  # the last sign of a name is no word: 浙江
        return self.words_before(found.first)

    def closing(self) -> tuple[str, ...]:
        """Return the last word of the sentence where the verb stands there, else ()."""
        stacks = self.gazetteer.tongue.script.stacks
        return self.forms_of(len(self.words) - 1) if stacks else ()

    def further(self, found: Found) -> tuple[str, ...]:
        """Return the word before the one before a name, where that is small: "ciudad de"."""
        at = found.first - 1
        latin = self.gazetteer.tongue.script.name == "Latin"
        if not latin or at < 1 or len(self.words[at].text) > MAX_SMALL:
            return ()
        if not self.words_before(found.first):
            return ()
        return self.words_before(at)

    def words_before(self, at: int) -> tuple[str, ...]:
        """Return the word right before a word, in the forms it could come from."""
        edge = self.words[at].start
        gap = self.text[self.words[at - 1].end : edge] if at else ""
        if gap not in JOINS:
            return ()
        short = (f"{self.words[at - 1].text.casefold()}.",) if gap[0] == "." else ()
        return (*self.forms_of(at - 1), *short)

    def after(self, found: Found) -> tuple[str, ...]:
        """Return the word behind a name likewise."""
        edge = self.words[found.end - 1].end
        if not self.gazetteer.tongue.script.is_spaced:
            if found.end < len(self.words) and self.known_at(found.end):
                return ()  # the sign is the first of a name: "越南河内" is no river
            return tuple(
                self.text[edge : edge + n] for n in range(1, MAX_SIGNS_BESIDE + 1)
            )
        at = found.end
        if at >= len(self.words):
            return ()
        return (
            self.forms_of(at) if self.text[edge : self.words[at].start] in JOINS else ()
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
        tongue = self.gazetteer.tongue
        small = found.first == 1 and any(
            tongue.says(role, before.text.casefold()) for role in _SMALL
        )
        return joined and not small and _is_printed_as_name(before.text, tongue)

    def forms_of(self, at: int) -> tuple[str, ...]:
        """Return what a word could come from, it as printed first."""
        word = self.words[at].text
        forms = self.gazetteer.tongue.affixes.forms(word, AffixUse.ANY)
        return tuple(dict.fromkeys((word.casefold(), *(form.base for form in forms))))

    def _in_words(self, at: int) -> Found | None:
        word = self.words[at].text
        tongue = self.gazetteer.tongue
        opens = self.gazetteer.starts(word)
        if opens and (people := self._people(at, (" ",))):
            return people
        several = opens or self._may_go_on(at)
        if several and (_is_printed_as_name(word, tongue) or opens):
            most = self._most(at)
            for length in range(most if opens else self._opened(at, most), 1, -1):
                if tongue.says(WordRole.NEVER, self._printed(at, length).casefold()):
                    return Found(at, at + length, "", Form(word))
                if found := self._of_several(at, length, opens):
                    return found
        return (several and self._people(at)) or self._word(at)

    def _may_go_on(self, at: int) -> bool:
        """Return whether a name of several words can begin at a word."""
        end = self.words[at].end
        if self.text[end : end + 1] in GLUES:  # "L'Aquila" is one word to some
            return True
        return self._runs_on(at) and self.gazetteer.goes_on(self.words[at].text)

    def _runs_on(self, at: int) -> bool:
        """Return whether the words behind one could be a part of its name."""
        behind = self.words[at + 1 : at + MAX_WORDS]
        word, cased = self.words[at], self.gazetteer.tongue.script.is_cased
        hyphen = self.text[word.end : word.end + 1] == "-"
        return not cased or hyphen or any(other.text[0].isupper() for other in behind)

    def _word(self, at: int) -> Found | None:
        word = self.words[at].text
        tongue = self.gazetteer.tongue
        never = tongue.says(WordRole.NEVER, word.casefold())
        one = _is_printed_as_name(word, tongue) and self._of_one(at)
        if one and never and not (at and self._is_large(word, one)):
            one = None
        if one and self.gazetteer.in_tables(one.base):
            return one
        # Where names have no capitals, "never" is said of the word itself.
        if not (never and not tongue.script.is_cased):
            for _, form in self.gazetteer.demonym_forms(word):
                if self._never(form):
                    continue
                return Found(at, at + 1, word.casefold(), form, is_people=True)
        return one or None

    def _is_large(self, word: str, found: Found) -> bool:
        """Return whether a common word printed large could be a name: "на Обе", "der Oder"."""
        tongue = self.gazetteer.tongue
        exact = tongue.script.fold(word) == found.base
        nouns_are = tongue.words.get(WordRole.COMPOUND)
        known = tongue.script.is_cased and found.base in tongue.names
        return known and (exact or not nouns_are)

    def _people(self, at: int, gaps: tuple[str, ...] = ("-", " ")) -> Found | None:
        """Return a word for a people of two: "Санкт-Петербургский", "New Yorker"."""
        if at + 1 < len(self.words):
            first, second = self.words[at], self.words[at + 1]
            gap = self.text[first.end : second.start]
            large = gap == "-" or second.text[0].isupper()
            printed = self.text[first.start : second.end]
            if gap in gaps and large and self.gazetteer.demonym(printed):
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

    def _opened(self, at: int, most: int) -> int:
        """Return how many words from one on could be a name that no table has.

        A name goes on behind the words before its last: few runs of three words need be
        looked up.
        """
        for length in range(1, most):
            end = self.words[at + length - 1].end
            glued = self.text[end] in GLUES
            if not (glued or self.gazetteer.goes_on(self._printed(at, length))):
                return length
        return most

    def _of_several(self, at: int, length: int, opens: bool) -> Found | None:
        words = [word.text for word in self.words[at : at + length]]
        capitals = sum(word[0].isupper() for word in words)
        cased = self.gazetteer.tongue.script.is_cased
        if cased and not capitals:
            return None
        # A first word can be small that the tables print large: "mar Negro".
        capitals += words[0][0].islower()
        ends = words[0][0].isupper() and words[-1][0].isupper()
        for base, form in self.gazetteer.forms(words) if opens else ():
            wanted = self.gazetteer.tongue.capitals.get(base)
            if not cased or (ends if wanted is None else capitals >= wanted):
                return Found(at, at + length, base, form)
        return self._listed(at, length, self._printed(at, length)) if ends else None

    def _printed(self, at: int, length: int) -> str:
        return self.text[self.words[at].start : self.words[at + length - 1].end]

    def _of_one(self, at: int) -> Found | None:
        word = self.words[at].text
        for base, form in self.gazetteer.forms([word]):
            if not (self._never(form) or self._is_body(base)):
                return Found(at, at + 1, base, form)
        return self._listed(at, 1, word)

    def _is_body(self, base: str) -> bool:
        """Return whether a name that only the gazetteer has is a word for a body: "МИДа"."""
        tongue = self.gazetteer.tongue
        listed = not self.gazetteer.in_tables(base)
        return listed and tongue.says(WordRole.ORGANISATION, base)

    def _never(self, form: Form) -> bool:
        """Return whether what a word comes from is no name, where small words are put to it."""
        tongue = self.gazetteer.tongue
        apart = tongue.script.affixes_apart
        return apart and tongue.says(WordRole.NEVER, form.base)

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
        spaced = self.gazetteer.tongue.script.is_spaced
        for at in range(found.first + 1, found.end):
            other = self._in_words(at) if spaced else self._in_signs(at)
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
            if end - at > 1 or tongue.script.fold(name) in tongue.names:
                for base, form in self.gazetteer.forms([name]):
                    return Found(at, end + self._units(end), base, form)
        return None

    def _units(self, at: int) -> int:
        """Return how many signs at a place say what the name before them is: "讷河" "市"."""
        tongue = self.gazetteer.tongue
        if at >= len(self.words) or self.words[at].start != self.words[at - 1].end:
            return 0
        sign, word = (self.text[self.words[at].start :][:n] for n in (1, 2))
        names = tongue.says(WordRole.UNIT, sign)
        typed = tongue.says(WordRole.UNIT, self.words[at - 1].text)
        return int(names and not typed and not tongue.says(WordRole.NEVER, word))

    def quoted(self, found: Found) -> str:
        """Return the marks that a name alone stands in, or those of a title around it."""
        start, end = self.printed(found)
        around = self.text[max(0, start - 1) : start] + self.text[end : end + 1]
        if around in QUOTES:
            return around
        opened = self.text.rfind(TITLE[0], max(0, start - MAX_TITLE), start)
        closed = self.text.find(TITLE[1], end, end + MAX_TITLE)
        inside = opened >= 0 and closed >= 0 and TITLE[1] not in self.text[opened:start]
        return TITLE if inside else ""

    def initial(self, found: Found) -> str:
        """Return the initial of somebody before a name: "О. Дерипаска"."""
        if not found.first or not self.gazetteer.tongue.script.is_cased:
            return ""
        before = self.words[found.first - 1]
        gap = self.text[before.end : self.words[found.first].start]
        is_one = len(before.text) == 1 and before.text.isupper() and gap in INITIALS
        return f"{before.text}." if is_one else ""

    def is_part(self, found: Found) -> bool:
        """Return whether signs beside a name make it a part of a longer one: "扎格|尼斯"."""
        tongue = self.gazetteer.tongue
        if tongue.script.is_spaced:
            return False
        start, end = self.printed(found)
        before, after = self.text[max(0, start - 1) : start], self.text[end : end + 1]
        goes_on = found.end < len(self.words) and not self.known_at(found.end)
        if {before, after} & DOTS_IN_NAMES:
            return before in DOTS_IN_NAMES or goes_on
        if self.gazetteer.in_tables(found.base):
            return False
        follows = tongue.says(WordRole.SOUND, before) and len(self.before(found)[0]) < 2  # noqa: PLR2004
        return follows or (goes_on and tongue.says(WordRole.SOUND, after))

    def _last_sign(self, at: int) -> int:
        """Return one past the last sign that stands right behind those before it."""
        last, start = at + 1, self.words[at].start
        reach = min(MAX_SIGNS, self.gazetteer.reach(self.text[start : start + 2]))
        most = min(len(self.words), at + reach)
        while last < most and self.words[last].start == self.words[last - 1].end:
            last += 1
        return last


def _is_printed_as_name(word: str, tongue: Tongue) -> bool:
    return word[0].isupper() or not tongue.script.is_cased
