"""Download files whose address the user gave.

A download that breaks off goes on where it stopped, also in the next run: what came is kept
in a ``.part`` file, and beside it which version of the file that was.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from geo.errors import GazetteerError
from geo.model import Progress
from geo.net import client as net
from geo.net.hosts import ascii_host, netloc

FILES = 7  # of a dump, about; only the progress bar leans on it
TIMEOUT = 60.0  # seconds without a byte
WAITS = (0.0, 2.0, 4.0)  # seconds before each attempt
PARTIAL, UNCHANGED = 206, 304
ABSENT = (404, 410)
BEYOND = 416  # the part has all bytes already, or another file's
TROUBLE = 500  # and above: the server's own, perhaps over soon


class Downloads:
    """The files at one address, each downloaded when it is asked for.

    Attributes:
        name: The address, as complaints give it.
        given: Name of the file of places where its address was given, else "".
    """

    def __init__(self, address: str, folder: Path, report: Progress) -> None:
        """Remember the address.

        Args:
            address: Of a folder, or of a .zip or .txt file in it; http or https.
            folder: Where the files are kept.
            report: Told the share done and what is being done.

        Raises:
            GazetteerError: It is no such address.
        """
        try:
            parts = urlsplit(address)
        except ValueError as error:
            raise GazetteerError(f"{address} is no address ({error})") from error
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise GazetteerError(
                f"{address} is no address to download from; give one with http or https"
            )
        if parts.username or parts.query or parts.fragment:
            raise GazetteerError(
                "give the address of the folder alone, without a user name, ? or #"
            )
        last = parts.path.rpartition("/")[2]
        self.given = last if last.endswith((".zip", ".txt")) else ""
        self.name = address
        self._base = _plain(parts).removesuffix(self.given).rstrip("/") + "/"
        self._folder = folder
        self._report = report
        self._asked = 0

    def find(self, names: tuple[str, ...]) -> Path | None:
        """Download the first of these files that exists there.

        Raises:
            GazetteerError: The server failed; the message says what to do.
        """
        share = self._asked / FILES
        self._asked = min(self._asked + 1, FILES - 1)
        for name in names:
            target = self._folder / name

            def report(done: float, name: str = name) -> None:
                self._report(share + done / FILES, f"downloading {name}")

            if download(self._base + name, target, report):
                return target
        return None


def download(url: str, target: Path, report: Callable[[float], None]) -> bool:
    """Bring a file up to date; one that has not changed there is not loaded again.

    Args:
        url: Its address.
        target: Where it is kept.
        report: Told the share done, 0 to 1.

    Returns:
        False where the server has no such file.

    Raises:
        GazetteerError: It cannot be had now, or cannot be written.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        for wait in WAITS:
            time.sleep(wait)
            try:
                return _Transfer(url, target, report).run()
            except _Broken as broken:
                last = broken
                if not broken.passing:
                    break
    except OSError as error:
        raise GazetteerError(
            f"{target.name} cannot be written ({error.strerror}); is the disk full?"
        ) from error
    raise GazetteerError(
        f"{target.name} could not be downloaded from {urlsplit(url).netloc} ({last}); "
        "run the same command again later: it goes on from there"
    ) from last


def _plain(parts: SplitResult) -> str:
    """Return an address with its server in ASCII.

    Raises:
        GazetteerError: It names no server.
    """
    try:
        server = netloc(ascii_host(unquote(parts.hostname or "")), parts.port)
    except ValueError as error:  # of the name, or of the port
        raise GazetteerError(str(error)) from error
    return parts._replace(netloc=server).geturl()


class _Broken(Exception):  # noqa: N818 - it reads as a sentence
    """The file did not come; ``passing`` where asking again may help."""

    def __init__(self, why: object, *, passing: bool = True) -> None:
        super().__init__(str(why) or type(why).__name__)
        self.passing = passing


class _Transfer:
    """One attempt at one file."""

    def __init__(self, url: str, target: Path, report: Callable[[float], None]) -> None:
        self._url, self._target, self._report = url, target, report
        self._part = target.with_name(f"{target.name}.part")

    def run(self) -> bool:
        """Ask, receive, put in place; False where there is no such file."""
        try:
            with net.get(
                self._url, self._condition(), lambda: TIMEOUT, net.Reach.CHOSEN
            ) as answer:
                if not answer.is_success:
                    return self._without_file(answer.status_code)
                self._receive(answer)
        except net.NetworkError as error:
            raise _Broken(error) from error
        # In this order: a kill in between costs a download, never a wrong version.
        self._part.replace(self._target)
        _note(self._part).replace(_note(self._target))
        return True

    def _condition(self) -> dict[str, str]:
        """Ask only for what is not here yet, of the very version that is."""
        have = _size(self._part)
        version = _version(self._part, self._url)
        if have and version:
            return {"Range": f"bytes={have}-", "If-Range": version}
        version = _version(self._target, self._url)
        if version and self._target.is_file():
            tagged = version.startswith('"')
            return {"If-None-Match" if tagged else "If-Modified-Since": version}
        return {}

    def _without_file(self, status: int) -> bool:
        """Return what an answer without a file means: True where ours is still right."""
        if status == UNCHANGED:
            return True
        if status in ABSENT:
            return False
        if status == BEYOND:
            self._part.unlink(missing_ok=True)
            raise _Broken("it has changed there")
        raise _Broken(f"it answers {status}", passing=status >= TROUBLE)

    def _receive(self, answer: net.Response) -> None:
        """Write what comes to the part; it must be as much as was promised."""
        have = self._kept(answer)
        coming = answer.headers.get("Content-Length", "")
        total = have + int(coming) if coming.isdecimal() else None
        _write_note(self._part, self._url, answer.headers)
        with self._part.open("ab" if have else "wb") as file:
            try:
                for piece in net.pieces(answer):
                    file.write(piece)
                    have += len(piece)
                    self._report(min(1.0, have / total) if total else 0.0)
            except net.BrokenOffError as error:
                if total is None:
                    raise
                raise _Broken(f"{have:,} of {total:,} bytes came") from error

    def _kept(self, answer: net.Response) -> int:
        """Return how many bytes of the part the answer goes on from."""
        if answer.status_code != PARTIAL:
            return 0
        have = _size(self._part)
        if not answer.headers.get("Content-Range", "").startswith(f"bytes {have}-"):
            self._part.unlink(missing_ok=True)
            raise _Broken("it sent another part than asked for")
        return have


def _note(path: Path) -> Path:
    return path.with_name(f"{path.name}.version")


def _write_note(part: Path, url: str, headers: Mapping[str, str]) -> None:
    """Keep what tells this version of the file from the next."""
    tag = headers.get("ETag") or ""
    version = tag if tag.startswith('"') else headers.get("Last-Modified") or ""
    note = json.dumps({"url": url, "version": version})
    _note(part).write_text(note, encoding="utf-8")


def _version(path: Path, url: str) -> str:
    """Return the version of a file that came from this very address, or ""."""
    with suppress(OSError, ValueError, AttributeError):
        note = json.loads(_note(path).read_text(encoding="utf-8"))
        if note.get("url") == url:
            return str(note.get("version", ""))
    return ""


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0
