"""How fast an archive is built, in several ways, and what memory the whole tree of processes takes.

    python tests/benchmarks/archive_rates.py FOLDER ARTICLES TEXTS.jsonl... [--ways jobs1 jobs2 dask1 dask4]

Articles of about 340 words are made of the sentences of the texts given (JSON lines with
`text`): of each some are left out, so that all differ. A way is what reads: processes of
`dateline archive build --jobs`, or Dask workers of `--cluster local`. The time is that of the
whole command, starting included. FOLDER is a new one; the archives stay there.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from random import Random

from geo.archive import Archive

WORDS = 340
# Objects, strings and a dictionary, as reading has them; a few seconds.
_LOOP = "for i in range(4_000_000): seen = {'a': str(i)}; seen['b'] = seen['a'][:3]"
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_PAGE = re.compile(r"^Pss:\s+(\d+) kB", re.MULTILINE)


def make(path: Path, articles: int, texts: list[Path]) -> None:
    """Write made articles as JSON lines."""
    chance = Random(11)
    records = [json.loads(line) for p in texts for line in p.open(encoding="utf-8")]
    told = [_SENTENCE.split(record["text"]) for record in records]
    with path.open("w", encoding="utf-8") as file:
        for number in range(articles):
            said: list[str] = []
            words = 0
            while words < WORDS:
                for sentence in chance.choice(told):
                    if words < WORDS and chance.random() < 0.9:
                        said.append(sentence)
                        words += len(sentence.split())
            day = f"20{number % 20 + 5:02d}-{number % 12 + 1:02d}-{number % 28 + 1:02d}"
            record = {
                "text": " ".join(said),
                "title": f"Report {number}",
                "source": f"paper-{number % 40}.example",
                "date": day,
            }
            file.write(json.dumps(record) + "\n")


def memory(group: int) -> float:
    """Return the memory of all processes of a session in MB, what they share counted once."""
    total = 0
    for path in Path("/proc").glob("[0-9]*"):
        with suppress(OSError, IndexError, ValueError):
            fields = (path / "stat").read_text("utf-8").rpartition(")")[2].split()
            if int(fields[3]) == group:
                found = _PAGE.search((path / "smaps_rollup").read_text("utf-8"))
                total += int(found[1]) if found else 0
    return total / 1000


def build(folder: Path, source: Path, way: str) -> tuple[float, list[float]]:
    """Build an archive; return the seconds it took, and its memory at each second."""
    kind, number = way[:4], way[4:]
    command = [sys.executable, "-m", "geo.cli", "archive", "build", str(folder)]
    command += [str(source), "--jobs", number]
    command += ["--cluster", "local"] if kind == "dask" else []
    begun, samples = time.monotonic(), list[float]()
    with subprocess.Popen(command, start_new_session=True) as process:
        while process.poll() is None:
            samples.append(memory(process.pid))
            with suppress(subprocess.TimeoutExpired):
                process.wait(1)
    if process.returncode:
        raise SystemExit(f"{way} ended with {process.returncode}")
    return time.monotonic() - begun, samples


def possible(processes: int) -> float:
    """Return how many times what one process does that many do at once, where nothing is shared."""
    seconds = []
    for number in (1, processes):
        begun = time.monotonic()
        loops = [subprocess.Popen([sys.executable, "-c", _LOOP]) for _ in range(number)]
        ended = [loop.wait() for loop in loops]  # all of them
        if any(ended):
            raise SystemExit("a loop was ended from outside")
        seconds.append(time.monotonic() - begun)
    return processes * seconds[0] / seconds[1]


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", type=Path)
    asked.add_argument("articles", type=int)
    asked.add_argument("texts", type=Path, nargs="+")
    asked.add_argument(
        "--ways", nargs="+", default=["jobs1", "jobs2", "dask1", "dask4"]
    )
    said = asked.parse_args()
    said.folder.mkdir(parents=True)
    source = said.folder / "made.jsonl"
    make(source, said.articles, said.texts)
    rates: dict[str, float] = {}
    for way in said.ways:
        folder = said.folder / way
        seconds, samples = build(folder, source, way)
        with Archive(folder) as archive:
            held = archive.overview()
        rates[way] = held.articles / seconds
        first = next(rate for name, rate in rates.items() if name[:4] == way[:4])
        number = int(way[4:])
        limit = possible(number) if number > 1 else 1.0
        quarters = [samples[len(samples) * n // 4] for n in range(1, 4)]
        sys.stdout.write(
            f"{way}: {held.articles} articles, {seconds:.0f} s, {rates[way]:.1f} a second, "
            f"{rates[way] / first:.2f} times, of {limit:.2f} that a bare loop reaches here; memory {max(samples):.0f} MB at most, "
            f"{' '.join(f'{m:.0f}' for m in quarters)} at its quarters; "
            f"{held.bytes / held.articles:.0f} bytes an article with the index of words; "
            f"load {os.getloadavg()[0]:.1f}\n"
        )
        sys.stdout.flush()


if __name__ == "__main__":
    main()
