"""Find the capitalised words that the gazetteer knows: what evidence is then weighed on.

The gazetteer never scans the text (almost every English word is a village somewhere); it is
asked only about words that are printed as names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, cached_property

from geo import data
from geo.gazetteer import Gazetteer
from geo.mentions.block import Block, Sentence, is_name
from geo.mentions.lexicon import (
    is_never_a_place,
    organisation_words,
    plural_area_words,
    type_words,
    unit_words,
)
from geo.model import MAIN_NAMES, OWN_NAMES, Candidate, Match

MAX_UNKNOWN_LENGTH = 3  # tokens of a name that no table knows
MIN_GENITIVE = 50_000  # people of a town that is called "St. John's"
MIN_WHOLE = 15_000  # people of a town whose name a longer one may begin with
MAX_NAME_LENGTH = 7  # tokens: "Democratic People's Republic of Korea"
_READ_AS_PLACE = frozenset({"GPE", "LOC", "FAC"})
# Waters, heights, coasts, airports: features whose type is part of their name.
_NATURAL = frozenset(
    "VAL BSN DLTA DSRT MT MTS HLLS PK VLC GLCR FRST PEN ISL ISLS ATOL RF SHOL CAPE SEA "
    "OCN GULF BAY SD STRT CHN CNL STM LK LKS LGN RSV FLLS DAM HBR AIRP AIRB AIRF PASS "
    "PT CNYN BCH GAP".split()
)
_HYPHENS = frozenset("-‐‑–")
_INNER_CAPITAL = re.compile(r"[A-Z][a-z]{3,}[A-Z]")
_NAMED = OWN_NAMES | {Match.ALTERNATE, Match.HISTORIC}


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring capitalised words: tokens ``start`` to ``end`` of a sentence."""

    start: int
    end: int


def find_runs(block: Block, sentence: Sentence) -> Iterator[Run]:
    """Cut a sentence into runs of capitalised words.

    Small words ("of", "de") and hyphens belong to a run where capitals stand on both sides.
    """
    start = end = -1
    shouted = sentence.is_in_capitals
    for at, word in enumerate(sentence.words, sentence.start):
        if is_name(word) and not (shouted and word.lower() in _small_words()):
            if start < 0:
                start = at
            end = at + 1
        elif start >= 0 and not (_joins(block, at) or (shouted and word == "OF")):
            yield Run(start, end)
            start = -1
    if start >= 0:
        yield Run(start, end)


@cache
def _small_words() -> frozenset[str]:
    """Words that only capitals print large: "IN", "AND"."""
    prepositions = data.context_words(data.Role.PREPOSITION)
    return prepositions | {"and", "or", "the", "of"}


def _joins(block: Block, at: int) -> bool:
    """True for a small word, a hyphen, and what stands between two hyphens."""
    word = block.words[at]
    if word in _HYPHENS:
        return block.is_joined(at) and block.is_joined(at + 1)
    if block.word(at - 1) in _HYPHENS and block.is_joined(at + 1):
        return True  # "Port-au-Prince", "Stoke-on-Trent"
    return word in data.context_words(data.Role.JOINER)


@dataclass(frozen=True)
class NameSpan:
    """Words that may name a place: the gazetteer knows them, or the text may vouch for them.

    Attributes:
        start: First token.
        end: One past the last token.
        text: The words.
        candidates: What they could mean; () for a name that only the text vouches for.
        run: The capitalised words around them.
        after_comma: True where only the comma before them makes them a name.
        stands_for: "River Tees" for "the Tees"; else "".
    """

    start: int
    end: int
    text: str
    candidates: tuple[Candidate, ...]
    run: Run
    after_comma: bool = False
    stands_for: str = ""

    @cached_property
    def is_demonym(self) -> bool:
        """True where they are nothing but a word for a people."""
        return (
            bool(self.candidates)
            and all(
                c.match is Match.DEMONYM or c.place.feature_class == "P"
                for c in self.candidates
            )
            and any(c.match is Match.DEMONYM for c in self.candidates)
        )

    @cached_property
    def is_area(self) -> bool:
        """True where they can mean a country, province, region, sea."""
        return any(
            c.place.feature_class != "P" and c.place.feature_code != "ADM2"
            for c in self.candidates
            if c.match not in (Match.DEMONYM, Match.ALTERNATE, Match.HISTORIC)
        )

    @cached_property
    def most_people(self) -> int:
        """The people of the largest place of the name; another spelling counts an eighth."""
        return max(
            (
                c.place.population if c.match in MAIN_NAMES else c.place.population // 8
                for c in self.candidates
                if c.match in _NAMED
            ),
            default=0,
        )

    def shifted(self, offset: int) -> NameSpan:
        """Return it in a text that begins ``offset`` tokens later."""
        run = Run(self.run.start - offset, self.run.end - offset)
        return replace(self, start=self.start - offset, end=self.end - offset, run=run)

    @property
    def is_alone(self) -> bool:
        """True where the run holds nothing else."""
        return self.run == Run(self.start, self.end)


