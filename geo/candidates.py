"""Mention to Candidates: every place its words could mean, offline first."""

from __future__ import annotations

from geo.errors import GeocoderError
from geo.mentions.found import Names
from geo.model import Candidate, Gazetteer, Match, Mention, MentionKind

_LEAD_WORDS = ("Greater ", "Downtown ", "downtown ", "City of ", "The ", "the ")


def find_candidates(mention: Mention, gazetteer: Names) -> tuple[Candidate, ...]:
    """Give the places a mention could mean, from the offline gazetteer.

    A demonym means the places it is the word for; any other mention never does.
    """
    found = _look_up(mention, mention.stands_for or mention.text, gazetteer)
    for lead in _LEAD_WORDS:
        if not found and mention.text.startswith(lead):
            found = _look_up(mention, mention.text.removeprefix(lead), gazetteer)
    return found


def _look_up(mention: Mention, name: str, gazetteer: Names) -> tuple[Candidate, ...]:
    after_comma = mention.hint == ","
    look_up = gazetteer.lookup_after_comma if after_comma else gazetteer.lookup
    wants_demonym = mention.kind is MentionKind.DEMONYM
    return tuple(
        c for c in look_up(name) if (c.match is Match.DEMONYM) == wants_demonym
    )


def ask_geocoder(
    mention: Mention, geocoder: Gazetteer | None
) -> tuple[tuple[Candidate, ...], str]:
    """Ask the online geocoder for a name the offline gazetteer lacks.

    Returns:
        Its candidates, and advice where it failed: an outage must not look like "no such
        place", nor stop the reading.
    """
    if geocoder is None or mention.kind is MentionKind.DEMONYM:
        return (), ""
    try:
        return geocoder.lookup(mention.text), ""
    except GeocoderError as error:
        return (), str(error)
