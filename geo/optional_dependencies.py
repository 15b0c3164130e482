"""What only an extra of the package brings: imported when used, and missed with advice."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from geo.errors import OutputError


@contextmanager
def needs_extra(extra: str, what: str) -> Iterator[None]:
    """Advise how to install what an import within did not find.

    Args:
        extra: Name of the extra in pyproject.toml.
        what: What needs it, as the message begins: "GeoPackage".

    Raises:
        OutputError: A module is not installed.
    """
    try:
        yield
    except ImportError as error:
        raise OutputError(_advice(extra, what, error.name or "a package")) from error


def missing_extra(extra: str, what: str) -> OutputError:
    """Make the advice for an extra that is known to be missing before it is used."""
    return OutputError(_advice(extra, what, f"the extra {extra}"))


def _advice(extra: str, what: str, package: str) -> str:
    return (
        f"{what} needs {package}, which is not installed: "
        f"pip install 'dateline[{extra}]'"
    )
