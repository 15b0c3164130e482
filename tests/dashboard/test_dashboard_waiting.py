"""What is shown while something takes long: what is done, the step, how far it is."""

from __future__ import annotations

from unittest.mock import MagicMock

import pytest

import geo
from dashboard.components import messages


@pytest.fixture
def place() -> MagicMock:
    return MagicMock()


def bar(place: MagicMock) -> MagicMock:
    return place.status.return_value.empty.return_value.progress


def test_short_work_shows_nothing(place):
    with messages.progress_status(place, "Reading the article") as progress:
        progress(0.5, "resolving")
    place.status.assert_not_called()
    place.empty.assert_called_once()


def test_long_work_shows_its_title_once_and_each_step(place, monkeypatch):
    monkeypatch.setattr(messages, "SECONDS_BEFORE_STATUS", -1.0)
    with messages.progress_status(place, "Reading 2 articles") as progress:
        progress(0.1, "article 1 of 2")
        progress(1.2, "article *2* of 2")
    place.status.assert_called_once_with("Reading 2 articles", expanded=True)
    first, second = bar(place).call_args_list
    assert (first.args, first.kwargs) == ((0.1,), {"text": "Article 1 of 2"})
    assert (second.args, second.kwargs) == ((1.0,), {"text": r"Article \*2\* of 2"})


def test_long_work_can_be_broken_off(place, monkeypatch):
    monkeypatch.setattr(messages, "SECONDS_BEFORE_STATUS", -1.0)
    told = {"cancel": "cancel-reading", "on_cancel": print}
    with messages.progress_status(place, "Reading", **told) as progress:
        progress(0.1, "opening")
        progress(0.2, "opening")
    button = place.status.return_value.button
    button.assert_called_once_with("Cancel", key="cancel-reading", on_click=print)


def test_what_cannot_tell_how_far_it_is_says_so_at_once(place):
    title = "Reading https://news.example/[a](b)"
    with messages.progress_status(place, title, "asking for the page"):
        assert r"\[a\]\(b\)" in place.status.call_args.args[0]
        bar(place).assert_called_once_with(0.0, text="Asking for the page")


def test_trouble_leaves_nothing_behind(place, monkeypatch):
    monkeypatch.setattr(messages, "SECONDS_BEFORE_STATUS", -1.0)

    def read() -> None:
        with messages.progress_status(place, "Reading") as progress:
            progress(0.1, "opening")
            raise geo.InputError("no text in it")

    with pytest.raises(geo.InputError, match="no text"):
        read()
    place.empty.assert_called_once()
