"""Pairs that no rule states: what is told of them, how they are weighed, how weights are trained."""

from __future__ import annotations

from dataclasses import replace

import pytest
from test_links import say, stated

import geo
from geo import data
from geo.links.weigh import BIAS, KINDS, WAYS, share_of, threshold
from geo.model import Link, Sureness
from geo.recipes.link_weights.ablation import ablation
from geo.recipes.link_weights.folds import average_precision, rates
from geo.recipes.link_weights.pairs import Instance
from geo.recipes.link_weights.train import fit, train

TEXT = (
    "Nigeria and Ghana are at odds. Nigeria has a say in Ghana's grain, and Ghana in that of "
    "Nigeria. Officials of Nigeria were again in Ghana over the fish of Ghana."
)


def links(text: str, gazetteer, sureness: Sureness) -> list[Link]:
    return stated(
        geo.build_atlas([geo.read_text(text)], gazetteer, sureness=sureness).links
    )


def weighed(found: list[Link]) -> list[Link]:
    return [link for link in found if link.reasons[0].rule == "weighed"]


def test_every_table_is_there():
    tables = {table for table, _ in data.link_weights()}
    assert tables == {"link", "threshold", *WAYS, *(kind.value for kind in KINDS)}
    assert share_of([]) < 0.5  # two places that nothing is told of are none
    assert threshold(Sureness.MORE) < threshold(Sureness.SURER)


def test_a_pair_that_no_rule_states_says_why(gazetteer):
    (link,) = weighed(links(TEXT, gazetteer, Sureness.MORE))
    likely, *reasons = [reason for reason in link.reasons if reason.rule == "weighed"]
    assert "no rule states it" in likely.note
    assert threshold(Sureness.MORE) <= likely.weight <= 1
    assert 1 <= len(reasons) <= 3
    assert all(reason.weight > 0 for reason in reasons)
    assert {link.origin.name, link.destination.name} == {"Nigeria", "Ghana"}


@pytest.mark.parametrize(
    "text", ["Norway sent ships to Latvia. Norway has a say in Latvia.", TEXT]
)
def test_more_links_hold_the_surer_ones_and_none_that_a_rule_states(text, gazetteer):
    more, surer = (links(text, gazetteer, each) for each in reversed(Sureness))
    assert {say(link) for link in surer} <= {say(link) for link in more}
    pairs = [frozenset((link.origin.id, link.destination.id)) for link in more]
    assert len(pairs) == len(set(pairs))


def instance(n: int, *features: str, link: bool) -> Instance:
    kinds, ways = ({"conflict"}, {"forward"}) if link else (set(), set())
    return Instance(
        f"article {n}",
        frozenset(features),
        link,
        frozenset(kinds),
        frozenset(ways),
        1.0,
        False,
    )


GOLD = [
    instance(
        n, "word: “hit” joins them" if n % 2 else "list: both in one", link=n % 2 == 1
    )
    for n in range(40)
]


def test_training_learns_what_tells_links():
    weights = fit(GOLD, lambda each: each.is_link, 1.0, 0.05)
    assert weights["word: “hit” joins them"] > 1
    assert weights["list: both in one"] < -1
    assert set(train(GOLD)) == {"link", *WAYS, *(kind.value for kind in KINDS)}


def test_what_one_article_alone_says_teaches_nothing():
    lone = instance(99, "word: “lone” joins them", link=True)
    assert "word: “lone” joins them" not in fit(
        [*GOLD, lone], lambda x: x.is_link, 1.0, 0.05
    )
    assert BIAS in fit([*GOLD, lone], lambda x: x.is_link, 1.0, 0.05)


def test_figures_of_pairs():
    yes, no = GOLD[1], GOLD[0]
    assert rates([yes, no], [yes, no, GOLD[3]]) == (0.5, 0.5)
    assert average_precision([(0.9, yes), (0.1, no)]) == 1
    assert average_precision([(0.1, yes), (0.9, no)]) == 0.5


def test_an_ablation_tells_rules_weights_and_both():
    said = replace(GOLD[1], stated=True)
    told = dict(line.split(": ", 1) for line in ablation([*GOLD, said]))
    assert told["rules"] == "precision 1.00, recall 0.05"
    assert told["no reading"].startswith("every two countries: precision 0.00")
    assert {"weights at 0.7", "rules, then weights at 0.7"} <= set(told)
    assert "100 % of the articles" in told
