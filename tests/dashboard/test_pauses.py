"""Turns are short, and garbage is let go without keeping anybody waiting."""

from __future__ import annotations

import gc
import sys
import weakref

import pytest

from dashboard import pauses


class Cycle:
    def __init__(self):
        self.me = self


@pytest.fixture(autouse=True)
def as_before():
    turn, thresholds = sys.getswitchinterval(), gc.get_threshold()
    yield
    sys.setswitchinterval(turn)
    gc.set_threshold(*thresholds)
    gc.enable()
    gc.unfreeze()


def test_turns_are_short_and_full_searches_are_put_off(monkeypatch):
    begun = []
    monkeypatch.setattr(
        pauses.Thread, "start", lambda thread: begun.append(thread.name)
    )
    pauses.shorten()
    assert begun == [pauses.THREAD]
    assert sys.getswitchinterval() <= 0.001
    assert gc.get_threshold()[2] == pauses.MAX_PUT_OFF
    assert not gc.isenabled()  # while modules load
    pauses.loaded()
    assert gc.isenabled()


# What earlier tests left open is let go by these searches too.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_garbage_goes_also_of_what_lived_before():
    old, new = Cycle(), Cycle()
    gone = [weakref.ref(old), weakref.ref(new)]
    del new
    pauses.search(everything=False)
    assert [each() is None for each in gone] == [False, True]
    del old
    pauses.search(everything=False)
    assert gone[0]() is not None  # left out, as it lived when that was decided
    pauses.search(everything=True)
    assert gone[0]() is None
