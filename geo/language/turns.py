"""Who reads with a pipeline when, and how long the words that are met stay in memory.

A pipeline keeps the words it meets, for meeting them anew costs a fifth of all reading. From
``MAX_WORDS_KEPT`` on, further ones are let go, but not before the last reader who may have met
them is done: they belong to the pipeline, not to a thread.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from threading import Lock, get_ident
from weakref import WeakKeyDictionary

from spacy.language import Language

from geo.language.threads import one_thread

# That a pipeline met first: most words of most texts, about 35 MB.
MAX_WORDS_KEPT = 60_000


class _Turn:
    """A lock that goes to whoever has waited longest; its holder may take it again.

    With Python's own, one who gives it back and takes it again leaves the others waiting.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._waiting: deque[tuple[int, Lock]] = deque()
        self._holder: int | None = None
        self._depth = 0

    def __enter__(self) -> None:
        me, gate = get_ident(), Lock()
        with self._lock:
            if self._holder in (None, me):
                self._holder = me
                self._depth += 1
                return
            gate.acquire()
            self._waiting.append((me, gate))
        gate.acquire()  # until it is handed over

    def __exit__(self, *_: object) -> None:
        with self._lock:
            self._depth -= 1
            if self._depth:
                return
            self._holder = None
            if self._waiting:
                self._holder, gate = self._waiting.popleft()
                self._depth = 1
                gate.release()


class _Words:
    """The words of one pipeline that are let go when nobody reads with it."""

    def __init__(self) -> None:
        self._readers = 0
        self._zone = ExitStack()

    def enter(self, language: Language) -> None:
        if not self._readers and len(language.vocab) >= MAX_WORDS_KEPT:
            self._zone.enter_context(language.memory_zone())
        self._readers += 1

    def leave(self) -> None:
        self._readers -= 1
        if not self._readers:
            self._zone.close()


_TURN = _Turn()
_WORDS: WeakKeyDictionary[Language, _Words] = WeakKeyDictionary()
_WORDS_LOCK = Lock()


@contextmanager
def reading_with(language: Language) -> Iterator[None]:
    """Keep the words of a pipeline as long as what is made of them is in use."""
    with _WORDS_LOCK:
        words = _WORDS.setdefault(language, _Words())
        words.enter(language)
    try:
        yield
    finally:
        with _WORDS_LOCK:
            words.leave()


@contextmanager
def one_reader(language: Language) -> Iterator[None]:
    """Read with a pipeline, one thread at a time: a short while, for others wait."""
    with reading_with(language), _TURN, one_thread():
        yield
