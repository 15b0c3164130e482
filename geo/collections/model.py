"""The values of the store: a collection, and an article as a list shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from geo.model import Article

NAME_WORDS = 8
MAX_NAME_LENGTH = 80  # characters


@dataclass(frozen=True, slots=True)
class Collection:
    """Articles that somebody keeps together.

    Attributes:
        id: Opaque and random: nobody guesses it.
        name: What its owner calls it.
        created: When it was made, UTC.
        opened: When it was last opened or added to, UTC.
        shared: True where whoever has its address may read it.
        articles: How many it has.
        owner: Opaque; "" where no one in particular made it.
    """

    id: str
    name: str
    created: datetime
    opened: datetime
    shared: bool
    articles: int
    owner: str = ""

    def belongs_to(self, owner: str) -> bool:
        """Return whether it is somebody's own; who may do what with it says `geo.team`."""
        return self.owner == owner


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article as a list shows it, from columns alone.

    Attributes:
        position: Its place in the collection; the next page begins after it.
        id: The article's id.
        title: Its headline, or "".
        source: Where it came from, or "".
        published: Day of publication, where known.
        read: True where it has been read with the options asked for; else the rest is 0.
        places: Places it names.
        links: Links it states.
        unmapped: Names without a place.
        focus: What it is mainly about, in words.
    """

    position: int
    id: str
    title: str
    source: str
    published: date | None
    read: bool = False
    places: int = 0
    links: int = 0
    unmapped: int = 0
    focus: str = ""


def collection_name(articles: Sequence[Article]) -> str:
    """Name a collection after its first article: the title, else the first words."""
    if not articles:
        return "Empty collection"
    first = articles[0].title or " ".join(articles[0].text.split()[:NAME_WORDS])
    name = " ".join(first.split())
    if len(name) > MAX_NAME_LENGTH:
        name = name[: MAX_NAME_LENGTH - 1].rstrip() + "…"
    more = len(articles) - 1
    return f"{name} and {more:,} more" if more else name
