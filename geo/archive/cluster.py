"""The shards of an archive on a Dask cluster: the one door to Dask.

Dask may run a task twice, or lose what it gave back, when a worker or the scheduler is killed:
a shard can be written twice and counts once (`shards`), so that all there is to do here is to
send again what did not come back. Workers must read as this process does, or rows would
depend on who read them: they are asked before anything is sent, and each task looks again.
"""

from __future__ import annotations

import logging
import platform
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import lru_cache
from importlib.metadata import version
from itertools import count
from pathlib import Path
from statistics import median
from typing import Any, cast

from geo.archive.cores import one_core, usable_cores
from geo.archive.shards import Shard, Written, give_up, read_shard, settings_of
from geo.archive.store import Store
from geo.errors import DatelineError, WorkerError
from geo.gazetteer import Gazetteer, OfflineGazetteer, open_gazetteer
from geo.optional_dependencies import needs_extra
from geo.settings import get_settings
from geo.tools import Tools

LOCAL = "local"  # a cluster of this machine, which ends with the build
_AHEAD = (
    2  # shards of each worker: enough to keep it busy, little for the scheduler to hold
)
PATIENCE = 60.0  # seconds without a scheduler, or without a worker
_LOOK = 1.0  # seconds between two looks at the cluster
# A shard that takes as long is sent to another worker too, once nothing else is left to send.
SLOW_SECONDS, _SLOW_TIMES = 120.0, 4
_DONE, _LOST = ("finished", "error"), ("cancelled", "lost")  # what Dask says of a task
_DEADLY = "it ended every process that read it, for want of memory most likely"
_LIBRARIES = ("dateline", "numpy", "spacy", "thinc", "rapidfuzz")  # what rows rest on
_RETRY = "what was read is kept: start it again, then build again"
_SETTINGS = {
    "distributed.admin.large-graph-warning-threshold": "1 GB",
    # A worker looked over a hundred times a second takes a twelfth more time to read.
    "distributed.worker.profile.enabled": False,
    # Memory given back at once is asked for again by the next sentence: a ninth of its time.
    "distributed.nanny.pre-spawn-environ.MALLOC_TRIM_THRESHOLD_": None,
}


def in_cluster(
    shards: Iterable[Shard], address: str, tools: Tools, scheduler: str, workers: int
) -> Iterator[Written]:
    """Read and write shards on a Dask cluster; each comes back as it is done.

    Args:
        shards: What is read; few are in memory at a time.
        address: The archive, which every worker must reach.
        tools: What with.
        scheduler: Its address, or `LOCAL`.
        workers: How many are started with `LOCAL`; of more than there are cores, as many.

    Raises:
        WorkerError: The cluster cannot be reached, has no workers, or reads in another way.
        OutputError: Dask is not installed, or the archive cannot be written.
    """
    with needs_extra("cluster", "A cluster"):
        import dask
    sent = replace(tools, gazetteer=_sent(tools.gazetteer))
    with (
        dask.config.set(_SETTINGS),
        _connected(scheduler, workers) as client,
    ):
        _require_alike(client, address, tools, sent)
        yield from _Work(client, address, sent, facts(tools)).run(shards)


@contextmanager
def _connected(scheduler: str, workers: int) -> Iterator[Any]:
    import distributed

    if scheduler == LOCAL:
        try:
            started = distributed.LocalCluster(
                n_workers=min(workers, usable_cores()),  # others would only wait
                threads_per_worker=1,
                memory_limit=0,
                dashboard_address=None,
                silence_logs=logging.CRITICAL,
                host="127.0.0.1",
            )
        except RuntimeError as error:
            raise WorkerError(f"the workers did not start; {_RETRY}") from error
        with started, distributed.Client(started, set_as_default=False) as client:
            yield client
        return
    # With nothing behind "tcp://" Dask would wait for ever.
    named = scheduler if scheduler.rpartition("://")[2] else "no://"
    try:
        client = distributed.Client(named, timeout=PATIENCE, set_as_default=False)
    except Exception as error:  # whatever Dask makes of what is none of its schedulers
        raise WorkerError(
            f"there is no Dask scheduler at {scheduler}; start one with “dask scheduler”, "
            "and name the address it prints, such as tcp://10.0.0.1:8786"
        ) from error
    with client:
        yield client


