"""What every geocoder can do, and where it is told to look."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from geo.model import Candidate


@dataclass(frozen=True, slots=True)
class Hint:
    """Where the article suggests that a name lies.

    Attributes:
        country: ISO 3166-1 alpha-2 code, or "" for anywhere.
        stated: True where the text says so outright ("Xyzzyq, Norway"): nothing outside
            is looked for. Else places there come first.
    """

    country: str = ""
    stated: bool = False


ANYWHERE = Hint()


@runtime_checkable
class Geocoder(Protocol):
    """Names to places, online."""

    def lookup(self, name: str, hint: Hint = ANYWHERE) -> tuple[Candidate, ...]:
        """Return the places a service knows by a name, its best first.

        Raises:
            GeocoderError: It gave no answer; the message says what to do.
        """
        ...

    def for_batch(self) -> Geocoder | None:
        """Return what may be asked about many names at once: no public server."""
        ...
