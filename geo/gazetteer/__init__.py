"""The offline gazetteer: names to places, from one SQLite file built on first use.

Those who have GeoNames' own files can build a larger one from them.
"""

from __future__ import annotations

from pathlib import Path

from geo.gazetteer import files
from geo.gazetteer.files import Progress
from geo.gazetteer.names import normalise
from geo.gazetteer.store import OfflineGazetteer
from geo.settings import get_settings

__all__ = [
    "OfflineGazetteer",
    "build_gazetteer",
    "credits",
    "ensure_gazetteer",
    "extend_gazetteer",
    "gazetteer_ready",
    "normalise",
    "open_gazetteer",
    "outdated_extension",
]


def gazetteer_ready() -> bool:
    """True where the gazetteer has been built."""
    return files.gazetteer_ready(get_settings().cache_dir)


def ensure_gazetteer(progress: Progress | None = None) -> Path:
    """Build the gazetteer on first use; see `geo.gazetteer.files.ensure_gazetteer`."""
    return files.ensure_gazetteer(get_settings().cache_dir, progress)


def build_gazetteer(progress: Progress | None = None) -> Path:
    """Build the gazetteer anew; see `geo.gazetteer.files.build_gazetteer`."""
    return files.build_gazetteer(get_settings().cache_dir, progress)


def extend_gazetteer(
    source: str, country: str = "", progress: Progress | None = None
) -> Path:
    """Build from GeoNames' own files; see `geo.gazetteer.files.extend_gazetteer`."""
    return files.extend_gazetteer(get_settings().cache_dir, source, country, progress)


def outdated_extension() -> str | None:
    """Advise on an extended gazetteer of another version, or give None."""
    return files.outdated_extension(get_settings().cache_dir)


def open_gazetteer(
    cache_dir: Path | str | None = None, progress: Progress | None = None
) -> OfflineGazetteer:
    """Open the gazetteer; where it has not been built yet, build it first: a second.

        >>> geo.open_gazetteer().lookup("Wonsan")[0].place.name
        'Wŏnsan'

    Args:
        cache_dir: The folder its file lies in; None is that of the setting.
        progress: Told the share built, 0 to 1, and what is being done.

    Raises:
        GazetteerError: It cannot be built or read.
    """
    folder = Path(cache_dir or get_settings().cache_dir)
    files.ensure_gazetteer(folder, progress)
    return files.open_gazetteer(folder)


def credits() -> tuple[str, ...]:
    """Name the data the map rests on, with their licences."""
    return (
        "Places: GeoNames (geonames.org), CC BY 4.0",
        "Basemap: Natural Earth (public domain), borders after Visionscarto (BSD-3)",
        "Country names: Unicode CLDR (Unicode licence); countryinfo (MIT)",
    )
