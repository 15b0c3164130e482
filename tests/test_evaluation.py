"""The figures of `geo.evaluation`, worked out by hand."""

from __future__ import annotations

import json

import pytest

from geo.errors import ArticleError
from geo.evaluation import Fault, Spot, Tally, fault_rows, gold_spots, shares

# One degree on the equator is 111.2 km.
GOLD = [
    Spot(0, 5, 0, 0),
    Spot(10, 16, 0, 10),
    Spot(21, 25, 0, 20),
    Spot(40, 46, None, None),
]


def figures(gold, predicted):
    tally = Tally()
    tally.add(gold, predicted)
    return tally.figures()


def test_recognition_resolution_and_both():
    result = figures(
        GOLD,
        [
            Spot(0, 5, 0, 1),  # exact, 111 km off
            Spot(8, 14, 0, 12),  # overlaps, 222 km off
            Spot(30, 33, 50, 50),  # no place
            Spot(40, 46, 1, 1),  # on a mention nobody located: left out
            Spot(60, 64, None, None),
        ],
    )
    assert result["counts"]["predictions"] == 4
    assert result["recognition_exact"]["precision"] == pytest.approx(1 / 4)
    assert result["recognition_exact"]["f1"] == pytest.approx(2 / 7)
    assert result["recognition_overlap"]["recall"] == pytest.approx(2 / 3)
    assert result["resolution"]["accuracy_161km"] == pytest.approx(1 / 2)
    assert result["resolution"]["median_error_km"] == pytest.approx(166.8, rel=0.01)
    assert result["end_to_end_161km"]["precision"] == pytest.approx(1 / 3)


def test_one_prediction_finds_one_mention():
    wide = [Spot(0, 15, 0, 0)]
    result = figures([Spot(0, 5, 0, 0), Spot(10, 15, 0, 0)], wide)
    assert result["recognition_overlap"]["recall"] == pytest.approx(1 / 2)


def test_an_exact_pair_goes_before_a_wider_one():
    result = figures([Spot(0, 8, 0, 0)], [Spot(0, 20, 0, 9), Spot(0, 8, 0, 0)])
    assert result["resolution"]["mean_error_km"] == 0


def test_nothing_predicted_invents_no_figure():
    result = figures([Spot(0, 8, 0, 0)], [])
    assert result["recognition_exact"]["precision"] is None
    assert result["resolution"]["accuracy_161km"] is None
    assert result["recognition_exact"]["recall"] == 0


@pytest.mark.parametrize(
    "point",
    [
        {"lat": 1, "lon": None},
        {"lat": 91, "lon": 0},
        {"lat": "1", "lon": 0},
        {"lat": 5},
        {"lat": 0, "lon": -180.1},
    ],
)
def test_wrong_gold_is_refused(point):
    line = json.dumps({"toponyms": [{"start": 0, "end": 1, **point}]})
    with pytest.raises(ArticleError):
        gold_spots(line, "gold, line 1")


@pytest.mark.parametrize(
    ("line", "spots"),
    [
        ('{"toponyms": []}', ()),
        (
            '{"toponyms": [{"start": 0, "end": 1, "lat": -90, "lon": 180}]}',
            (Spot(0, 1, -90, 180),),
        ),
        ('{"toponyms": [{"start": 0, "end": 1}]}', (Spot(0, 1, None, None),)),
    ],
)
def test_gold_is_read(line, spots):
    assert gold_spots(line, "here") == spots


@pytest.mark.parametrize("line", ["{}", '{"toponyms": null}'])
def test_gold_without_mentions_is_no_gold(line):
    with pytest.raises(ArticleError, match=r"line 3.*the gold mentions"):
        gold_spots(line, "gold, line 3")


@pytest.mark.parametrize("value", [True, "NaN", [1]])
def test_degrees_are_numbers(value):
    line = json.dumps({"toponyms": [{"start": 0, "end": 1, "lat": value, "lon": 0}]})
    with pytest.raises(ArticleError, match="are not degrees"):
        gold_spots(line, "here")


