"""What extraction costs beside the bare language model: `python -m tests.bench.extraction`.

Ours is the verb `extract`, lines of articles to lines of records, with the model loaded; theirs is
spaCy's own `nlp.pipe` with the components that the model comes with, over the same texts.
"""

from __future__ import annotations

import io
import tempfile
import warnings
from collections.abc import Callable
from pathlib import Path

import spacy
from spacy.language import Language

from pipeline.analysis import whole_text
from pipeline.article import Article
from pipeline.cli.streams import extracted
from pipeline.settings import DEFAULT_MODEL, Settings
from pipeline.stages import Pipeline
from pipeline.store import json_line, read_rows
from tests.bench.asking import Asked, alone
from tests.bench.figures import Answer, Figure
from tests.bench.ratios import interleaved
from tests.bench.texts import SAMPLE, article_file, samples

GOAL = 0.5


def answer(asked: Asked) -> Answer:
    """The ratio for the releases and for the own corpus, with shortcuts and without."""
    nlp, quick, whole = bare_model(), Pipeline(Settings()), Pipeline(Settings(shortcuts=False))
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory() as directory:
        for name, articles in samples(asked.press, asked.number(SAMPLE)):
            lines = article_file(articles, Path(directory) / "articles.jsonl")
            ways = {"": quick, ", without shortcuts": whole}
            figures += [
                _figure(name + way, asked.rounds, articles, nlp, extraction(pipeline, lines))
                for way, pipeline in ways.items()
            ]
    return Answer(figures=figures)


def bare_model() -> Language:
    """The language model with all that it comes with."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the minor version that the model was trained with
        return spacy.load(DEFAULT_MODEL)


def extraction(pipeline: Pipeline, lines: Path) -> Callable[[], None]:
    """The work of the verb `extract` over a file of articles."""

    def work() -> None:
        sink = io.BytesIO()
        sink.writelines(map(json_line, extracted(read_rows(str(lines), Article), pipeline)))

    return work


def bare(nlp: Language, articles: list[Article]) -> Callable[[], None]:
    """The language model alone over the texts of articles, as spaCy does it by default."""
    texts = [whole_text(article) for article in articles]

    def work() -> None:
        for _ in nlp.pipe(texts):
            pass

    return work


def _figure(
    name: str, rounds: int, articles: list[Article], nlp: Language, ours: Callable[[], None]
) -> Figure:
    theirs = bare(nlp, articles)
    ours()  # what is loaded late is loaded now, on both sides
    theirs()
    ratio = interleaved(ours, theirs, rounds)
    each, bare_each = (seconds / len(articles) * 1000 for seconds in (ratio.ours, ratio.theirs))
    note = f"{each:.1f} against {bare_each:.1f} ms a document"
    return Figure.of(ratio, f"extraction against bare `nlp.pipe`: {name}", GOAL, note)


if __name__ == "__main__":
    alone(answer, __doc__)
