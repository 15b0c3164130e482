"""What a text names beside what it says: where it was written, whom somebody is for, whose body.

No end of a link stands there.
"""

from __future__ import annotations

import re

from geo import data
from geo.data import Role
from geo.model import MentionKind, Passage, Resolution

MAX_DATELINE = 200  # characters; what stands further into its line is in none
_ATTITUDE = re.compile(r"\b(?:pro|anti)[-‐‑]$", re.IGNORECASE)
# "BEIRUT, Lebanon - ", "PARIS, Texas (AP) -- ": a line that opens with a name in capitals.
_DATELINE = re.compile(
    r"[A-Z][A-Z.'’/-]+(?: [A-Z][A-Z.'’/-]+)*(?:, [A-Z][\w.]+(?: [A-Z][\w.]+)*)?"
    r"(?:,? \w+\.? \d{1,2})?(?: \([^)\n]{2,30}\))? ?(?:--|[-–—]) "
)


def is_aside(text: str, resolution: Resolution) -> bool:
    """True for what is no end of what an article says.

    "GENEVA (AP) -" is where it was written, "pro-Russian" says whom somebody is for.
    """
    start, end = resolution.mention.passage.start, resolution.mention.passage.end
    if any(reason.rule == "dateline" for reason in resolution.mention.reasons):
        return True
    if resolution.mention.text.lower() in data.context_words(Role.BODY):
        return True
    if _is_of_a_body(text, resolution):
        return True
    if _ATTITUDE.search(text, max(0, start - 5), start):
        return True
    line = text.rfind("\n", max(0, start - MAX_DATELINE), start) + 1
    return start - line <= MAX_DATELINE and end <= _dateline_end(text, line)


def _is_of_a_body(text: str, resolution: Resolution) -> bool:
    """True for "Africa" of "the Africa Corps" and "Pacific" of "Norway's Pacific Fund"."""
    start, end = resolution.mention.passage.start, resolution.mention.passage.end
    named = text[end : end + 1] == " " and text[end + 1 : end + 2].isupper()
    if resolution.place is not None and resolution.place.feature_code == "CONT":
        return named and resolution.mention.kind is not MentionKind.DEMONYM
    embedded = resolution.mention.kind is MentionKind.EMBEDDED
    return embedded and text[max(0, start - 3) : start] in {"'s ", "’s "}


def _dateline_end(text: str, line: int) -> int:
    """Return where the dateline that a line begins with ends: at its start if it has none."""
    dateline = _DATELINE.match(text, line, line + MAX_DATELINE)
    return line if dateline is None else dateline.end()


def after_dateline(text: str, passage: Passage) -> int:
    """Return where a sentence begins to say something: the parser errs on datelines."""
    opens = passage.start == 0 or text[passage.start - 1] == "\n"
    return _dateline_end(text, passage.start) if opens else passage.start
