"""The verbs of the analysts' page: review, which opens it, and review export."""

from __future__ import annotations

import os
import sys
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli import accounts
from pipeline.cli.accounts import Directory
from pipeline.cli.app import LogJson, Quiet, port_number, say
from pipeline.cli.logs import configure_logs
from pipeline.cli.opening import OpeningGroup

if TYPE_CHECKING:
    from pipeline.review.web.serving import Ready


def register(app: typer.Typer) -> None:
    """Add the verbs of this module."""
    verbs = typer.Typer(
        cls=OpeningGroup, invoke_without_command=True, subcommand_metavar="[user ... | export ...]"
    )
    verbs.callback()(review)
    accounts.register(verbs)
    verbs.command()(export)
    app.add_typer(verbs, name="review")


def review(
    directory: Directory = Path("out"),
    host: Annotated[
        str,
        typer.Option(metavar="ADDRESS", help="address to listen at; others can reach it only with accounts"),
    ] = "127.0.0.1",
    port: Annotated[
        int,
        typer.Option(
            metavar="N", callback=port_number, help="port to listen at; if it is taken, the next free one"
        ),
    ] = 8421,
    reviewer: Annotated[
        str | None, typer.Option(metavar="NAME", help="who decides [default: your login name]")
    ] = None,
    double: Annotated[
        bool | None,
        typer.Option("--double/--single", help="two reviewers work independently [default: as before]"),
    ] = None,
    open_: Annotated[
        bool | None,
        typer.Option("--open/--no-open", help="open it in a browser [default: where there is a desktop]"),
    ] = None,
    allow_host: Annotated[
        list[str],
        typer.Option(metavar="NAME", help="a name that the page is reached by, besides its address"),
    ] = [],  # noqa: B006 - typer wants a list, and copies it
    behind_tls: Annotated[
        bool, typer.Option("--behind-tls", help="a proxy in front gives the page to others by https")
    ] = False,
    forwarded_allow_ips: Annotated[
        str, typer.Option(metavar="ADDRESSES", help="that proxy's addresses, with commas between them")
    ] = "127.0.0.1,::1",
    log_json: LogJson = False,
    quiet: Quiet = False,
) -> None:
    """Open the page on which people go through the records of a run, decide, mend and add.

    A directory that is called like one of the commands below is given as `./user`.

    Example: `pressfacts review out --reviewer "Jane Roe"`
    """
    from pipeline.review.web.serving import Wanted, serve

    configure_logs(log_json, quiet)
    wanted = Wanted(
        directory=directory,
        host=host,
        port=port,
        reviewer=reviewer,
        double=double,
        names=tuple(allow_host),
        behind_tls=behind_tls,
        proxies=tuple(address.strip() for address in forwarded_allow_ips.split(",")),
    )
    serve(wanted, lambda ready: _announce(ready, port, _has_desktop() if open_ is None else open_))


def _announce(ready: Ready, port: int, browser: bool) -> None:
    if port not in {0, ready.port}:
        say(f"port {port} is taken; this page is at port {ready.port}")
    if ready.insecure:
        say(
            "warning: passwords and articles go over the network in the clear; put a proxy with TLS "
            "in front, and say --behind-tls"
        )
    signs = "everybody logs in" if ready.identity.logins else f"reviewing as {ready.identity.reviewer}"
    typer.echo(f"{ready.address}  {signs}; Ctrl-C ends")
    sys.stdout.flush()
    if browser:
        webbrowser.open(ready.address)


def _has_desktop() -> bool:
    """Whether a browser could open a window; one in the terminal would be in the way."""
    if sys.platform in {"darwin", "win32"}:
        return sys.stdout.isatty()
    return sys.stdout.isatty() and any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def export(
    directory: Directory = Path("out"),
    *,
    to: Annotated[Path, typer.Option(metavar="PLACE", help="directory for the files")],
    quiet: Quiet = False,
) -> None:
    """Write what was decided: gold.jsonl (documents that are done), reviewed.jsonl, rejections.csv.

    It may be called while a page is open. The files of the run stay as they are.

    Example: `pressfacts review export out --to reviewed`
    """
    from pipeline.review.decisions import OPEN
    from pipeline.review.export import export as exported

    counts = exported(directory, to)
    if not quiet:
        still_open = sum(counts.states[state] for state in OPEN)
        say(
            f"{to}: {counts.gold} of {counts.documents} documents are done and in gold.jsonl; reviewed.jsonl "
            f"has {counts.records} records, {still_open} of them open"
        )
