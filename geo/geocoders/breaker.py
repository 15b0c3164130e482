"""The circuit breaker: a service in trouble is left alone for a while."""

from __future__ import annotations

import threading
from collections.abc import Callable

from geo.errors import GeocoderError, GeocoderRefused

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
