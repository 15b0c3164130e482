"""Dateline reads the news onto a map.

    atlas = geo.read("Lavrov flew from Moscow to Wonsan.")
    geo.save_atlas(atlas, "map.html")

The public names stand in ``__init__.pyi`` and are loaded when first used, so that
``dateline --help`` need not wait for spaCy.
"""

from __future__ import annotations

from typing import Any

import lazy_loader

_load, _, __all__ = lazy_loader.attach_stub(__name__, __file__)
_VERSION = ("__version__", "version")


def __getattr__(name: str) -> Any:
    if name in _VERSION:
        from importlib.metadata import version

        return version("dateline")
    if name not in __all__:
        raise AttributeError(f"module 'geo' has no attribute {name!r}")
    return _load(name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__, *_VERSION})
