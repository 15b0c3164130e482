"""One process that parses, for all files of these tests: as it is for those of one folder."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext

import pytest

from geo.articles.sandbox import Sandbox, sandbox
from geo.settings import get_settings


@pytest.fixture(scope="session")
def _parser() -> Iterator[Sandbox]:
    with sandbox(get_settings().read_seconds) as box:
        yield box


@pytest.fixture
def one_parser(_parser, monkeypatch: pytest.MonkeyPatch) -> None:
    """Open files in the process that other tests have started."""
    monkeypatch.setattr(
        "geo.articles.opening.sandbox", lambda seconds: nullcontext(_parser)
    )
