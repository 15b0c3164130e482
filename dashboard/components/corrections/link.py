"""Saying what a passage states of two places: the fields of "Correct" for a link."""

from __future__ import annotations

import streamlit as st

import geo
import geo.atlas
import geo.corrections
import geo.labels
import geo.model
from dashboard.components.fields import one_of
from dashboard.components.messages import plain

WHICH, WHAT = "correct-which", "correct-link"
KIND, STATUS, SWAP = "correct-kind", "correct-status", "correct-swap"
TO, WAY = "correct-to", "correct-way"

CHANGE, REMOVE = "Another kind of link", "No link"
THERE, BACK, BOTH = "From here to there", "From there to here", "Both ways"
APART = "no sentence has both"
ALONE = "The article names no other place that is on the map."


def of_bundle(
    shown: geo.Atlas, bundle: geo.atlas.Bundle, first: str
) -> tuple[geo.corrections.Action, geo.corrections.TextSpan, geo.model.Passage]:
    """Ask what a passage states instead of a link.

    Args:
        shown: What the filters show.
        bundle: The links whose passages are offered.
        first: The id of the link whose passages come first, where it is one of these.
    """
    links = sorted(bundle.links, key=lambda link: link.id != first)
    all_said = [(link, said) for link in links for said in link.evidence]
    numbers = range(len(all_said))
    picked = st.selectbox(
        "Passage",
        numbers,
        format_func=lambda n: f"{n + 1}: {geo.quote(shown, all_said[n][1].passage)}",
        key=WHICH,
    )
    link, said = all_said[one_of(numbers, picked)]
    what = st.radio("The passage states", (CHANGE, REMOVE), key=WHAT)
    passage = said.passage
    ends = _words(said.origin), _words(said.destination)
    action: geo.corrections.ChangeLink | geo.corrections.RemoveLink
    if what == REMOVE:
        action = geo.corrections.RemoveLink(*ends, link.kind)
    else:
        action = _changed(link, *ends)
    words = geo.corrections.TextSpan(
        geo.quote(shown, passage), passage.start, passage.end
    )
    return action, words, passage


def added(
    shown: geo.Atlas, end: geo.Resolution
) -> tuple[geo.corrections.Action, geo.corrections.TextSpan, geo.model.Passage] | None:
    """Ask which other place a mention is linked to, and how; None while it is not said."""
    partners = geo.corrections.link_partners(shown, end)
    if not partners:
        st.caption(ALONE)
        return None
    at = st.radio(
        "Which place",
        range(len(partners)),
        index=None,
        format_func=lambda n: _name(partners[n]),
        key=TO,
    )
    way = st.radio("It leads", (THERE, BACK, BOTH), key=WAY)
    kind, status = _kind_and_status(geo.LinkKind.MOVEMENT, geo.model.LinkStatus.STATED)
    if at is None or at not in range(len(partners)):
        return None
    partner = partners[at]
    ends = _words(end.mention), _words(partner.resolution.mention)
    origin, destination = reversed(ends) if way == BACK else ends
    action = geo.corrections.AddLink(
        origin, destination, kind, status, directed=way != BOTH
    )
    passage = partner.passage
    words = geo.corrections.TextSpan(
        geo.quote(shown, passage), passage.start, passage.end
    )
    return action, words, passage


def _name(partner: geo.corrections.Partner) -> str:
    """Name a partner and say whether a sentence has both."""
    place, text = partner.resolution.place, partner.resolution.mention.text
    name = plain(place.name if place else text)
    return name if partner.together else f"{name} ({APART})"


def _changed(
    link: geo.Link,
    origin: geo.corrections.TextSpan,
    destination: geo.corrections.TextSpan,
) -> geo.corrections.ChangeLink:
    kind, status = _kind_and_status(link.kind, link.status)
    swapped = st.checkbox("It leads the other way", key=SWAP)
    directed = link.directed or swapped
    return geo.corrections.ChangeLink(
        origin, destination, link.kind, kind, status, directed, swapped=swapped
    )


def _kind_and_status(
    kind: geo.LinkKind, status: geo.model.LinkStatus
) -> tuple[geo.LinkKind, geo.model.LinkStatus]:
    kinds, statuses = list(geo.LinkKind), list(geo.model.LinkStatus)
    left, right = st.columns(2)
    now = left.selectbox(
        "Kind", kinds, kinds.index(kind), format_func=geo.labels.label, key=KIND
    )
    stated = right.selectbox(
        "Status",
        statuses,
        statuses.index(status),
        format_func=geo.labels.label,
        key=STATUS,
    )
    return one_of([kind, *kinds], now), one_of([status, *statuses], stated)


def _words(mention: geo.Mention) -> geo.corrections.TextSpan:
    return geo.corrections.TextSpan(
        mention.text, mention.passage.start, mention.passage.end
    )
