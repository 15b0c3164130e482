"""Menus opened and closed, in every order: the page stays whole, and nothing is filtered."""

from __future__ import annotations

from itertools import product

import pytest
from playwright.sync_api import expect
from reader import LONG, SHORT, open_app

MENUS = ("Offline", "Collections", "Open", "Filter", "Download", "Correct")
BROKEN = "[data-testid=stException], .st-key-failure"
IDLE = "[data-testid=stApp][data-test-script-state=notRunning]"


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


@pytest.mark.parametrize("length", [2, 3])
def test_the_row_has_every_order(length):
    row = every_order_of(length, MENUS)
    runs = list(zip(*(row[start:] for start in range(length)), strict=False))
    assert sorted(runs) == sorted(product(MENUS, repeat=length))


def button(page, name):
    return page.get_by_test_id("stPopover").get_by_role("button", name=name)


def by_escape(page, name):
    page.keyboard.press("Escape")


def by_its_button(page, name):
    button(page, name).click()


def shut(page, close):
    """Close a menu; while it fills, it may not hear the first time."""
    body = page.get_by_test_id("stPopoverBody")
    for _ in range(SHORT // 200):
        if not body.count():
            return
        close()
        page.wait_for_timeout(200)
    raise AssertionError("the menu does not close")


def walk(page, menus, close):
    """Open and close menus; after each the page must be whole."""
    before = page.locator(".dl-summary").inner_text()
    body = page.get_by_test_id("stPopoverBody")
    for number, name in enumerate(menus):
        button(page, name).click()
        expect(body).to_be_visible()
        page.wait_for_selector(IDLE, timeout=LONG)
        shut(page, lambda name=name: close(page, name))
        page.wait_for_selector(IDLE, timeout=LONG)
        done = menus[max(0, number - 3) : number + 1]
        assert page.locator(BROKEN).count() == 0, done
    expect(page.locator(".dl-summary")).to_have_text(before, timeout=SHORT)


@pytest.mark.parametrize("first", ["Collections", "Open"])
def test_a_menu_before_and_after_the_filters(page, server, first):
    open_app(page, server)
    walk(page, [first, "Filter", first], by_escape)
    button(page, "Filter").click()
    kinds = page.get_by_test_id("stPopoverBody").get_by_test_id("stButtonGroup")
    expect(kinds.get_by_role("checkbox", checked=False)).to_have_count(0)
    expect(kinds.get_by_role("radio", name="Everything")).to_be_checked()


@pytest.mark.slow
@pytest.mark.parametrize("close", [by_escape, by_its_button])
def test_menus_in_every_order_of_three(page, server, close):
    open_app(page, server)
    walk(page, every_order_of(3, MENUS), close)
