"""What text, map and panel say alike of a place or a link."""

from __future__ import annotations

import hashlib
from typing import Any

from geo.atlas import PlaceSummary, once_per_atlas
from geo.labels import link_name, link_words, where
from geo.model import Atlas, Link, Resolution

View = dict[str, Any]


def sign_view(summary: PlaceSummary) -> View:
    """Return what a sign of a place says when it is pointed at."""
    place = summary.place
    return {
        "name": place.name,
        "where": where(place),
        "n": summary.count,
        "unsure": summary.unsure,
    }


def link_line(link: Link) -> View:
    """Return a link in one line."""
    return {
        "id": link.id,
        "name": link_name(link),
        "kind": link.kind.value,
        "status": link.status.value,
        "directed": link.directed,
        "words": link_words(link),
    }


def why_not(resolution: Resolution) -> str:
    """Return why a name is not on the map."""
    return "; ".join(r.note for r in resolution.reasons) or "No place was found."


@once_per_atlas
def atlas_stamp(atlas: Atlas) -> str:
    """Return a short name for what an atlas holds: scripts draw anew with other data."""
    parts = [article.id for article in atlas.articles]
    parts += [f"{link.id}{len(link.evidence)}" for link in atlas.links]
    parts += [
        f"{r.place.id if r.place else ''}{r.score:.3f}" for r in atlas.resolutions
    ]
    return hashlib.sha256("|".join(parts).encode()).hexdigest()[:12]
