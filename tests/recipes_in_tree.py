"""Recipes stand in the tree alone: where `geo` is an installed one, theirs is added to it.

Imported before anything of `geo.recipes`.
"""

from __future__ import annotations

import sys
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path

ROOT = Path(__file__).parent.parent
_FOLDER = ROOT / "geo" / "recipes"

if find_spec("geo.recipes") is None:
    _spec = spec_from_file_location(
        "geo.recipes",
        _FOLDER / "__init__.py",
        submodule_search_locations=[str(_FOLDER)],
    )
    assert _spec
    sys.modules["geo.recipes"] = module_from_spec(_spec)
