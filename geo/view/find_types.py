"""The values of the find box, as JSON has them (see geo.view.types)."""

from __future__ import annotations

from typing import TypedDict

from geo.view.types import LinkRow, PlaceRow, RangeView, Spoken


class FoundArticle(Spoken):
    """An article whose title or text says the words looked for; ``said`` how often."""

    article: int
    title: str
    day: str
    said: int


class FoundPassage(RangeView, Spoken):
    """Where a text says them; ``runs`` are what stands before, the words, what follows."""

    title: str
    runs: list[str]


class FoundDays(TypedDict):
    """A date among the words looked for, and the days on which ``n`` articles are of it.

    ``rest`` are the other words: what is looked for in those articles next.
    """

    words: str
    rest: str
    since: str
    until: str
    n: int


class FoundView(TypedDict):
    """What is found, the first few of each; the words are said so often in so many articles.

    ``apart`` is what some of the words find where all together find nothing.
    """

    words: str
    places: list[PlaceRow]
    links: list[LinkRow]
    articles: list[FoundArticle]
    passages: list[FoundPassage]
    said: int
    saying: int
    days: list[FoundDays]
    apart: list[FoundView]
