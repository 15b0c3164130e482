"""Build the gazetteer from GeoNames' own files, on top of the packaged one.

Run as a child process: ``python -m geo.gazetteer.builder.geonames BASE SOURCE COUNTRY PATH``
(COUNTRY may be ""). Each line on stdout is "share words": the parent draws the progress bar.
"""

from __future__ import annotations

import gc
import json
import os
import sqlite3
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from geo.errors import DatelineError
from geo.gazetteer.builder import geonames_files
from geo.gazetteer.builder.geonames_files import (
    Batch,
    CodeLine,
    Dump,
    DumpFile,
    PlaceLine,
    open_dump,
)
from geo.gazetteer.builder.geonames_state import Checkpoint, KnownPlaces
from geo.gazetteer.builder.names import flagged_name, is_latin, latin_alternates
from geo.gazetteer.builder.scratch import building, remove
from geo.gazetteer.names import fold
from geo.gazetteer.schema import ALTERNATE, EXACT, NAME_KINDS, SCHEMA, NameRow, PlaceRow
from geo.gazetteer.seal import seal
from geo.model import Progress

GENERATIONS = 5  # up the hierarchy: GeoNames has five levels of units
# Places without a province of their own, each with what all of its parents that have one agree
# on. Waters, regions and ranges are left alone: they may well lie in several.
_INHERITED = """
SELECT min(p.country_code), min(p.admin1), c.id
FROM parent h JOIN place c ON c.id = h.child JOIN place p ON p.id = h.parent
WHERE c.admin1 = '' AND p.country_code <> ''
    AND (c.country_code = '' OR c.country_code = p.country_code AND p.admin1 <> '')
GROUP BY c.id HAVING count(DISTINCT p.country_code || '.' || p.admin1) = 1
"""
_PARENT = """
INSERT OR IGNORE INTO parent SELECT ?1, ?2 WHERE EXISTS (
    SELECT 1 FROM place WHERE id = ?1 AND admin1 = ''
    AND feature_class IN ('A', 'P', 'S') AND feature_code NOT LIKE 'PCL%')
"""
# What the packages call an alternate may be a name of the past, which they do not tell: where
# GeoNames says so, it is believed.
_UNFLAGGED = len(NAME_KINDS)
_NAMES = f"""
INSERT OR IGNORE INTO out.name
SELECT norm, place_id, CASE kind WHEN {_UNFLAGGED} THEN {ALTERNATE} ELSE kind END,
    group_concat(surface, '|')
FROM (
    SELECT norm, place_id, kind, surface FROM raw_name
    UNION ALL
    SELECT n.norm, coalesce(m.new, n.place_id),
        CASE n.kind WHEN {ALTERNATE} THEN {_UNFLAGGED} ELSE n.kind END, n.surface
    FROM base.name n LEFT JOIN moved m ON m.old = n.place_id
)
GROUP BY norm, place_id, kind ORDER BY norm, place_id, kind
"""


def build(base: Path, source: str, country: str, path: Path, report: Progress) -> None:
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
            _write(work, scratch, _meta(work, dump, source))
            seal(scratch)
        finally:
            work.close()
    remove(work.path)
    report(1.0, "done")


def _open_work(path: Path, base: Path, dump: Dump) -> Checkpoint:
    """Open the scratch file of this build, and remove those of others."""
    unfinished = path.with_suffix(".work")
    for other in path.parent.glob("gazetteer-*.work"):
        if other != unfinished:
            remove(other)
    stamp = [dump.country, *(file.stamp() for file in dump.files())]
    return Checkpoint(unfinished, base, stamp)


def _part(report: Progress, start: float, end: float) -> Progress:
    """Return a reporter whose shares are scaled to ``start`` to ``end``."""
    return lambda share, words: report(start + share * (end - start), words)


def _fill(work: Checkpoint, dump: Dump, report: Progress) -> None:
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
    work: Checkpoint, file: DumpFile, stage: Stage, stages: Stages, report: Progress
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


def _meta(work: Checkpoint, dump: Dump, source: str) -> dict[str, str]:
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


