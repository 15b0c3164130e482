"""Train Dateline's pipeline with one command.

    python -m geo.recipes.model --data TRAINING --corpora CORPORA --work FOLDER

Names and syntax are trained side by side, one core each, then joined, made small and written
to ``geo/language/model``. It takes about 45 minutes on two cores.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

from geo.language import OWN_MODEL
from geo.recipes.model.assemble import assemble
from geo.recipes.model.names import train_names
from geo.recipes.model.syntax import train_syntax

_ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS")


def main() -> None:
    """Read the arguments and do what they say."""
    parser = argparse.ArgumentParser(prog="python -m geo.recipes.model")
    parser.add_argument("--data", type=Path, required=True, help="training corpora")
    parser.add_argument("--corpora", type=Path, help="development articles to stop on")
    parser.add_argument("--work", type=Path, required=True, help="scratch folder")
    parser.add_argument("--out", type=Path, default=OWN_MODEL, help="the model folder")
    parser.add_argument("--only", choices=("names", "syntax", "assemble"))
    given = parser.parse_args()
    given.work.mkdir(parents=True, exist_ok=True)
    if given.only == "names":
        train_names(given.data, given.corpora, given.work / "names")
    elif given.only == "syntax":
        train_syntax(given.data, given.work / "syntax")
    else:
        if given.only is None:
            _side_by_side()
        assemble(given.work, given.data, given.out)


def _side_by_side() -> None:
    """Start both trainings as processes of their own, and wait."""
    threads = dict.fromkeys(_ONE_THREAD, "1")
    children = [
        subprocess.Popen(
            [
                sys.executable,
                "-m",
                "geo.recipes.model",
                *sys.argv[1:],
                "--only",
                part,
            ],
            env={**os.environ, **threads},
        )
        for part in ("names", "syntax")
    ]
    codes = [child.wait() for child in children]  # both, whatever the first one did
    if any(codes):
        sys.exit("a training failed; its messages are above")


if __name__ == "__main__":
    main()
