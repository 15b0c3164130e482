"""Gold articles to pairs of places that are links, are none, or say nothing."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geo.articles import read_text
from geo.language import load_language
from geo.links import pairs_in
from geo.model import Resolution
from geo.pipeline import resolve_article
from geo.tools import Tools

Record = Mapping[str, Any]
UNLINKED = Path(__file__).with_name(
    "unlinked.txt"
)  # sentences whose places nothing links


@dataclass(frozen=True, slots=True)
class Instance:
    """A pair in a sentence of a gold article.

    Attributes:
        article: Id of the article.
        features: What can be told of it.
        is_link: Whether gold links it there.
        kinds: The kinds that gold gives it.
        ways: "forward", "backward" or "equal", as gold tells.
        weight: A pair that stands in its sentence several times counts once.
        stated: Whether a rule states it.
    """

    article: str
    features: frozenset[str]
    is_link: bool
    kinds: frozenset[str]
    ways: frozenset[str]
    weight: float
    stated: bool


def read_instances(paths: Sequence[Path], tools: Tools) -> list[Instance]:
    """Read gold articles and return their pairs, without those that gold leaves open."""
    found: list[Instance] = []
    for path in paths:
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                found += _instances(json.loads(line), tools)
    for sentence in UNLINKED.read_text("utf-8").splitlines():
        found += _instances({"id": sentence, "text": sentence, "links": []}, tools)
    return found


def _instances(record: Record, tools: Tools) -> Iterator[Instance]:
    article, resolutions = resolve_article(read_text(record["text"]), tools)
    gold = [(_ids(link, resolutions), link) for link in record["links"]]
    linked = {pair for pair, _ in gold}
    unsure = {_ids(link, resolutions) for link in record.get("unsure", [])}
    rows = []
    for passage, pair, stated in pairs_in(article, resolutions, load_language()):
        ids = (pair.first.end.place.id, pair.second.end.place.id)
        said = [
            link
            for each, link in gold
            if each == frozenset(ids)
            and link["evidence"]["start"] < passage.end
            and passage.start < link["evidence"]["end"]
        ]
        if said or frozenset(ids) not in linked | unsure:
            rows.append(((passage, frozenset(ids)), ids[0], pair, said, stated))
    times = Counter(key for key, *_ in rows)
    for key, first, pair, said, stated in rows:
        yield Instance(
            record["id"],
            pair.features,
            bool(said),
            frozenset(link["kind"] for link in said),
            frozenset(_way(link, first, resolutions) for link in said),
            1 / times[key],
            stated,
        )


def _way(link: Record, first: str, resolutions: Sequence[Resolution]) -> str:
    if not link["directed"]:
        return "equal"
    return "forward" if _place(link["source"], resolutions) == first else "backward"


def _ids(link: Record, resolutions: Sequence[Resolution]) -> frozenset[str]:
    ends = (link["source"], link["target"])
    return frozenset(_place(end, resolutions) for end in ends)


def _place(end: Record, resolutions: Sequence[Resolution]) -> str:
    """Return the place that Dateline gives the words of an end, or the words."""
    named = str(end["text"]).casefold()
    same = ""
    for each in resolutions:
        if each.place is None:
            continue
        passage = each.mention.passage
        if passage.start < end["end"] and end["start"] < passage.end:
            return each.place.id
        if each.mention.text.casefold() == named:
            same = each.place.id
    return same or named
