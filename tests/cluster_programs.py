"""Scheduler and workers of Dask, each a process of its own: forks of one that has imported theirs."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from importlib import import_module
from multiprocessing import get_all_start_methods, get_context

FORKED = get_context(
    "forkserver" if "forkserver" in get_all_start_methods() else "spawn"
)
if FORKED.get_start_method() == "forkserver":
    FORKED.set_forkserver_preload(
        [
            "distributed.cli.dask_scheduler",
            "distributed.cli.dask_worker",
            "geo.archive.cluster",
            "geo.pipeline",
        ]
    )


def run(program: str, words: Sequence[str], environment: Mapping[str, str]) -> None:
    """Run a program of Dask's with some words, quietly."""
    os.environ.update(environment)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    import_module(program).main(list(words))
