"""Matrix products take one thread while we read, and the user's setting stands after it.

In processes of their own, for the setting is the whole process's.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

USERS = 3  # threads that the user has set

# Notes how many threads each product may take, and what is set when all is done.
WATCH = f"""
import json, sys, threading
import numpy
from threadpoolctl import ThreadpoolController
blas = ThreadpoolController().select(user_api="blas")
blas.limit(limits={USERS})
threads = lambda: max(library["num_threads"] for library in blas.info())
before, seen = threads(), set()
import geo
import geo.language.networks
from geo.articles import samples
maxout = geo.language.networks._maxout
def watched(*args):
    seen.add(threads())
    return maxout(*args)
geo.language.networks._maxout = watched
"""
TOLD = "threads: "
TELL = f"""
print({TOLD!r} + json.dumps([before, sorted(seen), threads()]))
seen.clear()
"""
READ = "atlas = geo.build_atlas([samples()[0].read()], geo.open_gazetteer())\n"
MANY = """
def read(at):
    geo.build_atlas([samples()[at].read()], geo.open_gazetteer())
readers = [threading.Thread(target=read, args=(at % 3,)) for at in range(6)]
[reader.start() for reader in readers]
[reader.join() for reader in readers]
"""
USERS_WITHIN = f"""
with blas.limit(limits={USERS}):
    {READ}"""
AFTERWARDS = f"""
blas.limit(limits=2)
{READ}blas.limit(limits={USERS})
"""
FAIL = """
from geo.language import one_thread
import contextlib
with contextlib.suppress(ValueError), one_thread(), one_thread():
    seen.add(threads())
    raise ValueError
"""
COMMAND = """
from geo.cli import main
sys.argv = ["dateline", "map", sys.argv[1], "-o", sys.argv[2]]
try:
    main()
except SystemExit as ended:
    assert not ended.code, ended.code
"""
DASHBOARD = """
from dashboard import warm_up
warm_up.page_shown()
warm_up.run()
"""


@pytest.mark.parametrize(
    "works",
    [
        # The first that reads loads what reads; those after it find it loaded.
        pytest.param(
            [FAIL, MANY, READ, READ * 2, AFTERWARDS, FAIL, READ], id="many-at-once"
        ),
        pytest.param([USERS_WITHIN, READ], id="within-the-users-own"),
        pytest.param([COMMAND], id="command"),
        pytest.param([DASHBOARD], id="dashboard"),
    ],
)
def test_one_thread_within_and_the_users_own_after(works, gazetteer, tmp_path):
    code = WATCH + "".join(work + TELL for work in works)
    assert told(code, tmp_path) == [[USERS, [1], USERS]] * len(works)


def test_whatever_the_environment_says(gazetteer, tmp_path):
    sets = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"), "2")
    assert told(WATCH + READ + TELL, tmp_path, **sets) == [[USERS, [1], USERS]]


def told(code: str, folder: Path, **sets: str) -> list[object]:
    """Run code in a process of its own, and give what it tells."""
    text, out = folder / "a.txt", folder / "a.geojson"
    text.write_text("Lavrov flew from Moscow to Wonsan.")
    ran = subprocess.run(
        [sys.executable, "-c", code, str(text), str(out)],
        env={**os.environ, **sets},
        capture_output=True,
        text=True,
        check=True,
    )
    lines = ran.stdout.splitlines()
    return [json.loads(n.removeprefix(TOLD)) for n in lines if n.startswith(TOLD)]
