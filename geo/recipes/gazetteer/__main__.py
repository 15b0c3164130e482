"""Make the base: ``python -m geo.recipes.gazetteer OUT``."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from geo.recipes.gazetteer import base


def main() -> None:
    """Write the base to the path given as the only argument."""
    (out,) = sys.argv[1:]
    with TemporaryDirectory() as folder:
        made = Path(folder) / "base.sqlite"
        base.make(made)
        base.pack(made, Path(out))


if __name__ == "__main__":
    main()