def test_not_a_number_is_no_degree():
    line = '{"toponyms": [{"start": 0, "end": 1, "lat": NaN, "lon": 0}]}'
    with pytest.raises(ArticleError, match="are not degrees"):
        gold_spots(line, "here")


def test_articles_add_up():
    tally = Tally()
    tally.add([Spot(0, 5, 0, 0)], [Spot(0, 5, 0, 0)])
    tally.add([Spot(0, 5, 0, 0)], [])
    tally.add([], [Spot(3, 4, 1, 1)])
    result = tally.figures()
    assert result["counts"] == {
        "articles": 3,
        "gold_mentions": 2,
        "gold_mentions_without_coordinates": 0,
        "predictions": 2,
        "predictions_with_coordinates": 2,
    }
    exact = result["recognition_exact"]
    assert (exact["correct"], exact["predicted"], exact["gold"]) == (1, 2, 2)
    assert exact["precision"] == exact["recall"] == exact["f1"] == 0.5


def test_a_prediction_on_both_kinds_of_gold_counts():
    gold = [Spot(0, 5, 0, 0), Spot(4, 9, None, None)]
    assert figures(gold, [Spot(3, 8, 0, 0)])["counts"]["predictions"] == 1


@pytest.mark.parametrize(
    ("km", "right"),
    [(160.9, 1), (161.2, 0)],  # one degree: 111.19 km
)
def test_right_is_within_161_km(km, right):
    result = figures([Spot(0, 1, 0, 0)], [Spot(0, 1, 0, km / 111.195)])
    assert result["end_to_end_161km"]["correct"] == right


def test_nothing_at_all():
    result = Tally().figures()
    assert result["end_to_end_161km"]["f1"] is None
    assert result["resolution"]["pairs"] == 0


TEXT = "Paris, New York, Rome and Bonn; Nowhere"


@pytest.mark.parametrize(
    ("predicted", "faults"),
    [
        ([(0, 5, 0, 0), (7, 15, 0, 10)], {}),
        ([(0, 5, 0, 0)], {Fault.MISSED: ["New York"]}),
        (
            [(0, 5, 0, 0), (7, 15, 0, 10), (17, 21, 5, 5)],
            {Fault.INVENTED: ["Rome"]},
        ),
        ([(0, 5, 0, 0), (11, 15, 0, 10)], {Fault.SPAN: ["York"]}),
        ([(0, 5, 0, 9), (7, 15, 0, 10)], {Fault.PLACE: ["Paris"]}),
        ([(0, 5, None, None), (7, 15, 0, 10)], {Fault.UNPLACED: ["Paris"]}),
        (
            [(0, 5, 0, 0), (11, 15, 9, 9)],
            {Fault.SPAN: ["York"], Fault.PLACE: ["York"]},
        ),
        # Of what nobody located, nothing is said.
        ([(0, 5, 0, 0), (7, 15, 0, 10), (32, 39, 1, 1)], {}),
    ],
)
def test_a_fault_has_its_kind_and_its_words(predicted, faults):
    tally = Tally()
    gold = [Spot(0, 5, 0, 0), Spot(7, 15, 0, 10), Spot(32, 39, None, None)]
    tally.add(gold, [Spot(*spot) for spot in predicted], TEXT)
    assert {fault: words for fault, words in tally.faults.items() if words} == faults


def test_figures_are_told_in_words():
    tally = Tally()
    gold = [Spot(0, 5, 0, 0), Spot(7, 15, 0, 10)]
    tally.add(gold, [Spot(0, 5, 0, 9), Spot(7, 15, 0, 10)], TEXT)
    told = tally.figures()
    assert shares(told)[1] == {
        "What": "Places that are found, to the letter",
        "Share": "100 %",
        "95 % between": "34 % and 100 %",
        "Of": "2",
    }
    assert shares(told)[3]["Share"] == "50 %"
    first, second, *_ = fault_rows(told)
    assert first == {"Fault": "wrong place", "How often": "1", "Such as": "Paris"}
    assert second["How often"] == "0"
