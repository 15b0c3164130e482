"""Measure answers against gold mentions: recognition, resolution, end to end.

The counting rules: every gold mention is paired with at most one prediction, exact spans
first, then the largest overlap, then from the left. Gold mentions without coordinates are
left out, and so are predictions that touch only such mentions. A place is right within 161 km.
Each share comes with its 95 % confidence interval (Wilson), F1 with one by article (bootstrap).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from math import sqrt
from random import Random
from statistics import fmean, median
from typing import Any, TypeVar

from geo.corrections import Correction, gold_records
from geo.errors import ArticleError
from geo.geometry import rough_km
from geo.model import Atlas, Resolution

NEAR_KM = 161.0
MAX_EXAMPLES = 10  # of each kind of fault
_PARTS = ("recognition_exact", "recognition_overlap", "end_to_end_161km")


@dataclass(frozen=True, slots=True)
class Spot:
    """A mention for measuring: its range and, where placed, its point in degrees."""

    start: int
    end: int
    lat: float | None
    lon: float | None

    @property
    def located(self) -> bool:
        """True where it has a point."""
        return self.lat is not None

    def overlap(self, other: Spot) -> int:
        """Return the characters two mentions share."""
        return max(0, min(self.end, other.end) - max(self.start, other.start))


class Fault(StrEnum):
    """What can be wrong with a mention."""

    MISSED = "missed"
    INVENTED = "not a place"
    SPAN = "wrong words"
    PLACE = "wrong place"
    UNPLACED = "no place given"


@dataclass(frozen=True, slots=True)
class _Counts:
    """What one article adds to a set of rates."""

    correct: int
    predicted: int
    gold: int


@dataclass(slots=True)
class Tally:
    """What has been counted so far."""

    articles: int = 0
    gold: int = 0
    unlocated: int = 0
    predicted: int = 0
    predicted_located: int = 0
    exact: int = 0
    overlapping: int = 0
    errors_km: list[float] = field(default_factory=list)
    faults: dict[Fault, list[str]] = field(
        default_factory=lambda: {fault: [] for fault in Fault}
    )
    by_article: dict[str, list[_Counts]] = field(
        default_factory=lambda: {part: [] for part in _PARTS}
    )

    def add(
        self, gold: Sequence[Spot], predicted: Sequence[Spot], text: str = ""
    ) -> None:
        """Count one article; with its text, faults have the words they are about."""
        located = [spot for spot in gold if spot.located]
        unsure = [spot for spot in gold if not spot.located]
        kept = [p for p in predicted if _counts(p, located, unsure)]
        self.articles += 1
        self.gold += len(located)
        self.unlocated += len(unsure)
        self.predicted += len(kept)
        self.predicted_located += sum(p.located for p in kept)
        pairs = tuple(_pairs(located, kept))
        exact = sum((g.start, g.end) == (p.start, p.end) for g, p in pairs)
        errors = [_distance(g, p) for g, p in pairs if p.located]
        self.exact += exact
        self.overlapping += len(pairs)
        self.errors_km += errors
        for fault, spot in _faults(located, kept, pairs):
            self.faults[fault].append(text[spot.start : spot.end])
        placed, gold_count = sum(p.located for p in kept), len(located)
        counts = (
            _Counts(exact, len(kept), gold_count),
            _Counts(len(pairs), len(kept), gold_count),
            _Counts(_near(errors), placed, gold_count),
        )
        for part, count in zip(_PARTS, counts, strict=True):
            self.by_article[part].append(count)

    def figures(self) -> dict[str, Any]:
        """Return every figure, as ``dateline evaluate --json`` prints them."""
        errors = self.errors_km
        near = _near(errors)
        return {
            "counts": {
                "articles": self.articles,
                "gold_mentions": self.gold,
                "gold_mentions_without_coordinates": self.unlocated,
                "predictions": self.predicted,
                "predictions_with_coordinates": self.predicted_located,
            },
            "recognition_exact": self._rates("recognition_exact"),
            "recognition_overlap": self._rates("recognition_overlap"),
            "resolution": {
                "pairs": len(errors),
                "accuracy_161km": near / len(errors) if errors else None,
                "accuracy_161km_95": wilson(near, len(errors)),
                "median_error_km": median(errors) if errors else None,
                "mean_error_km": fmean(errors) if errors else None,
            },
            "end_to_end_161km": self._rates("end_to_end_161km"),
            "faults": {
                fault.value: {"count": len(words), "examples": words[:MAX_EXAMPLES]}
                for fault, words in self.faults.items()
            },
        }

    def _rates(self, part: str) -> dict[str, Any]:
        counts = self.by_article[part]
        correct, predicted, gold = _sums(counts)
        return {
            "precision": correct / predicted if predicted else None,
            "precision_95": wilson(correct, predicted),
            "recall": correct / gold if gold else None,
            "recall_95": wilson(correct, gold),
            "f1": _f1(counts),
            "f1_95": bootstrap(counts, _f1),
            "correct": correct,
            "predicted": predicted,
            "gold": gold,
        }


def gold_spots(line: str, where: str) -> tuple[Spot, ...]:
    """Read the gold mentions of one JSON line that `geo.batch.parse_line` accepted.

    Raises:
        ArticleError: It has no mentions, not even an empty list of them; one lacks
            coordinates (null is allowed) or has wrong ones.
    """
    toponyms = json.loads(line).get("toponyms")
    if toponyms is None:
        raise ArticleError(f'{where}: "toponyms" must be given: the gold mentions')
    return tuple(_gold_spot(toponym, where) for toponym in toponyms)


def _gold_spot(toponym: Mapping[str, Any], where: str) -> Spot:
    lat, lon = toponym.get("lat"), toponym.get("lon")
    if (lat is None) != (lon is None):
        raise ArticleError(f"{where}: give both lat and lon, or null for both")
    if lat is not None and not (_within(lat, 90) and _within(lon, 180)):
        raise ArticleError(f"{where}: lat {lat!r}, lon {lon!r} are not degrees")
    return Spot(toponym["start"], toponym["end"], lat, lon)


def _within(value: object, limit: float) -> bool:
    return (
        isinstance(value, int | float)
        and not isinstance(value, bool)
        and -limit <= value <= limit
    )


def _counts(spot: Spot, located: Iterable[Spot], unsure: Iterable[Spot]) -> bool:
    return any(map(spot.overlap, located)) or not any(map(spot.overlap, unsure))


def _pairs(
    gold: Sequence[Spot], predicted: Sequence[Spot]
) -> Iterator[tuple[Spot, Spot]]:
    order = sorted(
        ((g.start, g.end) != (p.start, p.end), -shared, g.start, p.start, i, k)
        for i, g in enumerate(gold)
        for k, p in enumerate(predicted)
        if (shared := g.overlap(p))
    )
    used_gold: set[int] = set()
    used_predicted: set[int] = set()
    for *_, i, k in order:
        if i not in used_gold and k not in used_predicted:
            used_gold.add(i)
            used_predicted.add(k)
            yield gold[i], predicted[k]


def _faults(
    gold: Sequence[Spot],
    predicted: Sequence[Spot],
    pairs: Sequence[tuple[Spot, Spot]],
) -> Iterator[tuple[Fault, Spot]]:
    """Give what is wrong, each with the words it is about; a mention may have two faults."""
    found, paired = {id(g) for g, _ in pairs}, {id(p) for _, p in pairs}
    yield from ((Fault.MISSED, g) for g in gold if id(g) not in found)
    yield from ((Fault.INVENTED, p) for p in predicted if id(p) not in paired)
    for g, p in pairs:
        if (g.start, g.end) != (p.start, p.end):
            yield Fault.SPAN, p
        if not p.located:
            yield Fault.UNPLACED, p
        elif _distance(g, p) > NEAR_KM:
            yield Fault.PLACE, p


def measure_checked(atlas: Atlas, corrections: Sequence[Correction]) -> Tally:
    """Measure an atlas on those of its articles that somebody checked.

    Args:
        atlas: What the machine read, uncorrected.
        corrections: Those in force.
    """
    tally = Tally()
    readings = {reading.article.id: reading for reading in atlas.readings}
    for record in gold_records([atlas], corrections):
        gold = tuple(_gold_spot(each, record["id"]) for each in record["toponyms"])
        found = [_spot(r) for r in readings[record["id"]].resolutions]
        tally.add(gold, found, record["text"])
    return tally


def _spot(resolution: Resolution) -> Spot:
    passage, place = resolution.mention.passage, resolution.place
    lat, lon = (place.lat, place.lon) if place else (None, None)
    return Spot(passage.start, passage.end, lat, lon)


def _distance(first: Spot, second: Spot) -> float:
    if (
        first.lat is None
        or first.lon is None
        or second.lat is None
        or second.lon is None
    ):
        raise ValueError("both mentions need a point")
    return rough_km(first.lat, first.lon, second.lat, second.lon)


def _near(errors: Iterable[float]) -> int:
    return sum(error <= NEAR_KM for error in errors)


def _sums(counts: Sequence[_Counts]) -> tuple[int, int, int]:
    return (
        sum(each.correct for each in counts),
        sum(each.predicted for each in counts),
        sum(each.gold for each in counts),
    )


def _f1(counts: Sequence[_Counts]) -> float | None:
    correct, predicted, gold = _sums(counts)
    return 2 * correct / (predicted + gold) if predicted + gold else None


SHARES = (
    ("Words taken for places that are places", "recognition_exact", "precision"),
    ("Places that are found, to the letter", "recognition_exact", "recall"),
    (
        "Places put on the map that are within 161 km",
        "end_to_end_161km",
        "precision",
    ),
    ("Places that are found and within 161 km", "end_to_end_161km", "recall"),
)


def shares(figures: Mapping[str, Any]) -> list[dict[str, str]]:
    """Return the main figures in words: a share, its interval, and of how many."""
    return [
        {
            "What": words,
            "Share": _percent(figures[part][name]),
            "95 % between": " and ".join(
                map(_percent, figures[part][f"{name}_95"] or ())
            ),
            "Of": str(figures[part]["predicted" if name == "precision" else "gold"]),
        }
        for words, part, name in SHARES
    ]


def fault_rows(figures: Mapping[str, Any]) -> list[dict[str, str]]:
    """Return the kinds of fault, the most frequent first, with the words of some."""
    found = sorted(figures["faults"].items(), key=lambda each: -each[1]["count"])
    return [
        {
            "Fault": name,
            "How often": str(said["count"]),
            "Such as": ", ".join(dict.fromkeys(said["examples"])),
        }
        for name, said in found
    ]


def _percent(share: float | None) -> str:
    return "" if share is None else f"{100 * share:.0f} %"


Z95 = 1.959964
RESAMPLES = 1_000
MIN_ARTICLES = 2  # articles: one tells nothing of how they differ

Interval = tuple[float, float]
T = TypeVar("T")


def wilson(right: int, total: int) -> Interval | None:
    """Return Wilson's interval of a share, which stays within 0 and 1; None of nothing."""
    if total == 0:
        return None
    share, square = right / total, Z95**2
    middle = share + square / (2 * total)
    half = Z95 * sqrt(share * (1 - share) / total + square / (4 * total**2))
    scale = 1 + square / total
    return max(0.0, (middle - half) / scale), min(1.0, (middle + half) / scale)


def bootstrap(
    articles: Sequence[T], figure: Callable[[Sequence[T]], float | None]
) -> Interval | None:
    """Return the interval of a figure by drawing the articles anew, with replacement.

    Whole articles are drawn, since the mentions of one are right or wrong together. The
    draws are the same every time.

    Args:
        articles: What each article adds to the figure.
        figure: Works it out from some of them.
    """
    if len(articles) < MIN_ARTICLES:
        return None
    random = Random(20260301)
    drawn = (random.choices(articles, k=len(articles)) for _ in range(RESAMPLES))
    found = sorted(f for f in map(figure, drawn) if f is not None)
    if not found:
        return None
    last = len(found) - 1
    return found[round(0.025 * last)], found[round(0.975 * last)]
