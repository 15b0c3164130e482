"""Build the gazetteer from GeoNames' own files, on top of the packaged one.

Run as a child process: ``python -m geo.gazetteer.geonames_build BASE SOURCE COUNTRY PATH``
(COUNTRY may be ""). Each line on stdout is "share words": the parent draws the progress bar.
"""

from __future__ import annotations

import gc
import json
import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from geo.errors import DatelineError
from geo.gazetteer import geonames_finish
from geo.gazetteer.geonames_files import Dump, DumpFile, open_dump
from geo.gazetteer.geonames_stages import STAGES, Stage, Stages
from geo.gazetteer.geonames_work import Work, remove
from geo.gazetteer.scratch import building

Report = Callable[[float, str], None]


def build(base: Path, source: str, country: str, path: Path, report: Report) -> None:
    """Build the gazetteer into ``path``, whole or not at all.

    Killed half-way it leaves a scratch file, and goes on from that the next time if the
    files are still the same.

    Args:
        base: The packaged gazetteer.
        source: A folder, a file of places in it, or the http(s) address of either.
        country: ISO alpha-2 code of the one country to add, or "" for all.
        path: The file to make.
        report: Told the share done and what is being done.

    Raises:
        GazetteerError: A file is missing or broken, or cannot be downloaded or written.
    """
    with building(path) as scratch:
        if scratch is None:
            report(1.0, "another process has just built it")
            return
        begin = 0.3 if "://" in source else 0.0
        dump = open_dump(source, country, path.parent, _part(report, 0.0, begin))
        if dump.missing:
            report(begin, f"doing without {', '.join(dump.missing)}")
        work = _open_work(path, base, dump)
        try:
            _fill(work, dump, _part(report, begin, 0.8))
            report(0.8, "sorting names")
            geonames_finish.write(work, scratch, _meta(work, dump, source))
        finally:
            work.close()
    remove(work.path)
    report(1.0, "done")


def _open_work(path: Path, base: Path, dump: Dump) -> Work:
    """Open the scratch file of this build, and remove those of others."""
    unfinished = path.with_suffix(".work")
    for other in path.parent.glob("gazetteer-*.work"):
        if other != unfinished:
            remove(other)
    stamp = [dump.country, *(file.stamp() for file in dump.files())]
    return Work(unfinished, base, stamp)


def _part(report: Report, start: float, end: float) -> Report:
    """Return what reports shares of a part of the whole."""
    return lambda share, words: report(start + share * (end - start), words)


def _fill(work: Work, dump: Dump, report: Report) -> None:
    """Run every stage that is left."""
    if work.resumed:
        report(0.0, "going on with an unfinished build")
    files = {"places": dump.places, **dump.more}
    stages = Stages(work, country=dump.country, flagged="names" in files)
    due = [stage for stage in STAGES if stage.name in files]
    total = sum(stage.weight for stage in due)
    done = 0.0
    for stage in due:
        end = done + stage.weight / total
        if not work.is_done(stage.name):
            part = _part(report, done, end)
            _read(work, files[stage.name], stage, stages, part)
        done = end


def _read(
    work: Work, file: DumpFile, stage: Stage, stages: Stages, report: Report
) -> None:
    """Read what is left of a file, and commit after each batch."""
    size = max(1, file.size())
    words = f"reading {file.name}"
    offset, line = work.position(stage.name)
    report(offset / size, words)
    for batch in file.batches(offset, line):
        stage.take(stages, batch)
        work.keep(stage.name, batch)
        report(min(1.0, batch.end / size), words)
    if stage.end:
        stage.end(stages)
    work.finish(stage.name)


def _meta(work: Work, dump: Dump, source: str) -> dict[str, str]:
    """Return what the file was built from, and how to build it again."""
    (sources,) = work.db.execute(
        "SELECT value FROM base.meta WHERE key = 'sources'"
    ).fetchone()
    day = _day(dump.places)
    release = f"({dump.places.name}, {day})"
    place = source if "://" in source else str(Path(source).absolute())
    options = ["--country", dump.country] if dump.country else []
    return {
        "sources": json.dumps([*json.loads(sources), ["GeoNames", release]]),
        "files": json.dumps([[f.name, f.stamp()[1], _day(f)] for f in dump.files()]),
        "missing": json.dumps(dump.missing),
        "rebuild": json.dumps([*options, "--geonames", place]),
        "features": json.dumps(
            dict(work.db.execute("SELECT code, name FROM feature ORDER BY code"))
        ),
    }


def _day(file: DumpFile) -> str:
    changed = file.path.stat().st_mtime
    return datetime.fromtimestamp(changed, UTC).date().isoformat()


def main() -> None:
    """Build with the arguments given; trouble is one line on stderr."""
    # Millions of small values without cycles: collecting them cost a fifth of the time.
    gc.disable()
    base, source, country, path = sys.argv[1:]
    # Sorting takes as much room as the names: beside the file, not in a small /tmp.
    os.environ.setdefault("SQLITE_TMPDIR", str(Path(path).parent.absolute()))

    def report(share: float, words: str) -> None:
        sys.stdout.write(f"{share:.3f} {words}\n")
        sys.stdout.flush()

    try:
        build(Path(base), source, country, Path(path), report)
    except DatelineError as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(error.exit_code)


if __name__ == "__main__":
    main()
