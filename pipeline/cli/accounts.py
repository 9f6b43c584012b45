"""The verbs of a review's accounts: review user add, list, remove, password."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.app import say
from pipeline.errors import WrongUse

Directory = Annotated[Path, typer.Argument(metavar="DIR", help="directory of a run")]
Name = Annotated[str, typer.Argument(metavar="NAME", help="the name that signs decisions")]
FromInput = Annotated[
    bool, typer.Option("--password-stdin", help="read the password from standard input, for scripts")
]


def register(review: typer.Typer) -> None:
    """Add the verbs of this module below `user`."""
    user = typer.Typer(no_args_is_help=True, help="The accounts of a review: who may log in.")
    for verb in (add, list_, remove, password):
        user.command(verb.__name__.rstrip("_"))(verb)
    review.add_typer(user, name="user")


def add(name: Name, directory: Directory = Path("out"), password_stdin: FromInput = False) -> None:
    """Make an account: from then on everybody logs in.

    Example: `pressfacts review user add jane out`
    """
    from pipeline.review.ledger import Ledger
    from pipeline.review.web.listening import is_served

    with Ledger.opened(directory) as ledger:
        first = not ledger.accounts.names()
        ledger.accounts.add(name, _password(password_stdin))
    say(f"{name} may log in")
    if first and is_served(directory):
        say("a page is open on this directory: end it and open it again, so that it asks for log-ins")


def list_(directory: Directory = Path("out")) -> None:
    """Print the names of all accounts.

    Example: `pressfacts review user list out`
    """
    from pipeline.review.ledger import Ledger

    with Ledger.opened(directory) as ledger:
        for name in ledger.accounts.names():
            typer.echo(name)


def remove(name: Name, directory: Directory = Path("out")) -> None:
    """Remove an account; whoever is logged in with it is logged out, what it decided stays.

    Example: `pressfacts review user remove jane out`
    """
    from pipeline.review.ledger import Ledger

    with Ledger.opened(directory) as ledger:
        ledger.accounts.remove(name)
    say(f"{name} may not log in any more")


def password(name: Name, directory: Directory = Path("out"), password_stdin: FromInput = False) -> None:
    """Give an account another password; whoever is logged in with it is logged out.

    Example: `pressfacts review user password jane out`
    """
    from pipeline.review.ledger import Ledger

    with Ledger.opened(directory) as ledger:
        ledger.accounts.set_password(name, _password(password_stdin))
    say(f"{name} has another password")


def _password(from_input: bool) -> str:
    if from_input:
        line = sys.stdin.readline()
        return line.rstrip("\r\n")
    if not sys.stdin.isatty():
        raise WrongUse("there is no terminal to ask for the password; give it with --password-stdin")
    entered: str = typer.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
    return entered
