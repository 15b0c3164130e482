"""How a server is reached: straight, at the address that was checked, or through a proxy.

A proxy asks the name service itself, so what it connects to is its own business. Refused
are all the same: addresses inside a network, names that mean one here, and names that by
their look could mean nothing else.
"""

from __future__ import annotations

import re
import socket
from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from threading import Thread
from urllib.parse import unquote, urlsplit
from urllib.request import getproxies, proxy_bypass

from geo.errors import InputError
from geo.net.errors import RouteError
from geo.net.hosts import ascii_host, netloc

Left = Callable[[], float]  # seconds for the next step; raises TimeoutError without any

MAX_LENGTH = 2_000  # characters of an address
PORTS = {"http": 80, "https": 443}
PATIENCE = 3.0  # seconds for a name behind a proxy, where often none is known
PROXY_PORT = 80  # where the setting names none, as for all who read it
WANTS_PASSWORD = 407
_NUMBER = re.compile(r"\d+|0x[0-9a-f]*")  # ends an address, in whatever way written
_OWN = "localhost"
_INSIDE = frozenset(
    {"arpa", "corp", "home", "internal", "intranet", "lan", "local", "localdomain", "private"}
)  # fmt: skip


class Reach(Enum):
    """Where an address may lead."""

    PUBLIC = "the open Internet, at the ports of web pages"
    PRIVATE = "one's own network as well, but for what gives away a machine's keys"
    CHOSEN = "whatever server the user set up or named for a task: nothing is checked"


@dataclass(frozen=True, slots=True)
class Target:
    """An address taken apart.

    Attributes:
        scheme: "http" or "https".
        host: The server's name in ASCII.
        port: Its port.
        path: What is asked for there, with the query.
    """

    scheme: str
    host: str
    port: int
    path: str

    @property
    def netloc(self) -> str:
        """The name, and the port where it is not the usual one."""
        usual = self.port == PORTS[self.scheme]
        return netloc(self.host, None if usual else self.port)


@dataclass(frozen=True, slots=True)
class Proxy:
    """The proxy of this machine's settings."""

    host: str
    port: int
    authorization: str = field(default="", repr=False)  # holds a password

    def __str__(self) -> str:
        return f"the proxy {self.host}:{self.port} of this machine's settings"

    @property
    def headers(self) -> Mapping[bytes | str, bytes | str]:
        """What is said to the proxy alone."""
        known = self.authorization
        return {"Proxy-Authorization": known} if known else {}

    def refusal(self, host: str, status: int) -> RouteError:
        """Return what to do where the proxy itself answers with this status."""
        why = f"does not let us to {host} (it answers {status})"
        if status == WANTS_PASSWORD:
            why = (
                "wants a user name and password; set HTTPS_PROXY and HTTP_PROXY to "
                "http://name:password@..."
            )
        return RouteError(f"{self} {why}")


@dataclass(frozen=True, slots=True)
class Route:
    """The IP address to connect to ("" for any that the name has), and whose it is."""

    address: str = ""
    proxy: Proxy | None = None  # None for the server's own


def read_target(url: str, reach: Reach) -> Target:
    """Take an address apart.

    Raises:
        RouteError: It is not to be read.
    """
    too_long = reach is not Reach.CHOSEN and len(url) > MAX_LENGTH
    if too_long or any(c <= " " or c in {"\\", "\x7f"} for c in url):
        raise RouteError("this is no address of the web; copy it from the browser")
    try:
        parts = urlsplit(url)
        port, name = parts.port, parts.hostname or ""
    except ValueError as error:
        raise RouteError(f"this is no address of the web ({error})"[:200]) from error
    if parts.scheme not in PORTS or not name:
        raise RouteError("only addresses that begin with https:// or http:// are read")
    if parts.username is not None or parts.password is not None:
        raise RouteError(
            "an address with a user name in it is not read; leave that out"
        )
    if reach is Reach.PUBLIC and port not in (None, *PORTS.values()):
        raise RouteError(f"port {port} is not read; web pages have none in the address")
    try:
        host = ascii_host(unquote(name))
    except InputError as error:
        raise RouteError(str(error)) from error
    path = f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}"
    return Target(parts.scheme, host, port or PORTS[parts.scheme], path)


def find_route(target: Target, reach: Reach, left: Left) -> Route:
    """Find out how a server is reached.

    Args:
        target: The server.
        reach: Where it may be.
        left: Says how much time there is.

    Raises:
        RouteError: The server is not to be reached, or nobody knows it.
    """
    proxy = _proxy_for(target)
    if reach is Reach.CHOSEN:
        return Route(proxy=proxy)
    private = reach is Reach.PRIVATE
    seconds = min(PATIENCE, left()) if proxy else left()
    found = _resolve(target.host, target.port, seconds)
    _refuse_inside(target.host, found, private)
    if proxy and all(map(is_public, found)):
        if not found:
            _refuse_look(target.host, private)
        there = _resolve(proxy.host, proxy.port, left())
        return Route(_first_of(there, proxy.host), proxy)
    return Route(_first_of(found, target.host))


