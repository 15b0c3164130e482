"""Builds of an archive, killed (-9) at random moments: nothing may be lost or come twice.

    python tests/benchmarks/kill_builds.py FOLDER TEXTS.jsonl [KILLS]

Every second kill ends the builder with its workers, the others one process alone, and five
seconds later what is left. In the end the
build goes on to its end, and its rows are compared with the articles given.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from geo.archive import Archive, Store


def children(pid: int) -> list[int]:
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError, IndexError):
            fields = path.read_text().rpartition(")")[2].split()
            if int(fields[1]) == pid:
                found.append(int(path.parent.name))
    return found


def killed_once(
    command: list[str], chance: random.Random, alone: bool
) -> tuple[bool, int]:
    """Begin a build and kill it; return whether it told a traceback, and how it ended."""
    with subprocess.Popen(
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as build:
        with suppress(subprocess.TimeoutExpired):
            build.wait(chance.uniform(1, 45))
        if build.poll() is None and alone and (workers := children(build.pid)):
            os.kill(chance.choice(workers), signal.SIGKILL)
            with suppress(subprocess.TimeoutExpired):  # it may go on without one
                build.wait(5)
        with suppress(ProcessLookupError):
            os.killpg(build.pid, signal.SIGKILL)
        said = build.stderr.read() if build.stderr else b""
        return b"Traceback" in said, build.wait()


def main(folder: Path, texts: Path, kills: int) -> None:
    command = [
        sys.executable,
        "-m",
        "geo.cli",
        "archive",
        "build",
        str(folder),
        str(texts),
    ]
    command += ["--jobs", "2"]
    chance, killed, tracebacks, ended = random.Random(7), 0, 0, 1
    while killed < kills and ended != 0:
        told, ended = killed_once(command, chance, alone=bool(killed % 2))
        killed, tracebacks = killed + (ended != 0), tracebacks + told
        made = (folder / "archive.json").exists()
        commits = len(Store(folder).commits()) if made else 0
        sys.stdout.write(f"{killed} kills, {commits} shards, exit {ended}\n")
        sys.stdout.flush()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    given = len({json.loads(line)["text"] for line in texts.open(encoding="utf-8")})
    with Archive(folder) as archive:
        held = archive.overview().articles
        ((different,),) = archive.sql(
            "SELECT count(DISTINCT article) FROM articles"
        ).rows
    sys.stdout.write(
        f"{killed} kills, {given} given, {held} held, {different} different, "
        f"{tracebacks} tracebacks\n"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int((*sys.argv[3:], 50)[0]))
