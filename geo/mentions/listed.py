"""Names in one list are of one kind: where one is a place, so are its neighbours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from geo.mentions.context import MentionContext
from geo.model import Reason

_JOINED = ({","}, {"and"}, {"or"}, {",", "and"}, {",", "or"})
MAX_GAP = 2  # tokens between two names of a list: ", and"
_OPEN = -2.1  # weight of evidence that no neighbour outweighs


def listed_with_places(
    contexts: Sequence[MentionContext],
    weighed: Sequence[Sequence[Reason]],
    enough: float,
) -> Iterator[tuple[int, Reason]]:
    """Return what the places beside a name in a list say for it.

    Args:
        contexts: The names of a text, in order.
        weighed: The evidence for each.
        enough: Weight at which a name is believed.
    """
    sums = [sum(reason.weight for reason in reasons) for reasons in weighed]
    for group in _lists(contexts):
        sure = [
            i for i in group if sums[i] >= enough and not contexts[i].name.is_demonym
        ]
        any_place = next(iter(sure), None)
        no_country = next((j for j in sure if not _is_country(contexts[j])), None)
        ground = [i for i in sure if _is_ground(weighed[i])]
        for i in group:
            partner = any_place if contexts[i].name.candidates else no_country
            if sums[i] >= enough:  # then only what a whole article may doubt is helped
                partner = next((j for j in ground if j != i), None)
            least = min((reason.weight for reason in weighed[i]), default=0.0)
            speaks = partner is not None and least > _OPEN
            likely = next((j for j in group if j != i and sums[j] > 0), None)
            beside = next(
                (j for j in (partner, any_place, likely) if j is not None), None
            )
            if beside is not None and (speaks or sums[i] < enough):
                note = f"it is listed with {contexts[beside].name.text}"
                yield i, Reason("listed", 1.3 if speaks else 0.0, note)


def _is_ground(reasons: Sequence[Reason]) -> bool:
    return any(r.rule == "preposition" and r.weight >= 1 for r in reasons)


def _is_country(context: MentionContext) -> bool:
    """True for a country: those are known, and named beside people and firms."""
    return any(
        c.place.feature_code.startswith("PCL") for c in context.name.candidates[:1]
    )


def _lists(contexts: Sequence[MentionContext]) -> Iterator[list[int]]:
    """Return the lists of a text: names and commas that end with "and" and a name."""
    group: list[int] = []
    ends = False
    for i, context in enumerate(contexts):
        gap = _gap(contexts[i - 1], context) if group else None
        if gap and _is_whole(context) and not (ends and gap == {","}):
            group.append(i)
            ends = ends or gap != {","}
            continue
        if ends:
            yield group
        group, ends = [i] if _is_whole(context) else [], False
    if ends:
        yield group


def _is_whole(context: MentionContext) -> bool:
    """True where no other capitals nor a number belong to it: not "Exit" in "Exit 6"."""
    after = context.word(1)
    begins = not context.head or context.head[-1] == "and"
    goes_on = context.tail and context.tail[0] != "and"
    return begins and not goes_on and not after[:1].isdigit()


def _gap(before: MentionContext, context: MentionContext) -> set[str] | None:
    """Return the words that join two names in a list, None where others part them."""
    if not 0 < context.start - before.end <= MAX_GAP:
        return None
    words = set(context.block.words[before.end : context.start])
    way = words == {"to"} and before.word(-1).lower() == "from"
    return words if words in _JOINED or way else None
