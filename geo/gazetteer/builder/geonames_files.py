"""GeoNames' own files, in a folder or at an address: which there are, and their lines.

A dump is one file of places and some that say more of them. Only the places must be there.
All are UTF-8, one record a line, tab-separated, without quotes or a header.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Container, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, NamedTuple, NoReturn

from geo.errors import GazetteerError
from geo.gazetteer.download import Downloads
from geo.model import Progress

SUFFIXES = (".zip", ".txt")
WHOLE_WORLD = ("allCountries", "cities500", "cities1000", "cities5000", "cities15000")
PIECE = 4 * 1024 * 1024  # bytes read at once; a batch of lines is what came whole
MAX_LINE_LENGTH = 1024 * 1024  # bytes; the longest of GeoNames has 20 thousand
_UNREADABLE = (OSError, EOFError, zipfile.BadZipFile, zlib.error, NotImplementedError)

PLACE_COLUMNS = (19,)
ALTERNATE_COLUMNS = range(8, 11)  # the days "from" and "to" may be left out
CODE_COLUMNS = (4,)
COUNTRY_COLUMNS = (19,)
PARENT_COLUMNS = (2, 3)
FEATURE_COLUMNS = (2, 3)
# Areas, towns, waters, regions, heights, buildings, woods; not roads (R), not what lies
# under the sea (U).
KEPT_CLASSES = frozenset("APHLTSV")
MAX_ID = 100_000_000  # of a place; GeoNames has reached 14 million


class Batch(NamedTuple):
    """Some whole lines of a file.

    Attributes:
        file: Its name, for complaints.
        text: The lines, with line feeds between them.
        first: Number of the first one, counted from 1.
        after: Number of the line after the last one.
        end: Where that line starts, in bytes of the unpacked file.
    """

    file: str
    text: str
    first: int
    after: int
    end: int


class PlaceLine(NamedTuple):
    """One line of a places file; lat and lon in WGS 84 degrees."""

    id: int
    name: str
    ascii_name: str
    alternates: str
    lat: float
    lon: float
    feature_class: str
    feature_code: str
    country_code: str
    admin1: str
    population: int


class AlternateLine(NamedTuple):
    """One line of alternateNamesV2: a further name of a place."""

    place_id: int
    language: str
    name: str
    preferred: bool
    historic: bool


class CodeLine(NamedTuple):
    """One line of admin1CodesASCII or admin2Codes: "US.TX", its name and number."""

    codes: tuple[str, ...]
    name: str
    ascii_name: str
    place_id: int


def read_places(batch: Batch) -> Iterator[PlaceLine]:
    """Return the places of the classes that are kept.

    Raises:
        GazetteerError: A line is broken; the message names it.
    """
    for number, row in read_rows(batch, PLACE_COLUMNS):
        if row[6] in KEPT_CLASSES and row[6] and row[1]:
            try:
                line = _place(row)
            except ValueError:
                _fail(batch, number, "a number in it is none")
            if not _plausible(line):
                _fail(batch, number, "such a place cannot be")
            yield line


def _place(row: list[str]) -> PlaceLine:
    return PlaceLine(
        id=int(row[0]),
        name=row[1],
        ascii_name=row[2],
        alternates=row[3],
        lat=float(row[4]),
        lon=float(row[5]),
        feature_class=row[6],
        feature_code=row[7],
        country_code=row[8],
        admin1="" if row[10] == "00" else row[10],  # "00": not known, or none
        population=max(0, int(row[14] or 0)),
    )


def _plausible(line: PlaceLine) -> bool:
    return (
        0 < line.id <= MAX_ID
        and abs(line.lat) <= 90  # noqa: PLR2004 - the poles
        and abs(line.lon) <= 180  # noqa: PLR2004 - a half turn
        and len(line.country_code) in (0, 2)
    )


def read_alternates(batch: Batch) -> Iterator[AlternateLine]:
    """Return further names. Errors as above."""
    for number, row in read_rows(batch, ALTERNATE_COLUMNS):
        if not row[1].isdecimal():
            _fail(batch, number, f"{row[1]!r} is no number of a place")
        yield AlternateLine(int(row[1]), row[2], row[3], row[4] == "1", row[7] == "1")


def read_codes(batch: Batch) -> Iterator[CodeLine]:
    """Return provinces or counties. Errors as above."""
    for number, row in read_rows(batch, CODE_COLUMNS):
        units = tuple(row[0].split("."))
        if len(units) < 2:  # noqa: PLR2004 - country and province
            _fail(batch, number, f"{row[0]!r} is no code of a unit")
        yield CodeLine(units, row[1], row[2], _number(batch, number, row[3]))


def read_countries(batch: Batch) -> Iterator[tuple[str, int]]:
    """Return ISO alpha-2 codes with the numbers of the countries. Errors as above."""
    for number, row in read_rows(batch, COUNTRY_COLUMNS):
        if row[16]:
            yield row[0], _number(batch, number, row[16])


def read_parents(batch: Batch) -> Iterator[tuple[int, int]]:
    """Return (child, parent) as numbers of places. Errors as above."""
    for number, row in read_rows(batch, PARENT_COLUMNS):
        yield _number(batch, number, row[1]), _number(batch, number, row[0])


def read_features(batch: Batch) -> Iterator[tuple[str, str]]:
    """Return feature codes ("P.PPLA") with what they mean. Errors as above."""
    for _, row in read_rows(batch, FEATURE_COLUMNS):
        yield row[0], row[1]


def read_rows(batch: Batch, widths: Container[int]) -> Iterator[tuple[int, list[str]]]:
    """Return each record with the number of its line; comments and blanks are passed.

    Raises:
        GazetteerError: A line has another number of columns than ``widths`` allows.
    """
    for number, line in enumerate(batch.text.split("\n"), batch.first):
        text = line.rstrip("\r")
        if text and text[0] != "#":
            row = text.split("\t")
            if len(row) not in widths:
                _fail(batch, number, f"GeoNames has no lines of {len(row)} columns")
            yield number, row


def _number(batch: Batch, number: int, cell: str) -> int:
    if not (cell.isdecimal() and 0 < int(cell) <= MAX_ID):
        _fail(batch, number, f"{cell!r} is no number of a place")
    return int(cell)


def _fail(batch: Batch, number: int, trouble: str) -> NoReturn:
    raise GazetteerError(
        f"{batch.file}, line {number}: {trouble}; download the file again"
    )


@dataclass(frozen=True, slots=True)
class DumpFile:
    """One file of a dump, plain or in a zip of its own.

    Attributes:
        path: Where it lies.
        name: What complaints call it.
    """

    path: Path
    name: str

    def stamp(self) -> tuple[str, int, int]:
        """Return name, bytes and time of change (ns): another stamp is another file."""
        about = self.path.stat()
        return self.name, about.st_size, about.st_mtime_ns

    def size(self) -> int:
        """Return its bytes when unpacked."""
        with self._readable():
            if not self._zipped:
                return self.path.stat().st_size
            with zipfile.ZipFile(self.path) as archive:
                return archive.getinfo(self._member(archive)).file_size

    def batches(self, offset: int = 0, line: int = 1) -> Iterator[Batch]:
        """Return its lines in batches, so that no file is in memory as a whole.

        Args:
            offset: Where to start, in bytes of the unpacked file.
            line: Number of the line that starts there.

        Raises:
            GazetteerError: It cannot be read, or is no text of lines.
        """
        with self._readable(), self._open() as file:
            file.seek(offset)
            rest = b""
            while piece := file.read(PIECE):
                whole, newline, rest = (rest + piece).rpartition(b"\n")
                if len(rest) > MAX_LINE_LENGTH:
                    raise GazetteerError(f"{self.name} is no file of GeoNames")
                if newline:
                    batch = self._batch(whole + newline, offset, line)
                    yield batch
                    offset, line = batch.end, batch.after
            if rest:
                yield self._batch(rest, offset, line)

    def _batch(self, raw: bytes, offset: int, line: int) -> Batch:
        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError as error:
            number = line + raw.count(b"\n", 0, error.start)
            raise GazetteerError(
                f"{self.name}, line {number}: not UTF-8; download the file again"
            ) from error
        after = line + raw.count(b"\n")
        return Batch(self.name, text, line, after, offset + len(raw))

    @property
    def _zipped(self) -> bool:
        return self.path.suffix.lower() == ".zip"

    @contextmanager
    def _readable(self) -> Iterator[None]:
        try:
            yield
        except _UNREADABLE as error:
            raise GazetteerError(
                f"{self.name} cannot be read ({error}); download it again"
            ) from error

    @contextmanager
    def _open(self) -> Iterator[IO[bytes]]:
        if not self._zipped:
            with self.path.open("rb") as file:
                yield file
            return
        with (
            zipfile.ZipFile(self.path) as archive,
            archive.open(self._member(archive)) as member,
        ):
            yield member

    def _member(self, archive: zipfile.ZipFile) -> str:
        wanted = f"{self.path.stem}.txt"
        if wanted not in archive.namelist():
            raise GazetteerError(
                f"{self.name} holds no {wanted}; download it again, under its own name"
            )
        return wanted


@dataclass(frozen=True, slots=True)
class Dump:
    """The files of one build.

    Attributes:
        places: The places.
        more: What else there is: "countries", "admin1", "admin2", "features",
            "hierarchy" and "names".
        country: ISO alpha-2 code of the one country wanted, or "" for all.
        missing: Names of files that are not there; the build does without.
    """

    places: DumpFile
    more: dict[str, DumpFile]
    country: str = ""
    missing: tuple[str, ...] = field(default=())

    def files(self) -> list[DumpFile]:
        """Return all files, the places first."""
        return [self.places, *self.more.values()]


class Folder:
    """A folder of GeoNames files, or one file of places in it.

    Attributes:
        name: What complaints call it.
        given: Name of the file of places where that was given, else "".
    """

    def __init__(self, source: str) -> None:
        path = Path(source)
        self.name = source
        self.given = path.name if path.suffix.lower() in SUFFIXES else ""
        self._path = path.parent if self.given else path

    def find(self, names: tuple[str, ...]) -> Path | None:
        """Return the first of these files that is there."""
        paths = (self._path / name for name in names)
        return next((path for path in paths if path.is_file()), None)

    def lone_country(self) -> tuple[str, ...]:
        """Return the name of the one country's file in it; () where there are more."""
        found = [p.name for p in self._path.glob("[A-Z][A-Z].*")]
        stems = {name.partition(".")[0] for name in found if name.endswith(SUFFIXES)}
        return _either(*stems) if len(stems) == 1 else ()


