"""What the words around a name say of a ship or a river that bears it."""

from __future__ import annotations

from geo import data
from geo.mentions.context import MentionContext
from geo.model import Reason

_FLAGGED = "flagged"  # "the Liberia-flagged Meridian Star"
_BEFORE_VERBS = frozenset("to will would can could may must should not".split())


def vessel(context: MentionContext) -> Reason | None:
    """As in "the frigate Languedoc", "sister ship Front Hong Kong", "the Colombo Express"."""
    begins = context.name.run.start
    starts = (begins,) if begins == context.start else (begins, context.start)
    for start in starts:
        word = context.block.word(start - 1)
        ship = word.lower() in data.context_words(data.Role.VESSEL) or word == _FLAGGED
        if ship and context.lower(start - 2) not in _BEFORE_VERBS:
            return Reason("vessel", -6.0, f"“{word}” stands before it: a ship")
    if _on_board(context, begins):
        return Reason("vessel", -6.0, "what stands before it is said of a ship")
    last = context.tail[0] if len(context.tail) == 1 else ""
    owned = context.word(-1).lower() in _SHIPS_ARE
    if owned and last.lower() in data.context_words(data.Role.SHIPS_END):
        return Reason(
            "vessel", -6.0, f"“{context.name.text} {last}” is a ship or a train"
        )
    return None


def _on_board(context: MentionContext, start: int) -> bool:
    """True for "aboard the Savannah", "the deck of the Savannah", "two ships, the Ever Lagos"."""
    block = context.block
    if block.lower(start - 1) != "the" or context.name.is_demonym:
        return False
    before, further = block.lower(start - 2), block.lower(start - 3)
    if before == "aboard" or (before == "of" and further in _OF_SHIPS):
        return not context.tail and context.word(1) in _ENDS | _AUXILIARIES
    ships = data.context_words(data.Role.VESSEL)
    return before == "," and further.endswith("s") and further[:-1] in ships


_OF_SHIPS = frozenset("deck decks hull crew wreck stern bow holds".split())
_SHIPS_ARE = frozenset({"the", "its", "their", "ship", "vessel"})


def river(context: MentionContext) -> Reason | None:
    """As in "the Taquari breaks its banks": no town has an article, and none has banks."""
    found = context.name
    if context.lower(context.start - 1) != "the" or found.is_area:
        return None
    if context.tail or context.head not in ((), ("The",)):
        return None
    verb = context.word(1)
    if not found.candidates or found.is_demonym:
        return None
    if verb in data.context_words(data.Role.FLOWING):
        return Reason("river", -6.0, f"“the” and “{verb}” are said of a river")
    along = context.lower(context.start - 2) in _ALONG and verb in _ENDS
    articled = any(c.place.name.startswith("The ") for c in found.candidates)
    plain = " " not in found.text and not articled  # "the Woodlands" is in Texas
    if plain and (along or verb in _AUXILIARIES):
        return Reason("river", -4.0, "no town has an article: a river")
    return None


_ENDS = frozenset({".", ",", ";", "to", "at", "near", "and", "by", "in", "off"})
_AUXILIARIES = frozenset("is was has had will would could may".split())
_ALONG = frozenset("down up along across of over from beside by into to on".split())
