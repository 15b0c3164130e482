"""An archive read by a Dask cluster: nothing lost and nothing doubled, whoever is killed."""

from __future__ import annotations

import json
import pickle
import socket
import struct
from collections import deque
from contextlib import nullcontext
from functools import partial
from types import SimpleNamespace

import dask
import distributed
import pytest
from cluster_programs import FORKED, run
from cluster_reading import READ_BY_HEART, World, read_by_heart
from pyarrow import parquet

import geo.archive.build
import geo.batch  # before what reads is replaced, which it would keep
import geo.pipeline
from geo.archive import Store, build_archive, cluster, usable_cores
from geo.errors import InputError, WorkerError
from geo.tools import Tools

TOOLS = Tools(World({}))
TEXTS = [
    f"Ships sailed from Oslo to Riga, says report {number}." for number in range(23)
]


class Cluster:
    """A scheduler and workers, each a process of its own."""

    def __init__(self, folder):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = str(free.getsockname()[1])
        self.address = f"tcp://127.0.0.1:{self.port}"
        self.environment = {READ_BY_HEART: str(folder)}
        self.processes = []
        self.scheduler = None

    def _start(self, program, *words):
        given = (program, (*words, "--no-dashboard"), self.environment)
        self.processes.append(FORKED.Process(target=run, args=given))
        self.processes[-1].start()
        return self.processes[-1]

    def start(self, workers):
        host = ("--host", "127.0.0.1", "--port", self.port)
        self.scheduler = self._start("distributed.cli.dask_scheduler", *host)
        worker = ("distributed.cli.dask_worker", self.address, "--nthreads", "1")
        return [self._start(*worker, "--no-nanny") for _ in range(workers)]

    def stop(self):
        for process in self.processes:
            process.kill()
            process.join()


@pytest.fixture
def started(tmp_path):
    found = Cluster(tmp_path)
    yield found
    found.stop()


@pytest.fixture(autouse=True)
def _small_and_by_heart(monkeypatch):
    monkeypatch.setattr(geo.archive.build, "_FIRST_SHARDS", ())
    monkeypatch.setattr(geo.archive.build, "ARTICLES_PER_SHARD", 2)
    monkeypatch.setattr(geo.pipeline, "read_article", read_by_heart)
    monkeypatch.setattr(cluster, "_LOOK", 0.05)


def source(folder, *texts):
    path = folder / "news.jsonl"
    path.write_text("\n".join(json.dumps({"text": t}) for t in texts), "utf-8")
    return path


def rows(folder):
    store = Store(folder)
    read = map(parquet.read_table, store.paths("articles", store.commits()))
    return sorted(row["article"] for table in read for row in table.to_pylist())


@pytest.mark.slow
def test_workers_and_scheduler_may_be_killed(started, tmp_path, monkeypatch):
    """One worker never comes back, one is killed, and then the scheduler with all of them."""
    monkeypatch.setattr(cluster, "SLOW_SECONDS", 0.5)
    news = source(tmp_path, *TEXTS[:3], "A stuck ship lay in Oslo.", *TEXTS[3:])
    build_archive(tmp_path / "alone", [news], TOOLS)
    workers, said = started.start(3), deque()

    def kill(share, words):
        said.append(share)
        if len(said) == 2:
            workers[0].kill()
        if len(said) == 5:
            started.scheduler.kill()
            started.scheduler.join()
            started.start(2)

    built = build_archive(
        tmp_path / "shared", [news], TOOLS, scheduler=started.address, progress=kill
    )
    assert (built.added, built.known, built.failed) == (24, 0, ())
    assert rows(tmp_path / "shared") == rows(tmp_path / "alone")
    assert list(said) == sorted(said)
    assert said[-1] == pytest.approx(1)


class Told:
    """A future of a cluster that does what a test says."""

    def __init__(self, work, outcome):
        self.work, self.outcome = work, outcome
        self.status = outcome if outcome in {"cancelled", "lost"} else "finished"

    def result(self, timeout):
        if isinstance(self.outcome, Exception):
            raise self.outcome
        return self.work()


class Client:
    """A cluster that reads here, but for what a test says of the first tasks."""

    status = "running"
    scheduler = SimpleNamespace(address="tcp://10.0.0.1:8786")

    def __init__(self, *outcomes, workers=1, facts=None):
        self.outcomes, self.workers, self.facts = iter(outcomes), workers, facts
        self.sent = 0

    def submit(self, work, *given, key, pure):
        self.sent += 1
        return Told(partial(work, *given), next(self.outcomes, None))

    def run(self, ask, *given, on_error):
        return {"tcp://10.0.0.2:1": self.facts or ask(*given)}

    def ncores(self):
        return {f"tcp://10.0.0.2:{n}": 1 for n in range(self.workers)}

    def wait_for_workers(self, number, timeout):
        if not self.workers:
            raise TimeoutError

    def as_current(self):
        return nullcontext()


@pytest.fixture
def told(monkeypatch):
    """Give what connects to a cluster that a test describes."""
    monkeypatch.setattr(distributed, "wait", lambda *_, **__: None)

    def connect(client):
        monkeypatch.setattr(cluster, "_connected", lambda *_: nullcontext(client))
        return client

    return connect


def killed():
    return distributed.KilledWorker("task", None, 0)


