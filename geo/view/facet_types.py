"""The values of the lists that filter, as JSON has them (see geo.view.types)."""

from __future__ import annotations

from typing import TypedDict

from geo.view.types import CompareView, Spoken


class FacetRow(Spoken):
    """A row of a list that filters, and how often what it stands for is said."""

    id: str
    name: str
    more: str
    n: int


class FacetView(TypedDict):
    """A list that filters.

    Attributes:
        name: What it lists, as the event keep has it.
        rows: The first of its rows, the most named first; articles as they were opened.
        count: How many there are in all; of articles, those of which the filters leave any.
        chosen: The ids that a filter keeps.
        orders: The numbers of the rows in other orders, by their names.
    """

    name: str
    rows: list[FacetRow]
    count: int
    chosen: list[str]
    orders: dict[str, list[int]]


class CompareChoice(TypedDict):
    """What can be compared.

    Attributes:
        ways: [name, words] of each way.
        by: The way that is chosen; "" while nothing is compared.
        a: The first side: a source, an article's id, or the day that parts.
        b: The second side.
        sources: The sources there are.
        days: The first and the last day, where any is known.
        view: The comparison.
    """

    ways: list[list[str]]
    by: str
    a: str
    b: str
    sources: list[str]
    days: list[str]
    view: CompareView | None


class FacetsView(TypedDict):
    """The lists beside the text of several articles."""

    lists: list[FacetView]
    compare: CompareChoice


class SentencesView(TypedDict):
    """What each sentence names, by numbers: enough to narrow the map to rows of the lists.

    Attributes:
        places: Ids of the places.
        bundles: Ids of the bundles of links.
        actors: Ids of those who act; "" where nobody is named.
        articles: Ids of the articles.
        ends: The numbers of the two places of each bundle.
        sentences: Of each the number of its article, then that of the place of each mention.
        evidence: Of each the numbers of its bundle, of the sentences of both its ends, and
            of who acts.
    """

    places: list[str]
    bundles: list[str]
    actors: list[str]
    articles: list[str]
    ends: list[list[int]]
    sentences: list[list[int]]
    evidence: list[list[int]]