def _proxy_for(target: Target) -> Proxy | None:
    """Return the proxy for a server, by the settings that every program reads."""
    setting = getproxies().get(target.scheme, "")
    if not setting or any(map(proxy_bypass, {target.host, target.netloc})):
        return None
    try:
        parts = urlsplit(setting if "://" in setting else f"http://{setting}")
        host, port = ascii_host(parts.hostname or ""), parts.port or PROXY_PORT
    except ValueError:
        host = ""
    if not host or parts.scheme not in PORTS:
        raise RouteError(
            f"the proxy setting for {target.scheme} cannot be used; give one such as "
            "http://proxy.example:3128, or name the server in NO_PROXY"
        )
    if parts.username is None:
        return Proxy(host, port)
    known = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
    return Proxy(host, port, f"Basic {b64encode(known.encode()).decode('ascii')}")


def _refuse_inside(host: str, found: list[str], private: bool) -> None:
    """Refuse a name unless all that it means is allowed."""
    allowed = not any(map(is_near, found)) if private else all(map(is_public, found))
    if not allowed:
        raise _inside(host)


def _refuse_look(host: str, private: bool) -> None:
    """Refuse what nobody here knows and a proxy could take for its own network."""
    *rest, last = host.removesuffix(".").split(".")
    of_proxy = ":" in host or last == _OWN or _NUMBER.fullmatch(last)
    if of_proxy or (not private and (not rest or last in _INSIDE)):
        raise _inside(host)


def _inside(host: str) -> RouteError:
    return RouteError(
        f"{host} is inside a private network, which is not read "
        "(DATELINE_PRIVATE_URLS allows it)"
    )


def _first_of(found: list[str], host: str) -> str:
    if not found:
        raise RouteError(f"there is no server {host}, or this machine is offline")
    return found[0]


def _resolve(host: str, port: int, seconds: float) -> list[str]:
    """Ask the system for a name's addresses; it may never answer, so not for ever."""
    found: list[str] = []

    def ask() -> None:
        try:
            answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            return
        found.extend(str(answer[4][0]) for answer in answers)

    asking = Thread(target=ask, daemon=True)
    asking.start()
    asking.join(seconds)
    return found[:]


Address = IPv4Address | IPv6Address

_NAT64 = IPv6Network("64:ff9b::/96")
_COMPATIBLE = IPv6Network("::/96")
# Python 3.11 takes these for global; they lead to a network of one's own, or nowhere.
_NEVER = tuple(
    map(
        ip_network,
        ("64:ff9b:1::/48", "fec0::/10", "100::/64", "2001:2::/48", "5f00::/16",
         "3fff::/20", "192.88.99.0/24", "192.0.0.0/24", "168.63.129.16/32"),
    )
)  # fmt: skip
# What tells a machine of a cloud its keys, where that is not on its link: of Amazon and Google
# by IPv6, of Alibaba, of Oracle, of Azure (which looks public).
_KEYS = tuple(
    map(
        ip_network,
        ("fd00:ec2::/32", "fd20:ce::254/128", "100.100.100.200/32", "192.0.0.192/32",
         "168.63.129.16/32"),
    )
)  # fmt: skip
_ISATAP = (0x00005EFE, 0x02005EFE)  # the middle of an address that ends in an IPv4 one


def is_public(address: str) -> bool:
    """True for an address that anybody on the Internet could reach.

    Args:
        address: IPv4 or IPv6, as the system's resolver gives it.
    """
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    return all(_is_public(one) for one in (found, *embedded(found)))


def is_near(address: str) -> bool:
    """True for what no setting opens: this link, every machine at once, no machine, keys.

    Most services that give a cloud machine its keys are on this link.
    """
    found = ip_address(address.partition("%")[0])
    return any(
        one.is_link_local
        or one.is_multicast
        or one.is_unspecified
        or any(one in network for network in _KEYS)
        for one in (found, *embedded(found))
    )


def embedded(address: Address) -> tuple[IPv4Address, ...]:
    """Return the IPv4 addresses that an IPv6 address holds: 6to4, NAT64, Teredo ..."""
    if isinstance(address, IPv4Address):
        return ()
    last = IPv4Address(int(address) & 0xFFFFFFFF)
    found = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    middle = int(address) >> 32 & 0xFFFFFFFF
    whole = int(address) > 1  # :: and ::1 are addresses of their own
    if address in _NAT64 or middle in _ISATAP or (address in _COMPATIBLE and whole):
        found.append(last)
    return tuple(one for one in found if one is not None)


def _is_public(address: Address) -> bool:
    if address in _NAT64:
        return True  # what it holds decides; where it is used, every site has one
    return (
        address.is_global
        and not address.is_multicast
        and not address.is_reserved
        and not any(address in network for network in _NEVER)
    )
