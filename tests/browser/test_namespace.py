"""The server itself where there is no network: it must not even try to look out."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

UNSHARE = ("unshare", "--map-root-user", "--net")
DRIVE = Path(__file__).with_name("offline_drive.py")


def _no_namespaces() -> str:
    """Say why this machine cannot make a network namespace, or ""."""
    for program in ("unshare", "ip"):
        if shutil.which(program) is None:
            return f"no program {program} here"
    tried = subprocess.run([*UNSHARE, "true"], capture_output=True, check=False)
    return "" if tried.returncode == 0 else "this user may make no network namespace"


@pytest.mark.browser
@pytest.mark.slow
def test_the_first_map_comes_without_any_network(chromium, gazetteer, tmp_path):
    if reason := _no_namespaces():
        pytest.skip(reason)
    done = subprocess.run(
        [*UNSHARE, sys.executable, str(DRIVE)],
        cwd=tmp_path,
        env={**os.environ, "DATELINE_CACHE_DIR": str(gazetteer.path.parent)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.stdout.startswith("signs "), done.stderr[-2000:]
    assert int(done.stdout.split()[1]) >= 9
