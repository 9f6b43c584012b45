"""The verb that offers a change feed to others: feed serve."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.app import port_number, say


def register(feed: typer.Typer) -> None:
    """Add the verb below `feed`."""
    feed.command()(serve)


def serve(
    place: Annotated[Path, typer.Argument(metavar="PLACE", help="the directory of a change feed")],
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="address to listen at")] = "127.0.0.1",
    port: Annotated[
        int,
        typer.Option(metavar="N", callback=port_number, help="port to listen at; 0 is any that is free"),
    ] = 8422,
    allow_host: Annotated[
        list[str],
        typer.Option(metavar="NAME", help="a name that the feed is reached by, besides its address"),
    ] = [],  # noqa: B006 - typer wants a list, and copies it
) -> None:
    """Offer a change feed over HTTP, to read only; whoever reaches the address reads it.

    Example: `pressfacts feed serve feed --port 8422`
    """
    from pipeline.feed.serving import serve as serve_feed

    serve_feed(place, host, port, tuple(allow_host), ready=_announce)


def _announce(address: str, is_local: bool) -> None:
    if not is_local:
        say(
            "warning: everybody who reaches this address can read the feed; put a proxy with a login in front"
        )
    typer.echo(f"{address}  read only; Ctrl-C ends")
