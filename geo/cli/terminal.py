"""What commands print: answers on stdout; notes and progress on stderr.

Progress is a bar on a terminal, and a line every ten seconds elsewhere.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from geo.model import Progress

SECONDS_BETWEEN_LINES = 10.0


# What steers a terminal, or turns the order of letters round: shown as JSON would write it.
_STEERING = {
    code: f"\\u{code:04x}"
    for code in (
        *range(9), *range(11, 32), *range(127, 160), *range(0x202A, 0x202F),
        *range(0x2066, 0x206A), 0x2028, 0x2029, 0xFEFF, *range(0xD800, 0xE000),
    )
}  # fmt: skip


def visible(text: str) -> str:
    """Return a text with what a terminal would obey or hide made visible."""
    return text.translate(_STEERING)


def say(text: str) -> None:
    """Print a part of the answer."""
    sys.stdout.write(visible(text) + "\n")


def say_json(value: object) -> None:
    """Print the answer as JSON."""
    say(json.dumps(value, ensure_ascii=False, indent=2))


def note(text: str) -> None:
    """Print something beside the answer; "" prints nothing."""
    if text:
        sys.stderr.write(f"dateline: {visible(text)}\n")


@contextmanager
def progress_bar() -> Iterator[Progress]:
    """Return a function that shows the share done (0 to 1) and what is being done."""
    if sys.stderr.isatty():
        with _bar() as progress:
            yield progress
    else:
        yield _Lines()


class _Lines:
    """Plain lines for logs: seldom, so that they stay readable."""

    def __init__(self) -> None:
        self._next = time.monotonic() + SECONDS_BETWEEN_LINES

    def __call__(self, share: float, words: str) -> None:
        if time.monotonic() >= self._next:
            self._next += SECONDS_BETWEEN_LINES
            sys.stderr.write(f"dateline: {share:.0%} {visible(words)}\n")


@contextmanager
def _bar() -> Iterator[Progress]:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f}%"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("starting", total=1.0)
        yield lambda share, words: bar.update(
            task, completed=share, description=visible(words)
        )
