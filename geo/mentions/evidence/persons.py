"""What the words around a name say of a person who bears it: who wrote, who speaks, who signs."""

from __future__ import annotations

import re

from geo import data
from geo.mentions.context import MentionContext, is_calling
from geo.mentions.evidence.around import contains
from geo.model import Reason

# Letters of "(Reporting by Ann Reed in Rome and Tom Hill in Oslo; ...)".
MAX_CREDITS = 300
MAX_TOLD = 5  # words before what somebody is called: "a 34-year-old fisherman"
MAX_FORENAMES = 4  # words before a surname
MAX_HEADER = 400  # letters of the head of a mail
_CREDITS = re.compile(
    r"\b(?:reporting|writing|editing|photographs|compiled|written|edited)\s+by\b[^.\n]*$",
    re.IGNORECASE,
)
_FROM = re.compile(r"(?:^|\n)[> ]*From:\s*$")
_HEADER = re.compile(
    r"(?: [A-Z][\w.-]+)?(?: <[^>\n]*>)?\n[> ]*(?:Subject|To|Date|Sent|Cc):"
)
_GROUND = frozenset("in from at near".split())


def in_credits(context: MentionContext) -> Reason | None:
    """As in "(Reporting by Fatou Segou in Bamako)": two names, and not behind "in"."""
    first = context.start
    least = max(context.name.run.start, first - MAX_FORENAMES)
    while first > least and context.block.is_name(first - 1):
        first -= 1
    if first == context.start or context.lower(first - 1) in _GROUND:
        return None
    before, _ = context.block.beside(context.start, context.end, MAX_CREDITS)
    if not _CREDITS.search(before):
        return None
    return Reason("in_credits", -6.0, "it stands among those who wrote the report")


def sender(context: MentionContext) -> Reason | None:
    """As in "From: Nadia", at the head of a mail."""
    if context.word(-1) != ":":
        return None
    before, after = context.block.beside(context.start, context.end, MAX_HEADER)
    if not _FROM.search(before) or not _HEADER.match(after):
        return None
    return Reason("sender", -6.0, "it stands behind “From:” at the head of a mail")


def speaks_from(context: MentionContext) -> Reason | None:
    """As in "Carney, in Kuala Lumpur, said": who speaks, and where."""
    after = context.after
    if (context.word(1), context.word(2)) != (",", "in") or after is None:
        return None
    if after.start != context.end + 2 or context.block.word(after.end) != ",":
        return None
    if context.name.is_area or contains(after, context.name):
        return None
    said = data.context_words(data.Role.SAYING) | data.context_words(data.Role.HUMAN)
    verb = context.block.word(after.end + 1)
    if verb not in said:
        return None
    note = f"“, in {after.text}, {verb}” follows, as of people"
    return Reason("speaks_from", -4.0, note)


def called_a_person(context: MentionContext) -> Reason | None:
    """As in "Santiago, a fisherman, said", "Selma, a retired teacher": the text says who it is."""
    before = context.word(-1).lower()
    if context.word(1) != "," or context.word(2) not in {"a", "an"}:
        return None
    if before == "of" or before in data.context_words(data.Role.PREPOSITION):
        return None
    told = [context.word(offset) for offset in range(3, 4 + MAX_TOLD)]
    at = next((i for i, word in enumerate(told) if is_calling(word)), None)
    if at is None or not all(w.isalnum() or w == "-" for w in told[:at]):
        return None
    after = context.word(at + 4)  # "a fisherman village" is none
    if after.isalpha() and after not in _AFTER_CALLING:
        return None
    note = f"the text calls it a {told[at]}"
    return Reason("called_a_person", -6.0, note)


_AFTER_CALLING = frozenset("who whose from of in at for with and by".split())


def relative(context: MentionContext) -> Reason | None:
    """As in "his wife, Cheyenne", "daughter Sydney", "her sons Austin and Paris"."""
    if context.word(-1) not in {",", "and"} and not _is_relative(context.word(-1)):
        return None
    at = context.start
    before = context.before
    if before and context.block.words[before.end : at] in _IN_A_ROW:
        at = before.start  # the second of two sons
    comma = context.block.word(at - 1) == ","
    word = context.lower(at - 2 if comma else at - 1)
    if not _is_relative(word) or context.name.is_demonym:
        return None
    if at != context.start and not word.endswith(("s", "children")):
        return None
    if comma and any(
        c.place.feature_code.startswith("PCL") for c in context.name.candidates
    ):
        return None
    return Reason("relative", -7.0, f"“{word}” stands before it")


def _is_relative(word: str) -> bool:
    return word.lower() in data.context_words(data.Role.RELATIVE)


_IN_A_ROW = ((",",), ("and",), (",", "and"))
