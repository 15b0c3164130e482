"""Corrections on the mentions of one article: what each means now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from geo.corrections.choosing import LastWord
from geo.corrections.sentences import reason_of
from geo.corrections.values import (
    Correction,
    MarkMention,
    MeansPlace,
    NotAPlace,
    SameAs,
)
from geo.gazetteer.names import normalise
from geo.model import Candidate, Match, Place, Reason, Resolution, Scored

LONGEST_CHAIN = 20  # "same as" of a "same as" ...


def correct_mentions(
    resolutions: Sequence[Resolution], corrections: Sequence[Correction]
) -> tuple[Resolution, ...]:
    """Return every mention the answer that people gave it.

    Args:
        resolutions: The mentions of one article, marked ones among them.
        corrections: Of mentions, those that reach the article, the weakest first.
    """
    last_word = LastWord(corrections)
    chosen = [last_word.on(resolution) for resolution in resolutions]
    names = _Names(resolutions, chosen)
    return tuple(
        _answer(resolution, correction, names) if correction else resolution
        for resolution, correction in zip(resolutions, chosen, strict=True)
    )


class _Names:
    """What the names of an article mean after correction: for "the same as"."""

    def __init__(
        self, resolutions: Sequence[Resolution], chosen: Sequence[Correction | None]
    ) -> None:
        self._of: defaultdict[str, list[tuple[Resolution, Correction | None]]]
        self._of = defaultdict(list)
        for resolution, correction in zip(resolutions, chosen, strict=True):
            name = normalise(resolution.mention.text)
            self._of[name].append((resolution, correction))

    def place(self, same: SameAs, seen: frozenset[str] = frozenset()) -> Place | None:
        """Return the place of the first mention of a name that has one."""
        name = normalise(same.name)
        if name not in seen and len(seen) < LONGEST_CHAIN:
            for resolution, correction in self._of.get(name, ()):
                found = self._said(resolution, correction, seen | {name})
                if found:
                    return found
        return same.place

    def _said(
        self,
        resolution: Resolution,
        correction: Correction | None,
        seen: frozenset[str],
    ) -> Place | None:
        action = correction.action if correction else None
        match action:
            case MeansPlace(place) | MarkMention(place):
                return place
            case NotAPlace():
                return None
            case SameAs():
                return self.place(action, seen)
        return resolution.place


def _answer(
    resolution: Resolution, correction: Correction, names: _Names
) -> Resolution:
    reason = reason_of(correction)
    match correction.action:
        case MeansPlace(place):
            return _placed(resolution, place, reason)
        case SameAs() as same:
            found = names.place(same)
            return _placed(resolution, found, reason) if found else resolution
        case MarkMention(None) | NotAPlace():
            return _unplaced(resolution, reason)
        case MarkMention(place):
            assert place
            return _placed(resolution, place, reason)
    return resolution


def _placed(resolution: Resolution, place: Place, reason: Reason) -> Resolution:
    """Put the mention at a place; what was believed before is the first runner-up."""
    if resolution.place == place and resolution.reasons[:1] == (reason,):
        return resolution
    before = resolution.place
    same = before is not None and before.id == place.id
    match = resolution.match if same else _match_of(resolution, place)
    return replace(
        resolution,
        place=place,
        score=1.0,
        reasons=(reason, *resolution.reasons) if same else (reason,),
        runners_up=tuple(
            scored
            for scored in _believed(resolution)
            if scored.candidate.place.id != place.id
        ),
        match=match,
    )


def _unplaced(resolution: Resolution, reason: Reason) -> Resolution:
    if resolution.place is None and resolution.reasons[:1] == (reason,):
        return resolution
    return replace(
        resolution,
        place=None,
        score=0.0,
        reasons=(reason,),
        runners_up=_believed(resolution),
        match=None,
    )


def _believed(resolution: Resolution) -> tuple[Scored, ...]:
    """Return the machine's answer and its runners-up, best first."""
    if resolution.place is None:
        return resolution.runners_up
    words = resolution.mention.text
    winner = Candidate(resolution.place, words, resolution.match or Match.EXACT)
    return (Scored(winner, resolution.score), *resolution.runners_up)


def _match_of(resolution: Resolution, place: Place) -> Match | None:
    candidates = (scored.candidate for scored in resolution.runners_up)
    return next((c.match for c in candidates if c.place.id == place.id), None)
