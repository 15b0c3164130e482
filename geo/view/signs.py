"""What text, map and panel say alike of a place."""

from __future__ import annotations

from typing import Any

from geo.atlas import PlaceSummary
from geo.words import where

View = dict[str, Any]


def sign_view(summary: PlaceSummary) -> View:
    """Give what a sign of a place says when it is pointed at."""
    place = summary.place
    return {
        "name": place.name,
        "where": where(place),
        "n": summary.count,
        "unsure": summary.unsure,
    }
