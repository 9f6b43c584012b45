"""Under which names a server is reached: the check of the Host header is against DNS rebinding.

A page of another site whose name is made to lead to this machine could read what it serves.
"""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass

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