class Stages:
    """What each stage does with a batch of lines."""

    def __init__(self, work: Checkpoint, *, country: str, flagged: bool) -> None:
        """Prepare.

        Args:
            work: Where rows go.
            country: The one country wanted, or "" for all.
            flagged: True where a file of names tells their language and use.
        """
        self._work = work
        self._country = country
        self._flagged = flagged
        self._known = KnownPlaces(work.db)
        (sources,) = work.db.execute(
            "SELECT value FROM base.meta WHERE key = 'sources'"
        ).fetchone()
        self._source = len(json.loads(sources))  # ours comes after the packages'
        self._wanted = bytearray()

    def take_places(self, batch: Batch) -> None:
        """Keep the places, but those that our tables have."""
        places = [
            line for line in geonames_files.read_places(batch) if self._is_wanted(line)
        ]
        for line in places:
            if line.feature_class == "A":
                self._known.number_area(line)
        self._work.put_places(_place(line, self._source) for line in places)
        self._work.put_names(name for line in places for name in self._names(line))

    def _is_wanted(self, line: PlaceLine) -> bool:
        inside = self._country in {"", line.country_code}
        return inside and not self._known.is_ours(line)

    def _names(self, line: PlaceLine) -> Iterator[NameRow]:
        main = fold(line.name)
        if main:
            yield NameRow(main, line.id, EXACT)
        plain = fold(line.ascii_name)
        if plain != main and is_latin(plain):
            yield NameRow(plain, line.id, EXACT)
        if not self._flagged and line.alternates:
            for norm in latin_alternates(line.alternates.split(","), main):
                yield NameRow(norm, line.id, ALTERNATE)

    def take_countries(self, batch: Batch) -> None:
        """Number the countries that no package numbers."""
        for country, number in geonames_files.read_countries(batch):
            if self._country in {"", country}:
                self._known.number_country(country, number)

    def take_admin1(self, batch: Batch) -> None:
        """Number the provinces that the places did not, and give them their names."""
        for line in geonames_files.read_codes(batch):
            country, code, *_ = line.codes
            if self._country in {"", country}:
                self._known.number_province(country, code, line.name, line.place_id)
                self._name_unit(line)

    def take_admin2(self, batch: Batch) -> None:
        """Number the counties that the places did not, and give them their names."""
        for line in geonames_files.read_codes(batch):
            if self._country in {"", line.codes[0]}:
                self._known.number_county(line)
                self._name_unit(line)

    def _name_unit(self, line: CodeLine) -> None:
        if self._known.has(line.place_id):
            norms = {fold(line.name), fold(line.ascii_name)}
            self._work.put_names(
                NameRow(norm, line.place_id, EXACT) for norm in norms if is_latin(norm)
            )

    def take_features(self, batch: Batch) -> None:
        """Keep what the feature codes mean."""
        self._work.db.executemany(
            "INSERT OR REPLACE INTO feature VALUES (?, ?)",
            geonames_files.read_features(batch),
        )

    def take_hierarchy(self, batch: Batch) -> None:
        """Note the parents of places that have no province of their own."""
        self._work.db.executemany(_PARENT, geonames_files.read_parents(batch))

    def inherit(self) -> None:
        """Place these in the country and province of their parents."""
        for _ in range(GENERATIONS):
            found = self._work.db.execute(_INHERITED).fetchall()
            if not found:
                return
            self._work.db.executemany(
                "UPDATE place SET country_code = ?, admin1 = ? WHERE id = ?", found
            )

    def take_names(self, batch: Batch) -> None:
        """Keep further names of the places that are kept."""
        wanted = self._wanted = self._wanted or self._marks()
        last = len(wanted)
        rows = (
            flagged_name(
                line.place_id,
                line.name,
                line.language,
                preferred=line.preferred,
                historic=line.historic,
            )
            for line in geonames_files.read_alternates(batch)
            if line.place_id < last and wanted[line.place_id]
        )
        self._work.put_names(row for row in rows if row is not None)

    def _marks(self) -> bytearray:
        """Return one byte for each number up to the highest: a set would need a gigabyte."""
        (highest,) = self._work.db.execute("SELECT max(id) FROM place").fetchone()
        marks = bytearray(max(0, highest) + 1)
        for (number,) in self._work.db.execute(
            "SELECT id FROM place WHERE id > 0 AND ? IN ('', country_code)",
            (self._country,),
        ):
            marks[number] = 1
        return marks


class Stage(NamedTuple):
    """One stage: its file, its share of the time, and what it does."""

    name: str
    weight: float
    take: Callable[[Stages, Batch], None]
    end: Callable[[Stages], None] | None = None


STAGES = (
    Stage("places", 60, Stages.take_places),
    Stage("countries", 0.1, Stages.take_countries),
    Stage("admin1", 0.1, Stages.take_admin1),
    Stage("admin2", 0.5, Stages.take_admin2),
    Stage("features", 0.1, Stages.take_features),
    Stage("hierarchy", 1, Stages.take_hierarchy, Stages.inherit),
    Stage("names", 35, Stages.take_names),
)


def _place(line: PlaceLine, source: int) -> PlaceRow:
    where = (line.lat, line.lon, None, line.feature_class, line.feature_code)
    inside = (line.country_code, line.admin1)
    return PlaceRow(line.id, None, line.name, *where, *inside, line.population, source)


def _write(work: Checkpoint, path: Path, meta: Mapping[str, str]) -> None:
    """Write the gazetteer.

    Args:
        work: The scratch file, every stage of it done.
        path: The file to make.
        meta: What ``meta`` says beyond, or instead of, the packaged gazetteer's.
    """
    with closing(sqlite3.connect(path)) as new:
        new.executescript(f"{SCHEMA} DROP TABLE raw_name;")
    db = work.db
    db.execute("ATTACH ? AS out", (str(path.absolute()),))
    # Thrown away when anything goes wrong: no journal is needed.
    db.execute("PRAGMA out.journal_mode=OFF")
    db.execute("INSERT INTO out.place SELECT * FROM place ORDER BY id")
    db.execute("INSERT INTO out.admin1 SELECT * FROM admin1")
    db.execute(_NAMES)
    db.execute("INSERT INTO out.other_script_name SELECT * FROM base.other_script_name")
    (places,) = db.execute("SELECT count(*) FROM out.place").fetchone()
    (names,) = db.execute("SELECT count(*) FROM out.name").fetchone()
    db.execute("INSERT INTO out.meta SELECT * FROM base.meta")
    rows = {
        **meta,
        "built": datetime.now(UTC).isoformat(timespec="seconds"),
        "places": str(places),
        "distinct_names": str(names),
    }
    db.executemany("INSERT OR REPLACE INTO out.meta VALUES (?, ?)", rows.items())
    db.commit()
    db.execute("DETACH out")


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