def find_names(block: Block, gazetteer: Gazetteer) -> tuple[NameSpan, ...]:
    """Find every stretch of capitalised words that the gazetteer knows, left to right."""
    return tuple(
        found
        for sentence in block.sentences
        for found in _in_sentence(block, sentence, gazetteer)
    )


def find_read_names(
    block: Block, found: tuple[NameSpan, ...], gazetteer: Gazetteer
) -> tuple[NameSpan, ...]:
    """Look again where the language model read a place of several words.

    Args:
        block: The text, with the model's names.
        found: What was found before it read them.
        gazetteer: The offline gazetteer.
    """
    places = [
        block.sentence(ent.start)
        for ent in block.doc.ents
        if ent.label_ in _READ_AS_PLACE and len(ent) > 1
    ]
    if not places:
        return found
    again = {sentence.start: sentence for sentence in places}
    kept = [name for name in found if block.sentence(name.start).start not in again]
    new = [name for s in again.values() for name in _in_sentence(block, s, gazetteer)]
    return tuple(sorted(kept + new, key=lambda name: name.start))


def _in_sentence(
    block: Block, sentence: Sentence, gazetteer: Gazetteer
) -> Iterator[NameSpan]:
    for run in find_runs(block, sentence):
        yield from _split(block, run, gazetteer)


def _split(block: Block, run: Run, gazetteer: Gazetteer) -> Iterator[NameSpan]:
    """Take the longest known name at each word of a run, and what is left between."""
    at = left = run.start
    while at < run.end:
        if passed := _never_at(block, run, at):
            yield from _unknown(block, run, left, at)
            at = left = passed
            continue
        found = _with_genitive(block, _longest(block, run, at, gazetteer), gazetteer)
        found = _with_unit(block, run, found)
        found = _with_type(block, run, at, found)
        found = _as_read(block, run, at, found)
        found = found or _river(block, run, at, gazetteer)
        if found:
            yield from _unknown(block, run, left, found.start)
            yield found
        at = found.end if found else at + 1
        left = found.end if found else left
    yield from _unknown(block, run, left, run.end)


def _with_type(
    block: Block, run: Run, at: int, found: NameSpan | None
) -> NameSpan | None:
    """Take "Lake Chelan" and "Kanawha River" whole where the gazetteer knows a part only.

    The part is another place (the town of Chelan), so the whole is better left without one.
    """
    known = found.end if found else at + 1
    first = found.start if found else at
    if block.lower(first) in _types(data.Side.BEFORE) and known == first + 1:
        end = _next_name(block, run, known)
        if end > known:
            return NameSpan(first, end, block.phrase(first, end), (), run)
    goes_on = known < run.end and block.lower(known) in _types(data.Side.AFTER)
    if not goes_on or not block.is_name(known) or not block.is_name(first):
        return found
    if first == known - 1 and block.lower(first) in _types(data.Side.BEFORE):
        return found
    if found is None and (
        is_never_a_place(block.words[first]) or block.words[first] in _not_a_place()
    ):
        return None
    known += _is_unit_word(block, run, known + 1)  # "Lime Creek Township"
    if known + 1 < run.end and block.is_name(known + 1):
        return found  # "Hudson River Authority"
    return NameSpan(first, known + 1, block.phrase(first, known + 1), (), run)


