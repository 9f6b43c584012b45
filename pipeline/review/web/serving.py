"""The server: one process, one directory, from the lock to the last answer."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from fastapi import FastAPI

from pipeline.listening import Hosts, Server, address_of, listening, resolved
from pipeline.locks import sign
from pipeline.review.web.app import create_app
from pipeline.review.web.identity import Identity, identified
from pipeline.review.web.ledgers import Ledgers
from pipeline.review.web.listening import LOCK_FILE, alone
from pipeline.review.web.sessions import Sessions, session_key

_COLLECTED_AFTER = 10_000
"""Objects after which those are looked for that hold only each other. A page is made of thousands that are
gone with it; looking every few hundred, as is usual, takes a sixth of the time of a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the command was told.

    `double` is None where nothing was said of it; `names` are host names under which the page is served,
    besides its address; `behind_tls` says that a proxy gives the page to others by https, and `proxies` which
    addresses that proxy has.
    """

    directory: Path
    host: str = "127.0.0.1"
    port: int = 8421
    reviewer: str | None = None
    double: bool | None = None
    names: tuple[str, ...] = ()
    behind_tls: bool = False
    proxies: tuple[str, ...] = ("127.0.0.1", "::1")

    @property
    def believed(self) -> tuple[str, ...]:
        """The addresses that are believed about where a request comes from."""
        return self.proxies if self.behind_tls else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """A page that can be opened: where, who signs there, whether others reach it without TLS."""

    address: str
    port: int
    identity: Identity
    insecure: bool


def serve(wanted: Wanted, ready: Callable[[Ready], None]) -> None:
    """Serve the page until a signal ends it; `ready` is told when it can be opened.

    Raises:
        SourceMissing: no run has written there.
        WrongUse: address, reviewer and accounts do not fit together.
        DirectoryLocked: another server works on the directory.
        StateUnknown: the review was written by a later version, or is broken.
        OutputUnwritable: the directory cannot be written.
    """
    with contextlib.closing(Ledgers(wanted.directory)) as ledgers:
        with ledgers.borrowed() as ledger:  # says so if there is no run, before anything is written
            accounts = bool(ledger.accounts.names())
        at = resolved(wanted.host)
        identity = identified(wanted.reviewer, accounts, reachable=not at.is_local or wanted.behind_tls)
        with alone(wanted.directory), listening(at, wanted.port) as bound:
            if wanted.double is not None:
                with ledgers.borrowed() as ledger:
                    ledger.set_double(wanted.double)
            address, port = address_of(bound), bound.getsockname()[1]
            sign(wanted.directory / LOCK_FILE, address)
            insecure = not at.is_local and not wanted.behind_tls
            told = Ready(address=address, port=port, identity=identity, insecure=insecure)
            app = _application(wanted, ledgers, identity, Hosts.of(at, wanted.host, wanted.names))
            gc.freeze()
            gc.set_threshold(_COLLECTED_AFTER)
            Server(app, lambda: ready(told), wanted.believed).run([bound])


def _application(wanted: Wanted, ledgers: Ledgers, identity: Identity, hosts: Hosts) -> FastAPI:
    sessions = Sessions(session_key(wanted.directory), wanted.behind_tls)
    return create_app(ledgers, identity, sessions, hosts=hosts, https=wanted.behind_tls)
