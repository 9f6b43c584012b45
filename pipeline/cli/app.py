"""The application that the verbs register with, their common options, and how errors are said."""

from __future__ import annotations

import sys
from importlib.metadata import version
from typing import Annotated, NoReturn

import typer
from pydantic import ValidationError

from pipeline.errors import WrongUse
from pipeline.settings import DEFAULT_MODEL, Settings

app = typer.Typer(
    name="pressfacts",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Sources = Annotated[
    list[str],
    typer.Argument(
        metavar="SOURCE...",
        help="a directory, a file (.html .htm .txt .md .jsonl .warc, also .gz), the URL of a feed, sitemap "
        "or page, or - for JSON Lines",
        show_default=False,
    ),
]
AllowPrivate = Annotated[
    bool, typer.Option("--allow-private", help="fetch from private and loopback addresses too")
]
Model = Annotated[
    str | None,
    typer.Option(metavar="NAME", help=f"spaCy pipeline, a package or a directory [default: {DEFAULT_MODEL}]"),
]
NoShortcuts = Annotated[
    bool, typer.Option("--no-shortcuts", help="let spaCy compute all that the model says, to compare")
]
LogJson = Annotated[bool, typer.Option("--log-json", help="write log messages as lines of JSON")]
Quiet = Annotated[bool, typer.Option("-q", "--quiet", help="say nothing but warnings and errors")]
Output = Annotated[
    str, typer.Option("-o", "--output", metavar="FILE", help="where the lines go; - is standard output")
]


def _tell_version(asked: bool) -> None:
    if asked:
        typer.echo(f"pressfacts {version('pressfacts')}")
        raise typer.Exit


@app.callback()
def pressfacts(
    _: Annotated[
        bool,
        typer.Option("--version", callback=_tell_version, is_eager=True, help="Show the version and exit."),
    ] = False,
) -> None:
    """Turn news articles and press releases into typed, validated facts with their evidence."""


def port_number(value: int) -> int:
    """The value of an option for a port; its range would take the room of the options' names in the help."""
    if not 0 <= value <= 65535:
        raise typer.BadParameter(f"{value} is no port; they go from 0 to 65535")
    return value


def settings(**given: str | int | None) -> Settings:
    """The settings of the environment, with the options that were given: those that are not None."""
    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors()[0]
        raise WrongUse(f"PRESSFACTS_{str(first['loc'][0]).upper()}: {first['msg']}") from error


def say(message: str) -> None:
    """Write a line to standard error."""
    typer.echo(message, err=True)


def fail(message: str, code: int) -> NoReturn:
    """Say what went wrong and end with an exit code."""
    say(f"pressfacts: {message}")
    sys.exit(code)
