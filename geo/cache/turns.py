"""Whose turn it is to ask a service: one request at a time for the whole machine.

A turn is taken before a request and given back after it, and the next one is granted no
sooner than ``interval`` after that. Counting from the end, not from the start, keeps
requests a full interval apart at the server too, however slow the network is between.
The turn of a process that died runs out by itself.
"""

from __future__ import annotations

import secrets
import sqlite3
from dataclasses import dataclass, replace

LONGEST_BLOCK = 86_400.0  # a day: no answer may shut a geocoder off for good


@dataclass(frozen=True, slots=True)
class Turn:
    """Leave to ask, or how long to wait for it.

    Attributes:
        wait: Seconds until asking again makes sense; 0 where the turn is granted.
        blocked: True where the service itself asked everybody to wait.
        holder: Names the turn when it is given back.
    """

    wait: float
    blocked: bool = False
    holder: str = ""

    @property
    def granted(self) -> bool:
        """True where the request may go out now."""
        return self.wait <= 0


@dataclass(frozen=True, slots=True)
class TurnState:
    """What all processes know of one service; times are seconds since 1970."""

    next_allowed_at: float = 0.0
    blocked_until: float = 0.0
    stamped_at: float = 0.0
    holder: str = ""


def take(state: TurnState, now: float, lease: float) -> tuple[TurnState, Turn]:
    """Grant the turn if nobody has it, or say how long to wait.

    Args:
        state: What is known.
        now: Seconds since 1970.
        lease: Seconds after which a turn not given back is free again.
    """
    state = _in_step(state, now)
    if state.blocked_until > now:
        return state, Turn(wait=state.blocked_until - now, blocked=True)
    if state.next_allowed_at > now:
        return state, Turn(wait=state.next_allowed_at - now)
    holder = secrets.token_hex(8)
    taken = replace(state, next_allowed_at=now + lease, stamped_at=now, holder=holder)
    return taken, Turn(wait=0.0, holder=holder)


def give_back(
    state: TurnState, now: float, holder: str, interval: float, block: float = 0.0
) -> TurnState:
    """End a turn: the next one in ``interval``, or in ``block`` seconds if asked so."""
    state = _in_step(state, now)
    soonest = now + interval
    if state.holder != holder:  # it ran out and somebody else has the turn now
        soonest = max(soonest, state.next_allowed_at)
    until = now + min(block, LONGEST_BLOCK) if block else 0.0
    return replace(
        state,
        next_allowed_at=soonest,
        blocked_until=max(state.blocked_until, until),
        stamped_at=now,
    )


def read_state(db: sqlite3.Connection, service: str) -> TurnState:
    """Read the row of a service."""
    row = db.execute(
        "SELECT next_allowed_at, blocked_until, stamped_at, holder"
        " FROM turn WHERE service = ?",
        (service,),
    ).fetchone()
    return TurnState(*row) if row else TurnState()


def write_state(db: sqlite3.Connection, service: str, state: TurnState) -> None:
    """Write the row of a service."""
    db.execute(
        "INSERT OR REPLACE INTO turn VALUES (?, ?, ?, ?, ?)",
        (
            service,
            state.next_allowed_at,
            state.blocked_until,
            state.stamped_at,
            state.holder,
        ),
    )


def _in_step(state: TurnState, now: float) -> TurnState:
    """Start waits again from now where the clock was set back since they began."""
    behind = state.stamped_at - now
    if behind <= 0:
        return state
    return replace(
        state,
        next_allowed_at=state.next_allowed_at - behind,
        blocked_until=max(0.0, state.blocked_until - behind),
        stamped_at=now,
    )
