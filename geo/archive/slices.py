"""Articles of an archive as an Atlas, to be shown and written like any other.

An archive keeps the sentences that name a place, and no more of the text: an article is made of
them again, each where it stood, with blanks for what is not kept. So its id and all places in its
text are those of the article that was read, and what people say of the one holds for the other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import isfinite
from typing import Any

from geo.gazetteer.names import normalise
from geo.model import (
    Article,
    Atlas,
    DatePrecision,
    Evidence,
    Link,
    LinkKind,
    LinkStatus,
    Match,
    Mention,
    MentionKind,
    Passage,
    Place,
    Provenance,
    Reading,
    Reason,
    Resolution,
    When,
)

Row = Mapping[str, Any]
NOTE = "from an archive, which keeps the sentences that name a place"
_MAX_CHARACTERS = 10_000_000  # of an article: more than one has, and blanks cost memory
_NOT_KEPT = Reason("archive", 0.0, "an archive keeps answers without their reasons")
_MAY_LACK = frozenset({"published", "precision", "focus", "place", "score", "match", "date", "date_words", "date_first", "date_last"})  # fmt: skip


def atlas_of(
    articles: Iterable[Row],
    mentions: Iterable[Row],
    links: Iterable[Row],
    places: Iterable[Row],
) -> Atlas:
    """Return rows of the tables as an Atlas, in the order of the articles.

    Raises:
        LookupError, TypeError, ValueError: They are none that an archive is given.
    """
    known = {row["place"]: place_of(row) for row in map(_whole, places)}
    of_mentions, of_links = _by_article(mentions), _by_article(links)
    return Atlas(
        tuple(
            _Kept(row, of_mentions[row["article"]], of_links[row["article"]]).reading(
                known
            )
            for row in map(_whole, articles)
        )
    )


def _whole(row: Row) -> Row:
    """Return a row that says all it must, in numbers that are some."""
    for name, value in row.items():
        endless = isinstance(value, float) and not isfinite(value)
        if endless or (value is None and name not in _MAY_LACK):
            raise ValueError(f"{name} of {row} is {value}")
    return row


def _by_article(rows: Iterable[Row]) -> defaultdict[str, list[Row]]:
    found = defaultdict(list)
    for row in map(_whole, rows):
        found[row["article"]].append(row)
    return found


def _blank(length: int) -> str:
    """Return an empty line of a length, which ends a paragraph."""
    return f"\n{' ' * (length - 2)}\n" if length > 1 else " " * length


class _Kept:
    """One article, as far as it is kept.

    Args:
        about: Its row.
        mentions: The rows of its mentions.
        links: The rows of its links.
    """

    def __init__(self, about: Row, mentions: Sequence[Row], links: Sequence[Row]):
        self._about, self._links = about, links
        self._mentions = sorted(mentions, key=lambda row: row["start"])
        self._id = about["article"]
        self._text = self._put_together()

    def _put_together(self) -> str:
        told = {
            (row["sentence_start"], row["sentence"])
            for row in (*self._mentions, *self._links)
        }
        pieces: list[str] = []
        end, length = 0, self._about["characters"]
        if length > _MAX_CHARACTERS:
            raise ValueError(f"no article has {length} characters")
        for start, words in sorted(told):
            if start < 0 or start + len(words) > length:
                raise ValueError(f"{words!r} at {start} is not within {length}")
            # Overlapping it may be a piece of what is there already, or more of it.
            pieces += (_blank(start - end), words[max(0, end - start) :])
            end = max(end, start + len(words))
        return "".join((*pieces, _blank(length - end)))

    def _passage(self, start: int, length: int) -> Passage:
        return Passage(self._id, start, start + length)

    def reading(self, places: Mapping[str, Place]) -> Reading:
        found = {row["start"]: self._mention(row) for row in self._mentions}
        resolutions = [
            _resolution(found[row["start"]], row, places) for row in self._mentions
        ]
        return Reading(
            self._article(), tuple(resolutions), self._made_links(found, places)
        )

    def _article(self) -> Article:
        row = self._about
        return Article(
            id=self._id,
            text=self._text,
            title=row["title"],
            source=row["source"],
            published=row["published"],
            language=row["language"],
            notes=(NOTE,),
            published_precision=DatePrecision(row["precision"] or DatePrecision.DAY),
            address=row["address"],
        )

    def _mention(self, row: Row) -> Mention:
        passage = self._passage(row["start"], row["end"] - row["start"])
        if self._text[passage.start : passage.end] != row["mention"]:
            raise ValueError(f"{row} cannot be quoted")
        return Mention(
            passage=passage,
            sentence=self._passage(row["sentence_start"], len(row["sentence"])),
            text=row["mention"],
            toponym=normalise(row["mention"]),
            kind=MentionKind(row["kind"]),
            reasons=(_NOT_KEPT,),
        )

    def _made_links(
        self, mentions: Mapping[int, Mention], places: Mapping[str, Place]
    ) -> tuple[Link, ...]:
        said: dict[str, list[Row]] = defaultdict(list)
        for row in self._links:
            if row["origin_start"] in mentions and row["destination_start"] in mentions:
                said[row["link"]].append(row)
        return tuple(self._link(rows, mentions, places) for rows in said.values())

    def _link(
        self,
        rows: Sequence[Row],
        mentions: Mapping[int, Mention],
        places: Mapping[str, Place],
    ) -> Link:
        row = rows[0]
        return Link(
            id=row["link"],
            origin=places[row["origin"]],
            destination=places[row["destination"]],
            kind=LinkKind(row["kind"]),
            directed=row["directed"],
            status=LinkStatus(row["status"]),
            evidence=tuple(
                Evidence(
                    self._passage(said["sentence_start"], len(said["sentence"])),
                    mentions[said["origin_start"]],
                    mentions[said["destination_start"]],
                    _time(said),
                )
                for said in rows
            ),
            actor=row["actor"],
            predicate=row["predicate"],
            date=row["date"],
            reasons=(_NOT_KEPT,),
        )


def _time(row: Row) -> When | None:
    """Return the time that a passage gives; older rows have only the day."""
    words = row.get("date_words")
    return When(words, row["date_first"], row["date_last"]) if words else None


def _resolution(mention: Mention, row: Row, places: Mapping[str, Place]) -> Resolution:
    place = places.get(row["place"])
    match = Match(row["match"]) if row["match"] else None
    score = float(row["score"]) if place else 0.0
    return Resolution(mention, place, score, (_NOT_KEPT,), match=match)


def place_of(row: Row) -> Place:
    """Return a row of places as a Place."""
    return Place(
        id=row["place"],
        name=row["name"],
        lat=row["lat"],
        lon=row["lon"],
        feature_class=row["feature_class"],
        feature_code=row["feature_code"],
        country_code=row["country_code"],
        admin1=row["admin1"],
        admin1_name=row["admin1_name"],
        population=row["population"],
        provenance=Provenance(row["coordinates_from"]),
    )
