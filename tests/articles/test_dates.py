"""The day a sentence gives, and when it gives none."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, strategies as st

from geo.links.dates import find_when

WEDNESDAY = date(2024, 3, 13)


def find_date(text, published):
    found = find_when(text, published)
    return found.day if found else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He flew on 12 March 2024.", "2024-03-12"),
        ("He flew on March 4, 2019.", "2019-03-04"),
        ("He flew on Sept. 4, 2019.", "2019-09-04"),
        ("On the 3rd of June, 1987 he flew.", "1987-06-03"),
        ("MOSCOW, MARCH 4 2019: He flew.", "2019-03-04"),
        ("He flew on Tuesday, 12 March 2024.", "2024-03-12"),
        ("Log of 2024-03-12: he flew.", "2024-03-12"),
        ("On 12 March 2024, yes, March 12, 2024, he flew.", "2024-03-12"),
        ("Since 24 February 2022 he flew only on 12 March 2024.", "2024-03-12"),
        # No day, or no such day.
        ("He flew in March 2024.", None),
        ("He flew on 31 February 2024.", None),
        ("He flew on 2024-13-01.", None),
        ("He flew on 0000-01-01.", None),
        ("They may 4 times have seen them march 4 abreast.", None),
        ("Flight 2024-03-123 left.", None),
        ("He must fly by 12 March 2024.", None),
        # Several.
        ("He flew on 12 March 2024 and on 13 March 2024.", None),
        ("He flew on 12-14 March 2024.", None),
        ("He flew on March 4 and 5, 2019.", None),
        ("He flew on 30 March to 2 April 2024.", None),
        # Known only with the day of publication.
        ("He flew on 4 March.", None),
        ("He flew on Monday.", None),
        ("He flew yesterday.", None),
    ],
)  # fmt: skip
def test_without_the_day_of_publication(text, expected):
    found = find_date(text, None)
    assert (found.isoformat() if found else None) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He flew on 4 March.", "2024-03-04"),
        ("He flew on March 20.", "2024-03-20"),
        ("He flew on 4 December.", "2023-12-04"),
        ("He will fly on 4 December.", "2024-12-04"),
        ("He will fly on 4 March.", "2025-03-04"),
        ("He flew on 30 February.", None),
        ("He flew on 4 or 5 March.", None),
        ("He flew on Monday.", "2024-03-11"),
        ("He flew on Wednesday.", "2024-03-13"),
        ("He flew Thursday.", "2024-03-07"),
        ("Thursday's flight left.", "2024-03-07"),
        ("He flew last Wednesday.", "2024-03-06"),
        ("He flies next Wednesday.", "2024-03-20"),
        ("He will fly on Monday.", "2024-03-18"),
        ("He'll fly on Wednesday.", "2024-03-13"),
        ("He is expected to fly on Monday.", "2024-03-18"),
        ("Will Ivanov flew on Monday.", "2024-03-11"),
        ("He stood next to it on Monday.", "2024-03-11"),
        ("He flew yesterday.", "2024-03-12"),
        ("Today he flew.", "2024-03-13"),
        ("He will fly tomorrow.", "2024-03-14"),
        ("On Tuesday, that is yesterday, he flew.", "2024-03-12"),
        # A day in full before the others.
        ("He said on Monday that he flew on 4 March.", "2024-03-04"),
        ("He flew on Monday, 4 March.", "2024-03-04"),
        # Several, or none.
        ("He flew on Monday and Tuesday.", None),
        ("He flew on Monday, she yesterday.", None),
        ("He flew the day before yesterday.", None),
        ("He flies every Monday.", None),
        ("He flies on Mondays.", None),
        ("He has waited since Monday.", None),
        ("He must fly by Monday, 18 March.", None),
        ("He bought it on Black Friday.", None),
        ("He told the Sunday Times.", None),
        ("He told Russia Today.", None),
        ("He flew.", None),
        ("", None),
    ],
)  # fmt: skip
def test_with_the_day_of_publication(text, expected):
    found = find_date(text, WEDNESDAY)
    assert (found.isoformat() if found else None) == expected


@pytest.mark.parametrize("published", [date.min, date.max])
@pytest.mark.parametrize(
    "text", ["yesterday", "tomorrow", "4 March", "last Monday", "next Monday"]
)
def test_the_ends_of_the_calendar_raise_nothing(text, published):
    find_date(text, published)


_WORDS = "on 31 0 4th March Sept. 2024 99999 Monday will next by - to , yesterday ٣ 2024-02-30"


@given(st.lists(st.sampled_from([*_WORDS.split(), "\n"])), st.none() | st.dates())
def test_any_words_raise_nothing(words, published):
    find_date(" ".join(words), published)
