"""Any online geocoder: behind the cache, in turn, and never again and again."""

from __future__ import annotations

import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC
from urllib.parse import urlsplit

from geo.cache import (
    CachedAnswer,
    CacheKey,
    GeocoderCache,
    LoggedQuery,
    Turn,
    normalise_query,
    safe_name,
)
from geo.cache.encoding import MAX_NAME
from geo.errors import GeocoderBusy, GeocoderError
from geo.geocoders.breaker import PAUSE, CircuitBreaker
from geo.model import Candidate, Match, Place, Provenance

INTERVAL = 1.0  # seconds between requests: the public servers' rule
PATIENCE = 30.0  # seconds a name waits while other processes are asking
GLANCE = 0.25  # seconds between looks whether the turn is free
TURNS_RUN_OUT_AFTER = 3  # time-outs: name look-up, connection and answer take one each


@dataclass(frozen=True, slots=True)
class Service:
    """Whom to ask.

    Attributes:
        title: Its name in words ("Nominatim").
        provider: Its name in the cache ("nominatim").
        endpoint: Its address, without user name or key.
        params: Hash of the request's other parameters.
        timeout: Seconds to wait for it.
    """

    title: str
    provider: str
    endpoint: str
    params: str
    timeout: float

    @property
    def host(self) -> str:
        """The server's name, with its port where it is not the usual one."""
        return urlsplit(self.endpoint).netloc


class OnlineGeocoder(ABC):
    """A ``Gazetteer`` on the network. Subclasses say how one request is made.

    Args:
        cache: Where answers are kept, and processes take turns.
        service: Whom to ask.
        sleep: Waits some seconds; for tests.
        monotonic: Seconds by a clock that never goes back; for tests.
    """

    def __init__(
        self,
        cache: GeocoderCache,
        service: Service,
        sleep: Callable[[float], None] = time.sleep,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self.cache = cache
        self.service = service
        self._sleep = sleep
        self._breaker = CircuitBreaker(service.title, monotonic)
        self._trouble = ""

    @property
    def notice(self) -> str:
        """What went wrong last, here or in the cache; "" where all is well."""
        return " ".join(part for part in (self._trouble, self.cache.notice) if part)

    def lookup(self, name: str) -> tuple[Candidate, ...]:
        """Give every place the geocoder knows by a name, its best first.

        Args:
            name: The words as they stand in the text.

        Returns:
            Candidates from the cache or the network, or () where it knows no such
            place. While it cannot be asked, an answer that no longer holds serves.

        Raises:
            GeocoderRefused: It will not serve us.
            GeocoderBusy: It, or too many of us, asks to wait.
            GeocoderError: It gave no answer.
        """
        words = safe_name(name)
        if not words or len(words) >= MAX_NAME:  # no place is called that
            return ()
        key = self._key(words)
        answer = self.cache.get(key)
        if answer is not None:
            return self._candidates(answer, words, cached=True)
        try:
            answer, cached = self._ask(key, words)
        except GeocoderError as error:
            self._trouble = str(error)
            stale = self.cache.get(key, allow_stale=True)
            if stale is None:
                raise
            return self._candidates(stale, words, cached=True)
        self._trouble = ""
        return self._candidates(answer, words, cached=cached)

    @abstractmethod
    def _request(self, words: str) -> tuple[Place, ...]:
        """Send one request.

        Returns:
            The places; () only where the service answered that there are none.

        Raises:
            GeocoderError: Anything else.
        """

    def _key(self, words: str) -> CacheKey:
        service = self.service
        query = normalise_query(words)
        return CacheKey(service.provider, service.endpoint, query, service.params)

    def _ask(self, key: CacheKey, words: str) -> tuple[CachedAnswer, bool]:
        self._breaker.check()
        with self._turn() as blocking:
            # While we waited another process may have asked the same.
            answer = self.cache.get(key)
            if answer is not None:
                return answer, True
            try:
                places = self._logged_request(words)
            except GeocoderBusy as error:
                blocking.append(
                    PAUSE if error.retry_after is None else error.retry_after
                )
                raise
            except GeocoderError as error:
                self._breaker.failed(error)
                raise
        self._breaker.succeeded()
        return self.cache.put(key, places), False

    def _logged_request(self, words: str) -> tuple[Place, ...]:
        service = self.service
        number = self.cache.log_query(
            LoggedQuery(
                service.provider, service.endpoint, words, self.cache.now(), "asked"
            )
        )
        outcome = "interrupted"
        try:
            places = self._request(words)
            outcome = f"{len(places)} places" if places else "no such place"
        except GeocoderError as error:
            outcome = str(error)
            raise
        finally:
            self.cache.conclude_query(number, outcome)
        return places

    @contextmanager
    def _turn(self) -> Iterator[list[float]]:
        """Hold the machine's one turn; put seconds in the list to make everybody wait."""
        service = f"{self.service.provider} {self.service.endpoint}"
        turn = self._wait_for_turn(service)
        blocking: list[float] = []
        try:
            yield blocking
        finally:
            self.cache.end_turn(service, turn, INTERVAL, max(blocking, default=0.0))

    def _wait_for_turn(self, service: str) -> Turn:
        lease = self.service.timeout * TURNS_RUN_OUT_AFTER
        waited = 0.0
        while True:
            turn = self.cache.take_turn(service, lease)
            if turn.granted:
                return turn
            self._refuse_to_wait(turn, waited)
            pause = min(turn.wait, GLANCE)
            self._sleep(pause)
            waited += pause

    def _refuse_to_wait(self, turn: Turn, waited: float) -> None:
        title = self.service.title
        if turn.blocked:
            raise GeocoderBusy(
                f"{title} asked us to wait; it is asked again in {turn.wait:.0f} s."
                " The offline answers are kept.",
                retry_after=turn.wait,
            )
        if waited >= PATIENCE:
            raise GeocoderBusy(
                f"{title} is being asked by other windows of Dateline; try this name"
                " again when they are done. The offline answers are kept.",
                retry_after=turn.wait,
            )

    def _candidates(
        self, answer: CachedAnswer, words: str, *, cached: bool
    ) -> tuple[Candidate, ...]:
        provenance = Provenance(
            name=self.service.title,
            version=self.service.host,
            retrieved=answer.asked_at.astimezone(UTC).date(),
            cached=cached,
        )
        return tuple(
            Candidate(
                place=replace(place, provenance=provenance),
                matched_name=words,
                match=Match.GEOCODER,
            )
            for place in answer.places
        )
