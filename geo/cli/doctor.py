"""``dateline doctor``: what is installed, what could leave the machine, what is damaged."""

from __future__ import annotations

import platform
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import geo
from geo.cli.terminal import say
from geo.errors import CacheError

if TYPE_CHECKING:
    from geo.sqlite import Finding

_PACKAGES = (
    "spacy", "streamlit", "folium", "streamlit-folium", "geopy", "XStatic-Leaflet",
)  # fmt: skip
_SALVAGE = (
    "Dateline sets it aside at its next use and begins a new one; first save what can be"
    " read: dateline {0} export OUT.jsonl --from {1}, then dateline {0} import OUT.jsonl"
)


def doctor(
    check: Annotated[
        bool, typer.Option("--check", help="Read Dateline's own files for damage.")
    ] = False,
) -> None:
    """Print what is installed, what is built and what could leave the machine."""
    if check:
        _check()
    else:
        _describe()


def _describe() -> None:
    from geo.gazetteer import gazetteer_ready, outdated_extension
    from geo.geocoders import switched_on
    from geo.logs import log_file
    from geo.settings import get_settings
    from geo.tongues.fonts import undrawn_here

    settings = get_settings()
    say(f"dateline    {geo.__version__}")
    say(f"python      {platform.python_version()} on {platform.system()}")
    for package, release in _installed():
        say(f"{package:11} {release}")
    say("model       Dateline's own (built in); --model names another")
    say(f"cache       {settings.cache_dir}")
    say(f"data        {settings.data_dir}")
    say(f"log         {log_file()}{'' if log_file().exists() else ' (empty)'}")
    ready = gazetteer_ready()
    say(f"gazetteer   {'ready' if ready else 'not built yet (first use builds it)'}")
    if advice := outdated_extension():
        say(f"            {advice}")
    for row in undrawn_here():
        say(f"fonts       none for {row.language}: boxes here; install {row.package}")
    names = ", ".join(settings.geocoders)
    say(f"geocoders   {names or 'none: no name leaves this machine'}")
    for service in switched_on(settings):
        shared = " (public: no batch is sent to it)" if service.public else ""
        say(f"{service.provider:11} {service.endpoint}{shared}")


def _installed() -> Iterator[tuple[str, str]]:
    """Return the packages Dateline rests on, with their releases."""
    for package in _PACKAGES:
        try:
            yield package, version(package)
        except PackageNotFoundError:
            yield package, "MISSING: install Dateline again"


def _check() -> None:
    """Read every file that Dateline keeps to its end.

    Raises:
        CacheError: One is damaged; what to do is printed.
    """
    damaged = 0
    for name, path, examine in _files():
        advice = examine(path) if path.exists() else ""
        damaged += bool(advice)
        sound = "sound" if path.exists() else "none yet"
        say(f"{name:11} {path}: {advice or sound}")
    if damaged:
        files = "1 file is" if damaged == 1 else f"{damaged} files are"
        raise CacheError(f"{files} not sound; do what stands beside it")


def _files() -> Iterator[tuple[str, Path, Callable[[Path], str]]]:
    """Return each file: what it is called, where it lies, and who says what to do."""
    from geo.cache import CACHE_FILE
    from geo.collections import FILE
    from geo.corrections.store import CORRECTIONS_FILE
    from geo.gazetteer.files import current_path
    from geo.settings import get_settings

    settings = get_settings()
    yield "gazetteer", current_path(settings.cache_dir), _of_gazetteer
    yield "cache", settings.cache_dir / CACHE_FILE, _of_cache
    yield "collections", settings.data_dir / FILE, _of_collections
    yield "corrections", settings.data_dir / CORRECTIONS_FILE, _of_corrections


def _of_gazetteer(path: Path) -> str:
    from geo.gazetteer.seal import fault

    said = fault(path, thorough=True)
    return said and f"{said}; build it again: dateline gazetteer build"


def _of_cache(path: Path) -> str:
    from geo.cache import check

    return _advice(
        check(path, datetime.now(UTC)),
        "Dateline sets it aside at its next use, and asks anew",
        "they are never used, and “dateline cache prune” removes them",
    )


def _of_collections(path: Path) -> str:
    from geo.collections.transfer import check

    return _advice(
        check(path),
        _SALVAGE.format("collections", path),
        "they are left out, and what was read in an article is made anew",
    )


def _of_corrections(path: Path) -> str:
    from geo.corrections.damage import check

    return _advice(
        check(path),
        _SALVAGE.format("corrections", path),
        "they are left out; “dateline corrections export” writes them as they stand",
    )


def _advice(finding: Finding | None, of_file: str, of_rows: str) -> str:
    from geo.sqlite import Damage

    if finding is None:
        return ""
    newer = "it is left alone; update Dateline"
    advice = {Damage.FILE: of_file, Damage.ROWS: of_rows, Damage.NEWER: newer}
    return f"{finding.words}; {advice[finding.damage]}"
