"""Have a team of people read at once on one server, and print how long they waited.

    python tests/crowd.py [PEOPLE [MINUTES]]

By hand: 20 people for ten minutes. Each has a tab of their own and opens, every few seconds, a
collection that nobody has read yet or one that was read before. Printed are waits, errors,
pages that showed somebody else's article, and the memory of the server.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from random import Random

import websockets
from many_sessions import listening_on, memory_of
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

import geo

sys.path.insert(0, str(Path(__file__).parent / "browser"))
sys.path.insert(0, str(Path(__file__).parent / "benchmarks"))
from app_server import failures, serving
from test_reading_speed import article

ARTICLES = 3  # of a collection: about 1,000 words
AGAIN = 0.5  # how often somebody opens what was read before
THINKING = (2.0, 8.0)  # seconds between two clicks
PATIENCE = 120  # seconds


def main(people: int, minutes: float) -> None:
    folder = Path(tempfile.mkdtemp())
    told = {
        "DATELINE_DATA_DIR": str(folder / "data"),
        "DATELINE_CACHE_DIR": os.environ["DATELINE_CACHE_DIR"],
    }
    kept = _collections(folder / "data", people * int(12 * minutes + 2))
    with serving(folder, told) as address:
        process = listening_on(int(address.rpartition(":")[2]))
        before = memory_of(process)
        waits, faults = asyncio.run(_crowd(address, kept, people, 60 * minutes))
        after = memory_of(process)
    waits.sort()
    middle, late = waits[len(waits) // 2], waits[int(0.95 * len(waits))]
    print(  # noqa: T201 - a script
        f"{people} people, {minutes:g} minutes: {len(waits)} pages; waited {middle:.1f} s in the middle, "
        f"{late:.1f} s one in twenty, {waits[-1]:.1f} s at most; {len(faults)} errors; "
        f"memory {before:.0f} MB, then {after:.0f} MB"
    )
    print("\n".join([*faults[:20], failures(folder / "data")]))  # noqa: T201


def _collections(data: Path, wanted: int) -> list[tuple[str, str]]:
    """Keep collections that whoever has their address may read: id, and a word of each."""
    numbers, made = count(), []
    with geo.open_collections(data) as store:
        for number in range(wanted):
            word = f"Zq{number:05}x"
            texts = [article(next(numbers)).text for _ in range(ARTICLES)]
            articles = [geo.read_text(f"{word} is a number.\n\n{t}") for t in texts]
            new = store.add(store.create(word).id, articles)
            store.share(new.id, True)
            made.append((new.id, word))
    return made


async def _crowd(
    address: str, kept: list[tuple[str, str]], people: int, seconds: float
) -> tuple[list[float], list[str]]:
    waits: list[float] = []
    faults: list[str] = []
    until = time.monotonic() + seconds
    fresh = iter(kept)
    done: list[tuple[str, str]] = []
    await asyncio.gather(
        *(
            _person(address, Random(n), until, (fresh, done), (waits, faults))
            for n in range(people)
        )
    )
    return waits, faults


async def _person(
    address: str,
    chance: Random,
    until: float,
    shelf: tuple[Iterator[tuple[str, str]], list[tuple[str, str]]],
    told: tuple[list[float], list[str]],
) -> None:
    fresh, done = shelf
    waits, faults = told
    url = f"{address.replace('http', 'ws')}/_stcore/stream"
    async with websockets.connect(url, max_size=None, origin=address) as socket:
        while time.monotonic() < until:
            again = done and chance.random() < AGAIN
            collection, word = chance.choice(done) if again else next(fresh)
            begun = time.monotonic()
            try:
                async with asyncio.timeout(PATIENCE):
                    fault = await _open(socket, collection, word)
            except (TimeoutError, websockets.WebSocketException) as error:
                faults.append(f"{word}: {error!r}")
                return
            waits.append(time.monotonic() - begun)
            faults.extend([fault] if fault else [])
            done.append((collection, word))
            await asyncio.sleep(chance.uniform(*THINKING))


async def _open(socket: websockets.ClientConnection, name: str, word: str) -> str:
    """Open a collection in a tab; give what is wrong with the page, or ""."""
    ask = BackMsg()
    ask.rerun_script.query_string = f"collection={name}"
    await socket.send(ask.SerializeToString())
    shown, fault = False, ""
    async for packed in socket:
        message = ForwardMsg()
        message.ParseFromString(packed)
        shown = shown or word.encode() in packed
        if message.delta.new_element.HasField("exception"):
            fault = f"{word}: {message.delta.new_element.exception.message}"
        if (
            message.WhichOneof("type") == "script_finished"
            and message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY
        ):
            break
    return fault or ("" if shown else f"{word}: another article was shown")


if __name__ == "__main__":
    main(
        int(sys.argv[1]) if len(sys.argv) > 1 else 20,
        float(sys.argv[2]) if len(sys.argv) > 2 else 10,
    )
