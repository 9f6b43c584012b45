"""Where the time of a document goes: `python -m tests.bench.stages`.

The verb `extract` over the releases, interrupted every few milliseconds of the processor's time: what has
passed counts for the module of pressfacts that is at work. Nothing is wrapped, so that what is short is not
made long by its measuring; the shares are applied to the time of the same work without interruptions.
"""

from __future__ import annotations

import signal
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import pipeline
from pipeline.settings import Settings
from pipeline.stages import Pipeline
from tests.bench.asking import Asked, alone
from tests.bench.extraction import extraction
from tests.bench.figures import Answer
from tests.bench.texts import SAMPLE, article_file, samples

INTERVAL = 0.001
CURVE = "milliseconds a document by stage"
PACKAGE = str(Path(pipeline.__file__).parent) + "/"
STAGES = {
    "analyse": "model: around it",
    "analyse/shortcuts/word_vectors": "model: words in context",
    "analyse/shortcuts/embeddings": "model: words by themselves",
    "analyse/shortcuts/tags": "model: tags",
    "analyse/shortcuts/heads": "model: parser",
    "analyse/shortcuts/word_attributes": "model: attributes, lemmas",
    "analyse/shortcuts/rulings": "model: attributes, lemmas",
    "analyse/shortcuts/named_entities": "model: named entities",
    "entities": "entities",
    "extract/events": "events",
    "extract/dates": "dates",
    "extract/speakers": "speakers",
    "extract/roles": "roles",
    "extract/certifications": "certifications",
    "merge": "merge",
    "judge": "judge",
    "assemble": "records",
    "records": "records",
    "store": "read and write",
    "article": "read and write",
    "cli": "read and write",
}
"""What the modules of the package do, by how their paths begin, or a function of one; the longest that fits
counts. Modules that many use are not among them: who calls them is at work."""
TOKENISER = ("spacy/language.py", "make_doc")


def answer(asked: Asked) -> Answer:
    """Milliseconds a document by stage."""
    _, articles = next(samples(asked.press, asked.number(SAMPLE)))
    loaded = Pipeline(Settings())
    with tempfile.TemporaryDirectory() as directory:
        work = extraction(loaded, article_file(articles, Path(directory) / "articles.jsonl"))
        work()
        begun = time.process_time()
        work()
        seconds = time.process_time() - begun
        with sampled() as counts:
            work()
    each = seconds / len(articles) * 1000 / counts.total()
    return Answer(curves={CURVE: [(stage, round(count * each, 2)) for stage, count in counts.most_common()]})


@contextmanager
def sampled() -> Iterator[Counter[str]]:
    """Count, while the block runs, the microseconds that each stage is at work.

    A moment inside of a library comes to us when the library returns: what has passed since the moment before
    is counted for who called it.
    """
    counts = Counter[str]()
    before = time.process_time_ns()

    def count(_: int, frame: FrameType | None) -> None:
        nonlocal before
        now = time.process_time_ns()
        counts[stage_of(frame)] += (now - before) // 1000
        before = now

    handler = signal.signal(signal.SIGPROF, count)
    signal.setitimer(signal.ITIMER_PROF, INTERVAL, INTERVAL)
    try:
        yield counts
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, handler)


def stage_of(frame: FrameType | None) -> str:
    """The stage that a moment belongs to, from the frames of Python that are at work, the innermost first."""
    while frame is not None:
        path, function = frame.f_code.co_filename, frame.f_code.co_name
        if function == TOKENISER[1] and path.endswith(TOKENISER[0]):
            return "model: tokeniser"
        if path.startswith(PACKAGE):
            starts = _starts(path.removeprefix(PACKAGE).removesuffix(".py"), function)
            if stage := next((STAGES[start] for start in starts if start in STAGES), None):
                return stage
        frame = frame.f_back
    return "other"


def _starts(module: str, function: str) -> Iterator[str]:
    """A function of a module, and how the module's path begins, the longest first."""
    parts = module.split("/")
    yield f"{module}:{function}"
    yield from ("/".join(parts[:count]) for count in range(len(parts), 0, -1))


if __name__ == "__main__":
    alone(answer, __doc__)
