"""Open and close many sessions on two servers of one data folder, and print what stays behind.

    python tests/many_sessions.py [SESSIONS]

By hand: 500 sessions take some minutes. Of each server: memory (MB), descriptors, threads, and
how long the slowest session waited for its page.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

sys.path.insert(0, str(Path(__file__).parent / "browser"))
from app_server import serving

AT_ONCE = 4
LOOK_EVERY = 100
PAGE_SECONDS = 60
TEXT = "Lavrov flew from Moscow to Wonsan, North Korea, on Friday.\n"


def main(sessions: int) -> None:
    folder = Path(tempfile.mkdtemp())
    (folder / "article.txt").write_text(TEXT, "utf-8")
    shared = {
        "DATELINE_DATA_DIR": str(folder / "data"),
        "DATELINE_CACHE_DIR": os.environ["DATELINE_CACHE_DIR"],
        "DATELINE_SERVE_FILES": str(folder / "article.txt"),
    }
    with ExitStack() as servers:
        addresses = []
        for name in ("one", "two"):
            (folder / name).mkdir()
            addresses.append(servers.enter_context(serving(folder / name, shared)))
        asyncio.run(_open_and_close(addresses, sessions))
        time.sleep(60)
        _print_state(addresses, "a minute later", 0.0)


async def _open_and_close(addresses: list[str], sessions: int) -> None:
    gate = asyncio.Semaphore(AT_ONCE)
    for start in range(0, sessions, LOOK_EVERY):
        numbers = range(start, min(start + LOOK_EVERY, sessions))
        waits = await asyncio.gather(
            *(_session(addresses[n % len(addresses)], gate) for n in numbers)
        )
        _print_state(addresses, f"{numbers[-1] + 1} sessions", max(waits))


async def _session(address: str, gate: asyncio.Semaphore) -> float:
    """Open a session, wait for its page and close it; give the seconds that took."""
    async with gate:
        url = f"{address.replace('http', 'ws')}/_stcore/stream"
        begun = time.perf_counter()
        async with websockets.connect(url, max_size=None, origin=address) as socket:
            ask = BackMsg()
            ask.rerun_script.query_string = ""
            await socket.send(ask.SerializeToString())
            async with asyncio.timeout(PAGE_SECONDS):
                async for packed in socket:
                    message = ForwardMsg()
                    message.ParseFromString(packed)
                    if message.WhichOneof("type") == "script_finished":
                        break
        return time.perf_counter() - begun


def _print_state(addresses: list[str], when: str, slowest: float) -> None:
    for address in addresses:
        process = listening_on(int(address.rpartition(":")[2]))
        status = (process / "status").read_text()
        words = dict(line.split(":", 1) for line in status.splitlines())
        memory = memory_of(process)
        descriptors = len(list((process / "fd").iterdir()))
        print(  # noqa: T201 - a script
            f"{when:16} {address}  {memory:5.0f} MB  {descriptors:4} descriptors"
            f"  {words['Threads'].strip():>3} threads  {slowest:.1f} s"
        )


def memory_of(process: Path) -> float:
    """Return the megabytes that a process has in memory."""
    for line in (process / "status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1000
    raise LookupError(process)


def listening_on(port: int) -> Path:
    """Return the folder in /proc of the server that was started with a port."""
    for process in Path("/proc").glob("[0-9]*"):
        try:
            words = (process / "cmdline").read_bytes().split(b"\0")
        except OSError:
            continue
        if str(port).encode() in words and b"dashboard" in words:
            return process
    raise LookupError(port)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 500)
