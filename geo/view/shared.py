"""What the exported page filters by and lists: kinds and days of places and of lines."""

from __future__ import annotations

from collections.abc import Iterable

from geo.atlas import bundles_of, place_kind, summarise
from geo.labels import label
from geo.model import Atlas, LinkKind, PlaceKind
from geo.view.types import SharedPart, SharedView


def shared_view(atlas: Atlas) -> SharedView:
    """Return what each place and line of an atlas can be filtered by."""
    days = {
        a.id: a.published.isoformat() if a.published else "" for a in atlas.articles
    }
    known = sorted({day for day in days.values() if day})

    def part(kind: str, articles: Iterable[str], ends: list[str]) -> SharedPart:
        named = {days[article] for article in articles}
        return {"kind": kind, "days": sorted(named), "ends": ends}

    places = {
        s.place.id: part(
            place_kind(s.place),
            (r.mention.passage.article_id for r in s.resolutions),
            [],
        )
        for s in summarise(atlas)
    }
    links = {
        b.id: part(
            b.kind,
            (e.passage.article_id for link in b.links for e in link.evidence),
            [b.origin.id, b.destination.id],
        )
        for b in bundles_of(atlas)
    }
    met = {each["kind"] for each in (*places.values(), *links.values())}
    kinds = [kind for kind in (*PlaceKind, *LinkKind) if kind in met]
    return {
        "kinds": [{"kind": kind, "label": label(kind)} for kind in kinds],
        "days": known,
        "places": places,
        "links": links,
    }
