"""Rows on their way to files, kept on the disk: those of one month come from all over a run."""

from __future__ import annotations

import pickle
from collections import defaultdict
from collections.abc import Iterator
from typing import BinaryIO

from pipeline.feed.parquet.table import Row, Table

_HELD = 16_384  # rows in memory, about 50 MB of them
Key = tuple[str, str]
"""A table and a partition of it."""


class Spill:
    """Rows by table and partition, in the order in which they were put."""

    def __init__(self, stream: BinaryIO) -> None:
        """Keep them in a file that nobody else reads."""
        self._stream = stream
        self._held: dict[Key, list[Row]] = defaultdict(list)
        self._count = 0
        self._chunks: dict[Key, list[int]] = defaultdict(list)

    def put(self, table: Table, partition: str, row: Row) -> None:
        """Add a row."""
        self._held[table.name, partition].append(row)
        self._count += 1
        if self._count >= _HELD:
            self._spill()

    def partitions(self, table: Table) -> list[str]:
        """The partitions of a table that have rows, in order."""
        self._spill()
        return sorted(partition for name, partition in self._chunks if name == table.name)

    def rows(self, table: Table, partition: str) -> Iterator[list[Row]]:
        """The rows of a partition, some at a time."""
        for offset in self._chunks[table.name, partition]:
            self._stream.seek(offset)
            yield pickle.load(self._stream)

    def _spill(self) -> None:
        """Write what is held behind all that was written."""
        end = self._stream.seek(0, 2)
        for key, rows in self._held.items():
            self._chunks[key].append(end)
            self._stream.write(pickle.dumps(rows, protocol=pickle.HIGHEST_PROTOCOL))
            end = self._stream.tell()
        self._held.clear()
        self._count = 0
