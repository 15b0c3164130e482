"""Atlas to a table of mentions (RFC 4180), safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
import re

from geo.model import Article, Atlas, Passage, Place, Resolution

COLUMNS = (
    "article_id",
    "article_title",
    "start",
    "end",
    "mention",
    "sentence",
    "kind",
    "place",
    "place_id",
    "geonames_id",
    "lat",
    "lon",
    "country_code",
    "score",
    "coordinates_from",
    "reasons",
)
# A spreadsheet runs a cell that begins so as a formula (OWASP, "CSV injection"): also
# after blanks and invisible characters, and in the wide forms East Asian keyboards give.
FORMULA = re.compile(
    r"[\t\r\n]|[\s\x00-\x1f\u200b-\u200f\ufeff]*[=+\-@＝＋－＠﹦﹢﹣﹫−]"
)

Cell = str | int | float | None


def to_csv(atlas: Atlas) -> str:
    """Write one row per mention, those without a place included.

    Every cell is quoted. Text that a spreadsheet would run as a formula gets an
    apostrophe in front; numbers never do.
    """
    articles = {article.id: article for article in atlas.articles}
    table = io.StringIO(newline="")
    writer = csv.writer(table, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for resolution in atlas.resolutions:
        article = articles[resolution.mention.passage.article_id]
        writer.writerow([_safe(cell) for cell in _row(resolution, article)])
    return table.getvalue()


def _row(resolution: Resolution, article: Article) -> tuple[Cell, ...]:
    mention = resolution.mention
    return (
        article.id,
        article.title,
        mention.passage.start,
        mention.passage.end,
        mention.text,
        _quote(article, mention.sentence),
        mention.kind.value,
        *_place_cells(resolution.place, resolution.score),
        "; ".join(reason.note for reason in resolution.reasons),
    )


def _place_cells(place: Place | None, score: float) -> tuple[Cell, ...]:
    if place is None:
        return (None,) * 8
    return (
        place.name,
        place.id,
        place.geonames_id,
        round(place.lat, 6),
        round(place.lon, 6),
        place.country_code,
        round(score, 4),
        str(place.provenance),
    )


def _quote(article: Article, passage: Passage) -> str:
    return article.text[passage.start : passage.end]


def _safe(cell: Cell) -> Cell:
    """Keep a text cell from being run, and readers from stopping at a NUL."""
    if not isinstance(cell, str):
        return cell
    text = cell.replace("\x00", "\ufffd")
    return f"'{text}" if FORMULA.match(text) else text
