"""The names of servers as the network spells them: where a browser goes, we go."""

from __future__ import annotations

import re
from ipaddress import IPv6Address

import idna

from geo.errors import InputError

MAX_NAME_LENGTH = 253  # characters, without a last dot
MAX_LABEL_LENGTH = 63  # between two dots
# By the book no host has a _ in its name, but pages do.
_NOT_PLAIN = re.compile(r"[^a-z0-9_\u0080-\U0010ffff-]")
_JOINERS = ("\u200c", "\u200d")


def ascii_host(host: str) -> str:
    """Spell the name of a server in ASCII: IDNA 2008 after the mapping of UTS 46.

    Symbols, which IDNA 2008 knows nothing of, are spelt as browsers spell them.

    Args:
        host: A name, or an IP address without brackets.

    Returns:
        The name, in lower case; an IPv6 address as it is.

    Raises:
        InputError: No server can have this name; the message says what is wrong.
    """
    if ":" in host:  # as only IPv6 addresses have
        return _address(host)
    try:
        mapped = idna.uts46_remap(host, std3_rules=False)
        name = ".".join(map(_label, mapped.removesuffix(".").split(".")))
    except (idna.IDNAError, UnicodeError) as error:
        raise _wrong(host, str(error)) from error
    if len(name) > MAX_NAME_LENGTH:
        raise _wrong(host, "it is too long")
    return f"{name}." if mapped.endswith(".") else name


def netloc(host: str, port: int | None) -> str:
    """Write a name or an IP address, and a port where one is given, as web addresses do."""
    name = f"[{host}]" if ":" in host else host
    return name if port is None else f"{name}:{port}"


def _address(host: str) -> str:
    try:
        IPv6Address(host)
    except ValueError as error:
        raise _wrong(host, "it is no IPv6 address") from error
    return host


def _label(label: str) -> str:
    if not label:
        raise idna.IDNAError("a part of it is empty")
    if _NOT_PLAIN.search(label):
        raise idna.IDNAError("it has a letter that no name has")
    spelt = label if label.isascii() else _spelt(label)
    if len(spelt) > MAX_LABEL_LENGTH:
        raise idna.IDNAError("a part of it is too long")
    return spelt


def _spelt(label: str) -> str:
    try:
        return idna.alabel(label).decode("ascii")
    except idna.InvalidCodepoint:
        if any(joiner in label for joiner in _JOINERS):
            raise
    idna.check_initial_combiner(label)
    idna.check_bidi(label)
    return f"xn--{label.encode('punycode').decode('ascii')}"


def _wrong(host: str, why: str) -> InputError:
    return InputError(
        f"{host[:100]!r} is not the name of a server: {why[:100]}; "
        "copy the address from the browser"
    )
