"""Where an archive lies: a folder of a disk, or of an object store: the one door to fsspec.

Of either little is asked: whole files are put where there is none, listed, read and deleted.
None is ever renamed, which no object store does at once, and only archive.json is replaced, by
what a newer version says of itself.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Protocol

from geo.atomic_write import output_errors, sync_folder, write_bytes
from geo.errors import InputError, OutputError
from geo.optional_dependencies import needs_extra
from geo.settings import get_settings

_DISK = frozenset({"", "file", "local"})
# Where a file can be put only if there is none; and what brings it, beside fsspec.
_STORES = {
    "memory": "fsspec",
    "s3": "s3fs",
    "s3a": "s3fs",
    "gs": "gcsfs",
    "gcs": "gcsfs",
}
_AT_ONCE = 32  # files that are fetched together


class Files(Protocol):
    """The files of an archive, by names such as "commits/0a.json".

    Attributes:
        address: Where they lie.
        folder: Where they lie on this machine, or are fetched to.
    """

    address: str
    folder: Path

    def put(self, name: str, content: bytes) -> bool:
        """Write a file whole where there is none; False where there is one.

        Raises:
            OutputError: It cannot be written.
        """
        ...

    def replace(self, name: str, content: bytes) -> None:
        """Write a file whole in place of what is there.

        Raises:
            OutputError: It cannot be written.
        """
        ...

    def put_file(self, name: str, path: Path) -> None:
        """Put a file of this machine under a name that nobody else has.

        Raises:
            OutputError: It cannot be written.
        """
        ...

    def read(self, names: Sequence[str]) -> list[bytes]:
        """Return what files hold.

        Raises:
            OSError: One is not there, or cannot be read.
        """
        ...

    def names(self, folder: str) -> list[str]:
        """Return the names of all files in a folder and its folders."""
        ...

    def nothing_there(self) -> bool:
        """Return whether an archive can begin here."""
        ...

    def modified(self, name: str) -> float:
        """Return when a file was written, in seconds since 1970."""
        ...

    def delete(self, name: str) -> None:
        """Delete a file; it may be gone already.

        Raises:
            OutputError: It cannot be deleted.
        """
        ...

    def delete_folder(self, folder: str) -> None:
        """Delete a folder with all that is in it.

        Raises:
            OutputError: It cannot be deleted.
        """
        ...

    def paths(self, names: Sequence[str]) -> list[Path]:
        """Return where files lie on this machine: fetched once from an object store."""
        ...


def files_at(address: str | Path) -> Files:
    """Return the files of a folder, or of an address such as "s3://bucket/news".

    Raises:
        InputError: It cannot hold an archive.
        OutputError: What is needed for the address is not installed.
    """
    scheme, separator, rest = str(address).partition("://")
    if not separator:
        return Disk(Path(address))
    if scheme in _DISK:
        return Disk(Path(rest))
    if "@" in rest.partition("/")[0]:
        raise InputError(
            f"an address at {scheme}:// holds no name and no password: say them as the store's "
            "own tools have it, in the environment or in their files"
        )
    # "::" would have fsspec go on to a second address, of whatever kind.
    if scheme not in _STORES or "::" in rest:
        raise InputError(
            f"an archive lies in a folder, or at one address that begins with s3://, gs://, "
            f"memory:// or file://, and not at {address}"
        )
    return Objects(str(address))


class Disk:
    """A folder of a disk.

    Args:
        folder: The folder; made with the first file that is put into it.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder.absolute()
        self.address = str(self.folder)

    def put(self, name: str, content: bytes) -> bool:
        """As `Files.put`: linked, for a rename would replace what another put there."""
        path = self._path(name)
        temporary = path.with_name(f".{path.name}.{secrets.token_hex(6)}.tmp")
        with output_errors(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            try:
                _write_once(temporary, content)
                os.link(temporary, path)
            except FileExistsError:
                return False
            finally:
                with suppress(OSError):
                    temporary.unlink()
            sync_folder(path.parent)
        return True

    def replace(self, name: str, content: bytes) -> None:
        """As `Files.replace`."""
        write_bytes(self._path(name), content)

    def put_file(self, name: str, path: Path) -> None:
        """As `Files.put_file`: the file itself, which lies on the same disk."""
        there = self._path(name)
        with output_errors(there):
            there.parent.mkdir(parents=True, exist_ok=True)
            with path.open("rb") as file:
                os.fsync(file.fileno())
            os.link(path, there)
            sync_folder(there.parent)

    def read(self, names: Sequence[str]) -> list[bytes]:
        """As `Files.read`."""
        return [path.read_bytes() for path in self.paths(names)]

    def nothing_there(self) -> bool:
        """As `Files.nothing_there`."""
        folder = self.folder
        return not folder.exists() or (folder.is_dir() and not any(folder.iterdir()))

    def names(self, folder: str) -> list[str]:
        """As `Files.names`."""
        # Somebody may be deleting folders meanwhile, over which this does not stumble.
        walked = os.walk(self.folder / folder)
        every = (Path(here) / name for here, _, files in walked for name in files)
        found = (path for path in every if path.is_file())
        return sorted(path.relative_to(self.folder).as_posix() for path in found)

    def modified(self, name: str) -> float:
        """As `Files.modified`."""
        return self._path(name).stat().st_mtime

    def delete(self, name: str) -> None:
        """As `Files.delete`; a folder that is left empty goes too."""
        path = self._path(name)
        with output_errors(path):
            path.unlink(missing_ok=True)
            sync_folder(path.parent)
        with suppress(OSError):  # others are still in it
            path.parent.rmdir()

    def delete_folder(self, folder: str) -> None:
        """As `Files.delete_folder`."""
        for name in self.names(folder):
            self.delete(name)
        with suppress(OSError):  # there is none, or somebody writes into it
            (self.folder / folder).rmdir()

    def paths(self, names: Sequence[str]) -> list[Path]:
        """As `Files.paths`."""
        return [self._path(name) for name in names]

    def _path(self, name: str) -> Path:
        """Return where a file lies: within the archive, and not where a link leads.

        Raises:
            InputError: It is a link or a pipe, or lies behind a link.
        """
        path = self.folder / name
        within = [path, *path.parents][: len(Path(name).parts)]
        if any(map(Path.is_symlink, within)) or (path.exists() and not path.is_file()):
            raise InputError(
                f"{path} is no file of the archive, but leads elsewhere; put the file itself "
                "in its place"
            )
        return path


class Objects:
    """A folder of an object store.

    Args:
        address: Such as "s3://bucket/news". Who asks, and where the store is, is said as fsspec
            and the store's own tools have it: in the environment and in their files.

    Raises:
        OutputError: What is needed for it is not installed.
    """

    def __init__(self, address: str) -> None:
        with needs_extra("cluster", "An archive in an object store"):
            from fsspec.core import url_to_fs
        self.address = address.rstrip("/")
        try:
            self._store, self._root = url_to_fs(self.address)
        except (ImportError, ValueError) as error:
            brings = _STORES[address.partition("://")[0]]
            raise OutputError(
                f"{address} needs {brings}, which is not installed: pip install {brings}"
            ) from error
        name = hashlib.sha256(self.address.encode()).hexdigest()[:16]
        self._fetched = Disk(get_settings().cache_dir / "archives" / name)
        self.folder = self._fetched.folder

    def put(self, name: str, content: bytes) -> bool:
        """As `Files.put`: one request, so that no half of it is ever seen."""
        try:
            with self._telling(FileExistsError):
                self._store.pipe_file(self._path(name), content, mode="create")
        except FileExistsError:
            return False
        return True

    def replace(self, name: str, content: bytes) -> None:
        """As `Files.replace`: one request, as to put it."""
        with self._telling():
            self._store.pipe_file(self._path(name), content)

    def put_file(self, name: str, path: Path) -> None:
        """As `Files.put_file`; it need not be fetched to be asked here."""
        with self._telling():
            self._store.put_file(str(path), self._path(name))
        self._fetched.put_file(name, path)

    def read(self, names: Sequence[str]) -> list[bytes]:
        """As `Files.read`."""
        if not names:
            return []
        with self._telling(FileNotFoundError):
            found = self._store.cat([self._path(name) for name in names])
        return [found[self._path(name)] for name in names]

    def nothing_there(self) -> bool:
        """As `Files.nothing_there`."""
        return not self.names("")

    def names(self, folder: str) -> list[str]:
        """As `Files.names`."""
        with self._telling(), suppress(FileNotFoundError):
            self._store.invalidate_cache()  # what others have put there since
            found = self._store.find(f"{self._root}/{folder}".rstrip("/"))
            return sorted(path.removeprefix(f"{self._root}/") for path in found)
        return []

    def modified(self, name: str) -> float:
        """As `Files.modified`."""
        return float(self._store.modified(self._path(name)).timestamp())

    def delete(self, name: str) -> None:
        """As `Files.delete`; what was fetched of it goes too."""
        with self._telling(), suppress(FileNotFoundError):
            self._store.rm_file(self._path(name))
        self._fetched.delete(name)

    def delete_folder(self, folder: str) -> None:
        """As `Files.delete_folder`; whatever was fetched of it goes too."""
        for name in self.names(folder):
            self.delete(name)
        self._fetched.delete_folder(folder)

    def paths(self, names: Sequence[str]) -> list[Path]:
        """As `Files.paths`: what is never changed need be fetched only once."""
        found = self._fetched.paths(names)
        missing = [
            n for n, path in zip(names, found, strict=True) if not path.is_file()
        ]
        for some in _in_groups(missing):
            for name, content in zip(some, self.read(some), strict=True):
                self._fetched.put(name, content)
        return found

    def _path(self, name: str) -> str:
        return f"{self._root}/{name}"

    @contextmanager
    def _telling(self, *known: type[OSError]) -> Iterator[None]:
        """Raise as one of our family whatever the library of a store may raise."""
        try:
            yield
        except known:
            raise
        except Exception as error:
            raise OutputError(
                f"{self.address} cannot be used: {type(error).__name__}: {error}; see that "
                "the store can be reached, that the bucket is there, and that you may write to it"
            ) from error


def _in_groups(names: Sequence[str]) -> Iterator[Sequence[str]]:
    return (names[at : at + _AT_ONCE] for at in range(0, len(names), _AT_ONCE))


def _write_once(path: Path, content: bytes) -> None:
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
