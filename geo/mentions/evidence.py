"""What speaks for and against a name being a place: one small function a piece of evidence.

Each looks at a `Case` and gives a Reason or None. A name is believed when its weights add up
to `ENOUGH` (`geo/mentions/__init__.py`). To teach Dateline something, write one function and
add one line to `EVIDENCE`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from geo import data
from geo.mentions.case import Case
from geo.mentions.found import Found
from geo.model import Match, Reason

_DASHES = frozenset([*"-‐‑–—", "--"])
LONGEST_ACRONYM = 5
LONGEST_DATELINE_GAP = 3  # tokens between "WONSAN" and its dash


def known_area(case: Case) -> Reason | None:
    """Countries, provinces and regions are places unless something says otherwise."""
    if case.found.is_area:
        return Reason(
            "known_area", 2.5, f"“{case.found.text}” names a country or region"
        )
    return None


def demonym(case: Case) -> Reason | None:
    """Words for a people stand for where it lives."""
    if case.found.is_demonym:
        return Reason(
            "demonym",
            2.5,
            f"“{case.found.text}” is said of people and things of a place",
        )
    return None


def abbreviation(case: Case) -> Reason | None:
    """Short forms of states and countries, spelt exactly so."""
    if any(c.match is Match.ABBREVIATION for c in case.found.candidates):
        return Reason("abbreviation", 2.5, f"“{case.found.text}” is short for a place")
    return None


def size(case: Case) -> Reason | None:
    """A large city needs little help, a village much."""
    if not case.found.candidates:
        return None
    best = max(
        (
            c.place.population if c.match is Match.EXACT else c.place.population // 8
            for c in case.found.candidates
            if c.match in (Match.EXACT, Match.ALTERNATE, Match.STRIPPED)
        ),
        default=0,
    )
    steps = ((1_000_000, 2.0), (100_000, 1.5), (15_000, 0.8), (5_000, 0.5), (0, 0.2))
    weight = next(weight for least, weight in steps if best >= least)
    return Reason("size", weight, f"the largest {case.found.text} has {best:,} people")


def only_alternate(case: Case) -> Reason | None:
    """A name known only as another spelling of something is often something else."""
    if case.found.candidates and all(
        c.match is Match.ALTERNATE for c in case.found.candidates
    ):
        return Reason("only_alternate", -1.0, "it is nowhere the main name of a place")
    return None


def preposition(case: Case) -> Reason | None:
    """Places follow "in", "near", "from"."""
    word = case.word(-1).lower()
    if word in data.context_words(data.Role.PREPOSITION) and not case.head:
        weight = 1.0 if case.found.is_alone else 0.4
        return Reason("preposition", weight, f"it follows “{word}”")
    return None


def larger_place_follows(case: Case) -> Reason | None:
    """In "Paris, Texas" the larger place after the comma holds the smaller."""
    after = case.after
    if after and case.word(1) == "," and after.start == case.found.end + 1:
        if _contains(after, case.found):
            return Reason("larger_place_follows", 3.0, f"“, {after.text}” follows")
        if after.is_area and case.found.is_alone:
            return Reason("larger_place_follows", 0.8, f"“, {after.text}” follows")
    return None


def follows_smaller_place(case: Case) -> Reason | None:
    """So it is for "Texas" in "Paris, Texas" and "TX" in "Paris, TX"."""
    before = case.before
    beside = before and case.word(-1) == "," and before.end == case.found.start - 1
    if before and beside and _contains(case.found, before):
        return Reason("follows_smaller_place", 2.5, f"it follows “{before.text},”")
    return None


def _contains(larger: Found, smaller: Found) -> bool:
    holders = {
        (c.place.country_code, c.place.admin1 if c.place.feature_code == "ADM1" else "")
        for c in larger.candidates
        if c.place.feature_class == "A" and c.match is not Match.DEMONYM
    }
    return any(
        (c.place.country_code, code) in holders
        for c in smaller.candidates
        if c.place.country_code
        for code in (c.place.admin1, "")
        if c.place.feature_code != "PCLI"
    )


@cache
def _area_words(side: data.Side) -> frozenset[str]:
    return frozenset(w.word for w in data.area_words() if w.side == side)


def type_word(case: Case) -> Reason | None:
    """Words for areas say it: "the Kursk region", "the city of Cork"."""
    after, before = case.word(1), case.word(-1).lower()
    if after.islower() and after in _area_words(data.Side.AFTER):
        return Reason("type_word", 1.5, f"“{after}” follows")
    lead = f"{case.word(-2).lower()} of"
    if before == "of" and lead in _area_words(data.Side.BEFORE):
        return Reason("type_word", 2.0, f"“{lead}” stands before it")
    return None


def based(case: Case) -> Reason | None:
    """So do "London-based", "Paris-born"."""
    if case.word(1) in _DASHES and case.word(2) in {"based", "born", "area", "bound"}:
        return Reason("based", 2.0, f"“-{case.word(2)}” follows")
    return None


def dateline(case: Case) -> Reason | None:
    """A report opens with "WONSAN, North Korea (AP) —"."""
    opens = case.found.start == 0 or "\n" in case.word(-1)
    if opens and case.found.text.isupper() and _dash_follows(case):
        return Reason("dateline", 3.0, "it opens the report, in capitals")
    return None


def _dash_follows(case: Case) -> bool:
    end = case.found.end
    rest = [token.text for token in case.doc[end : end + 10]]
    dash = next((i for i, text in enumerate(rest) if text in _DASHES), None)
    if dash is None:
        return False
    if dash == 0:  # "PARIS —", not "WATCH —" and not "PARIS-based"
        known = bool(case.found.candidates)
        return known and bool(case.doc[end - 1].whitespace_)
    return "(" in rest[:dash] or dash <= LONGEST_DATELINE_GAP


def model_says_place(case: Case) -> Reason | None:
    """The chosen spaCy pipeline marked these words."""
    label = _entity(case)
    if label in {"GPE", "LOC", "FAC", "NORP"}:
        return Reason("model_says_place", 2.5, f"the language model says {label}")
    return None


def model_says_other(case: Case) -> Reason | None:
    """The chosen spaCy pipeline took the words for something else."""
    label = _entity(case)
    if label in {"PERSON", "PER", "ORG", "PRODUCT", "WORK_OF_ART", "DATE", "EVENT"}:
        return Reason("model_says_other", -2.5, f"the language model says {label}")
    return None


def _entity(case: Case) -> str:
    return case.doc[case.found.start].ent_type_


def could_be_a_word(case: Case) -> Reason | None:
    """Reading, Nice, Lincoln, Jackson: places only with evidence."""
    if data.false_friends().get(case.found.text.casefold()) == data.FriendRule.CONTEXT:
        return Reason(
            "could_be_a_word", -2.0, f"“{case.found.text}” is often not a place"
        )
    return None


def acronym(case: Case) -> Reason | None:
    """TASS and WHO are no villages."""
    text = case.found.text
    short = text.isupper() and text.isalpha() and len(text) <= LONGEST_ACRONYM
    spelt = any(c.match is Match.ABBREVIATION for c in case.found.candidates)
    if short and not spelt and not case.found.is_area:
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
    words |= _area_words(data.Side.AFTER)
    return frozenset({w[:1].upper() + w[1:] for w in words} | words)


def street(case: Case) -> Reason | None:
    """In "London Road" the name is a road's."""
    streets = data.context_words(data.Role.STREET)
    if case.tail and case.tail[0].lower() in streets:
        return Reason("street", -4.0, f"“{case.tail[0]}” follows: a street")
    return None


