"""How long the command takes to start: `python -m tests.bench.starting`.

By the clock, against a Python that loads the language model and ends.
"""

from __future__ import annotations

import tempfile
from itertools import count
from pathlib import Path

from pipeline.settings import DEFAULT_MODEL
from tests.bench.asking import Asked, alone
from tests.bench.command import PYTHON, output, run_command, seconds_of
from tests.bench.figures import Answer, Figure
from tests.bench.ratios import Ratio, ratio_of
from tests.command import PRESSFACTS
from tests.corpus import RAW

HELP_GOAL = 0.35
ARTICLE_GOAL = 1.5
ARTICLE = RAW / "halvorsen-rail-names-cfo.html"
LOADED = (PYTHON, "-W", "ignore", "-c", f"import spacy; spacy.load({DEFAULT_MODEL!r})")


def answer(asked: Asked) -> Answer:
    """The ratios of the help and of a run over one article."""
    with tempfile.TemporaryDirectory() as directory:
        numbers = count()

        def one_article() -> float:
            return seconds_of(run_command(ARTICLE, Path(directory) / str(next(numbers))))

        output(LOADED)  # the first process reads the files of the model from the disk
        rounds = [
            (seconds_of([*PRESSFACTS, "--help"]), one_article(), seconds_of(LOADED))
            for _ in range(asked.rounds)
        ]
    helped = ratio_of([(help_seconds, loaded) for help_seconds, _, loaded in rounds])
    run = ratio_of([(run_seconds, loaded) for _, run_seconds, loaded in rounds])
    return Answer(
        figures=[
            _figure("`pressfacts --help`", HELP_GOAL, helped),
            _figure("`pressfacts run` over one article", ARTICLE_GOAL, run),
        ]
    )


def _figure(what: str, goal: float, ratio: Ratio) -> Figure:
    note = f"{ratio.ours:.2f} against {ratio.theirs:.2f} s by the clock"
    return Figure.of(ratio, f"{what} against loading the model in Python", goal, note)


if __name__ == "__main__":
    alone(answer, __doc__)
