"""What cleaning costs beside the library that finds the body: `python -m tests.bench.cleaning`.

Ours is the verb `clean`, pages to lines of articles; theirs is `trafilatura.extract` with metadata on the
same bytes, which neither dates a page as we do nor keeps what a block is.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Callable, Sequence

import trafilatura

from pipeline.article import RawDocument
from pipeline.cli.streams import cleaned
from pipeline.settings import Settings
from pipeline.store import json_line
from tests.bench.asking import Asked, alone
from tests.bench.figures import Answer, Figure
from tests.bench.ratios import interleaved
from tests.bench.texts import pages
from tests.corpus import raw_corpus

GOAL = 1.15


def answer(asked: Asked) -> Answer:
    """The ratio for the pages of news sites, where they are there, and for those of the own corpus."""
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("pipeline").setLevel(logging.CRITICAL)
    figures: list[Figure] = []
    if found := pages(asked.pages)[: asked.documents]:
        figures.append(_figure(f"{len(found)} pages of news sites", found, asked.rounds))
    own = [raw for raw in raw_corpus() if raw.kind == "html"]
    figures.append(_figure(f"own corpus, {len(own)} pages", own, asked.rounds))
    return Answer(figures=figures)


def _ours(found: Sequence[RawDocument]) -> Callable[[], None]:
    settings = Settings()

    def work() -> None:
        io.BytesIO().writelines(map(json_line, cleaned(found, settings)))

    return work


def _theirs(found: Sequence[RawDocument]) -> Callable[[], None]:
    def work() -> None:
        for raw in found:
            trafilatura.extract(raw.content, url=raw.url, with_metadata=True)

    return work


def _figure(name: str, found: Sequence[RawDocument], rounds: int) -> Figure:
    ours, theirs = _ours(found), _theirs(found)
    ours()  # what is loaded late is loaded now, on both sides
    theirs()
    ratio = interleaved(ours, theirs, rounds)
    each, its = (seconds / len(found) * 1000 for seconds in (ratio.ours, ratio.theirs))
    what = f"cleaning against `trafilatura.extract` with metadata: {name}"
    return Figure.of(ratio, what, GOAL, f"{each:.1f} against {its:.1f} ms a page")


if __name__ == "__main__":
    alone(answer, __doc__)
