"""The near side of the process that parses: kept for many files, killed when it hangs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event, Timer
from typing import IO, Any

from geo.articles.formats import Format
from geo.articles.parsed import (
    ArchiveMember,
    ColumnsUnknownError,
    ParsedFile,
    article_from_json,
    columns_from_json,
)
from geo.errors import ArticleError

MAX_ANSWERED = 64_000_000  # bytes of a line of JSON, and of all members together
_ROOT = Path(__file__).parents[2]  # where the package geo is found


class Sandbox:
    """Parses files in a process of its own, started with the first one."""

    def __init__(self, seconds: float) -> None:
        """Remember how long one file may take."""
        self._seconds = seconds
        self._child: subprocess.Popen[bytes] | None = None

    def parse(
        self,
        content: bytes,
        name: str,
        format_: Format,
        charset: str = "",
        columns: Mapping[str, str] | None = None,
    ) -> ParsedFile:
        """Parse a file; see `geo.articles.parsers.parse`.

        Raises:
            ArticleError: It cannot be read, or takes too long or too much.
        """
        child = self._running()
        request = {
            "name": name, "format": format_, "charset": charset, "size": len(content),
            "columns": dict(columns or {}),
        }  # fmt: skip
        hung = Event()

        def kill() -> None:
            hung.set()
            child.kill()

        late = Timer(self._seconds, kill)
        late.daemon = True
        late.start()
        try:
            problem, parsed = _ask(child, request, content)
        except (OSError, ValueError, LookupError, TypeError) as error:
            self.close()
            raise ArticleError(
                f"{name} took more than {self._seconds:g} s to read; give a smaller file"
                if hung.is_set()
                else f"{name} needs more memory than any article should"
            ) from error
        finally:
            late.cancel()
        if problem and parsed.columns:
            raise ColumnsUnknownError(problem, parsed.columns)
        if problem:
            raise ArticleError(problem)
        return parsed

    def close(self) -> None:
        """End the process; the next file starts another."""
        child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        # What it had not read yet cannot be sent any more, and need not be.
        with suppress(OSError), child:  # closes the pipes and waits
            pass

    def _running(self) -> subprocess.Popen[bytes]:
        if self._child is None or self._child.poll() is not None:
            self.close()
            self._child = _start()
        return self._child


@contextmanager
def sandbox(seconds: float) -> Iterator[Sandbox]:
    """Return a sandbox, and end its process afterwards."""
    opened = Sandbox(seconds)
    try:
        yield opened
    finally:
        opened.close()


def _start() -> subprocess.Popen[bytes]:
    # -P, and our own folder: a file called email.py beside the articles is never imported.
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(_path())}
    return subprocess.Popen(
        [sys.executable, "-P", "-B", "-m", "geo.articles.child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
    )


def _path() -> list[str]:
    given = os.environ.get("PYTHONPATH", "").split(os.pathsep)
    return [str(_ROOT), *(str(Path(part).absolute()) for part in given if part)]


def _ask(
    child: subprocess.Popen[bytes], request: dict[str, Any], content: bytes
) -> tuple[str, ParsedFile]:
    """Send a file and read the answer: a problem, or what was parsed.

    Raises:
        OSError: The process died before it had read the file.
        ValueError: It died before it had answered, or answers too much.
    """
    assert child.stdin is not None  # both are pipes
    assert child.stdout is not None
    child.stdin.write(json.dumps(request).encode("ascii") + b"\n")
    child.stdin.write(content)
    child.stdin.flush()
    line = child.stdout.readline(MAX_ANSWERED)
    if not line.endswith(b"\n"):
        raise ValueError("no whole answer")
    answer: dict[str, Any] = json.loads(line)
    columns = columns_from_json(answer.get("columns"))
    if problem := answer.get("problem"):
        return str(problem), ParsedFile(columns=columns)
    sizes = [size for _, size, _ in answer["members"]]
    if sum(sizes) > MAX_ANSWERED:
        raise ValueError("too much of an answer")
    members = tuple(
        ArchiveMember(str(name), _exactly(child.stdout, size), str(problem))
        for name, size, problem in answer["members"]
    )
    drafts = tuple(article_from_json(record) for record in answer["drafts"])
    return "", ParsedFile(drafts, members, tuple(map(str, answer["notes"])), columns)


def _exactly(stream: IO[bytes], size: int) -> bytes:
    content = stream.read(size)
    if len(content) != size:
        raise ValueError("no whole answer")
    return content
