"""What people open, kept: collections of articles and of what was read in them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

from geo.collections.codec import FORMAT
from geo.collections.model import (
    ArticleRow as ArticleRow,
    Collection as Collection,
    collection_name as collection_name,
)
from geo.collections.store import Collections as Collections
from geo.model import EVERY_KIND, MentionKind, Sureness
from geo.settings import get_settings

FILE = "collections.sqlite"


def open_collections(data_dir: Path | str | None = None) -> Collections:
    """Open the collections of a data folder, by default that of the settings."""
    return Collections(Path(data_dir or get_settings().data_dir) / FILE)


def reading_key(
    gazetteer: str,
    *,
    model: str | None = None,
    kinds: Iterable[MentionKind] = EVERY_KIND,
    online: bool = False,
    sureness: Sureness = Sureness.SURER,
) -> str:
    """Name a way to read articles: what was read in another way is read again.

    Args:
        gazetteer: Which gazetteer: the name of its file, which changes with its data.
        model: As for ``build_atlas``.
        kinds: As for ``build_atlas``.
        online: Whether geocoders were asked.
        sureness: As for ``build_atlas``.
    """
    version_ = version("dateline")
    way = [FORMAT, version_, gazetteer, model, sorted(kinds), online, sureness]
    return hashlib.sha256(json.dumps(way).encode()).hexdigest()[:16]
