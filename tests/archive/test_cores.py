"""As many workers read at once as the machine has cores."""

from __future__ import annotations

import pytest

from geo.archive import cores
from geo.archive.cores import one_core, usable_cores


@pytest.fixture(autouse=True)
def _two_cores(monkeypatch):
    monkeypatch.setattr(cores, "_cores", lambda: {4, 7})
    monkeypatch.setattr(cores, "PATIENCE", 0.0)


def test_as_many_read_as_there_are_cores(tmp_path):
    folder = tmp_path / "cores"
    with (
        one_core(folder) as first,
        one_core(folder) as second,
        one_core(folder) as third,
    ):
        assert (first, second, third) == (True, True, False)
    with one_core(folder) as again:
        assert again
    assert usable_cores() == 2


def test_who_waits_reads_when_another_has_read(tmp_path, monkeypatch):
    monkeypatch.setattr(cores, "PATIENCE", 60.0)
    reading = [one_core(tmp_path) for _ in range(2)]
    for each in reading:
        assert each.__enter__()
    monkeypatch.setattr(
        cores.time, "sleep", lambda _: reading.pop().__exit__(None, None, None)
    )
    with one_core(tmp_path) as waited:
        assert waited
    assert len(reading) == 1


def test_a_cache_that_cannot_be_written_keeps_nobody_waiting(tmp_path, monkeypatch):
    monkeypatch.setattr(cores, "PATIENCE", 60.0)
    monkeypatch.setattr(cores.time, "sleep", lambda _: pytest.fail("it waited"))
    (tmp_path / "file").touch()
    with one_core(tmp_path / "file") as held:
        assert not held
