"""The geocoders that are switched on, as one: the next is asked where one knows nothing."""

from __future__ import annotations

from collections.abc import Sequence

from geo.cache import GeocoderCache
from geo.errors import GeocoderError
from geo.geocoders.geocoder import ANYWHERE, Hint
from geo.geocoders.online import OnlineGeocoder, Service
from geo.model import Candidate


class Geocoders:
    """A ``Geocoder`` made of several, asked in order until one knows the name.

    Args:
        cache: The cache they share.
        members: Them.
    """

    def __init__(self, cache: GeocoderCache, members: Sequence[OnlineGeocoder]) -> None:
        self.cache = cache
        self.members = tuple(members)

    @property
    def services(self) -> tuple[Service, ...]:
        """Whom a name can be sent to."""
        return tuple(member.service for member in self.members)

    @property
    def notice(self) -> str:
        """What went wrong last, at a service or in the cache; "" where all is well."""
        troubles = [member.trouble for member in self.members]
        return " ".join(part for part in (*troubles, self.cache.notice) if part)

    def for_batch(self) -> Geocoders | None:
        """Return those of them that many names at once may be sent to."""
        allowed = [member for member in self.members if member.for_batch()]
        if len(allowed) == len(self.members):
            return self
        return Geocoders(self.cache, allowed) if allowed else None

    def lookup(self, name: str, hint: Hint = ANYWHERE) -> tuple[Candidate, ...]:
        """Return what the first of them that knows the name says.

        Raises:
            GeocoderError: One of them gave no answer, and no other knew the name.
        """
        failure: GeocoderError | None = None
        for member in self.members:
            try:
                found = member.lookup(name, hint)
            except GeocoderError as error:
                failure = failure or error
                continue
            if found:
                return found
        if failure:
            raise failure
        return ()
