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


@pytest.mark.parametrize(
    "words",
    [
        "http://evil.test/c.png",
        "see HTTPS://evil.test",
        "www.evil.test",
        "a@evil.test",
        "ftp://x.y",
    ],
)
def test_no_live_link_is_made_of_anybodys_words(words):
    said = plain(words).replace("\\", "")
    assert not any(
        sign in said.lower() for sign in ("http:", "https:", "www.", "@e", "ftp:")
    )
    assert said.replace("\u2060", "") == words


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Cairo (القاهرة)", "\u2068Cairo \\(القاهرة\\)\u2069"),
        ("ירושלים 123", "\u2068ירושלים 123\u2069"),
        ("a\u202eb\u2069c\u200fd", "abcd"),  # what would leave its isolate, or turn
        ("Wŏnsan 원산", "Wŏnsan 원산"),
    ],
)
def test_what_runs_leftward_turns_nothing_beside_it(words, said):
    assert plain(words) == said
