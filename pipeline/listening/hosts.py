"""Under which names a server is reached: the check of the Host header is against DNS rebinding.

A page of another site whose name is made to lead to this machine could read what it serves.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from pipeline.listening.addresses import Address

LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})
"""What a machine calls itself."""

_HOST = re.compile(r"(\[[0-9a-f:.]+\]|[a-z0-9_.-]+)(?::[0-9]{1,5})?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Hosts:
    """The names under which the page is served.

    `names` are in lower case; with `any_address` every IP address will do: a page of another site always
    comes with a name, so that an address cannot be one that was made to lead here.
    """

    names: frozenset[str] = LOOPBACK
    any_address: bool = False

    @classmethod
    def of(cls, at: Address, host: str, names: Iterable[str]) -> Self:
        """The names of a server.

        Args:
            at: where it listens.
            host: how that was said.
            names: by which others reach it too.
        """
        known = LOOPBACK | {name.lower() for name in (host, *names)}
        if at.is_local:
            return cls(known)
        return cls(known | {socket.gethostname().lower()}, any_address=True)

    def admits(self, header: str) -> bool:
        """Whether a Host header names us.

        >>> [Hosts().admits(name) for name in ("localhost:8421", "[::1]", "rebound.example:8421", "10.0.0.7")]
        [True, True, False, False]
        >>> Hosts(any_address=True).admits("10.0.0.7:8421")
        True
        """
        match = _HOST.fullmatch(header)
        if match is None:
            return False
        host = match[1].lower()
        return host in self.names or (self.any_address and _is_address(host))


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True
