"""The tables of an archive as Parquet, and Parquet of others as records: a door to pyarrow.

docs/archive.md describes every column. The sentence is told with each mention and link, so
that a table can be read without any other; zstd keeps what is repeated for next to nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from geo.errors import ArticleError
from geo.model import Evidence, Link, Place, Reading, Resolution
from geo.optional_dependencies import needs_extra
from geo.when import time_values

TABLES = ("articles", "mentions", "links", "places")
_ROWS_AT_ONCE = 1_000  # of a Parquet file that is read
_LEVEL = 15  # of zstd: a fifth less than its usual one; reading takes 100 times as long
_REPEATED = 0.8  # of the values of a column: with more of them a dictionary is no gain

_ARTICLE = {"article": "string", "source": "string", "published": "date32"}
_POINT_IN_TEXT = {"start": "int32", "end": "int32"}
COLUMNS: dict[str, dict[str, str]] = {
    "articles": {
        **_ARTICLE,
        "precision": "string",
        "title": "string",
        "address": "string",
        "language": "string",
        "characters": "int32",
        "mentions": "int32",
        "focus": "string",
    },
    "mentions": {
        **_ARTICLE,
        **_POINT_IN_TEXT,
        "mention": "string",
        "sentence_start": "int32",
        "sentence": "string",
        "kind": "string",
        "place": "string",
        "score": "float32",
        "match": "string",
    },
    "links": {
        **_ARTICLE,
        "link": "string",
        "origin": "string",
        "destination": "string",
        "kind": "string",
        "directed": "bool",
        "status": "string",
        "actor": "string",
        "predicate": "string",
        "date": "date32",
        "date_words": "string",
        "date_first": "date32",
        "date_last": "date32",
        "sentence_start": "int32",
        "sentence": "string",
        "origin_start": "int32",
        "destination_start": "int32",
    },
    "places": {
        "place": "string",
        "name": "string",
        "lat": "float64",
        "lon": "float64",
        "country_code": "string",
        "admin1": "string",
        "admin1_name": "string",
        "feature_class": "string",
        "feature_code": "string",
        "population": "int64",
        "coordinates_from": "string",
    },
}

_COUNTED = ("int32", "int64", "date32")  # written as what each adds to the one before

Row = dict[str, Any]


def rows_of(readings: Iterable[Reading]) -> dict[str, list[Row]]:
    """Return what was read as rows of the tables, in the order of articles and texts."""
    rows: dict[str, list[Row]] = {table: [] for table in TABLES}
    places: dict[str, Place] = {}
    for reading in readings:
        about = _about(reading)
        rows["articles"].append(about | _article(reading))
        rows["mentions"] += [
            about | _mention(r, reading.article.text) for r in reading.resolutions
        ]
        rows["links"] += [
            about | _link(link, evidence, reading.article.text)
            for link in reading.links
            for evidence in link.evidence
        ]
        places |= {place.id: place for place in _places_of(reading)}
    rows["places"] = [_place(places[name]) for name in sorted(places)]
    return rows


def write(table: str, rows: list[Row]) -> bytes:
    """Return rows of a table as the bytes of a Parquet file.

    Raises:
        OutputError: pyarrow is not installed.
    """
    with needs_extra("archive", "An archive"):
        import pyarrow as arrow
        from pyarrow import parquet
    types = {"bool": arrow.bool_(), "date32": arrow.date32()}
    columns = COLUMNS[table]
    schema = arrow.schema(
        [
            (name, types.get(kind) or arrow.type_for_alias(kind))
            for name, kind in columns.items()
        ]
    )
    written = arrow.Table.from_pylist(rows, schema)
    sink = arrow.BufferOutputStream()
    parquet.write_table(written, sink, **_smallest(written, columns))
    return bytes(sink.getvalue().to_pybytes())


def _smallest(written: Any, columns: dict[str, str]) -> dict[str, Any]:
    """Return how a table of Arrow takes the fewest bytes that any reader of Parquet reads."""
    numbers = [name for name, kind in columns.items() if kind in _COUNTED]
    repeated = [
        name
        for name in columns
        if len(written[name].unique()) < _REPEATED * written.num_rows
    ]
    return {
        "compression": "zstd",
        "compression_level": _LEVEL,
        "column_encoding": dict.fromkeys(numbers, "DELTA_BINARY_PACKED"),
        "use_dictionary": [name for name in repeated if name not in numbers],
        "store_schema": False,  # Arrow's own, once more: Parquet's says the same
    }


def table_of_numbers(numbers: Sequence[int]) -> Any:
    """Return whole numbers as a table of Arrow, whose one column is `number`.

    Raises:
        OutputError: pyarrow is not installed.
    """
    with needs_extra("archive", "An archive"):
        import pyarrow as arrow
    return arrow.table({"number": arrow.array(numbers, arrow.int64())})


def columns(path: Path, *names: str) -> Iterator[tuple[Any, ...]]:
    """Return some columns of a Parquet file, row by row.

    Raises:
        ArticleError: The file cannot be read.
        OutputError: pyarrow is not installed.
    """
    with needs_extra("archive", "An archive"):
        from pyarrow import ArrowException, parquet
    try:
        with parquet.ParquetFile(path) as file:
            for batch in file.iter_batches(_ROWS_AT_ONCE, columns=[*names]):
                yield from zip(*(batch[n].to_pylist() for n in names), strict=True)
    except (OSError, ArrowException) as error:
        raise ArticleError(
            f"{path} is damaged; “dateline archive verify --forget” lets it be read anew"
        ) from error


def json_lines(path: Path) -> Iterator[tuple[float, bytes]]:
    """Return a Parquet file as JSON lines, some at a time, each with the share read by then.

    Raises:
        ArticleError: The file cannot be read.
        OutputError: pyarrow is not installed.
    """
    with needs_extra("archive", "Parquet"):
        from pyarrow import ArrowException, parquet
    try:
        with parquet.ParquetFile(path) as file:
            done, total = 0, max(file.metadata.num_rows, 1)
            for batch in file.iter_batches(_ROWS_AT_ONCE):
                done += batch.num_rows
                lines = (json.dumps(row, default=str) for row in batch.to_pylist())
                yield done / total, "\n".join(lines).encode()
    except (OSError, ArrowException) as error:
        raise ArticleError(f"{path} cannot be read as Parquet: {error}") from error


def _about(reading: Reading) -> Row:
    article = reading.article
    return {
        "article": article.id,
        "source": article.source,
        "published": article.published,
    }


def _article(reading: Reading) -> Row:
    article = reading.article
    return {
        "precision": article.published_precision.value if article.published else None,
        "title": article.title,
        "address": article.address,
        "language": article.language,
        "characters": len(article.text),
        "mentions": len(reading.resolutions),
        "focus": reading.focus[-1].place.id if reading.focus else None,
    }


def _mention(resolution: Resolution, text: str) -> Row:
    mention, place = resolution.mention, resolution.place
    return {
        "start": mention.passage.start,
        "end": mention.passage.end,
        "mention": mention.text,
        "sentence_start": mention.sentence.start,
        "sentence": text[mention.sentence.start : mention.sentence.end],
        "kind": mention.kind.value,
        "place": place.id if place else None,
        "score": resolution.score if place else None,
        "match": resolution.match.value if place and resolution.match else None,
    }


def _link(link: Link, evidence: Evidence, text: str) -> Row:
    passage = evidence.passage
    return {
        "link": link.id,
        "origin": link.origin.id,
        "destination": link.destination.id,
        "kind": link.kind.value,
        "directed": link.directed,
        "status": link.status.value,
        "actor": link.actor,
        "predicate": link.predicate,
        "date": link.date,
        **time_values(evidence.when),
        "sentence_start": passage.start,
        "sentence": text[passage.start : passage.end],
        "origin_start": evidence.origin.passage.start,
        "destination_start": evidence.destination.passage.start,
    }


def _places_of(reading: Reading) -> Iterator[Place]:
    yield from (r.place for r in reading.resolutions if r.place)
    for link in reading.links:
        yield from (link.origin, link.destination)
    yield from (focus.place for focus in reading.focus)


def _place(place: Place) -> Row:
    return {
        "place": place.id,
        "name": place.name,
        "lat": place.lat,
        "lon": place.lon,
        "country_code": place.country_code,
        "admin1": place.admin1,
        "admin1_name": place.admin1_name,
        "feature_class": place.feature_class,
        "feature_code": place.feature_code,
        "population": place.population,
        "coordinates_from": str(place.provenance),
    }
