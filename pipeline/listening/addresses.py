"""Where a server listens: an address of this machine, and a free port."""

from __future__ import annotations

import errno
import ipaddress
import socket
from dataclasses import dataclass

from pipeline.errors import WrongUse

_PORTS = 100  # ports that are tried, from the one that was asked for
_BACKLOG = 128


@dataclass(frozen=True, slots=True)
class Address:
    """An address of this machine to listen at."""

    family: socket.AddressFamily
    host: str

    @property
    def is_local(self) -> bool:
        """Whether this machine alone can reach it."""
        return ipaddress.ip_address(self.host.split("%")[0]).is_loopback


def resolved(host: str) -> Address:
    """The address that a host name or an address stands for.

    Raises:
        WrongUse: it stands for none.
    """
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise WrongUse(f"--host {host}: is no address: {error}") from error
    # of localhost, which has two, the one that every browser tries
    family, _, _, _, address = min(found, key=lambda row: row[0] != socket.AF_INET)
    return Address(family, str(address[0]))


def listening(at: Address, port: int, *, or_next: bool = True) -> socket.socket:
    """A socket that listens at a port; port 0 is any.

    Args:
        at: where.
        port: the port.
        or_next: if it is taken, try those after it too.

    Raises:
        WrongUse: the address is none of this machine, the port may not be used, or none is free.
    """
    tried = _PORTS if or_next else 1
    for candidate in range(port, min(port + tried, 65536)):
        try:
            return socket.create_server((at.host, candidate), family=at.family, backlog=_BACKLOG)
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise WrongUse(f"--host {at.host} --port {candidate}: {error.strerror}") from error
    if not or_next:
        raise WrongUse(f"--port {port}: is taken; name another one")
    raise WrongUse(f"--port {port}: neither it nor the {_PORTS - 1} after it is free")


def address_of(bound: socket.socket) -> str:
    """The address to open in a browser; for a socket that listens everywhere, by the name of the machine."""
    host, port = bound.getsockname()[:2]
    if ipaddress.ip_address(host.split("%")[0]).is_unspecified:
        host = socket.gethostname()
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/"