@pytest.mark.parametrize(
    ("outcomes", "added", "failed"),
    [
        ([], 4, 0),
        (["cancelled", "lost"], 4, 0),
        ([distributed.CancelledError(), TimeoutError()], 4, 0),
        ([killed()], 4, 0),  # halved
        ([killed(), None, killed()], 3, 1),  # the article that does it is found
    ],
)
def test_what_does_not_come_back_is_sent_again(told, tmp_path, outcomes, added, failed):
    told(Client(*outcomes))
    news, folder = source(tmp_path, *TEXTS[:4]), tmp_path / "archive"
    built = build_archive(folder, [news], TOOLS, scheduler="tcp://10.0.0.1:8786")
    assert (built.added, built.known, len(built.failed)) == (added, 0, failed)
    assert len(rows(folder)) == added
    assert all("ended every process" in f.problem for f in built.failed)
    again = build_archive(folder, [news], TOOLS)
    assert (again.added, again.known) == (0, 4)


@pytest.mark.parametrize(
    ("client", "complaint"),
    [
        (Client(workers=0), "no workers; start some with “dask worker tcp://10.0.0.1"),
        (Client(facts={"Python": "2.7"}), r"tcp://10.0.0.2:1 has another Python \(2.7"),
        (Client(facts=ModuleNotFoundError(name="geo")), "2:1 lacks geo; install there"),
        (
            Client(facts=InputError("it is no archive")),
            "it must reach the same archive",
        ),
        (
            Client(RuntimeError("too old")),
            "a worker cannot read: RuntimeError: too old",
        ),
        (Client(WorkerError("a worker has another spacy")), "has another spacy"),
    ],
)
def test_a_cluster_that_cannot_be_used_says_why(told, tmp_path, client, complaint):
    told(client)
    news = source(tmp_path, *TEXTS[:4])
    with pytest.raises(WorkerError, match=complaint):
        build_archive(tmp_path / "archive", [news], TOOLS, scheduler="tcp://10.0.0.1:1")


@pytest.mark.parametrize(
    ("status", "workers", "complaint"),
    [
        ("closed", 1, "the Dask scheduler is gone; what was read is kept"),
        ("connecting", 1, "the Dask scheduler is gone"),
        ("running", 0, "no workers"),
    ],
)
def test_a_cluster_that_is_lost_says_so(
    told, tmp_path, monkeypatch, status, workers, complaint
):
    monkeypatch.setattr(cluster, "PATIENCE", 0.1)
    client, news = told(Client()), source(tmp_path, *TEXTS[:8])

    def lose(share, words):
        client.status, client.workers = status, workers

    with pytest.raises(WorkerError, match=complaint):
        build_archive(tmp_path / "archive", [news], TOOLS, scheduler="x", progress=lose)
    assert len(rows(tmp_path / "archive")) == 4
    assert build_archive(tmp_path / "archive", [news], TOOLS).known == 4


def test_a_worker_that_is_killed_while_it_is_asked_costs_nothing(told, tmp_path):
    told(Client(facts=ConnectionResetError("closed")))
    news = source(tmp_path, *TEXTS[:4])
    folder = tmp_path / "archive"
    assert build_archive(folder, [news], TOOLS, scheduler="tcp://10.0.0.1:1").added == 4


def test_workers_that_do_not_start_are_said(tmp_path, monkeypatch):
    started_with = []

    def fail(n_workers, **_):
        started_with.append(n_workers)
        started_with.append(dask.config.get("distributed.worker.profile.enabled"))
        set_there = dask.config.get("distributed.nanny.pre-spawn-environ")
        started_with.append(set_there["MALLOC_TRIM_THRESHOLD_"])
        raise RuntimeError("Nanny failed to start.")

    monkeypatch.setattr(distributed, "LocalCluster", fail)
    news = source(tmp_path, *TEXTS[:4])
    archive = tmp_path / "archive"
    with pytest.raises(WorkerError, match="the workers did not start; what was read"):
        build_archive(archive, [news], TOOLS, processes=9_999, scheduler="local")
    # One a core; nobody looks over their shoulder, and they keep the memory that they use again.
    assert started_with == [usable_cores(), False, None]


def test_a_worker_that_joined_late_is_asked_too():
    there = cluster.facts(TOOLS) | {"spacy": "1.0"}
    with pytest.raises(WorkerError, match=r"a worker on .+ has another spacy"):
        cluster.read_there(None, "", TOOLS, there)


def test_a_scheduler_that_is_not_there_is_named(tmp_path, monkeypatch):
    monkeypatch.setattr(cluster, "PATIENCE", 0.1)
    news = source(tmp_path, *TEXTS[:2])
    for address in ("tcp://127.0.0.1:9", "nonsense://x", "tcp://"):
        with pytest.raises(WorkerError, match=f"no Dask scheduler at {address}"):
            build_archive(tmp_path / "archive", [news], TOOLS, scheduler=address)


@pytest.mark.parametrize("raised", [MemoryError, struct.error, EOFError])
def test_a_server_that_is_none_of_dask_is_named(raised, monkeypatch):
    """Dask takes the first bytes of any answer for a number, and asks for so much memory."""

    def client(*_, **__):
        raise raised

    monkeypatch.setattr(distributed, "Client", client)
    with (
        pytest.raises(WorkerError, match="no Dask scheduler"),
        cluster._connected("tcp://127.0.0.1:80", 1),
    ):
        pass


def test_a_gazetteer_is_opened_by_the_worker(gazetteer, tmp_path, monkeypatch):
    here, there = (
        pickle.loads(pickle.dumps(cluster._sent(g))) for g in (gazetteer, World({}))
    )
    assert (here.path, there) == (gazetteer.path, World({}))
    monkeypatch.setattr(cluster, "open_gazetteer", lambda: "its own")
    assert cluster._open_here(str(tmp_path / "gazetteer-0.sqlite")) == "its own"
