"""Whether a document's time grows with its length and no faster: `python -m tests.bench.length`.

Articles of ordinary releases joined to one, from 30,000 characters to just under the million that a document
may have, cleaned and extracted. Linear is that the longest costs no more than its own eighths, each as a
document of its own: the same words, so that what is remembered of a word counts for neither.
"""

from __future__ import annotations

import time
from itertools import accumulate

from models.documents import raw_document
from pipeline.article import RawDocument
from pipeline.settings import Settings
from pipeline.stages import Pipeline
from tests.bench.asking import Asked, alone
from tests.bench.figures import Answer, Curve, Figure
from tests.bench.ratios import interleaved
from tests.bench.texts import releases

GOAL = 1.1
LONGEST = 990_000
LENGTHS = (LONGEST // 32, LONGEST // 16, LONGEST // 8, LONGEST // 4, LONGEST // 2, LONGEST)
WHAT = "time of the longest document against its eighths one by one"


def answer(asked: Asked) -> Answer:
    """The ratio, and seconds by length."""
    texts = [release["text"] for release in releases(asked.press)]
    pipeline = Pipeline(Settings())
    documents = {length: _joined(texts, length) for length in LENGTHS}
    longest = documents[LONGEST]
    eighths = [_cut(longest, start, LENGTHS[2]) for start in range(0, LONGEST, LENGTHS[2])]
    curve: Curve = []
    for length in LENGTHS[:-1]:
        begun = time.process_time()
        _work(pipeline, documents[length])
        curve.append((length, time.process_time() - begun))
    ratio = interleaved(lambda: _work(pipeline, longest), lambda: _work(pipeline, *eighths), asked.rounds)
    figure = Figure(
        what=WHAT,
        goal=GOAL,
        value=ratio.value,
        low=ratio.low,
        high=ratio.high,
        note=f"{ratio.ours:.1f} s for {LONGEST:,} characters",
    )
    return Answer(figures=[figure], curves={"seconds by characters": [*curve, (LONGEST, ratio.ours)]})


def _work(pipeline: Pipeline, *documents: RawDocument) -> None:
    for document in documents:
        pipeline.extract(pipeline.clean(document))


def _joined(texts: list[str], length: int) -> RawDocument:
    """A document of texts one after the other, as often as it takes, cut to a length."""
    repeated = texts * (length // sum(map(len, texts)) + 1)
    ends = accumulate(len(text) + 2 for text in repeated)
    number = next((count for count, end in enumerate(ends, 1) if end >= length), len(repeated))
    whole = "\n\n".join(repeated[:number])[:length]
    return _document(whole)


def _cut(document: RawDocument, start: int, length: int) -> RawDocument:
    return _document(str(document.content)[start : start + length])


def _document(text: str) -> RawDocument:
    return raw_document(
        {"id": "long", "source": "long", "title": "Many releases", "published": "2024-05-06", "text": text}
    )


if __name__ == "__main__":
    alone(answer, __doc__)
