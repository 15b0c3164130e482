"""Menus opened and closed, in every order: the page stays whole, and nothing is filtered."""

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


def every_order_of(length, things):
    """Give a row of things in which every order of so many stands once.

    Each step goes on with the thing longest not taken behind the last ones (Martin 1934).
    """
    left = set(product(things, repeat=length))
    row = [things[0]] * length
    left.discard(tuple(row))
    while left:
        last = tuple(row[1 - length :])
        row.append(next(t for t in reversed(things) if (*last, t) in left))
        left.discard((*last, row[-1]))
    return row


def closed_in_turns(menus):
    """Give each menu a way to close: before each that may follow, now this way, now that."""
    met = Counter()
    for menu, follower in pairwise([*menus, menus[0]]):
        yield menu, WAYS[met[menu, follower] % len(WAYS)]
        met[menu, follower] += 1


@pytest.mark.parametrize("length", [2, 3])
def test_the_row_has_every_order(length):
    row = every_order_of(length, MENUS)
    runs = list(zip(*(row[start:] for start in range(length)), strict=False))
    assert sorted(runs) == sorted(product(MENUS, repeat=length))


def test_between_every_two_each_way_to_close_is_taken():
    steps = list(closed_in_turns(every_order_of(3, MENUS)))
    taken = {(menu, way, after) for (menu, way), (after, _) in pairwise(steps)}
    assert taken == set(product(MENUS, WAYS, MENUS))


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
def test_menus_in_every_order_of_three(reading, page):
    walk(page, closed_in_turns(every_order_of(3, MENUS)))