def _with_genitive(
    block: Block, found: NameSpan | None, gazetteer: Gazetteer
) -> NameSpan | None:
    """Take "St. John's" whole where it owns nothing, and "ST. JOHN'S", which looks like both."""
    ending = block.word(found.end) if found else ""
    if found is None or ending.upper() not in {"'S", "’S"}:
        return found
    if ending.islower() and _is_owned(block, found.end + 1):
        return found
    text = block.phrase(found.start, found.end + 1)
    own = gazetteer.lookup(text)
    least = MIN_GENITIVE if ending.islower() else 0
    if not any(c.match in MAIN_NAMES and c.place.population >= least for c in own):
        return found
    run = replace(found.run, end=max(found.run.end, found.end + 1))
    return replace(found, end=found.end + 1, text=text, candidates=own, run=run)


def _is_owned(block: Block, at: int) -> bool:
    """True for "mayor" in "St. John's mayor", false for "on", "and", "was" and a comma."""
    word = block.word(at)
    small = {"and", "or"} | data.context_words(data.Role.PREPOSITION)
    return word.isalpha() and word not in small and word not in _AUXILIARIES


_AUXILIARIES = frozenset(
    "is was are were has had have will would can could may".split()
)


def _with_unit(block: Block, run: Run, found: NameSpan | None) -> NameSpan | None:
    """Take "Kyiv Oblast" whole: the type is part of the name, the place that of Kyiv's."""
    if found is None or found.is_demonym or not _is_unit_word(block, run, found.end):
        return found
    if block.lower(found.end) == "state" and not _has_states(found):
        return found
    text = block.phrase(found.start, found.end + 1)
    return replace(found, end=found.end + 1, text=text)


def _has_states(found: NameSpan) -> bool:
    """False for "Michigan State", a university; "Kaduna State" is a state."""
    units = (c.place for c in found.candidates if c.place.feature_code == "ADM1")
    return any(place.country_code != "US" for place in units)


def _is_unit_word(block: Block, run: Run, at: int) -> bool:
    """True for "Oblast" after "Kyiv", where the run of capitals, or one name of it, ends."""
    ends = at + 1 == run.end or block.word(at + 1) in {"and", "or"}
    return ends and block.lower(at) in unit_words() and block.is_name(at)


def _as_read(
    block: Block, run: Run, at: int, found: NameSpan | None
) -> NameSpan | None:
    """Take a name whole that the language model read whole: "Villa O'Higgins".

    Only where the gazetteer knows at most a village that begins here, "Hutton" of "Hutton Rudby".
    """
    if found and not _may_go_on(found):
        return found
    if block.doc[at].ent_iob_ != "B" or not block.is_name(at):
        return found
    end = at + 1
    while end < run.end and block.doc[end].ent_iob_ == "I":
        end += 1
    places = block.doc[at].ent_type_ in _READ_AS_PLACE
    if found and (end != run.end or found.end == end):
        return found
    if found and not type_words().isdisjoint(block.words[found.end : end]):
        return found
    if places and at + 1 < end <= at + MAX_UNKNOWN_LENGTH and block.is_name(end - 1):
        return NameSpan(at, end, block.phrase(at, end), (), run)
    return found


def _river(block: Block, run: Run, at: int, gazetteer: Gazetteer) -> NameSpan | None:
    """Return the river of "the Tees", which is listed as "River Tees"."""
    word = block.words[at]
    alone = run.end == at + 1 and at - run.start <= 1 and word.istitle()
    if not alone or block.lower(at - 1) != "the" or word in _not_a_place():
        return None
    for name in (f"River {word}", f"{word} River"):
        found = gazetteer.lookup(name)
        if any(c.place.feature_code == "STM" for c in found):
            return NameSpan(at, at + 1, word, found, run, stands_for=name)
    return None


def _next_name(block: Block, run: Run, start: int) -> int:
    """Return the end of the one name after a type word: "Lake" + "Chelan"."""
    named = start < run.end and block.is_name(start)
    named = named and not is_never_a_place(block.words[start])
    more = start + 1 < run.end and block.is_name(start + 1)
    return start + 1 if named and not more else start


def _may_go_on(found: NameSpan) -> bool:
    """True for a village by one word, such as "Hutton": a longer name may begin with it."""
    villages = all(c.place.feature_class == "P" for c in found.candidates)
    return villages and " " not in found.text and found.most_people < MIN_WHOLE


