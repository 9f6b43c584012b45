"""All benchmarks, one after the other, each in a process of its own: `python -m tests.bench --help`.

With `--write` the figures and plots of `docs/performance.md` are written anew, for what was asked.
"""

from __future__ import annotations

import argparse

import orjson

from tests.bench.asking import add_options, say
from tests.bench.command import PYTHON, output
from tests.bench.figures import Answer, unpacked

QUESTIONS = (
    "extraction",
    "shortcuts",
    "cleaning",
    "scaling",
    "clusters",
    "starting",
    "lasting",
    "length",
    "stages",
)
"""What is asked, in the order of the table."""


def main() -> None:
    """Ask, print, and write if that is wanted."""
    told = _told()
    answers: dict[str, Answer] = {}
    for name in told.only or QUESTIONS:
        try:
            answers[name] = _answer(name, told)
        except RuntimeError as error:
            say(f"{name}: not measured: {error}")
            continue
        for figure in answers[name].figures:
            say(figure.row)
    if told.write:
        from tests.bench.page import keep

        keep({name: answers[name] for name in QUESTIONS if name in answers})


def _told() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    add_options(parser)
    parser.add_argument(
        "--only", nargs="+", choices=QUESTIONS, metavar="NAME", help=f"of: {', '.join(QUESTIONS)}"
    )
    parser.add_argument("--write", action="store_true", help="write the figures and plots into docs/")
    return parser.parse_args()


def _answer(name: str, told: argparse.Namespace) -> Answer:
    """Ask one question in a process of its own, so that none pays for another's memory and caches."""
    options = [f"--{option}={vars(told)[option]}" for option in ("press", "gold", "pages", "rounds")]
    if told.documents:
        options.append(f"--documents={told.documents}")
    return unpacked(orjson.loads(output([PYTHON, "-m", f"tests.bench.{name}", *options, "--json"])))


if __name__ == "__main__":
    main()
