"""How often a service is asked: one request at a time for the whole machine.

A permit is taken before a request and given back after it, and the next one is granted no
sooner than ``interval`` after that. Counting from the end, not from the start, keeps
requests a full interval apart at the server too, however slow the network is between.
The permit of a process that died runs out by itself.
"""

from __future__ import annotations

import secrets
import sqlite3
from dataclasses import dataclass
from typing import NamedTuple

MAX_BLOCK_SECONDS = 86_400.0  # a day: no answer may shut a geocoder off for good


@dataclass(frozen=True, slots=True)
class Permit:
    """Leave to ask, or how long to wait for it.

    Attributes:
        wait: Seconds until asking again makes sense; 0 where it may be asked now.
        blocked: True where the service itself asked everybody to wait.
        holder: Names the permit when it is given back.
    """

    wait: float
    blocked: bool = False
    holder: str = ""

    @property
    def granted(self) -> bool:
        """True where the request may go out now."""
        return self.wait <= 0


class RateState(NamedTuple):
    """What all processes know of one service; times are seconds since 1970."""

    next_allowed_at: float = 0.0
    blocked_until: float = 0.0
    stamped_at: float = 0.0
    holder: str = ""


def acquire(state: RateState, now: float, lease: float) -> tuple[RateState, Permit]:
    """Grant the permit if nobody has it, or say how long to wait.

    Args:
        state: What is known.
        now: Seconds since 1970.
        lease: Seconds after which a permit not given back is free again.
    """
    state = _in_step(state, now)
    if state.blocked_until > now:
        return state, Permit(wait=state.blocked_until - now, blocked=True)
    if state.next_allowed_at > now:
        return state, Permit(wait=state.next_allowed_at - now)
    holder = secrets.token_hex(8)
    taken = state._replace(next_allowed_at=now + lease, stamped_at=now, holder=holder)
    return taken, Permit(wait=0.0, holder=holder)


def release(
    state: RateState, now: float, holder: str, interval: float, block: float = 0.0
) -> RateState:
    """End a permit: the next one in ``interval``, or in ``block`` seconds if asked so."""
    state = _in_step(state, now)
    soonest = now + interval
    if state.holder != holder:  # it ran out and somebody else has the permit now
        soonest = max(soonest, state.next_allowed_at)
    until = now + min(block, MAX_BLOCK_SECONDS) if block else 0.0
    return state._replace(
        next_allowed_at=soonest,
        blocked_until=max(state.blocked_until, until),
        stamped_at=now,
    )


def read_state(db: sqlite3.Connection, service: str) -> RateState:
    """Read the row of a service."""
    row = db.execute(
        "SELECT next_allowed_at, blocked_until, stamped_at, holder"
        " FROM turn WHERE service = ?",
        (service,),
    ).fetchone()
    return RateState(*row) if row else RateState()


def write_state(db: sqlite3.Connection, service: str, state: RateState) -> None:
    """Write the row of a service."""
    db.execute(
        "INSERT OR REPLACE INTO turn VALUES (?, ?, ?, ?, ?)",
        (service, *state),
    )


def _in_step(state: RateState, now: float) -> RateState:
    """Start waits again from now where the clock was set back since they began."""
    behind = state.stamped_at - now
    if behind <= 0:
        return state
    return state._replace(
        next_allowed_at=state.next_allowed_at - behind,
        blocked_until=max(0.0, state.blocked_until - behind),
        stamped_at=now,
    )
