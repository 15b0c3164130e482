"""One thread for matrix products while we read: ours are small.

Threads that share a product of a hundred rows mostly wait for each other, and spin while they
do: on a busy machine that costs five times the work. The libraries know one setting for the
whole process, so it is taken only around our own work and given back as it was. Some know one
for each thread, so it is taken by the thread that works.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from threading import Lock, local

from threadpoolctl import ThreadpoolController

# Of two at once, the later to end would give back the setting of the earlier.
_ONE_WORKER = Lock()


_IN_USE = local()  # by a thread: whether it has taken the setting


@contextmanager
def one_thread() -> Iterator[None]:
    """Multiply matrices in one thread; afterwards in as many as before.

    Within another of the same thread it costs nothing: setting the libraries takes 0.2 ms.
    """
    if getattr(_IN_USE, "taken", False):
        yield
        return
    with _ONE_WORKER, _taken():
        libraries = _libraries()
        for library in libraries.lib_controllers:
            # Newer versions obey only the thread that set a number first, and say nothing.
            if hasattr(library, "clear_controlling_thread"):
                library.clear_controlling_thread(force=True)
        with libraries.limit(limits=1, user_api="blas"):
            yield


@contextmanager
def _taken() -> Iterator[None]:
    _IN_USE.taken = True
    try:
        yield
    finally:
        _IN_USE.taken = False


@cache
def _libraries() -> ThreadpoolController:
    """Find the matrix libraries that are loaded: NumPy's is, and looking takes 5 ms."""
    return ThreadpoolController()
