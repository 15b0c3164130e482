"""The parts of the app alone: the shelf of atlases, the messages."""

from __future__ import annotations

import pytest
from atlases import sample_atlas
from known_places import HOSTILE_NAMES

import geo
from dashboard import cached
from dashboard.components.messages import plain
from dashboard.state import Options


def test_the_shelf_is_bounded_and_keeps_what_is_used():
    shelf = cached.Shelf(2)
    keys = [((geo.Article(str(i), "x"),), Options()) for i in range(3)]
    atlas = sample_atlas()
    shelf.put(keys[0], atlas)
    shelf.put(keys[1], atlas)
    assert shelf.get(keys[0]) is atlas
    shelf.put(keys[2], atlas)
    assert [shelf.get(key) for key in keys] == [atlas, None, atlas]


def test_the_same_text_under_another_title_is_another_atlas():
    shelf = cached.Shelf(2)
    shelf.put(((geo.Article("a", "x", title="One"),), Options()), sample_atlas())
    assert shelf.get(((geo.Article("a", "x", title="Two"),), Options())) is None


@pytest.mark.parametrize("name", sorted(HOSTILE_NAMES))
def test_messages_show_signs_as_they_are(name):
    said = plain(HOSTILE_NAMES[name])
    assert not any(
        sign in said.replace(f"\\{sign}", "") for sign in ("<", "`", "*", "[", "$", "{")
    )
