"""How a benchmark is asked: its options, and what it prints when it runs alone."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import orjson

from tests.bench.figures import Answer
from tests.bench.ratios import ROUNDS

SHARED = Path("../shared")


@dataclass(frozen=True, slots=True)
class Asked:
    """The options of a benchmark; where a file is missing, what needs it is left out and says so.

    `documents` is how many a question takes, None for as many as it is meant to.
    """

    press: Path
    gold: Path
    pages: Path
    documents: int | None
    rounds: int

    def number(self, usual: int) -> int:
        """How many documents to take."""
        return self.documents or usual


def no_directory(value: str) -> Path:
    """A path of a file, be it there or not; a directory would pass for a file that is missing."""
    path = Path(value)
    if path.is_dir():
        raise argparse.ArgumentTypeError(f"{value} is a directory: name the file in it")
    return path


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options that every question has."""
    parser.add_argument(
        "--press",
        type=no_directory,
        default=SHARED / "press" / "releases.jsonl.gz",
        help="releases, a JSON line each",
    )
    parser.add_argument("--gold", type=Path, default=SHARED / "gold", help="directory of annotated articles")
    parser.add_argument("--pages", type=Path, default=SHARED / "html", help="directory of pages, *.html.gz")
    parser.add_argument("--documents", type=int, metavar="N", help="fewer documents than the question takes")
    parser.add_argument("--rounds", type=int, default=ROUNDS, metavar="N", help="rounds of each ratio")


def asked(told: argparse.Namespace) -> Asked:
    """The options that were given."""
    return Asked(told.press, told.gold, told.pages, told.documents, told.rounds)


def alone(answer: Callable[[Asked], Answer], description: str | None) -> None:
    """Answer one question as a program: lines for people, or a line of JSON."""
    parser = argparse.ArgumentParser(description=description)
    add_options(parser)
    parser.add_argument("--json", action="store_true", help="print the answer as JSON")
    told = parser.parse_args()
    found = answer(asked(told))
    if told.json:
        say(orjson.dumps(found.packed()).decode())
        return
    for figure in found.figures:
        say(figure.row)
    for name, points in found.curves.items():
        say(f"{name}: " + "  ".join(f"{_x(x)} {y:.4g}" for x, y in points))


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _x(value: str | float) -> str:
    return value if isinstance(value, str) else f"{value:g}"
