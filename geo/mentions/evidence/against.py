"""What speaks against a name being a place."""

from __future__ import annotations

from functools import cache

from geo import data
from geo.mentions.case import Case
from geo.mentions.evidence.model import part_of_organisation
from geo.mentions.found import Found
from geo.mentions.word_lists import area_words
from geo.model import Match, Reason

_OPENING_QUOTES = frozenset("\"“‘'")
LONGEST_ACRONYM = 5
SPEAKING_CITY = 500_000  # inhabitants from which a city may "say" something
MOST_YEARS = 110  # an age, not a number of things


def could_be_a_word(case: Case) -> Reason | None:
    """Reading, Nice, Lincoln, Jackson: places only with evidence."""
    if data.false_friends().get(case.found.text.casefold()) == data.FriendRule.CONTEXT:
        return Reason(
            "could_be_a_word", -2.0, f"“{case.found.text}” is often not a place"
        )
    return None


def opens_sentence(case: Case) -> Reason | None:
    """Any word is printed large at the beginning: "Villages along the Danube"."""
    found = case.found
    word = case.block.words[found.start].lower()
    opens = case.sentence.start == found.start or case.word(-1) in _OPENING_QUOTES
    common = word in data.common_words() or word in data.false_friends()
    if opens and common and found.end == found.start + 1:
        return Reason(
            "opens_sentence", -2.5, "it opens a sentence and is a common word"
        )
    return None


def acronym(case: Case) -> Reason | None:
    """TASS and WHO are no villages."""
    text = case.found.text
    letters = text.replace(".", "")
    short = letters.isupper() and letters.isalpha() and len(letters) <= LONGEST_ACRONYM
    spelt = any(c.match is Match.ABBREVIATION for c in case.found.candidates)
    plain = spelt or case.found.is_area or case.sentence.is_shouted
    if short and not plain:
        return Reason("acronym", -3.0, f"“{text}” is written as an acronym")
    return None


def person(case: Case) -> Reason | None:
    """A title or a given name beside it makes it a person's name."""
    head, tail = case.head, case.tail
    before = head[-1] if head else case.word(-1)
    if before in data.titles() and not case.found.is_demonym:
        return Reason("person", -4.0, f"“{before}” stands before it")
    own = head[-2:] if "and" not in head[-1:] else []  # "Victoria and Kent" are two
    named = next((word for word in own if word in data.given_names()), "")
    if named:
        return Reason("person", -4.0, f"it follows the given name “{named}”")
    given = case.found.text in data.given_names()
    if given and tail and tail[0] not in {"and", *_after_words()} and tail[0].isalpha():
        return Reason("person", -4.0, f"“{case.found.text} {tail[0]}” is a person")
    return None


@cache
def _after_words() -> frozenset[str]:
    """Words that may follow a place inside a run, capitalised."""
    words = {w.word for w in data.organisation_words() if w.side == data.Side.AFTER}
    words |= area_words(data.Side.AFTER)
    return frozenset({w[:1].upper() + w[1:] for w in words} | words)


def street(case: Case) -> Reason | None:
    """In "London Road" the name is a road's."""
    streets = data.context_words(data.Role.STREET)
    if case.tail and case.tail[0].lower() in streets:
        return Reason("street", -7.0, f"“{case.tail[0]}” follows: a street")
    return None


def speaks(case: Case) -> Reason | None:
    """Small towns do not talk; people called after them do: "Dyer said"."""
    if case.found.is_area or case.found.is_demonym:
        return None
    people = [c.place.population for c in case.found.candidates]
    if max(people, default=0) >= SPEAKING_CITY:
        return None
    said = data.context_words(data.Role.SAYING)
    word = next((w for w in (case.word(1), case.word(-1)) if w in said), "")
    return Reason("speaks", -2.0, f"“{word}” stands beside it") if word else None


def age_follows(case: Case) -> Reason | None:
    """As in "Freeland, 34," is a person."""
    age = case.word(2)
    young = age.isdigit() and int(age) < MOST_YEARS
    if young and case.word(1) == "," and case.word(3) in {",", "."}:
        return Reason("age_follows", -3.0, f"an age follows: {age}")
    return None


def disease(case: Case) -> Reason | None:
    """As in "Marburg fever", "the West Nile virus": named after a place, not in it."""
    words = [case.word(offset) for offset in (1, 2)]
    ills = data.context_words(data.Role.DISEASE)
    ill = next((word for word in words if word in ills), "")
    nearby = words[0] in ills or (case.tail and case.tail[0] != words[1])
    if ill and nearby:
        return Reason("disease", -6.0, f"“{ill}” follows: a disease")
    return None


def firm(case: Case) -> Reason | None:
    """As in "Stevens & Wilkinson" are partners."""
    if "&" in (case.word(1), case.word(-1)):
        return Reason("firm", -2.5, "“&” joins it to another name")
    return None


def saint_of(case: Case) -> Reason | None:
    """As in "St. Michael's" is a church or a school."""
    saint = case.found.text.startswith(("St. ", "St ", "Saint "))
    if saint and case.word(1) in {"'s", "’s"}:
        return Reason("saint_of", -6.0, "a saint's, and so a church or a school")
    return None


def part_of_longer_name(case: Case) -> Reason | None:
    """Unknown capitalised neighbours: "Gary Anderson", "Boston Marathon"."""
    if part_of_organisation(case):
        return None
    before, after = case.beside(-1), case.beside(1)
    if _explained(before) or _is_known(case.before, case.found.start):
        before = ""
    if after in _after_words() or _is_known(case.after, case.found.end):
        after = ""
    if not before and not after:
        return None
    words = " ".join(filter(None, (before, case.found.text, after)))
    return Reason("part_of_longer_name", -2.2, f"it is part of “{words}”")


def _is_known(neighbour: Found | None, border: int) -> bool:
    """True where the words right beside are a known name of their own."""
    if neighbour is None or not neighbour.candidates:
        return False
    return border in (neighbour.start, neighbour.end)


def _explained(word: str) -> bool:
    friends = data.false_friends()
    directions = data.context_words(data.Role.DIRECTION)
    return word.lower() in directions or word.casefold() in friends
