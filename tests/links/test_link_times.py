"""The time that a sentence gives: its words, and the days they stand for."""

from __future__ import annotations

from datetime import date

import pytest

from geo.links.dates import find_when
from geo.when import When, join_times

WEDNESDAY = date(2024, 3, 13)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On Saturday he flew to Oslo.", "“On Saturday”: 2024-03-09"),
        ("He will fly to Oslo on Saturday.", "“on Saturday”: 2024-03-16"),
        ("He flew to Oslo yesterday.", "“yesterday”: 2024-03-12"),
        ("“Yesterday he flew to Oslo.”", "“Yesterday”: 2024-03-12"),
        ("He flew to Oslo this morning.", "“this morning”: 2024-03-13"),
        ("Last night he flew to Oslo.", "“Last night”: 2024-03-12"),
        ("He left for Oslo on Monday last week.", "“on Monday last week”: 2024-03-04"),
        ("He left for Oslo on 4 March last year.", "“on 4 March last year”: 2023-03-04"),
        # Weeks, months and years as the calendar has them.
        ("He flew to Oslo last week.", "“last week”: 2024-03-04 to 2024-03-10"),
        ("He will fly to Oslo next week.", "“next week”: 2024-03-18 to 2024-03-24"),
        ("Last month he flew to Oslo.", "“Last month”: February 2024"),
        ("He flies to Oslo next month.", "“next month”: April 2024"),
        ("Last year he flew to Oslo.", "“Last year”: 2023"),
        ("Last year's flights went to Oslo.", "“Last year”: 2023"),
        ("He flew to Oslo late last year.", "“late last year”: 2023"),
        ("He flew to Oslo earlier this month.", "“earlier this month”: 2024-03-01 to 2024-03-13"),
        ("He flies to Oslo later this year.", "“later this year”: 2024-03-13 to 2024-12-31"),
        ("He flew to Oslo this year.", "“this year”: 2024"),
        ("He flew to Oslo in March.", "“in March”: March 2024"),
        ("He flew to Oslo in April.", "“in April”: April 2023"),
        ("He will fly to Oslo in April.", "“in April”: April 2024"),
        ("He will fly to Oslo in February.", "“in February”: February 2025"),
        ("He flew to Oslo in early Feb. 2022.", "“in early Feb. 2022”: February 2022"),
        ("The March 2014 flight went to Oslo.", "“March 2014”: March 2014"),
        ("He flew to Oslo in December last year.", "“in December last year”: December 2023"),
        ("He flew to Oslo last March.", "“last March”: March 2023"),
        ("He flew to Oslo last December.", "“last December”: December 2023"),
        ("He flies to Oslo next March.", "“next March”: March 2025"),
        ("In 2014 he flew to Oslo.", "“In 2014”: 2014"),
        ("He flew to Oslo in late 2014.", "“in late 2014”: 2014"),
        # So many of them ago.
        ("He flew to Oslo two days ago.", "“two days ago”: 2024-03-11"),
        ("He flew to Oslo two weeks ago.", "“two weeks ago”: 2024-02-26 to 2024-03-03"),
        ("A month ago he flew to Oslo.", "“A month ago”: February 2024"),
        ("He flew to Oslo 10 years ago.", "“10 years ago”: 2014"),
        # Not told exactly: words.
        ("He flew to Oslo several months ago.", "“several months ago”"),
        ("He flew to Oslo about two weeks ago.", "“about two weeks ago”"),
        ("He flew to Oslo a few years ago.", "“a few years ago”"),
        ("He flew to Oslo two decades ago.", "“two decades ago”"),
        ("He flew to Oslo on 31 February.", "“on 31 February”"),
        # From one day to another.
        ("He flew to Oslo on 4-6 March.", "“on 4-6 March”: 2024-03-04 to 2024-03-06"),
        ("He flew to Oslo on March 4 and 5.", "“on March 4 and 5”: 2024-03-04 to 2024-03-05"),
        # Of several the one that lies in the others; a day of the telling is none.
        ("This month he flew to Oslo on Monday.", "“on Monday”: 2024-03-11"),
        ("He said on Monday that he flew to Oslo last year.", "“last year”: 2023"),
        ("He said on Monday that he flew to Oslo.", "“on Monday”: 2024-03-11"),
        # Several, or none.
        ("Last year he flew to Oslo, this year to Rome.", ""),
        ("He flew to Oslo last week and on Monday.", ""),
        ("He flew to Oslo in March and April.", ""),
        ("He flew to Oslo in 2014 and 2015.", ""),
        ("He flew to Oslo in 2014-15.", ""),
        ("He has flown to Oslo since last year.", ""),
        ("He flew to Oslo more often than last year.", ""),
        ("He flew to Oslo in the last year.", ""),
        ("He flew to Oslo every year.", ""),
        ("In 1,400 cases he flew to Oslo.", ""),
        ("He may march from Oslo with Theresa May.", ""),
    ],
)  # fmt: skip
def test_the_time_of_a_sentence(text, expected):
    found = find_when(text, WEDNESDAY)
    assert str(found or "") == expected
    assert found is None or found.words in text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On Saturday he flew to Oslo.", "“On Saturday”"),
        ("He flew to Oslo two weeks\nago.", "“two weeks ago”"),
        ("He flew to Oslo last year.", "“last year”"),
        ("He flew to Oslo in March.", "“in March”"),
        ("He flew to Oslo in March 2014.", "“in March 2014”: March 2014"),
        ("He flew to Oslo in December last year.", "“in December last year”"),
        ("He flew to Oslo on 4 March 2014.", "“on 4 March 2014”: 2014-03-04"),
        ("He flew to Oslo on Monday, to Rome last year.", ""),
    ],
)
def test_words_only_without_the_day_of_publication(text, expected):
    assert str(find_when(text, None) or "") == expected


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Envoys today defended a raid on Oslo on Saturday.", "raid", "“on Saturday”: 2024-03-09"),
        ("Peru condemned on Monday the raid on Oslo.", "raid", ""),
        ("Peru condemned on Monday the raid on Oslo.", "condemned", "“on Monday”: 2024-03-11"),
        ("Peru condemned on 12 March the raid on Oslo on 4 March.", "raid", "“on 4 March”: 2024-03-04"),
        ("Police reported on Monday a flight to Oslo.", "flight", "“on Monday”: 2024-03-11"),
        ("Envoys today flew to Oslo.", "flew", "“today”: 2024-03-13"),
    ],
)  # fmt: skip
def test_the_day_on_which_a_deed_is_judged_is_not_its_own(text, word, expected):
    assert str(find_when(text, WEDNESDAY, word=word) or "") == expected


def test_what_is_planned_is_on_the_next_such_day():
    found = find_when("A visit to Oslo on Saturday.", WEDNESDAY, planned=True)
    assert found == When("on Saturday", date(2024, 3, 16), date(2024, 3, 16))
    assert found.day == found.first


def test_several_times_reach_from_the_first_to_the_last():
    one, other = find_when("last year", WEDNESDAY), find_when("in 2014", WEDNESDAY)
    joined = join_times([one, None, other, one])
    assert joined == When("last year; in 2014", date(2014, 1, 1), date(2023, 12, 31))
    assert join_times([None]) is None


@pytest.mark.parametrize("published", [date.min, date.max])
@pytest.mark.parametrize(
    "words", "last week|next year|next month|in December|10 years ago|this month".split("|")
)  # fmt: skip
def test_the_ends_of_the_calendar_are_told(words, published):
    assert words in str(find_when(words, published))
