"""A run: sources in, the files of an output directory out.

    fetch → read and clean → set copies aside → extract → write

What a run finds is kept in the directory's state as it goes, a document at a time, and the three JSON Lines
files are written from the state at the end. So only what is new or changed is worked on, and a run that
was killed is gone on with: it ends with the same bytes as one that was never disturbed.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from pipeline.engines import Engine, engine_for, remove_shards
from pipeline.errors import WrongUse
from pipeline.fetch import check_sources
from pipeline.fetch.sources import Source
from pipeline.manifest import fingerprint, manifest, model_directory
from pipeline.run.batch import RUN_FILE, Batch, Progress
from pipeline.run.copying import set_copies_aside
from pipeline.run.extracting import extract
from pipeline.run.reading import read
from pipeline.run.summary import Summary
from pipeline.settings import Settings
from pipeline.state import State
from pipeline.store import whole_file

__all__ = ["Progress", "Summary", "run"]


def run(
    sources: Sequence[Source],
    out: Path,
    settings: Settings,
    standard_input: BinaryIO,
    progress: Progress,
    *,
    strict: bool = False,
    full: bool = False,
    engine: Engine | None = None,
) -> Summary:
    """Take what is new in the sources through all stages and write the files of `out`.

    Args:
        sources: where documents come from.
        out: the output directory, which keeps the state of earlier runs.
        settings: limits, model, number of workers.
        standard_input: what the source `-` reads.
        progress: told of each stage and of each document in it.
        strict: let unexpected errors pass instead of rejecting the document as `internal`.
        full: work on every document again, whether it changed or not.
        engine: who does the work, and stays; by default the one of the settings, for this run.

    Raises:
        SourceMissing: a local source is missing; nothing was written.
        WrongUse: `out` is a source too, or the engine is not installed.
        OutputUnwritable: the directory cannot be written, or the disk is full; the next run goes on.
        DirectoryLocked: another run works on `out`.
        StateUnknown: the state of `out` is of a version that this one does not know.
        ModelMissing: the language model is not installed.
        ClusterUnreachable: the scheduler of the settings does not answer.
        VersionsDiffer: a worker of the cluster has another version.
    """
    check_sources(sources)
    _check_apart(sources, out)
    model_directory(settings.model)
    working = nullcontext(engine) if engine else engine_for(settings, strict, out)
    with State.opened(out) as state:
        batch, begun = Batch(state, tuple(sources), settings, progress, Summary()), _now()
        if full:
            remove_shards(out)
        with working as chosen:
            if _is_sure_of_work(batch, full):
                chosen.expect()  # the fingerprint takes as long as a worker's start
            _begin(batch, begun, full)
            _work(batch, chosen, standard_input)
        remove_shards(out)
        _finish(batch, begun)
        return batch.summary


def _check_apart(sources: Sequence[Source], out: Path) -> None:
    """See that a run does not read what it writes."""
    for source in sources:
        if not source.is_remote and Path(source.place).resolve() == out.resolve():
            raise WrongUse(f"{source.place}: the output directory cannot be a source too")


def _is_sure_of_work(batch: Batch, full: bool) -> bool:
    """Whether there are files to read which no run has read to its end; asked before any is looked at."""
    last = batch.state.runs.last(1)
    is_new = full or not last or last[0].finished is None
    return is_new and not all(source.is_remote for source in batch.sources)


def _begin(batch: Batch, begun: str, full: bool) -> None:
    """Begin the run in the state; with `full`, let every document count as one of another version."""
    batch.state.begin(fingerprint(batch.settings), [source.name for source in batch.sources], begun)
    if full:
        batch.state.documents.outdate()


def _work(batch: Batch, engine: Engine, standard_input: BinaryIO) -> None:
    """All stages in their order, each timed."""
    with _timed(batch, "fetch"):
        _fetch(batch)
    with _timed(batch, "clean"):
        read(batch, engine, standard_input)
    # an article that fails in extraction releases its copies: the next of them stands in its place
    while batch.state.documents.awaiting():
        with _timed(batch, "copies"):
            set_copies_aside(batch)
        with _timed(batch, "extract"):
            extract(batch, engine)
    with _timed(batch, "write"):
        batch.progress.begin("write", None)
        batch.summary.written = batch.state.publish()


def _fetch(batch: Batch) -> None:
    sources = [source for source in batch.sources if source.is_remote]
    if sources:
        from pipeline.run.fetching import fetch  # with all that speaks HTTP and reads feeds

        fetch(batch, sources)


@contextmanager
def _timed(batch: Batch, stage: str) -> Iterator[None]:
    begun = time.perf_counter()
    yield
    seconds = batch.summary.seconds[stage] + time.perf_counter() - begun
    batch.summary.seconds[stage] = round(seconds, 3)


def _finish(batch: Batch, begun: str) -> None:
    """Count, close the run in the state, and describe it in `run.json`."""
    summary, state, finished = batch.summary, batch.state, _now()
    summary.take(state.tally(), state.totals())
    names = [source.name for source in batch.sources]
    counted = {"counts": summary.counts(), "seconds": summary.seconds, "started": begun, "finished": finished}
    with whole_file(state.directory / RUN_FILE) as stream:
        stream.write(manifest(batch.settings, names, counted))
    state.finish(summary.counts(), summary.seconds, finished)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
