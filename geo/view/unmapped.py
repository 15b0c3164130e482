"""Every name that is not on the map, with why: grouped, so that people's names hide no place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain

from geo.atlas import memoized
from geo.model import Atlas, Mention, Passage
from geo.view.lines import why_not


class WhyNot(StrEnum):
    """What a name is that is not on the map, as the page calls it; places first."""

    PLACE = "Places that could not be put on the map"
    PERHAPS = "Perhaps places"
    PERSON = "People"
    OTHER = "Organisations, ships, streets and the like"
    PART = "Parts of longer names"
    WORD = "Words that some place is called by as well"


# The piece of evidence that decided, by what it says a name is; any other leaves it open.
_SAYS = {
    WhyNot.PERSON: "surname person part_of_person model_says_person speaks speaks_elsewhere "
    "acts_as_a_person is_one_who relative office_before age_follows letters_after_a_name",
    WhyNot.OTHER: "model_says_organisation model_says_other part_of_organisation acronym firm "
    "called_after vessel river street saint_of disease numbered "
    "product newspaper",
    WhyNot.PART: "part_of_longer_name word_of_a_longer_name height_after_a_name",
    WhyNot.WORD: "other_word could_be_a_word opens_sentence language_word words_in_capitals",
}
_GROUPS = {rule: group for group, rules in _SAYS.items() for rule in rules.split()}
_ORDER = {group: place for place, group in enumerate(WhyNot)}


@dataclass(frozen=True, slots=True)
class Unmapped:
    """One name without a place.

    Attributes:
        name: How the articles most often spell it.
        count: How often they name it.
        why: Why it has no place, in words; one reason a line of the first mention.
        sentence: The first sentence that names it.
        article_ids: The articles that do, in order.
        group: What it is, as far as that is known.
    """

    name: str
    count: int
    why: str
    sentence: Passage
    article_ids: tuple[str, ...]
    group: WhyNot = WhyNot.PLACE


@memoized
def unmapped_names(atlas: Atlas) -> tuple[Unmapped, ...]:
    """Return every name that is not mapped once: by what it is, the most frequent first."""
    groups: dict[tuple[WhyNot, str], list[tuple[Mention, str]]] = {}
    for mention, why, group in _each(atlas):
        groups.setdefault((group, mention.toponym), []).append((mention, why))
    rows = [_unmapped(group, met) for (group, _), met in groups.items()]
    return tuple(sorted(rows, key=lambda row: (_ORDER[row.group], -row.count)))


def group_of(rule: str) -> WhyNot:
    """Return what a name is that a piece of evidence decided against."""
    return _GROUPS.get(rule, WhyNot.PERHAPS)


def _each(atlas: Atlas) -> Iterator[tuple[Mention, str, WhyNot]]:
    for resolution in atlas.unresolved:
        yield resolution.mention, why_not(resolution), WhyNot.PLACE
    for mention in chain.from_iterable(r.passed_over for r in atlas.readings):
        reason = mention.reasons[0]
        yield mention, reason.note, group_of(reason.rule)


def _unmapped(group: WhyNot, met: list[tuple[Mention, str]]) -> Unmapped:
    first, why = met[0]
    mentions = [mention for mention, _ in met]
    return Unmapped(
        name=Counter(m.text for m in mentions).most_common(1)[0][0],
        count=len(mentions),
        why=why,
        sentence=first.sentence,
        article_ids=tuple(dict.fromkeys(m.passage.article_id for m in mentions)),
        group=group,
    )
