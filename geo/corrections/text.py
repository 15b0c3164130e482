"""A correction in words: the reason that the reader is shown."""

from __future__ import annotations

from geo.corrections.model import (
    RULE,
    Action,
    AddLink,
    ChangeLink,
    Checked,
    Correction,
    LinkAction,
    MarkMention,
    MeansPlace,
    NotAPlace,
    RemoveLink,
    SameAs,
    Scope,
)
from geo.model import Place, Reason


def reason_of(correction: Correction) -> Reason:
    """Return the reason an answer carries once it rests on a correction."""
    who, day = correction.author or "You", correction.time.date().isoformat()
    note = f" ({correction.note})" if correction.note else ""
    return Reason(RULE, 1.0, f"{who} said on {day}: {say_correction(correction)}{note}")


def say_correction(correction: Correction) -> str:
    """Return what a correction says: "Moscow means Moscow, Idaho, in this article"."""
    said = _said(correction.action, correction.words.text)
    return said + _reach(correction)


def _reach(correction: Correction) -> str:
    if isinstance(correction.action, Checked):
        return ""
    if correction.scope is Scope.SOURCE:
        return f", in articles of {correction.source}"
    return {
        Scope.MENTION: ", here",
        Scope.ARTICLE: ", in this article",
        Scope.ALWAYS: ", always",
    }[correction.scope]


def _said(action: Action, words: str) -> str:
    match action:
        case MeansPlace(place):
            return f"{words} means {_where(place)}"
        case NotAPlace():
            return f"{words} is not a place"
        case SameAs(name):
            return f"{words} is the same as {name}"
        case MarkMention(place):
            means = f" and means {_where(place)}" if place else ""
            return f"{words} is a place{means}"
        case Checked():
            return "this article is checked"
    return _said_of_link(action)


def _said_of_link(action: LinkAction) -> str:
    ends = f"{action.origin.text} and {action.destination.text}"
    match action:
        case AddLink(kind=kind):
            return f"{ends}: {kind}"
        case ChangeLink(kind=kind, was=was):
            return f"{ends}: {kind}, not {was}"
        case RemoveLink(was=was):
            return f"{ends}: no {was}"


def _where(place: Place) -> str:
    if place.id.startswith("point:"):  # its name alone would say nothing
        return f"{place.name} at {place.lat:.5f}, {place.lon:.5f}"
    parts = (place.name, place.admin1_name, place.country_code)
    return ", ".join(dict.fromkeys(part for part in parts if part))
