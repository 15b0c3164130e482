"""Find the capitalised words that the gazetteer knows: what evidence is then weighed on.

The gazetteer never scans the text (almost every English word is a village somewhere); it is
asked only about words that are printed as names.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Protocol

from spacy.tokens import Doc, Span

from geo import data
from geo.gazetteer import Gazetteer
from geo.mentions.runs import Run, is_name_like, runs
from geo.mentions.word_lists import organisation_words, unit_words
from geo.model import Candidate, Match

MOST_UNKNOWN = 3  # tokens of a name that no table knows
LONGEST_NAME = 7  # tokens: "Democratic People's Republic of Korea"
_READ_AS_PLACE = frozenset({"GPE", "LOC", "FAC"})
# Waters, heights, coasts, airports: features whose type is part of their name.
_NATURAL = frozenset(
    "VAL BSN DLTA DSRT MT MTS HLLS PK VLC GLCR FRST PEN ISL ISLS ATOL RF SHOL CAPE SEA "
    "OCN GULF BAY SD STRT CHN CNL STM LK LKS LGN RSV FLLS DAM HBR AIRP AIRB AIRF PASS "
    "PT CNYN BCH GAP".split()
)


class Names(Gazetteer, Protocol):
    """An offline gazetteer that also knows what only a comma allows ("TX")."""

    def lookup_after_comma(self, name: str) -> tuple[Candidate, ...]:
        """Give the places of a name that stands after a comma."""
        ...

    def lookup_fuzzy(self, name: str) -> tuple[Candidate, ...]:
        """Give large places spelt nearly like a name that is not listed."""
        ...


@dataclass(frozen=True, slots=True)
class Found:
    """Words the gazetteer knows, not yet believed.

    Attributes:
        start: First token.
        end: One past the last token.
        text: The words.
        candidates: What they could mean; () for a name that only the text vouches for.
        run: The capitalised words around them.
        after_comma: True where only the comma before them makes them a name.
    """

    start: int
    end: int
    text: str
    candidates: tuple[Candidate, ...]
    run: Run
    after_comma: bool = False

    @property
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

    @property
    def is_area(self) -> bool:
        """True where they can mean a country, province, region, sea."""
        return any(
            c.place.feature_class != "P" and c.place.feature_code != "ADM2"
            for c in self.candidates
            if c.match not in (Match.DEMONYM, Match.ALTERNATE, Match.HISTORIC)
        )

    @property
    def is_alone(self) -> bool:
        """True where the run holds nothing else."""
        return self.run == Run(self.start, self.end)


def find_names(doc: Doc, gazetteer: Names) -> tuple[Found, ...]:
    """Find every stretch of capitalised words that the gazetteer knows, left to right."""
    return tuple(
        found for sentence in doc.sents for found in _in_sentence(sentence, gazetteer)
    )


def find_read_names(
    doc: Doc, found: tuple[Found, ...], gazetteer: Names
) -> tuple[Found, ...]:
    """Look again where the language model read a place of several words.

    Args:
        doc: The text, with the model's names.
        found: What was found before it read them.
        gazetteer: The offline gazetteer.
    """
    again = {
        ent.sent.start: ent.sent
        for ent in doc.ents
        if ent.label_ in _READ_AS_PLACE and len(ent) > 1
    }
    if not again:
        return found
    kept = [name for name in found if doc[name.start].sent.start not in again]
    new = [name for s in again.values() for name in _in_sentence(s, gazetteer)]
    return tuple(sorted(kept + new, key=lambda name: name.start))


def _in_sentence(sentence: Span, gazetteer: Names) -> Iterator[Found]:
    for run in runs(sentence):
        yield from _split(sentence.doc, run, gazetteer)


def _split(doc: Doc, run: Run, gazetteer: Names) -> Iterator[Found]:
    """Take the longest known name at each word of a run, and what is left between."""
    at = left = run.start
    while at < run.end:
        if passed := _never_at(doc, run, at):
            yield from _unknown(doc, run, left, at)
            at = left = passed
            continue
        found = _with_unit(doc, run, _longest(doc, run, at, gazetteer))
        found = _with_type(doc, run, at, found)
        found = _as_read(doc, run, at, found)
        if found:
            yield from _unknown(doc, run, left, found.start)
            yield found
        at = found.end if found else at + 1
        left = found.end if found else left
    yield from _unknown(doc, run, left, run.end)


def _with_type(doc: Doc, run: Run, at: int, found: Found | None) -> Found | None:
    """Take "Lake Chelan" and "Kanawha River" whole where the gazetteer knows a part only.

    The part is another place (the town of Chelan), so the whole is better left without one.
    """
    known = found.end if found else at + 1
    first = found.start if found else at
    if doc[first].lower_ in _types(data.Side.BEFORE) and known == first + 1:
        end = _next_name(doc, run, known)
        if end > known:
            return Found(first, end, doc[first:end].text, (), run)
    goes_on = known < run.end and doc[known].lower_ in _types(data.Side.AFTER)
    if not goes_on or not is_name_like(doc[known]) or not is_name_like(doc[first]):
        return found
    if first == known - 1 and doc[first].lower_ in _types(data.Side.BEFORE):
        return found
    if found is None and (_never(doc[first].text) or doc[first].text in _not_a_place()):
        return None
    if known + 1 < run.end and is_name_like(doc[known + 1]):
        return found  # "Hudson River Authority"
    return Found(first, known + 1, doc[first : known + 1].text, (), run)


def _with_unit(doc: Doc, run: Run, found: Found | None) -> Found | None:
    """Take "Kyiv Oblast" whole: the type is part of the name, the place that of Kyiv's."""
    if found is None or found.is_demonym or not _is_unit_word(doc, run, found.end):
        return found
    if doc[found.end].lower_ == "state" and not _has_states(found):
        return found
    text = doc[found.start : found.end + 1].text
    return replace(found, end=found.end + 1, text=text)


