"""What rules, weights and both find, and what more articles would give.

    python -m geo.recipes.link_weights.ablation GOLD.jsonl ...

Counted are pairs of places in one sentence, in five folds by article: precision, recall. A pair
that stands several times in its sentence counts once.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from geo import open_gazetteer
from geo.recipes.link_weights.folds import (
    average_precision,
    part_of,
    rates,
    scored_apart,
)
from geo.recipes.link_weights.pairs import Instance, read_instances
from geo.tools import Tools

SURER, MORE = 0.7, 0.5
PARTS = (25, 50, 75, 100)  # of a hundred articles
_COUNTRIES = "ends: one is a country, the other a country"


def ablation(instances: Sequence[Instance]) -> Iterator[str]:
    """Tell what each part finds, a line each."""
    countries = [x for x in instances if _COUNTRIES in x.features]
    stated = [x for x in instances if x.stated]
    yield _line("no reading: every pair", instances, instances)
    yield _line("no reading: every two countries", countries, instances)
    yield _line("rules", stated, instances)
    alone = scored_apart(instances)
    beside = scored_apart(instances, lambda each: not each.stated)
    for least in (SURER, MORE):
        likely = [x for share, x in alone if share >= least]
        yield _line(f"weights at {least}", likely, instances)
        added = [x for share, x in beside if share >= least and not x.stated]
        yield _line(f"rules, then weights at {least}", [*stated, *added], instances)
    unsaid = [x for x in instances if not x.stated]
    for part in PARTS:
        scored = scored_apart(unsaid, _among(part))
        found = average_precision(scored)
        yield f"{part} % of the articles: average precision {found:.3f}"


def _among(part: int) -> Callable[[Instance], bool]:
    return lambda each: part_of(each) < part


def _line(name: str, found: Sequence[Instance], every: Sequence[Instance]) -> str:
    precision, recall = rates(found, every)
    return f"{name}: precision {precision:.2f}, recall {recall:.2f}"


def main(paths: Sequence[str]) -> None:
    """Read gold articles and print the table."""
    tools = Tools(open_gazetteer())
    for line in ablation(read_instances([Path(path) for path in paths], tools)):
        sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
