"""What speaks for and against a name being a place: one small function a piece of evidence.

Each looks at a `MentionContext` and gives a Reason or None. A name is believed when its weights add up
to `ENOUGH` (`geo/mentions/proposals.py`). To teach Dateline something, write one function and
add one line to `EVIDENCE`.
"""

from __future__ import annotations

from collections.abc import Callable

from geo.mentions.context import MentionContext
from geo.mentions.evidence import (
    against,
    around,
    gazetteer,
    model,
    names,
    persons,
    waters,
)
from geo.model import Reason

EVIDENCE: tuple[Callable[[MentionContext], Reason | None], ...] = (
    gazetteer.known_area,
    gazetteer.demonym,
    gazetteer.abbreviation,
    gazetteer.size,
    gazetteer.only_alternate,
    around.preposition,
    around.may_be_ground,
    around.way,
    around.carried,
    around.way_between,
    around.direction_of,
    around.direction_before,
    around.in_region_at_head,
    around.larger_place_follows,
    around.follows_smaller_place,
    around.on_island,
    around.type_word,
    around.type_in_name,
    around.language_word,
    around.based,
    around.local_word,
    around.court,
    around.called_a_place,
    around.home_of,
    around.dateline,
    model.model_says_place,
    model.model_says_person,
    model.part_of_person,
    model.model_says_organisation,
    model.part_of_organisation,
    model.model_says_other,
    against.could_be_a_word,
    against.opens_sentence,
    against.words_in_capitals,
    against.acronym,
    against.person,
    against.street,
    against.speaks,
    against.acts_as_a_person,
    against.is_one_who,
    waters.vessel,
    persons.relative,
    persons.called_a_person,
    against.office_before,
    waters.river,
    against.letters_after_a_name,
    against.called_after,
    persons.in_credits,
    persons.sender,
    persons.speaks_from,
    against.age_follows,
    against.numbered,
    against.disease,
    against.product,
    against.firm,
    against.saint_of,
    against.word_of_a_longer_name,
    against.part_of_longer_name,
    against.height_after_a_name,
    names.row_of_names,
    names.team_called_so,
    names.without_article,
    names.newspaper,
)


def weigh(context: MentionContext) -> tuple[Reason, ...]:
    """Return every piece of evidence that applies, in the order of the list."""
    return tuple(reason for rule in EVIDENCE if (reason := rule(context)))
