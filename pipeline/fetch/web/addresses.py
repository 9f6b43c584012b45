"""Host names → the addresses that may be connected to.

A name is resolved once, every address it has is checked, and it is one of those that is connected to: a name
that answers differently a moment later (DNS rebinding) gains nothing by it.
"""

from __future__ import annotations

import asyncio
import ipaddress
import re
import socket
from ipaddress import IPv4Address, IPv6Address, IPv6Network

import httpx

from pipeline.errors import DocumentRejected

_NUMBER = re.compile(r"0x[0-9a-f]*|[0-9]+", re.IGNORECASE)
# what the Internet's registries give out (RFC 4291, 2.4); all other IPv6 is local, reserved or multicast
_GLOBAL_UNICAST = IPv6Network("2000::/3")
_NAT64 = IPv6Network("64:ff9b::/96")
_UNKNOWN_NAME = {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME), socket.EAI_FAIL}


def is_public(address: str) -> bool:
    """Whether an address belongs to the public Internet, and so does any IPv4 address inside of it.

    >>> is_public("93.184.215.14"), is_public("169.254.169.254"), is_public("::ffff:10.0.0.1")
    (True, False, False)

    IPv4 addresses hide in IPv6 ones as mapped (RFC 4291), 6to4 (RFC 3056), Teredo (RFC 4380: server and
    client) and NAT64 addresses (RFC 6052); the routers at the other end would unpack them.
    """
    parsed = ipaddress.ip_address(address)
    if isinstance(parsed, IPv4Address):
        return parsed.is_global and not parsed.is_multicast and not parsed.is_reserved
    hidden = _hidden(parsed)
    if hidden:
        return all(is_public(str(one)) for one in hidden)
    return parsed.is_global and parsed in _GLOBAL_UNICAST


def _hidden(address: IPv6Address) -> list[IPv4Address]:
    if address.ipv4_mapped:
        return [address.ipv4_mapped]
    if address.sixtofour:
        return [address.sixtofour]
    if address.teredo:
        return list(address.teredo)
    return [IPv4Address(int(address) & 0xFFFFFFFF)] if address in _NAT64 else []


def resolved(host: str, port: int) -> list[str]:
    """The addresses of a name, in the order to try them; blocks, and is the only look-up there is.

    Raises:
        OSError: the name has none, or the look-up failed.
    """
    rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(row[4][0]) for row in rows))


async def checked_addresses(host: str, port: int, allow_private: bool) -> list[str]:
    """The addresses of a host, all of them checked.

    Raises:
        DocumentRejected: `address_refused` for an address that is not public, or for one that is spelt as a
            bare number; `fetch_failed` for a name that nobody has.
        httpx.ConnectError: the look-up failed for now.
    """
    _refuse_disguise(host)
    found = await _looked_up(host, port)
    for address in found:
        if not allow_private and not is_public(address):
            raise DocumentRejected(
                "address_refused", f"{host} leads to {address}, which is no public address"
            )
    return found


def _refuse_disguise(host: str) -> None:
    """Refuse hosts like `2130706433`, `0x7f.1` and `127.1`, which resolvers read as IPv4 addresses."""
    if not _NUMBER.fullmatch(host.rpartition(".")[2]):
        return
    try:
        IPv4Address(host)
    except ValueError as error:
        raise DocumentRejected("address_refused", f"{host} is an address in disguise") from error


async def _looked_up(host: str, port: int) -> list[str]:
    try:
        return await asyncio.to_thread(resolved, host, port)
    except socket.gaierror as error:
        if error.errno in _UNKNOWN_NAME:
            raise DocumentRejected("fetch_failed", f"no host has the name {host}") from error
        raise httpx.ConnectError(f"{host} was not looked up: {error.strerror}") from error
    except UnicodeError as error:
        raise DocumentRejected("fetch_failed", f"{host[:80]} is no name of a host") from error
