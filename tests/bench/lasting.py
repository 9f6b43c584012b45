"""What a worker costs after thousands of documents: `python -m tests.bench.lasting`.

One worker of a run works on 20,000 articles, another on the first 1,000 of them. Memory is what the system
says of their processes; that a run puts a new one in a worker's place now and then is a part of what is
measured. Time is that of their processor over the same further articles, in turns, so that a machine that
grows slower meanwhile does not count as a worker that does.
"""

from __future__ import annotations

import os
import resource
from collections.abc import Iterable, Iterator
from pathlib import Path
from statistics import median

from models.documents import raw_document
from pipeline.article import RawDocument
from pipeline.outcome import Cleaned
from pipeline.settings import Settings
from pipeline.workers import CleanTask, ExtractTask, Workers
from tests.bench.asking import Asked, alone
from tests.bench.figures import Answer, Curve, Figure
from tests.bench.invented import many
from tests.bench.ratios import ratio_of
from tests.bench.texts import sample

YOUNG, OLD = 1000, 20_000
PEAK_GOAL, GROWTH_GOAL, SLOWER_GOAL = 700.0, 3.0, 1.05
STEP = 100
AROUND = 5  # steps whose median is the memory at a place
PROBE = 100  # articles by which a young and an old worker are compared


class Aged:
    """A worker process with its memory, and the milliseconds of its documents, as it went."""

    def __init__(self, workers: Workers) -> None:
        """Take the one worker of a pool; `peak` is the most memory that it ever took, in megabytes."""
        self._workers = workers
        self.memory: Curve = []
        self.time: Curve = []
        self.documents = 0
        self.peak = 0.0

    def give(self, documents: Iterable[RawDocument]) -> None:
        """Clean and extract documents, as a run does."""
        begun = self._processor()
        cleaned = [r for r in self._workers.results(map(CleanTask, documents)) if isinstance(r, Cleaned)]
        lines = [result.article for result in cleaned if result.article is not None]
        for _ in self._workers.results(ExtractTask(line, "bench") for line in lines):
            pass
        self.documents += len(cleaned)
        each = (self._processor() - begun) / len(cleaned) * 1000
        self.time.append((self.documents, each))
        if self._workers.pids:
            self.memory.append((self.documents, self._status("VmRSS")))
            self.peak = max(self.peak, self._status("VmHWM"))

    def seconds(self, documents: Iterable[RawDocument]) -> float:
        """The seconds of its processor for some documents."""
        begun = self._processor()
        self.give(documents)
        return self._processor() - begun

    def memory_at(self, documents: int) -> float:
        """Its memory after so many documents, in megabytes: the median of some steps before and there."""
        before = [size for number, size in self.memory if float(number) <= documents]
        return median(before[-AROUND:])

    def greatest_from(self, documents: int) -> float:
        """The most memory that it has had from so many documents on, in megabytes."""
        return max(size for number, size in self.memory if float(number) >= documents)

    def _status(self, name: str) -> float:
        lines = Path(f"/proc/{self._pid}/status").read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith(name)) / 1000

    def _processor(self) -> float:
        """The seconds of the processor until now, those of processes that have ended included."""
        ended = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent = ended.ru_utime + ended.ru_stime
        if not self._workers.pids:
            return spent
        fields = Path(f"/proc/{self._pid}/stat").read_text().rpartition(")")[2].split()
        return spent + (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    @property
    def _pid(self) -> int:
        (pid,) = self._workers.pids
        return pid


def answer(asked: Asked) -> Answer:
    """Peak, growth and slowness of a worker; its memory by number of documents."""
    number = asked.number(OLD)
    if not Path("/proc/self/status").exists():
        return Answer(figures=_figures("not measured: the system tells no process its memory"))
    probe = [raw_document(release) for release in sample(asked.press, PROBE)]
    settings = Settings(workers=1, document_seconds=600)
    with Workers(settings) as first, Workers(settings) as second:
        young, old = Aged(first), Aged(second)
        for step in _steps(map(raw_document, many(asked.press, number))):
            if young.documents < min(YOUNG, number // 2):
                young.give(step)
            old.give(step)
        growth = (old.greatest_from(YOUNG) / old.memory_at(YOUNG) - 1) * 100
        peak = old.peak
        curves = {"MB of a worker by documents": [*old.memory], "ms a document by documents": old.time[1:]}
        seconds = [(old.seconds(probe), young.seconds(probe)) for _ in range(asked.rounds)]
    ratio = ratio_of(seconds)
    note = f"{number:,} documents"
    slower = (ratio.value, ratio.low, ratio.high)
    return Answer(figures=_figures(note, peak, growth, slower), curves=curves)


def _figures(
    note: str,
    peak: float | None = None,
    growth: float | None = None,
    slower: tuple[float | None, float | None, float | None] = (None, None, None),
) -> list[Figure]:
    value, low, high = slower
    return [
        Figure(what="peak memory of a worker", goal=PEAK_GOAL, unit=" MB", value=peak, note=note),
        Figure(
            what="growth of its memory from document 1,000 on",
            goal=GROWTH_GOAL,
            unit=" %",
            value=growth,
            note=note,
        ),
        Figure(
            what="time of a document after all of them against after 1,000",
            goal=SLOWER_GOAL,
            value=value,
            low=low,
            high=high,
            note=note,
        ),
    ]


def _steps(documents: Iterable[RawDocument]) -> Iterator[list[RawDocument]]:
    step: list[RawDocument] = []
    for document in documents:
        step.append(document)
        if len(step) == STEP:
            yield step
            step = []
    if step:
        yield step


if __name__ == "__main__":
    alone(answer, __doc__)
