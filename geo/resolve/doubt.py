"""When "I don't know" is the better answer: too little speaks for any place."""

from __future__ import annotations

from geo.model import Candidate, Mention, Reason

TOO_DOUBTFUL = 0.25  # belief below which an answer is wrong three times in four
UNSURE = 0.6  # belief below which a hint of a person is enough
_PERSON = frozenset({"person", "part_of_person", "model_says_person", "surname"})


def doubt(mention: Mention, best: Candidate, score: float) -> Reason | None:
    """Return why a name is better left without a place, or None where it is not.

    Args:
        mention: The name.
        best: The likeliest of its candidates.
        score: Belief in it, 0 to 1.
    """
    place = best.place
    lies = ", ".join(filter(None, (place.name, place.admin1_name, place.country_code)))
    hint = next((r for r in mention.reasons if r.rule in _PERSON), None)
    if hint and score < UNSURE:
        note = f"it may be a person's name ({hint.note}), and no place fits well"
        return Reason("person_name", 0.0, f"{note}; the likeliest was {lies}")
    if score < TOO_DOUBTFUL:
        note = f"too doubtful: the likeliest, {lies}, has only {score:.0%}"
        return Reason("too_doubtful", 0.0, note)
    return None