def _has_states(found: Found) -> bool:
    """False for "Michigan State", a university; "Kaduna State" is a state."""
    units = (c.place for c in found.candidates if c.place.feature_code == "ADM1")
    return any(place.country_code != "US" for place in units)


def _is_unit_word(doc: Doc, run: Run, at: int) -> bool:
    """True for "Oblast" after "Kyiv", where the run of capitals ends with it."""
    return (
        at + 1 == run.end and doc[at].lower_ in unit_words() and is_name_like(doc[at])
    )


def _as_read(doc: Doc, run: Run, at: int, found: Found | None) -> Found | None:
    """Take a name whole that the language model read whole: "Villa O'Higgins".

    Only where the gazetteer knows nothing that begins here, and a part of it later.
    """
    if found is not None or doc[at].ent_iob_ != "B" or not is_name_like(doc[at]):
        return found
    end = at + 1
    while end < run.end and doc[end].ent_iob_ == "I":
        end += 1
    places = doc[at].ent_type_ in _READ_AS_PLACE
    if places and at + 1 < end <= at + MOST_UNKNOWN and is_name_like(doc[end - 1]):
        return Found(at, end, doc[at:end].text, (), run)
    return None


def _next_name(doc: Doc, run: Run, start: int) -> int:
    """Give the end of the one name after a type word: "Lake" + "Chelan"."""
    named = start < run.end and is_name_like(doc[start]) and not _never(doc[start].text)
    more = start + 1 < run.end and is_name_like(doc[start + 1])
    return start + 1 if named and not more else start


@cache
def _types(side: data.Side) -> frozenset[str]:
    """Words that make waters, heights and the like of a name: "River", "Lake", "Pass"."""
    return frozenset(
        w.word
        for w in data.area_words()
        if w.side == side and set(w.feature_codes) & _NATURAL and " " not in w.word
    )


def _unknown(doc: Doc, run: Run, start: int, end: int) -> Iterator[Found]:
    """Give words the gazetteer lacks: the text itself may vouch for them."""
    while start < end and not is_name_like(doc[start]):
        start += 1
    while end > start and not is_name_like(doc[end - 1]):
        end -= 1
    if start == end or end - start > MOST_UNKNOWN:
        return
    words = [token.text for token in doc[start:end]]
    if not any(word in _not_a_place() or _never(word) for word in words):
        yield Found(start, end, doc[start:end].text, (), run)


@cache
def _not_a_place() -> frozenset[str]:
    """Words of people's and organisations' names."""
    return frozenset(organisation_words() | data.given_names() | data.titles())


def _longest(doc: Doc, run: Run, start: int, gazetteer: Names) -> Found | None:
    if not is_name_like(doc[start]):
        return None
    after_comma = start == run.start and start > 0 and doc[start - 1].text == ","
    look_up = gazetteer.lookup_after_comma if after_comma else gazetteer.lookup
    for end in range(min(run.end, start + LONGEST_NAME), start, -1):
        if not is_name_like(doc[end - 1]):
            continue
        text = doc[start:end].text
        if end - start == 1 and _never(text) and not _is_spelt(text, gazetteer):
            continue
        candidates = look_up(text)
        if candidates:
            first = _without_article(doc, start, end, candidates)
            name = doc[first:end].text
            candidates = look_up(name)  # "U.S." is spelt so, "The U.S." is not
            postal = after_comma and len(candidates) > len(gazetteer.lookup(name))
            return Found(first, end, name, candidates, run, after_comma=postal)
    return None


def _is_spelt(text: str, gazetteer: Names) -> bool:
    """True for "US", which is not the word "us"."""
    return any(c.match is Match.ABBREVIATION for c in gazetteer.lookup(text))


def _without_article(
    doc: Doc, start: int, end: int, candidates: tuple[Candidate, ...]
) -> int:
    """Leave "The" out of "The Spanish", but not out of "The Hague"."""
    if end - start == 1 or doc[start].lower_ != "the":
        return start
    kept = any(c.place.name.startswith("The ") for c in candidates)
    return start if kept else start + 1


def _never_at(doc: Doc, run: Run, start: int) -> int:
    """Give the end of several words that are no place together: "El Niño"; else 0."""
    for end in range(min(run.end, start + MOST_UNKNOWN), start + 1, -1):
        if _never(doc[start:end].text):
            return end
    return 0


def _never(text: str) -> bool:
    return data.false_friends().get(text.casefold()) == data.FriendRule.NEVER