def open_dump(source: str, country: str, cache_dir: Path, report: Progress) -> Dump:
    """Find the files of a dump, and download them where an address is given.

    Args:
        source: A folder, a file of places in it, or the http(s) address of either.
        country: ISO alpha-2 code of the one country wanted, or "" for all.
        cache_dir: Downloads go into its folder ``geonames``.
        report: Told the share done and what is being done.

    Raises:
        GazetteerError: There is no file of places, or a download failed.
    """
    where: Folder | Downloads
    if "://" in source:
        where = Downloads(source, cache_dir / "geonames", report)
    else:
        where = Folder(source)
    names = _places(where, country)
    places = _find(where, names)
    if places is None:
        raise GazetteerError(
            f"{where.name} has no file of places; give a folder or an address of "
            f"GeoNames files with {names[0]} in it"
        )
    roles = _more(country)
    found = {role: _find(where, names) for role, names in roles.items()}
    return Dump(
        places=places,
        more={role: file for role, file in found.items() if file},
        country=country,
        missing=tuple(roles[role][0] for role, file in found.items() if not file),
    )


def _find(where: Folder | Downloads, names: tuple[str, ...]) -> DumpFile | None:
    path = where.find(names)
    if path is None:
        return None
    return DumpFile(path, next(n for n in names if path.name == Path(n).name))


def _places(where: Folder | Downloads, country: str) -> tuple[str, ...]:
    """Return the names that the file of places may have, the best first."""
    if where.given:
        return (where.given,)
    if country:
        return _either(country, WHOLE_WORLD[0])
    lone = where.lone_country() if isinstance(where, Folder) else ()
    return (*_either(*WHOLE_WORLD), *lone)


def _more(country: str) -> dict[str, tuple[str, ...]]:
    """Return the names that each of the other files may have, the best first."""
    own = (f"alternatenames/{country}",) if country else ()
    return {
        "countries": ("countryInfo.txt",),
        "admin1": ("admin1CodesASCII.txt",),
        "admin2": ("admin2Codes.txt",),
        "features": ("featureCodes_en.txt",),
        "hierarchy": _either("hierarchy"),
        "names": _either(*own, "alternateNamesV2"),
    }


def _either(*stems: str) -> tuple[str, ...]:
    return tuple(stem + suffix for stem in stems for suffix in SUFFIXES)