def facts(tools: Tools) -> dict[str, str]:
    """Return all that rows rest on beside the articles, to be compared."""
    return {
        "Python": ".".join(platform.python_version_tuple()[:2]),
        **{library: version(library) for library in _LIBRARIES},
        "gazetteer": str(getattr(tools.gazetteer, "version", "")),
        "settings": settings_of(tools),
    }


def facts_there(address: str, tools: Tools) -> dict[str, str]:
    """Return the facts of a worker.

    Raises:
        InputError: It does not see the archive.
    """
    Store(address)
    return facts(tools)


def _require_alike(client: Any, address: str, tools: Tools, sent: Tools) -> None:
    """Ask every worker how it would read.

    Raises:
        WorkerError: There is none, or one reads otherwise or cannot see the archive.
    """
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
    except TimeoutError as error:
        raise _no_workers(client) from error
    ours = facts(tools)
    for worker, theirs in client.run(
        facts_there, address, sent, on_error="return"
    ).items():
        if isinstance(theirs, OSError) and not isinstance(theirs, DatelineError):
            continue  # it was killed meanwhile; who takes its place is asked with each shard
        if isinstance(theirs, BaseException):
            raise _unable(f"worker {worker}", theirs)
        _require_same(ours, theirs, f"worker {worker}")


def _require_same(ours: dict[str, str], theirs: dict[str, str], who: str) -> None:
    for name, value in ours.items():
        if theirs.get(name) != value:
            raise WorkerError(
                f"{who} has another {name} ({theirs.get(name)}, here {value}), and might "
                "read otherwise; install the same there, and build again"
            )


def _no_workers(client: Any) -> WorkerError:
    return WorkerError(
        f"the cluster has no workers; start some with “dask worker "
        f"{client.scheduler.address} --nthreads 1”; {_RETRY}"
    )


def _unable(who: str, error: BaseException) -> WorkerError:
    if isinstance(error, ModuleNotFoundError):
        return WorkerError(
            f"{who} lacks {error.name}; install there what is installed here: "
            "pip install 'dateline[archive,cluster]'"
        )
    if isinstance(error, DatelineError):
        return WorkerError(
            f"{who} cannot read: {error}; it must reach the same archive"
        )
    return WorkerError(f"{who} cannot read: {type(error).__name__}: {error}")


def _no_scheduler() -> WorkerError:
    return WorkerError(f"the Dask scheduler is gone; {_RETRY}")


class _Reopened:
    """A gazetteer on its way to a worker, which opens its own file."""

    def __init__(self, path: Path) -> None:
        self._path = str(path)

    def __reduce__(self) -> tuple[Any, tuple[str]]:
        return _open_here, (self._path,)


def _sent(gazetteer: Gazetteer) -> Gazetteer:
    """Return what arrives as the same gazetteer; whether it is the same, is asked there."""
    if isinstance(gazetteer, OfflineGazetteer):
        return cast(Gazetteer, _Reopened(gazetteer.path))
    return gazetteer


@lru_cache(maxsize=4)
def _open_here(path: str) -> OfflineGazetteer:
    here = Path(path)
    return OfflineGazetteer(here) if here.is_file() else open_gazetteer()


def read_there(
    shard: Shard, address: str, tools: Tools, expected: dict[str, str]
) -> Written:
    """Read a shard on a worker.

    Raises:
        WorkerError: It would read otherwise than who sent the shard.
    """
    _require_same(expected, facts(tools), f"a worker on {platform.node()}")
    with one_core(get_settings().cache_dir / "cores"):
        return read_shard(shard, address, tools)


@dataclass(slots=True)
class _Sent:
    """A shard that is out, and every time it was sent."""

    shard: Shard
    since: float
    futures: list[Any] = field(default_factory=list)


