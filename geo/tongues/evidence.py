"""What speaks for and against a name in another language: sentences a reader can check."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from geo import data
from geo.model import Candidate, Reason
from geo.tongues.rows import WordRole
from geo.tongues.tables import Tongue

ENOUGH = 1.3  # weight of evidence at which a name is believed, as in English
MIN_CITY = 100_000  # people of a town that needs no word beside it
MIN_TOWN = 15_000
MIN_OWN = 1  # signs of a name before its type word
_ROMAN = re.compile("[ivx]+")  # in small letters


@dataclass(frozen=True, slots=True)
class Stand:
    """A known name where it stands.

    Attributes:
        text: It, as printed.
        base: What it comes from, folded.
        candidates: What it could mean.
        in_tables: True where the language's tables have it.
        is_bent: True where it is printed otherwise than in dictionaries.
        is_first: True where the sentence begins with it.
        before: The word before it in dictionary forms, the printed one first; () at the start.
        after: The word behind it.
        further: The word before that, where that is a small one: "ciudad de".
        follows_name: True where the word before it is printed as a name.
        apart: What is printed with it that is a word of its own in other scripts.
        is_followed: True where an unknown word printed as a name follows.
        people: Words that are somebody's name in this article.
        quoted: The marks that it stands alone in.
        initial: The initial before it.
        is_part: True where signs beside it make it a part of a longer name.
        closing: The last word of the sentence in dictionary forms, where the verb stands last.
        titled: The title behind the comma that follows it.
        of_country: The word for a people before it, where a place called so lies among them.
        forms: What it could come from, in small letters, where it is one word.
    """

    text: str
    base: str
    candidates: tuple[Candidate, ...]
    in_tables: bool
    is_bent: bool
    is_first: bool
    before: tuple[str, ...]
    after: tuple[str, ...]
    further: tuple[str, ...]
    follows_name: bool
    apart: str
    is_followed: bool
    people: frozenset[str]
    quoted: str = ""
    initial: str = ""
    is_part: bool = False
    closing: tuple[str, ...] = ()
    titled: str = ""
    of_country: str = ""
    forms: tuple[str, ...] = ()


def weigh(stand: Stand, tongue: Tongue) -> tuple[Reason, ...]:
    """Return what speaks for and against a name."""
    return (
        *_known(stand),
        *_beside(stand, tongue),
        *_other(stand, tongue),
    )


def is_ground(stand: Stand, tongue: Tongue) -> bool:
    """Return whether a word beside a name says that somebody is or goes there."""
    behind = () if _says_article(stand, tongue) else stand.further
    words = (*stand.before, *behind, stand.apart)
    return any(tongue.says(WordRole.PLACE, word) for word in words)


def _known(stand: Stand) -> Iterator[Reason]:
    people = max((c.place.population for c in stand.candidates), default=0)
    areas = [c for c in stand.candidates if c.place.feature_class != "P"]
    if stand.in_tables:
        yield Reason(
            "known_name", 2.0, f"“{stand.text}” is a name this language has for it"
        )
    elif areas:
        yield Reason("area", 2.0, f"{areas[0].place.name} is no town that few know")
    elif people >= MIN_CITY:
        yield Reason("size", 1.6, f"a place called so has {people:,} people")
    elif people >= MIN_TOWN:
        yield Reason("size", 0.8, f"a place called so has {people:,} people")
    else:
        yield Reason("size", -0.2, "no large place is called so")


def _beside(stand: Stand, tongue: Tongue) -> Iterator[Reason]:
    if is_ground(stand, tongue):
        word = stand.before[0] if stand.before else stand.apart
        weight = 1.5 if tongue.script.is_cased else 0.9
        yield Reason("preposition", weight, f"“{word}” stands with places")
    if _says_article(stand, tongue) and _has_no_article(stand, tongue):
        note = f"“{stand.before[0]}” stands right before it, and towns have no article"
        yield Reason("article", -1.5, note)
    last = next((tail for tail in tongue.tails if stand.text.endswith(tail)), "")
    if last and not tongue.script.is_cased and len(stand.text) > MIN_OWN + len(last):
        yield Reason("type_in_name", 1.5, f"it ends in “{last}”, as places do")
    if stand.of_country:
        note = f"it lies where “{stand.of_country}” before it says"
        yield Reason("of_country", 1.5, note)
    if typed := type_word(stand, tongue):
        yield Reason("type_word", 1.5, f"the word beside it means {typed}")


def type_word(stand: Stand, tongue: Tongue) -> str:
    """Return the English of a type word beside a name, or ""."""
    words = (*stand.before, *stand.further, *stand.after)
    return next(filter(None, map(tongue.type_of, words)), "")


def _other(stand: Stand, tongue: Tongue) -> Iterator[Reason]:
    word = stand.text.casefold()
    # Where nouns are printed large, a small word that is has become a name: "an der Oder".
    nouns = tongue.words.get(WordRole.COMPOUND)
    roles = (WordRole.CONTEXT,) if nouns else (WordRole.CONTEXT, WordRole.NEVER)
    doubtful = word not in tongue.shorts and any(tongue.says(r, word) for r in roles)
    doubtful = doubtful or (stand.base in tongue.types and not stand.in_tables)
    doubtful = doubtful or _is_given_name(stand, tongue)
    if doubtful or _is_name_of_people(stand):
        said = is_ground(stand, tongue) or type_word(stand, tongue)
        note = f"“{stand.text}” is a word or a name as well"
        yield Reason("word_or_name", -0.5 if said else -2.0, note)
    yield from _person(stand, tongue, word)
    if stand.quoted:
        note = f"it stands alone in {stand.quoted}, as clubs, ships and papers do"
        yield Reason("quoted", -4.0, note)
    if stand.is_part:
        yield Reason("longer_name", -4.0, "signs beside it make a longer name of it")
    if stand.in_tables:
        return
    if not tongue.script.is_cased:
        note = "nothing tells names from words in this script"
        yield Reason("no_capitals", -0.3, note)
        return
    if (stand.follows_name and not _follows_noun(stand, tongue)) or stand.is_followed:
        yield Reason("longer_name", -1.5, "another name stands right beside it")
    if stand.is_first:
        yield Reason("first_word", -0.5, "every word is printed so at the start")


def _is_name_of_people(stand: Stand) -> bool:
    """Return whether all towns called so are called what people are: "Рубио", "Чандлер"."""
    rules = data.false_friends()
    return not stand.in_tables and all(
        each.place.feature_class == "P"
        and rules.get(each.place.name.casefold()) is data.FriendRule.CONTEXT
        for each in stand.candidates
    )


def _follows_noun(stand: Stand, tongue: Tongue) -> bool:
    """Return whether what is printed large before a name is a noun: "Kreisstadt Torgau"."""
    nouns_are_large = tongue.words.get(WordRole.COMPOUND)
    return any(
        tongue.type_of(word)
        or (nouns_are_large and tongue.says(WordRole.ORGANISATION, word))
        for word in stand.before
    )


def _is_given_name(stand: Stand, tongue: Tongue) -> bool:
    """Return whether a name that no table has is a given name, in any form: "Виктора"."""
    forms = () if stand.in_tables else stand.forms
    return any(tongue.says(WordRole.GIVEN_NAME, form) for form in forms)


def _person(stand: Stand, tongue: Tongue, word: str) -> Iterator[Reason]:
    if word in stand.people:
        roads = (WordRole.FROM, WordRole.TO, WordRole.PLACE, WordRole.TYPE)
        said = any(tongue.says(role, each) for role in roads for each in stand.before)
        note = f"“{stand.text}” is somebody's name in this article"
        yield Reason("surname", -0.5 if said else -3.0, note)
    if tongue.says(WordRole.GIVEN_NAME, word) and stand.is_followed:
        note = f"“{stand.text}” is a given name, and a name follows"
        yield Reason("person", -4.0, note)
    if stand.initial:
        yield Reason("person", -4.0, f"the initial “{stand.initial}” stands before it")
    if any(_ROMAN.fullmatch(after) for after in stand.after):
        yield Reason("person", -4.0, "a number follows, as with kings and popes")
    given = any(tongue.says(WordRole.GIVEN_NAME, before) for before in stand.before)
    if given and stand.follows_name:
        yield Reason("person", -4.0, "a given name stands before it")
    yield from _titled(stand, tongue)
    if tongue.script.is_cased and not stand.in_tables and _speaks(stand, tongue):
        yield Reason("person", -1.5, "it speaks, and papers say that of few towns")


def _titled(stand: Stand, tongue: Tongue) -> Iterator[Reason]:
    if titled := _titled_surname(stand, tongue):
        yield Reason("person", -4.0, f"“{titled}” before it is a title and a surname")
    if stand.titled and stand.follows_name and _is_town(stand):
        note = f"another name stands before it, and “{stand.titled}” behind its comma"
        yield Reason("person", -3.0, note)
    # Of what is put to words, a title keeps none before the name it is said of.
    before = stand.before[:1] if tongue.script.stacks else stand.before
    # Where names have capitals, a title stands before its name: "Lille juge un réseau".
    beside = before if tongue.script.is_cased else (*before, *stand.after)
    if _is_town(stand) and not stand.is_bent and _says_title(beside, tongue):
        yield Reason("person", -3.0, "a title stands beside it")


def _titled_surname(stand: Stand, tongue: Tongue) -> str:
    """Return the title and the sign of a surname before a name: "医生王西安"."""
    if tongue.script.is_spaced:
        return ""
    signs = (s for s in stand.before if tongue.says(WordRole.SURNAME, s[-1:]))
    return next((s for s in signs if tongue.says(WordRole.TITLE, s[:-1])), "")


def _is_town(stand: Stand) -> bool:
    return stand.candidates[0].place.feature_class == "P"


def _speaks(stand: Stand, tongue: Tongue) -> bool:
    """Return whether a word of speech stands beside a name: "добавил Брод"."""
    said = is_ground(stand, tongue) or type_word(stand, tongue)
    return (
        not said
        and _is_town(stand)
        and any(
            tongue.says(WordRole.SPEECH, word) for word in (*stand.before, *stand.after)
        )
    )


def _says_article(stand: Stand, tongue: Tongue) -> bool:
    before = stand.before[:1]
    return any(tongue.says(WordRole.ARTICLE, word) for word in before)


def _has_no_article(stand: Stand, tongue: Tongue) -> bool:
    """Return whether a name is a town's, and no town's that has one: "au Caire"."""
    own = tongue.says(WordRole.ARTICLED, stand.base)
    meant = stand.candidates[:1] if stand.in_tables else stand.candidates
    return not own and all(c.place.feature_class == "P" for c in meant)


def _says_title(words: tuple[str, ...], tongue: Tongue) -> bool:
    return any(tongue.says(WordRole.TITLE, word) for word in words)
