"""Everything that can go wrong, as one family; each message reads as advice.

DatelineError
├── PartlyDone            done, but for some of what was given  exit 1
├── InputError            what was given cannot be read         exit 2
│   └── ArticleError      ... as an article
├── OutputError           the answer cannot be written          exit 2
├── GazetteerError        the offline gazetteer is missing      exit 3
├── CacheError            a file that Dateline keeps is damaged exit 3
├── ModelError            the language pipeline is missing      exit 3
├── DataError             one of Dateline's own tables is wrong exit 3
├── GeocoderError         an online service failed              exit 75 (try again)
│   ├── GeocoderRefused   it will not serve us: wrong key, blocked
│   └── GeocoderBusy      it asks us to wait
├── WorkerError           a process of ours was ended           exit 3
└── ServeError            the dashboard could not start         exit 2
"""

from __future__ import annotations


class DatelineError(Exception):
    """Base of every error Dateline raises on purpose."""

    exit_code = 1


class PartlyDone(DatelineError):  # noqa: N818 - it reads as a sentence
    """The answer is written, without some of what was given; the message counts it."""

    exit_code = 1


class InputError(DatelineError, ValueError):
    """What was given cannot be used; the message says what to change."""

    exit_code = 2


def require_type(value: object, wanted: type | tuple[type, ...], advice: str) -> None:
    """Refuse what is of another type than it must be.

    Args:
        value: What was given.
        wanted: What it must be; a runtime-checkable protocol serves too.
        advice: What to give instead.

    Raises:
        InputError: It is none of them.
    """
    if not isinstance(value, wanted):
        raise InputError(f"{advice}; this is of type {type(value).__name__}")


class ArticleError(InputError):
    """A text, file or line cannot be read as an article."""


class OutputError(DatelineError, OSError):
    """The result cannot be written where it was asked for."""

    exit_code = 2


class GazetteerError(DatelineError, RuntimeError):
    """The offline gazetteer cannot be opened or built."""

    exit_code = 3


class CacheError(DatelineError, RuntimeError):
    """A file that Dateline keeps is damaged, or cannot be written."""

    exit_code = 3


class ModelError(DatelineError, OSError):
    """The language pipeline asked for is not installed."""

    exit_code = 3


class DataError(DatelineError, ValueError):
    """One of the tables in ``geo/data`` contradicts itself."""

    exit_code = 3


class GeocoderError(DatelineError, ConnectionError):
    """An online geocoder gave no answer; nothing is remembered of it."""

    exit_code = 75


class GeocoderRefused(GeocoderError):  # noqa: N818 - it reads as a sentence
    """The geocoder refuses us (key, user agent, block); asking again is useless."""


class GeocoderBusy(GeocoderError):  # noqa: N818 - as above
    """The geocoder asks us to wait.

    Attributes:
        retry_after: Seconds it asked us to wait, or None where it did not say.
    """

    def __init__(self, message: str, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class WorkerError(DatelineError, RuntimeError):
    """A process that did part of the work was ended from outside."""

    exit_code = 3


class ServeError(DatelineError, RuntimeError):
    """The dashboard could not be started."""

    exit_code = 2