def part_of_longer_name(case: Case) -> Reason | None:
    """Unknown capitalised neighbours: "Gary Anderson", "Boston Marathon"."""
    before, after = case.beside(-1), case.beside(1)
    if _explained(before) or _is_known(case.before, case.found.start):
        before = ""
    if after in _after_words() or _is_known(case.after, case.found.end):
        after = ""
    if not before and not after:
        return None
    words = " ".join(filter(None, (before, case.found.text, after)))
    return Reason("part_of_longer_name", -1.5, f"it is part of “{words}”")


def _is_known(neighbour: Found | None, border: int) -> bool:
    """True where the words right beside are a known name of their own."""
    if neighbour is None or not neighbour.candidates:
        return False
    return border in (neighbour.start, neighbour.end)


def _explained(word: str) -> bool:
    friends = data.false_friends()
    directions = data.context_words(data.Role.DIRECTION)
    return word.lower() in directions or word.casefold() in friends


EVIDENCE: tuple[Callable[[Case], Reason | None], ...] = (
    known_area,
    demonym,
    abbreviation,
    size,
    only_alternate,
    preposition,
    larger_place_follows,
    follows_smaller_place,
    type_word,
    based,
    dateline,
    model_says_place,
    model_says_other,
    could_be_a_word,
    acronym,
    person,
    street,
    part_of_longer_name,
)


def weigh(case: Case) -> tuple[Reason, ...]:
    """Give every piece of evidence that applies, in the order of the list."""
    return tuple(reason for rule in EVIDENCE if (reason := rule(case)))
