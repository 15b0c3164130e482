"""Menus opened and closed, each before each: the page stays whole, and nothing is filtered."""

from __future__ import annotations

from collections import Counter
from functools import partial
from itertools import pairwise, product

import pytest
from playwright.sync_api import expect
from reader import IDLE, LONG, SHORT, shut

MENUS = ("Offline", "Collections", "Open", "Filter", "Download", "Correct")
BROKEN = "[data-testid=stException], .st-key-failure"


def by_escape(page, name):
    page.keyboard.press("Escape")


def by_its_button(page, name):
    button(page, name).click()


WAYS = (by_escape, by_its_button)


def each_before_each(things):
    """Give a row in which each thing stands before each, itself too, once; it ends as it began.

    Each step goes on with the thing longest not taken behind the last one (Martin 1934).
    """
    left = set(product(things, repeat=2))
    row = [things[0]] * 2
    left.discard(tuple(row))
    while left:
        row.append(next(t for t in reversed(things) if (row[-1], t) in left))
        left.discard((row[-2], row[-1]))
    return row


def closed_each_way(menus):
    """Give menus with ways to close them: before each other, first the one, then the other.

    The way back meets every two again, between others.
    """
    row = each_before_each(menus)
    met = Counter()
    for menu, follower in pairwise([*row, *row[-2::-1]]):
        yield menu, WAYS[met[menu, follower]]
        met[menu, follower] += 1
    yield menus[0], WAYS[0]


def test_every_two_meet_once_with_each_way_to_close():
    taken = [(menu, way, after) for (menu, way), (after, _) in pairwise(STEPS)]
    assert len(taken) == len(set(taken))
    assert set(taken) == set(product(MENUS, WAYS, MENUS))


STEPS = list(closed_each_way(MENUS))


def button(page, name):
    return page.get_by_test_id("stPopover").get_by_role("button", name=name)


def walk(page, steps):
    """Open and close menus; after each the page must be whole."""
    before = page.locator(".dl-summary").text_content()
    body = page.get_by_test_id("stPopoverBody")
    done = []
    for name, close in steps:
        done.append(name)
        button(page, name).click()
        expect(body).to_be_visible()
        page.wait_for_selector(IDLE, timeout=LONG)
        shut(body, partial(close, page, name))
        page.wait_for_selector(IDLE, timeout=LONG)
        assert page.locator(BROKEN).count() == 0, done[-4:]
    expect(page.locator(".dl-summary")).to_have_text(before, timeout=SHORT)


@pytest.mark.parametrize("first", ["Collections", "Open"])
def test_a_menu_before_and_after_the_filters(reading, page, first):
    walk(page, [(name, by_escape) for name in (first, "Filter", first)])
    button(page, "Filter").click()
    kinds = page.get_by_test_id("stPopoverBody").get_by_test_id("stButtonGroup")
    expect(kinds.get_by_role("checkbox", checked=False)).to_have_count(0)
    expect(kinds.get_by_role("radio", name="Everything")).to_be_checked()


@pytest.mark.slow
def test_each_menu_before_each_closed_each_way(reading, page):
    walk(page, STEPS)
