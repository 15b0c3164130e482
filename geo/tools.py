"""What articles are read with, and how that is named for what is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from geo.collections import reading_key
from geo.gazetteer import Gazetteer
from geo.geocoders.geocoder import Geocoder
from geo.model import EVERY_KIND, MentionKind, Sureness

Area: TypeAlias = tuple[str, str]  # country code, admin-1 code or ""
Prior = Mapping[Area, float]  # share of what a newspaper writes about, by area


@dataclass(frozen=True, slots=True)
class Tools:
    """What an article is read with.

    Attributes:
        gazetteer: The offline gazetteer.
        geocoder: Asked about names the gazetteer leaves open; None stays offline.
        model: Name of an installed spaCy pipeline instead of Dateline's own.
        kinds: Kinds of mention kept: without `DEMONYM`, words such as "Russian" go.
        priors: What newspapers usually write about, by newspaper; see `geo.batch.learn_priors`.
        sureness: How likely a link must be that no rule states.
    """

    gazetteer: Gazetteer
    geocoder: Geocoder | None = None
    model: str | None = None
    kinds: frozenset[MentionKind] = EVERY_KIND
    priors: Mapping[str, Prior] = field(default_factory=dict)
    sureness: Sureness = Sureness.SURER

    @property
    def key(self) -> str:
        """How they read, for what is kept; "" where that cannot be named."""
        version = getattr(self.gazetteer, "version", "")
        if not version or self.priors:
            return ""
        return reading_key(
            version,
            model=self.model,
            kinds=self.kinds,
            online=self.geocoder is not None,
            sureness=self.sureness,
        )
