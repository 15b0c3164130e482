"""What fills the ends of a link word: a verb's or a noun's."""

from __future__ import annotations

from geo.data import Part
from geo.links.arguments import Ends
from geo.links.lexicon import ENVOY, Trigger, part_of
from geo.links.noun_roles import fill_noun
from geo.links.roles import RoleFillers
from geo.links.verb_roles import fill_verb


def fill(trigger: Trigger, ends: Ends) -> RoleFillers:
    """Find what fills the ends of a link word.

    Args:
        trigger: The word, read in one of its ways.
        ends: The ends of its sentence, by token.
    """
    filled = RoleFillers()
    if part_of(trigger.token) is Part.VERB:
        fill_verb(trigger, ends, filled)
    elif not _is_source(trigger):
        fill_noun(trigger, ends, filled)
    return filled


def _is_source(trigger: Trigger) -> bool:
    """True for "withdrew, according to diplomats": nobody withdrew them."""
    return trigger.frame.name == ENVOY and trigger.token.dep_.startswith("obl")
