"""Any online geocoder: behind the cache, one at a time, and never again and again.

The circuit breaker leaves a service in trouble alone for a while.
"""

from __future__ import annotations

import threading
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC
from typing import Self
from urllib.parse import urlsplit

from geo.cache import (
    CachedAnswer,
    CacheKey,
    GeocoderCache,
    LoggedQuery,
    Permit,
    normalise_query,
    safe_name,
)
from geo.cache.values import MAX_NAME
from geo.errors import GeocoderBusy, GeocoderError, GeocoderRefused
from geo.geocoders.geocoder import ANYWHERE, Hint
from geo.model import Candidate, Match, Place, Provenance

INTERVAL = 1.0  # seconds between requests: the public servers' rule
PATIENCE = 30.0  # seconds a name waits while other processes are asking
LIMIT = 5  # places in an answer: the resolver chooses among them by the article
GLANCE = 0.25  # seconds between looks whether the service is free
PERMIT_RUNS_OUT_AFTER = (
    3  # time-outs: name look-up, connection and answer take one each
)


Params = dict[str, str | int | bool]


@dataclass(frozen=True, slots=True)
class Service:
    """Whom to ask.

    Attributes:
        title: Its name in words ("Nominatim").
        provider: Its name in the cache ("nominatim").
        endpoint: Its address, without user name or key.
        params: Hash of the request's other parameters.
        timeout: Seconds to wait for it.
        setting: The setting or variable that names its address.
        public: True for a server that anybody may ask a little, and nobody a lot.
    """

    title: str
    provider: str
    endpoint: str
    params: str
    timeout: float
    setting: str = ""
    public: bool = False

    @property
    def host(self) -> str:
        """The server's name, with its port where it is not the usual one."""
        return urlsplit(self.endpoint).netloc


@dataclass(slots=True)
class _Held:
    """What came of a permit: whether a request went out, and seconds asked to wait."""

    asked: bool = False
    block: float = 0.0


