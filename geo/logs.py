"""The log: failures that nobody expected, and what Dateline warns of, in the data folder.

A traceback holds names of files and functions, lines of this program, and what the error
says of itself; that may quote a name or a value of an article, never a text on purpose. Of
what a private session reads nothing may be kept: its failures go without those words.
"""

from __future__ import annotations

import logging
import traceback
from contextlib import suppress
from logging.handlers import RotatingFileHandler
from pathlib import Path

from geo.settings import get_settings

LOG_FILE = "dateline.log"
MAX_BYTES = 500_000  # of one file
OLDER_FILES = 2  # dateline.log.1 and dateline.log.2
LINE = "%(asctime)s %(levelname)s %(name)s: %(message)s"

_log = logging.getLogger(__name__)


def log_file() -> Path:
    """Return where the log of this data folder is, written yet or not."""
    return get_settings().data_dir / LOG_FILE


def keep_log() -> None:
    """Write what Dateline logs to its file from now on; a process says so once."""
    handler = _LogFile(log_file())
    handler.setFormatter(logging.Formatter(LINE))
    logging.getLogger("geo").addHandler(handler)


def log_failure(error: BaseException, *, private: bool) -> None:
    """Log an error that nobody expected.

    Args:
        error: The error.
        private: Leave out what it says of itself, which may quote an article.
    """
    lines = _without_words(error) if private else traceback.format_exception(error)
    _log.error("%s", "".join(lines).rstrip())


def _without_words(error: BaseException) -> list[str]:
    """Return the kinds of an error and of those behind it, each with where it was."""
    chain: list[BaseException] = []
    behind: BaseException | None = error
    while behind is not None and behind not in chain:
        chain.append(behind)
        hidden = behind.__suppress_context__
        behind = behind.__cause__ or (None if hidden else behind.__context__)
    lines = []
    for each in reversed(chain):
        lines += traceback.format_tb(each.__traceback__)
        lines.append(f"{type(each).__qualname__} (private: its words are left out)\n")
    return lines


class _LogFile(RotatingFileHandler):
    """A file of bounded size; where it cannot be written, the work goes on without it."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            path,
            maxBytes=MAX_BYTES,
            backupCount=OLDER_FILES,
            encoding="utf-8",
            errors="backslashreplace",  # half a character is no reason to lose a line
            delay=True,
        )

    def emit(self, record: logging.LogRecord) -> None:
        """Write a line, in a folder made for it if need be."""
        with suppress(OSError):
            Path(self.baseFilename).parent.mkdir(parents=True, exist_ok=True)
        super().emit(record)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802
        """Leave a line out that cannot be written; the name is the library's."""
