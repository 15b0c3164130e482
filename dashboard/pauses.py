"""How long one session can keep the others waiting: what a long reading must not do.

Python runs one thread at a time. Two things made a reader wait while another's article was
read: a thread that has the turn keeps it 5 ms, and each of many small steps of a page waits
for it; and a full search for garbage, which among a million live values stops every thread
for half a second. So turns are short, and that search is made when nobody is waiting. While
modules load none is made: all that they bring stays, and a tenth of the start went into it.
"""

from __future__ import annotations

import gc
import sys
import time
from threading import Thread

THREAD = "garbage"
TURN = 0.0005  # seconds
LOOK_EVERY = 1.0  # seconds
IDLE = 0.1  # share of a processor below which nobody is waiting
# Searches of middle size after which a full one is worth while, and cannot be put off.
WORTH_WHILE, MAX_PUT_OFF = 20, 2_000
ALL_EVERY = 20  # full searches; the others leave out what was there before


def shorten() -> None:
    """Take short turns from now on, and search for garbage once all is loaded and nobody waits."""
    gc.disable()
    sys.setswitchinterval(TURN)
    young, middle, _ = gc.get_threshold()
    gc.set_threshold(young, middle, MAX_PUT_OFF)
    Thread(target=_tidy, name=THREAD, daemon=True).start()


def loaded() -> None:
    """Note that what the first page needs is loaded: garbage is searched for from now on."""
    gc.enable()


def _tidy() -> None:
    searches = 0
    busy = time.process_time()
    while True:
        time.sleep(LOOK_EVERY)
        before, busy = busy, time.process_time()
        idle = busy - before < IDLE * LOOK_EVERY
        if idle and gc.get_count()[2] >= WORTH_WHILE:
            search(everything=searches % ALL_EVERY == 0)
            searches += 1
            busy = time.process_time()


def search(*, everything: bool) -> None:
    """Let garbage go, and leave what stays out of the searches that threads wait for.

    Args:
        everything: Search also what earlier searches have left out: of what lived then,
            some may be garbage now.
    """
    if everything:
        gc.unfreeze()
    gc.collect()
    gc.freeze()
