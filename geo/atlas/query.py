"""An atlas by its ids, and answers kept with it: nothing is scanned or worked out twice."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import update_wrapper
from operator import attrgetter
from threading import Lock
from typing import Any, Concatenate, ParamSpec, TypeVar

from geo.model import (
    Article,
    Atlas,
    Focus,
    FocusLevel,
    MentionKind,
    Passage,
    Place,
    Reading,
    Resolution,
)

UNSURE_BELOW = 0.6  # below this the dashboard says "unsure" and offers the runner-up
_SCORE = attrgetter("score")
MAX_ANSWERS = 4  # of one function to one atlas: filters are set and taken back

P = ParamSpec("P")
T = TypeVar("T")
Of = TypeVar("Of", Atlas, Reading)


def memoized(
    work: Callable[Concatenate[Of, P], T],
) -> Callable[Concatenate[Of, P], T]:
    """Keep the last answers of a function of an atlas and of hashable arguments.

    They are kept in the atlas itself and gone when it is: nothing of a private reading
    stays. Further atlases among the arguments are told apart by identity, because
    hashing one would cost more than most questions; each is held while its answer is,
    so that no other can take its identity.
    """
    lock = Lock()

    def answer(atlas: Of, /, *args: P.args, **kwargs: P.kwargs) -> T:
        asked = (*args, *sorted(kwargs.items()))
        key = tuple(id(each) if isinstance(each, Atlas) else each for each in asked)
        with lock:
            kept: OrderedDict[object, Any] = atlas.answers.setdefault(
                work, OrderedDict()
            )
            if key in kept:
                kept.move_to_end(key)
                found: T = kept[key][1]
                return found
        found = work(atlas, *args, **kwargs)
        with lock:
            kept[key] = (asked, found)
            while len(kept) > MAX_ANSWERS:
                kept.popitem(last=False)
        return found

    update_wrapper(answer, work)
    return answer


@dataclass(frozen=True, slots=True)
class PlaceSummary:
    """One place and everything the articles rest it on."""

    place: Place
    resolutions: tuple[Resolution, ...]

    @property
    def count(self) -> int:
        """How many mentions name it."""
        return len(self.resolutions)

    @property
    def score(self) -> float:
        """The belief of its surest mention."""
        surest: float = max(map(_SCORE, self.resolutions))
        return surest

    @property
    def kinds(self) -> tuple[MentionKind, ...]:
        """The kinds of its mentions, each once."""
        return tuple(dict.fromkeys(r.mention.kind for r in self.resolutions))

    @property
    def unsure(self) -> bool:
        """True where a person should look before believing it."""
        return self.score < UNSURE_BELOW


@dataclass(frozen=True, slots=True)
class Index:
    """An atlas by its ids.

    Attributes:
        numbers: The place of each article in the atlas, by article id, from 0.
        places: Every place with its mentions, by place id, most named first.
        within: The resolutions of each article, by article id.
    """

    numbers: Mapping[str, int]
    places: Mapping[str, PlaceSummary]
    within: Mapping[str, tuple[Resolution, ...]]


@memoized
def index_of(atlas: Atlas) -> Index:
    """Return the index of an atlas, made at the first question."""
    said: dict[str, list[Resolution]] = {}
    for resolution in atlas.resolutions:
        if resolution.place:
            said.setdefault(resolution.place.id, []).append(resolution)
    summaries = [
        PlaceSummary(place=group[0].place, resolutions=tuple(group))
        for group in said.values()
        if group[0].place
    ]
    summaries.sort(key=lambda s: (-s.count, s.place.name))
    return Index(
        numbers={article.id: i for i, article in enumerate(atlas.articles)},
        places={s.place.id: s for s in summaries},
        within={r.article.id: r.resolutions for r in atlas.readings},
    )


def summarise(atlas: Atlas) -> tuple[PlaceSummary, ...]:
    """Return every place with its mentions, most named first."""
    return tuple(index_of(atlas).places.values())


def summary_of(atlas: Atlas, place_id: str) -> PlaceSummary | None:
    """Return a place with its mentions, or None where the atlas has no such place."""
    return index_of(atlas).places.get(place_id)


def article_number(atlas: Atlas, article_id: str) -> int:
    """Return the place of an article in the atlas, from 0.

    Raises:
        KeyError: The article is not in this atlas.
    """
    return index_of(atlas).numbers[article_id]


def article_of(atlas: Atlas, passage: Passage) -> Article:
    """Find the article a passage quotes.

    Raises:
        KeyError: The passage is not from this atlas.
    """
    return atlas.articles[article_number(atlas, passage.article_id)]


def quote(atlas: Atlas, passage: Passage) -> str:
    """Return the words of a passage."""
    return article_of(atlas, passage).text[passage.start : passage.end]


def main_places(atlas: Atlas) -> tuple[Focus, ...]:
    """Return what the articles are about, each place once, the larger and likelier first.

    Of several articles, a place's share is the mean of those in the articles about it, 0 in others.
    """
    groups: dict[str, list[Focus]] = {}
    for focus in atlas.focus:
        groups.setdefault(focus.place.id, []).append(focus)
    articles = max(1, len(atlas.articles))
    merged = [
        replace(
            group[0],
            score=sum(focus.score for focus in group) / articles,
            count=sum(focus.count for focus in group),
        )
        for group in groups.values()
    ]
    order = list(FocusLevel)
    return tuple(sorted(merged, key=lambda f: (order.index(f.level), -f.score)))
