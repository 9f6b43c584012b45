"""Where the page listens: an address, a free port, and one server on a directory."""

from __future__ import annotations

import errno
import ipaddress
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import orjson
from filelock import FileLock, Timeout

from pipeline.errors import DirectoryLocked, OutputUnwritable, WrongUse

LOCK_FILE = "review.lock"

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


def listening(at: Address, port: int) -> socket.socket:
    """A socket that listens at the first free port from `port` on; port 0 is any.

    Raises:
        WrongUse: the address is none of this machine, the port may not be used, or none is free.
    """
    for candidate in range(port, min(port + _PORTS, 65536)):
        try:
            return socket.create_server((at.host, candidate), family=at.family, backlog=_BACKLOG)
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise WrongUse(f"--host {at.host} --port {candidate}: {error.strerror}") from error
    raise WrongUse(f"--port {port}: neither it nor the {_PORTS - 1} after it is free")


def address_of(bound: socket.socket) -> str:
    """The address to open in a browser; for a socket that listens everywhere, by the name of the machine."""
    host, port = bound.getsockname()[:2]
    if ipaddress.ip_address(host.split("%")[0]).is_unspecified:
        host = socket.gethostname()
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/"


@contextmanager
def alone(directory: Path) -> Iterator[FileLock]:
    """While the block runs: no other server works on the directory.

    Raises:
        DirectoryLocked: another does; the message says where its page is.
        OutputUnwritable: the directory cannot be written.
    """
    path = directory / LOCK_FILE
    lock = FileLock(path, fallback_to_soft=False)
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise DirectoryLocked(f"{directory}: is being reviewed already{_holder(path)}") from error
    except OSError as error:
        raise OutputUnwritable(f"{directory}: cannot be locked: {error.strerror}") from error
    try:
        yield lock
    finally:
        lock.release()


def announced(directory: Path, address: str) -> None:
    """Write into the lock where the page is, for the message of a second server.

    Raises:
        OutputUnwritable: it cannot be written.
    """
    started = datetime.now(UTC).isoformat(timespec="seconds")
    try:
        (directory / LOCK_FILE).write_bytes(
            orjson.dumps({"pid": os.getpid(), "url": address, "started": started})
        )
    except OSError as error:
        raise OutputUnwritable(f"{directory / LOCK_FILE}: cannot be written: {error.strerror}") from error


def is_served(directory: Path) -> bool:
    """Whether a server works on a directory."""
    try:
        with alone(directory):
            return False
    except DirectoryLocked:
        return True


def _holder(path: Path) -> str:
    try:
        holder = orjson.loads(path.read_bytes())
        return f" at {holder['url']} (process {holder['pid']}, since {holder['started']})"
    except (OSError, ValueError, KeyError, TypeError):  # it has just begun, or is another program's file
        return ""
