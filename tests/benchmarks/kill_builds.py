"""An archive of real articles whose builds, compactions and corrections are killed (-9) at random.

    python tests/benchmarks/kill_builds.py FOLDER TEXTS.jsonl [KILLS]

Two are always at work in it, a build with two processes; a build sorts by itself after every
four shards, and then what is kept twice is deleted. After each kill the archive is looked at;
in the end all goes on to its end, and what it holds is compared with the articles given.
FOLDER is a new one. A minute for 50 kills and 600 articles on a quiet machine.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from killed_archive import Killed

from geo.archive import Archive

IMPORTS = """
import geo
from geo.language import load_language
load_language()

def tools():
    return geo.Tools(geo.open_gazetteer())
"""


def main(folder: Path, texts: Path, kills: int) -> None:
    folder.mkdir(parents=True)
    with texts.open(encoding="utf-8") as file:
        lines = [*file]
    longest = {"build": 8.0, "compact": 1.0, "correct": 1.0}
    killed = Killed(folder / "archive", lines, IMPORTS, longest, processes=2)

    def tell(words: str) -> None:
        sys.stdout.write(f"{killed.kills} {words}\n")
        sys.stdout.flush()

    killed.run(kills, tell)
    given = len({json.loads(line)["text"] for line in lines})
    with Archive(folder / "archive") as archive:
        corrected = archive.overview()
    tell(
        f"given {given}, held {killed.articles}, {corrected.mentions} mentions with "
        f"{corrected.corrections} correction; opened again {killed.opened_again} times"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int((*sys.argv[3:], 50)[0]))
