"""The parts of the app alone: the messages."""

from __future__ import annotations

import pytest
from known_places import HOSTILE_NAMES

from dashboard.components.messages import plain


@pytest.mark.parametrize("name", sorted(HOSTILE_NAMES))
def test_messages_show_signs_as_they_are(name):
    said = plain(HOSTILE_NAMES[name])
    assert not any(
        sign in said.replace(f"\\{sign}", "") for sign in ("<", "`", "*", "[", "$", "{")
    )
