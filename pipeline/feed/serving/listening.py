"""The server of a change feed: one process, until a signal ends it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pipeline.errors import SourceMissing
from pipeline.feed.changes.manifest import read_manifest
from pipeline.feed.serving.app import application
from pipeline.listening import Hosts, Server, address_of, listening, resolved


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
    app = application(place, Hosts.of(at, host, names))
    with listening(at, port, or_next=False) as bound:
        Server(app, lambda: ready(address_of(bound), at.is_local)).run([bound])
