"""Which facts are new, other or gone, by the files that differ; a fact may have moved between months."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter, itemgetter
from pathlib import Path
from typing import NamedTuple

import orjson
import pyarrow as pa
from pyarrow import parquet

from pipeline.errors import StateUnknown
from pipeline.feed.aligning import Pair, aligned
from pipeline.feed.delivered import Delivered
from pipeline.feed.filing.portions import Portion, compared
from pipeline.feed.guard import Losses
from pipeline.feed.identity import WhyWithdrawn

_BATCH = 2_048


class Gone(NamedTuple):
    """A fact that a file has no more: its document and what that is filed under."""

    document: str
    source: str


class Comparing:
    """Two directories, as they are compared."""

    def __init__(self, former: Path, now: Path) -> None:
        """Begin with nothing compared."""
        self._former, self._now = former, now
        self._gone: dict[str, Gone] = {}
        self._counts: Counter[str] = Counter()

    def compare(self, olds: Sequence[str], news: Sequence[str]) -> Delivered:
        """Compare files of facts that differ, by their names in the former directory and the new one.

        Raises:
            StateUnknown: a former file cannot be read.
        """
        for name in sorted({*olds, *news}):
            before = _former_portions(self._former / name) if name in olds else iter(())
            after = _portions(self._now / name) if name in news else iter(())
            for pair in aligned(before, after, key=attrgetter("document")):
                self._add(pair)
        self._find_moved(news)
        return Delivered(retracted=len(self._gone), **self._counts)

    def check(self, why: WhyWithdrawn, files: Sequence[str]) -> None:
        """See that no source loses too much.

        Args:
            why: tells why a fact is not fed any more.
            files: all former files of facts.

        Raises:
            DeletionGuard: one does.
        """
        if not self._gone:
            return
        losses = Losses()
        for fact_id, gone in self._gone.items():
            losses.add(gone.source, why(gone.document, fact_id).reason)
        for name in files:
            for batch in _batches(self._former / name, ["source"]):
                losses.before.update(batch.column("source").to_pylist())
        losses.check()

    def _add(self, pair: Pair[Portion]) -> None:
        counts, lost = compared(pair)
        self._counts.update(counts)
        if pair.before is not None:
            self._gone.update(dict.fromkeys(lost, Gone(pair.before.document, pair.before.source)))

    def _find_moved(self, news: Sequence[str]) -> None:
        """Take what one file lost and another one has as changed."""
        for name in news if self._gone else ():
            for batch in _batches(self._now / name, ["fact_id"]):
                moved = self._gone.keys() & batch.column("fact_id").to_pylist()
                self._counts.update(changed=len(moved), added=-len(moved))
                for fact_id in moved:
                    del self._gone[fact_id]


def _former_portions(path: Path) -> Iterator[Portion]:
    try:
        yield from _portions(path)
    except (pa.ArrowException, OSError, LookupError) as error:
        raise StateUnknown(f"{path}: cannot be read; feed into an empty directory") from error


def _portions(path: Path) -> Iterator[Portion]:
    """What a file says, document by document."""
    rows = (row for batch in _batches(path) for row in batch.to_pylist())
    for document, group in groupby(rows, key=itemgetter("document_id")):
        found = list(group)
        facts = {row["fact_id"]: orjson.dumps(row) for row in found}
        yield Portion(document, found[0]["source"], facts, b"")


def _batches(path: Path, columns: list[str] | None = None) -> Iterator[pa.RecordBatch]:
    with parquet.ParquetFile(path) as file:
        yield from file.iter_batches(_BATCH, columns=columns, use_threads=False)
