"""Is an IP address one of the open Internet? Addresses hidden in others count as well."""

from __future__ import annotations

from ipaddress import (
    IPv4Address,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)

Address = IPv4Address | IPv6Address

_NAT64 = IPv6Network("64:ff9b::/96")
_COMPATIBLE = IPv6Network("::/96")
# Python 3.11 takes these for global; they lead to a network of one's own, or nowhere.
_NEVER = tuple(
    map(
        ip_network,
        ("64:ff9b:1::/48", "fec0::/10", "100::/64", "2001:2::/48", "5f00::/16",
         "3fff::/20", "192.88.99.0/24", "192.0.0.0/24"),
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
    """True for what no setting opens: this link, every machine at once, no machine.

    The services of cloud machines that give away their keys are on this link.
    """
    found = ip_address(address.partition("%")[0])
    return any(
        one.is_link_local or one.is_multicast or one.is_unspecified
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
        return (
            True  # what it holds decides; where it is used, every site has such a one
        )
    return (
        address.is_global
        and not address.is_multicast
        and not address.is_reserved
        and not any(address in network for network in _NEVER if _same(address, network))
    )


def _same(address: Address, network: object) -> bool:
    return getattr(network, "version", 0) == address.version