class _Work:
    """Shards that are sent out, and sent again until each has come back."""

    def __init__(self, client: Any, *rest: Any) -> None:
        self._client = client
        self._rest = rest  # what a worker is told beside the shard
        self._out: dict[str, _Sent] = {}
        self._times = count()
        self._took: list[float] = []  # seconds, of the shards that came back
        self._seen = time.monotonic()  # when there last was a worker

    def run(self, shards: Iterable[Shard]) -> Iterator[Written]:
        """Return what became of each shard.

        Raises:
            WorkerError: The cluster is gone, or a worker reads otherwise.
        """
        left, more = iter(shards), True
        while more or self._out:
            room = _AHEAD * self._workers()
            while more and len(self._out) < room:
                if shard := next(left, None):
                    self._add(shard)
                else:
                    more = False
            if not more:
                self._hurry()
            self._wait()
            yield from self._back()

    def _workers(self) -> int:
        """Return how many can read.

        Raises:
            WorkerError: For a long time none could.
        """
        there, workers = self._client.status == "running", 0
        if there:
            with suppress(OSError):  # the scheduler is just gone
                workers = sum(self._client.ncores().values())
        if workers:
            self._seen = time.monotonic()
        elif time.monotonic() - self._seen > PATIENCE:
            raise _no_workers(self._client) if there else _no_scheduler()
        elif self._client.status == "closed":
            raise _no_scheduler()
        return workers

    def _add(self, shard: Shard) -> None:
        self._out[shard.key] = _Sent(shard, time.monotonic())

    def _send(self, sent: _Sent) -> None:
        key = f"dateline-{sent.shard.key}-{next(self._times)}"
        sent.futures.append(
            self._client.submit(
                read_there, sent.shard, *self._rest, key=key, pure=False
            )
        )

    def _hurry(self) -> None:
        """Send what is out for very long to another worker too."""
        usual = median(self._took) if self._took else 0.0
        slow = time.monotonic() - max(SLOW_SECONDS, _SLOW_TIMES * usual)
        for sent in self._out.values():
            if len(sent.futures) == 1 and sent.since < slow:
                self._send(sent)

    def _wait(self) -> None:
        """Wait for anything to come back, not for long; what was lost is sent again."""
        from distributed import CancelledError, wait

        if not self._workers() or not self._out:
            time.sleep(_LOOK if self._out else 0)
            return
        for sent in self._out.values():
            sent.futures = [f for f in sent.futures if f.status not in _LOST]
            if not sent.futures:
                self._send(sent)
        with suppress(TimeoutError, CancelledError), self._client.as_current():
            wait(
                [future for sent in self._out.values() for future in sent.futures],
                timeout=_LOOK,
                return_when="FIRST_COMPLETED",
            )

    def _back(self) -> Iterator[Written]:
        """Return the shards that are done."""
        for key, sent in list(self._out.items()):
            for future in [f for f in sent.futures if f.status in _DONE]:
                sent.futures.remove(future)
                if written := self._outcome(sent.shard, future):
                    del self._out[key]
                    self._took.append(time.monotonic() - sent.since)
                    yield written
                    break

    def _outcome(self, shard: Shard, future: Any) -> Written | None:
        """Return what became of a shard; None where it is out again.

        Raises:
            DatelineError: What happened would happen to every shard.
        """
        from distributed import CancelledError, KilledWorker

        try:
            return cast(Written, future.result(timeout=PATIENCE))
        except (CancelledError, TimeoutError):
            return None  # the worker that held the answer is gone
        except KilledWorker:
            return self._deadly(shard)
        except DatelineError:
            raise
        except Exception as error:
            raise _unable("a worker", error) from error

    def _deadly(self, shard: Shard) -> Written | None:
        """Part what ended one worker after another, until the article is found that does."""
        if len(shard.articles) == 1:
            return give_up(shard, self._rest[0], _DEADLY)
        del self._out[shard.key]
        for half in shard.halves():
            self._add(half)
        return None
