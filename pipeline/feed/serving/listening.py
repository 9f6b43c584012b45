"""The server of a change feed: one process, until a signal ends it."""

from __future__ import annotations

import socket
from collections.abc import Callable
from pathlib import Path

import uvicorn
from starlette.types import ASGIApp

from pipeline.errors import SourceMissing
from pipeline.feed.changes.manifest import read_manifest
from pipeline.feed.serving.app import application
from pipeline.listening import LOOPBACK, Hosts, PatientProtocol, Server, address_of, listening, resolved

_CONNECTIONS = 200  # at once; more get 503
_KEPT_SECONDS = 15  # that a connection without a request is kept
_ENDING_SECONDS = 5  # that answers have to end when the server does


def serve(
    place: Path, host: str, port: int, names: tuple[str, ...], *, ready: Callable[[str, bool], None]
) -> None:
    """Serve a change feed until a signal ends it.

    Args:
        place: the feed's directory.
        host: address or name of an address to listen at.
        port: the port; 0 for any that is free.
        names: host names that it is reached by, besides its address.
        ready: told when requests are answered: the URL, and whether this machine alone reaches it.

    Raises:
        SourceMissing: there is no feed.
        StateUnknown: it is broken, or of another version.
        WrongUse: address or port cannot be listened at, or another listens there.
    """
    if not place.is_dir() or read_manifest(place) is None:
        raise SourceMissing(f"{place}: no change feed was written there; pressfacts feed jsonl writes one")
    at = resolved(host)
    app = application(place, _hosts(host, names, at.is_local))
    with listening(at, port, or_next=False) as bound:
        Server(_configuration(app), lambda: ready(address_of(bound), at.is_local)).run([bound])


def _hosts(host: str, names: tuple[str, ...], is_local: bool) -> Hosts:
    known = LOOPBACK | {name.lower() for name in names} | {host.lower()}
    if is_local:
        return Hosts(frozenset(known))
    return Hosts(frozenset(known | {socket.gethostname().lower()}), any_address=True)


def _configuration(app: ASGIApp) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        http=PatientProtocol,
        ws="none",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        limit_concurrency=_CONNECTIONS,
        timeout_keep_alive=_KEPT_SECONDS,
        timeout_graceful_shutdown=_ENDING_SECONDS,
    )
