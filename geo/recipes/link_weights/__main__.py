"""Train the weights of pairs that no rule states.

    python -m geo.recipes.link_weights GOLD.jsonl ... > geo/data/link_weights.tsv

Gold articles are JSON lines with "id", "text", "links" and "unsure", as `dateline evaluate`
takes them; the sentences of `unlinked.txt`, which link nothing, are added. What five folds by
article give is written to the standard error: of the pairs that no rule states, how many are
found and how many of them are right.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from geo import open_gazetteer
from geo.recipes.link_weights.folds import rates, scored_apart
from geo.recipes.link_weights.pairs import Instance, read_instances
from geo.recipes.link_weights.train import train
from geo.tools import Tools

THRESHOLDS = {"surer": 0.7, "more": 0.5}
HEADER = """\
# What each feature of two places in one sentence gives, in log-odds, where no rule says what links them.
# origin: trained by geo/recipes/link_weights on gold articles annotated for Dateline
# licence: MIT, as Dateline's code; the facts themselves are free
# table: link, whether they are linked; movement, cooperation, conflict, what links them; forward, backward, equal, which way from the end named first; threshold, how likely "surer" and "more" links must be
table\tweight\tfeature
"""


def main(paths: Sequence[str]) -> None:
    """Train on gold articles; write the table, and what five folds give."""
    instances = read_instances([Path(path) for path in paths], Tools(open_gazetteer()))
    for line in held_out(instances):
        sys.stderr.write(f"{line}\n")
    sys.stdout.write(HEADER)
    for name, least in THRESHOLDS.items():
        sys.stdout.write(f"threshold\t{least}\t{name}\n")
    for table, weights in train(instances).items():
        for feature, weight in sorted(weights.items(), key=lambda each: -abs(each[1])):
            sys.stdout.write(f"{table}\t{weight:g}\t{feature}\n")


def held_out(instances: Sequence[Instance]) -> Iterator[str]:
    """Score each fold by what the others teach, and tell precision and recall."""
    scored = scored_apart(instances, lambda each: not each.stated)
    unsaid = [(share, each) for share, each in scored if not each.stated]
    every = [each for _, each in unsaid]
    for name, least in THRESHOLDS.items():
        precision, recall = rates([x for share, x in unsaid if share >= least], every)
        yield f"{name}: precision {precision:.2f}, recall {recall:.2f}"


if __name__ == "__main__":
    main(sys.argv[1:])
