"""Corrections on the links of one article, and what corrected mentions do to links.

A link is taken apart into its passages, each passage is corrected by itself, and those that
then say the same are one link again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from geo.atlas import index_of
from geo.corrections.model import (
    RULE,
    AddLink,
    ChangeLink,
    Correction,
    RemoveLink,
    Scope,
    TextSpan,
)
from geo.corrections.text import reason_of
from geo.gazetteer.names import normalise
from geo.link_ids import same_link_id
from geo.model import (
    Article,
    Atlas,
    Evidence,
    Link,
    LinkKind,
    LinkStatus,
    Mention,
    Passage,
    Reason,
    Resolution,
)

# By the passage of the mention that a link rests on; what that mention means now.
Moved = Mapping[Passage, Resolution]


@dataclass(frozen=True, slots=True)
class _Claim:
    """One passage of a link."""

    link: Link
    evidence: Evidence
    settled: bool = False  # these corrections have changed it before


def correct_links(
    article: Article,
    links: Sequence[Link],
    resolutions: Sequence[Resolution],
    moved: Moved,
    corrections: Sequence[Correction],
) -> tuple[Link, ...]:
    """Return the links as people left them.

    Args:
        article: The article.
        links: Its links.
        resolutions: Its mentions, corrected.
        moved: The corrected mentions, by the passages that links know them by.
        corrections: Of links, those that reach the article, the weakest first.
    """
    if not moved and not corrections:
        return tuple(links)
    places = {r.mention.passage: r for r in resolutions}
    known = {reason_of(c) for c in corrections}
    claims = [
        _Claim(link, evidence, settled=not known.isdisjoint(link.reasons))
        for link in links
        for evidence in link.evidence
    ]
    claims = [new for claim in claims for new in _re_ended(claim, places, moved)]
    claims += _added(article, places, corrections)
    return _joined(new for claim in claims for new in _changed(claim, corrections))


def _re_ended(
    claim: _Claim, places: Mapping[Passage, Resolution], moved: Moved
) -> Iterator[_Claim]:
    """Lead a link to where its mentions are now; drop it where an end is gone."""
    said = claim.evidence
    if said.origin.passage not in moved and said.destination.passage not in moved:
        yield claim
        return
    first, second = (
        moved.get(end.passage, places.get(end.passage))
        for end in (said.origin, said.destination)
    )
    if first and second:
        evidence = replace(said, origin=first.mention, destination=second.mention)
        yield from _between(replace(claim, evidence=evidence), first, second)


def _between(claim: _Claim, first: Resolution, second: Resolution) -> Iterator[_Claim]:
    origin, destination = first.place, second.place
    if origin is None or destination is None or origin.id == destination.id:
        return
    link = claim.link
    ends, before = (origin.id, destination.id), (link.origin.id, link.destination.id)
    if ends == before or (not link.directed and ends == before[::-1]):
        yield claim
        return
    link = replace(link, origin=origin, destination=destination)
    yield replace(claim, link=replace(link, id=same_link_id(link)))


def _added(
    article: Article,
    places: Mapping[Passage, Resolution],
    corrections: Sequence[Correction],
) -> Iterator[_Claim]:
    for correction in corrections:
        action = correction.action
        if not isinstance(action, AddLink):
            continue
        spans = action.origin.span, action.destination.span, correction.words.span
        first, second, around = (span and Passage(article.id, *span) for span in spans)
        origin, destination = (p and places.get(p) for p in (first, second))
        if not (origin and destination and around):
            continue
        if around.end <= len(article.text):
            evidence = Evidence(around, origin.mention, destination.mention)
            yield from _link_by_hand(correction, action, evidence, origin, destination)


def _status(action: AddLink | ChangeLink) -> LinkStatus:
    """Return the status given by hand; what is no co-mention states something, and the reverse."""
    if action.kind is LinkKind.CO_MENTION:
        return LinkStatus.NONE
    given = action.status
    return LinkStatus.STATED if given is LinkStatus.NONE else given


def _link_by_hand(
    correction: Correction,
    action: AddLink,
    evidence: Evidence,
    first: Resolution,
    second: Resolution,
) -> Iterator[_Claim]:
    origin, destination = first.place, second.place
    if origin is None or destination is None or origin.id == destination.id:
        return
    link = Link(
        id="",
        origin=origin,
        destination=destination,
        kind=action.kind,
        directed=action.directed,
        status=_status(action),
        evidence=(evidence,),
        actor=action.actor,
        reasons=(reason_of(correction),),
    )
    yield _Claim(replace(link, id=same_link_id(link)), evidence)


def _changed(claim: _Claim, corrections: Sequence[Correction]) -> Iterator[_Claim]:
    """Apply the corrections one after another: a later one speaks of what it saw."""
    if not claim.settled:
        for correction in corrections:
            match correction.action:
                case RemoveLink() as action if _is_meant(claim, correction, action):
                    return
                case ChangeLink() as action if _is_meant(claim, correction, action):
                    claim = _change(claim, action, reason_of(correction))
    yield claim


def _is_meant(
    claim: _Claim, correction: Correction, action: ChangeLink | RemoveLink
) -> bool:
    said = claim.evidence
    if claim.link.kind is not action.was:
        return False
    narrow = correction.scope is Scope.MENTION
    if narrow and said.passage.article_id != correction.article_id:
        return False
    wanted = action.origin, action.destination
    return _match((said.origin, said.destination), wanted, narrow=narrow) or (
        not claim.link.directed
        and _match((said.destination, said.origin), wanted, narrow=narrow)
    )


def _match(
    mentions: tuple[Mention, Mention], words: tuple[TextSpan, TextSpan], *, narrow: bool
) -> bool:
    pairs = zip(mentions, words, strict=True)
    if narrow:
        return all((m.passage.start, m.passage.end) == w.span for m, w in pairs)
    return all(normalise(m.text) == w.toponym for m, w in pairs)


def _change(claim: _Claim, action: ChangeLink, reason: Reason) -> _Claim:
    link, evidence = claim.link, claim.evidence
    if action.swapped:
        link = replace(link, origin=link.destination, destination=link.origin)
        evidence = replace(
            evidence, origin=evidence.destination, destination=evidence.origin
        )
    link = replace(
        link,
        kind=action.kind,
        status=_status(action),
        directed=action.directed,
        reasons=(reason, *link.reasons),
    )
    return _Claim(replace(link, id=same_link_id(link)), evidence)


def _joined(claims: Iterable[_Claim]) -> tuple[Link, ...]:
    """Make passages that say the same one link; what nobody touched is as it was."""
    groups: dict[str, list[_Claim]] = {}
    for claim in claims:
        groups.setdefault(claim.link.id, []).append(claim)
    return tuple(map(_join, groups.values()))


def _join(claims: Sequence[_Claim]) -> Link:
    links = {id(claim.link): claim.link for claim in claims}
    evidence = tuple(claim.evidence for claim in claims)
    link = claims[0].link
    if len(links) == 1:
        return replace(link, evidence=evidence)
    reasons = dict.fromkeys(r for each in links.values() for r in each.reasons)
    first = [r for r in reasons if r.rule == RULE]
    rest = [r for r in reasons if r.rule != RULE]
    in_order = sorted(set(evidence), key=_text_order)
    return replace(link, evidence=tuple(in_order), reasons=(*first, *rest))


def _text_order(said: Evidence) -> tuple[Passage, Passage, Passage]:
    return said.passage, said.origin.passage, said.destination.passage


@dataclass(frozen=True, slots=True)
class Partner:
    """Another place named in the article of a mention.

    Attributes:
        resolution: The mention of it that the link would lead to.
        passage: The sentence that has both, else the one of the mention itself.
        together: True where one sentence has both.
    """

    resolution: Resolution
    passage: Passage
    together: bool


def link_partners(atlas: Atlas, end: Resolution) -> tuple[Partner, ...]:
    """Return every other place of the article once, those of the same sentence first.

    Args:
        atlas: As it is shown.
        end: A mention with a place.
    """
    found = sorted(
        _partners(atlas, end), key=lambda p: (not p.together, _distance(end, p))
    )
    nearest: dict[str, Partner] = {}
    for partner in found:
        if place := partner.resolution.place:
            nearest.setdefault(place.id, partner)
    return tuple(nearest.values())


def _partners(atlas: Atlas, end: Resolution) -> Iterator[Partner]:
    sentence = end.mention.sentence
    for other in index_of(atlas).within.get(sentence.article_id, ()):
        passage = other.mention.passage
        if other.place is None:
            continue
        if end.place is None or other.place.id != end.place.id:
            together = sentence.start <= passage.start and passage.end <= sentence.end
            yield Partner(other, sentence, together)


def _distance(end: Resolution, partner: Partner) -> int:
    here, there = end.mention.passage, partner.resolution.mention.passage
    return abs(here.start - there.start)