class OnlineGeocoder(ABC):
    """A ``Geocoder``. Subclasses say how one request is made.

    Args:
        cache: Where answers are kept, and processes share one rate.
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
        self.trouble = ""

    @property
    def notice(self) -> str:
        """What went wrong last, here or in the cache; "" where all is well."""
        return " ".join(part for part in (self.trouble, self.cache.notice) if part)

    def for_batch(self) -> Self | None:
        """Return self where many names at once may be asked."""
        return None if self.service.public else self

    def lookup(self, name: str, hint: Hint = ANYWHERE) -> tuple[Candidate, ...]:
        """Return every place the geocoder knows by a name, its best first.

        Args:
            name: The words as they stand in the text.
            hint: Where to look.

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
        hint = self._usable(hint)
        key = self._key(words, hint)
        answer = self.cache.get(key)
        if answer is not None:
            return self._candidates(answer, words, cached=True)
        try:
            answer, cached = self._ask(key, words, hint)
        except GeocoderError as error:
            self.trouble = str(error)
            old = self._old_answer(words, hint)
            if old is None:
                raise
            return self._candidates(old, words, cached=True)
        self.trouble = ""
        return self._candidates(answer, words, cached=cached)

    def _usable(self, hint: Hint) -> Hint:
        """Return what of a hint changes the request, so that nothing is asked twice."""
        return hint

    @abstractmethod
    def _request(self, words: str, hint: Hint) -> tuple[Place, ...]:
        """Send one request.

        Returns:
            The places; () only where the service answered that there are none.

        Raises:
            GeocoderError: Anything else.
        """

    def _key(self, words: str, hint: Hint = ANYWHERE) -> CacheKey:
        service = self.service
        params = service.params + _in_key(hint)
        return CacheKey(
            service.provider, service.endpoint, normalise_query(words), params
        )

    def _old_answer(self, words: str, hint: Hint) -> CachedAnswer | None:
        """Return what serves while the service cannot be asked: this question, or wider."""
        for wider in dict.fromkeys((hint, ANYWHERE)):
            answer = self.cache.get(self._key(words, wider), allow_stale=True)
            if answer is not None:
                return answer
        return None

    def _ask(self, key: CacheKey, words: str, hint: Hint) -> tuple[CachedAnswer, bool]:
        self._breaker.check()
        with self._permit() as held:
            # While we waited another process may have asked the same.
            answer = self.cache.get(key)
            if answer is not None:
                return answer, True
            held.asked = True
            try:
                places = self._logged_request(words, hint)
            except GeocoderBusy as error:
                after = error.retry_after
                held.block = PAUSE if after is None else after
                raise
            except GeocoderError as error:
                self._breaker.failed(error)
                raise
            self._breaker.succeeded()
            # Before the permit is given back: who has the next one must find it.
            return self.cache.put(key, places), False

    def _logged_request(self, words: str, hint: Hint) -> tuple[Place, ...]:
        service = self.service
        sent = f"{words} (country: {hint.country})" if hint.country else words
        number = self.cache.log_query(
            LoggedQuery(
                service.provider, service.endpoint, sent, self.cache.now(), "asked"
            )
        )
        outcome = "interrupted"
        try:
            places = self._request(words, hint)
            outcome = f"{len(places)} places" if places else "no such place"
        except GeocoderError as error:
            outcome = str(error)
            raise
        finally:
            self.cache.conclude_query(number, outcome)
        return places

    @contextmanager
    def _permit(self) -> Iterator[_Held]:
        """Hold the machine's one permit; who asked nothing makes nobody wait."""
        service = self.service.host  # however many names it goes by here
        permit = self._wait_for_permit(service)
        held = _Held()
        try:
            yield held
        finally:
            interval = INTERVAL if held.asked else 0.0
            self.cache.release_permit(service, permit, interval, held.block)

    def _wait_for_permit(self, service: str) -> Permit:
        lease = self.service.timeout * PERMIT_RUNS_OUT_AFTER
        waited = 0.0
        while True:
            permit = self.cache.acquire_permit(service, lease)
            if permit.granted:
                return permit
            self._refuse_to_wait(permit, waited)
            pause = min(permit.wait, GLANCE)
            self._sleep(pause)
            waited += pause

    def _refuse_to_wait(self, permit: Permit, waited: float) -> None:
        title = self.service.title
        if permit.blocked:
            raise GeocoderBusy(
                f"{title} asked us to wait; it is asked again in {permit.wait:.0f} s."
                " The offline answers are kept.",
                retry_after=permit.wait,
            )
        if waited >= PATIENCE:
            raise GeocoderBusy(
                f"{title} is being asked by other windows of Dateline; try this name"
                " again when they are done. The offline answers are kept.",
                retry_after=permit.wait,
            )

    def _candidates(
        self, answer: CachedAnswer, words: str, *, cached: bool
    ) -> tuple[Candidate, ...]:
        provenance = Provenance(
            name=self.service.title,
            version=self.service.host,
            retrieved=answer.asked_at.astimezone(UTC).date(),
            cached=cached,
            stale=answer.stale,
        )
        return tuple(
            Candidate(
                place=replace(place, provenance=provenance),
                matched_name=words,
                match=Match.GEOCODER,
                rank=rank,
            )
            for rank, place in enumerate(answer.places)
        )


def _in_key(hint: Hint) -> str:
    """Add to the parameters in a cache key what a hint changes of the request."""
    if not hint.country:
        return ""
    return f" {'in' if hint.stated else 'near'} {hint.country}"


FAILURES = 3
PAUSE = 60.0


class CircuitBreaker:
    """Counts failures in a row, and says when to stop asking.

    Args:
        service: What to call the service in messages.
        monotonic: Seconds by a clock that never goes back.
    """

    def __init__(self, service: str, monotonic: Callable[[], float]) -> None:
        self._service = service
        self._monotonic = monotonic
        self._lock = threading.Lock()
        self._failures = 0
        self._closed_again_at = 0.0
        self._refusal = ""

    def check(self) -> None:
        """Do nothing where the service may be asked.

        Raises:
            GeocoderRefused: It refused us; no more requests in this session.
            GeocoderError: It failed too often; no more requests for the moment.
        """
        with self._lock:
            refusal, failures = self._refusal, self._failures
            left = self._closed_again_at - self._monotonic()
        if refusal:
            raise GeocoderRefused(refusal)
        if failures >= FAILURES and left > 0:
            raise GeocoderError(
                f"{self._service} failed {failures} times in a row and is left alone"
                f" for {left:.0f} s; the offline answers are kept."
            )

    def succeeded(self) -> None:
        """Forget earlier failures."""
        with self._lock:
            self._failures = 0

    def failed(self, error: GeocoderError) -> None:
        """Count a failure; a refusal counts for all that follow."""
        with self._lock:
            if isinstance(error, GeocoderRefused):
                self._refusal = str(error)
            self._failures += 1
            self._closed_again_at = self._monotonic() + PAUSE