def water_of(text: str) -> str:
    """Return "Guaíba" of "Lake Guaíba", "Tees" of "River Tees"; "" where no type is in it."""
    first, _, last = text.partition(" ")
    if first.lower() in _types(data.Side.BEFORE) and last:
        return last
    return first if last.lower() in _types(data.Side.AFTER) else ""


@cache
def _types(side: data.Side) -> frozenset[str]:
    """Words that make waters, heights and the like of a name: "River", "Lake", "Pass"."""
    return frozenset(
        w.word
        for w in data.area_words()
        if w.side == side and set(w.feature_codes) & _NATURAL and " " not in w.word
    )


def _unknown(block: Block, run: Run, start: int, end: int) -> Iterator[NameSpan]:
    """Return words the gazetteer lacks: the text itself may vouch for them."""
    while start < end and (not block.is_name(start) or block.lower(start) == "the"):
        start += 1
    while end > start and not block.is_name(end - 1):
        end -= 1
    if start >= end or sum(map(block.is_name, range(start, end))) > MAX_UNKNOWN_LENGTH:
        return  # small words and hyphens do not count: "Jabal al-Tair"
    words = block.words[start:end]
    if not any(word in _not_a_place() or is_never_a_place(word) for word in words):
        yield NameSpan(start, end, block.phrase(start, end), (), run)


@cache
def _not_a_place() -> frozenset[str]:
    """Words of people's and organisations' names."""
    return frozenset(organisation_words() | data.given_names() | data.titles())


def _longest(
    block: Block, run: Run, start: int, gazetteer: Gazetteer
) -> NameSpan | None:
    if not block.is_name(start):
        return None
    after_comma = start == run.start and start > 0 and block.words[start - 1] == ","
    look_up = gazetteer.lookup_after_comma if after_comma else gazetteer.lookup
    for end in range(min(run.end, start + MAX_NAME_LENGTH), start, -1):
        if not block.is_name(end - 1):
            continue
        text = block.phrase(start, end)
        alone = end - start == 1
        if (
            alone
            and is_never_a_place(text)
            and not _is_spelt(block, start, gazetteer)
            and not shares_type(block, end)
        ):
            continue
        candidates = () if alone and _is_a_mark(text) else look_up(text)
        goes_on = end < run.end and text.endswith(" City")
        if goes_on and not any(c.match in MAIN_NAMES for c in candidates):
            continue  # "Springfield City Council" is that of Springfield
        if candidates:
            first = _without_article(block, start, end, candidates)
            name = block.phrase(first, end)
            candidates = look_up(name)  # "U.S." is spelt so, "The U.S." is not
            postal = after_comma and len(candidates) > len(gazetteer.lookup(name))
            return NameSpan(first, end, name, candidates, run, after_comma=postal)
    return None


def _is_a_mark(text: str) -> bool:
    """True for "IndiGo", a firm's; "McAllen" and "DeKalb" are towns."""
    return _INNER_CAPITAL.search(text) is not None


def shares_type(block: Block, end: int) -> bool:
    """True after "Union" in "Union and Baker counties": the two are of one type."""
    return (
        block.word(end) in {"and", "or"} and block.lower(end + 2) in plural_area_words()
    )


def _is_spelt(block: Block, at: int, gazetteer: Gazetteer) -> bool:
    """True for "US", which is not the word "us", and for "OR" in "Salem, OR"."""
    found = gazetteer.lookup(block.words[at])
    if block.word(at - 1) == "," and not block.sentence(at).is_in_capitals:
        found = gazetteer.lookup_after_comma(block.words[at])
    return any(c.match is Match.ABBREVIATION for c in found)


def _without_article(
    block: Block, start: int, end: int, candidates: tuple[Candidate, ...]
) -> int:
    """Leave "The" out of "The Spanish", but not out of "The Hague"."""
    if end - start == 1 or block.lower(start) != "the":
        return start
    kept = any(c.place.name.startswith("The ") for c in candidates)
    return start if kept else start + 1


def _never_at(block: Block, run: Run, start: int) -> int:
    """Return the end of several words that are no place together: "El Niño"; else 0."""
    for end in range(min(run.end, start + MAX_UNKNOWN_LENGTH), start + 1, -1):
        if is_never_a_place(block.phrase(start, end)):
            return end
    return 0
