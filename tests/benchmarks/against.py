"""Run the benchmarks of this tree and of another commit, and print one table.

    python tests/benchmarks/against.py [COMMIT]

By hand, on a quiet machine; COMMIT is the last release's tag where there is one. Each tree runs
its own benchmarks, with the libraries installed here; those that both have are compared.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
MUCH = 1.1  # this much slower or faster is marked


def main(commit: str) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        other = Path(scratch, "tree")
        worktree = ["git", "-C", str(ROOT), "worktree"]
        subprocess.run([*worktree, "add", "--detach", other, commit], check=True)
        try:
            before, now = (_run(tree, Path(scratch)) for tree in (other, ROOT))
        finally:
            subprocess.run([*worktree, "remove", "--force", other], check=True)
    print(f"{'ms, the best of each':68}{commit[:12]:>12}{'now':>12}{'ratio':>8}")  # noqa: T201
    for name in sorted(now):
        old, new = before.get(name), now[name]
        ratio = new / old if old else 0.0
        mark = (
            "  <" if old and ratio > MUCH else "  >" if old and ratio < 1 / MUCH else ""
        )
        was = f"{1000 * old:12.3f}" if old else f"{'-':>12}"
        print(f"{name:68}{was}{1000 * new:12.3f}{ratio:8.2f}{mark}")  # noqa: T201


def _run(tree: Path, scratch: Path) -> dict[str, float]:
    told = scratch / "told.json"
    call = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
    call += ["tests/benchmarks", f"--benchmark-json={told}"]
    subprocess.run(
        call, cwd=tree, env={**os.environ, "PYTHONPATH": str(tree)}, check=False
    )
    found = json.loads(told.read_text("utf-8"))["benchmarks"]
    return {each["name"]: each["stats"]["min"] for each in found} | {
        "the first map, from a new process": min(_first_map(tree) for _ in range(3))
    }


def _first_map(tree: Path) -> float:
    call = [sys.executable, "-m", "geo.cli", "map", "-", "-o", "-"]
    told = {**os.environ, "PYTHONPATH": str(tree)}
    text = b"Lavrov flew from Moscow to Wonsan."
    begun = time.perf_counter()
    subprocess.run(
        call, input=text, cwd=tree, env=told, capture_output=True, check=True
    )
    return time.perf_counter() - begun


def last_release() -> str:
    """Return the tag of the last release, or a hundred commits ago where there is none."""
    git = ["git", "-C", str(ROOT)]
    tag = [*git, "describe", "--tags", "--abbrev=0", "--match", "v*"]
    found = subprocess.run(tag, capture_output=True, text=True, check=False).stdout
    return found.strip() or "HEAD~100"


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else last_release())
