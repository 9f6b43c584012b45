"""Rows into a Parquet file: the same rows give the same bytes."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
from pyarrow import parquet

from pipeline.feed.parquet.table import Row, Table

_ROW_GROUP = 32_768


class Written(NamedTuple):
    """A file: its path within the directory, size, rows, and digest in hexadecimal."""

    path: str
    bytes: int
    rows: int
    sha256: str


def written(root: Path, name: str, table: Table, chunks: Iterable[list[Row]]) -> Written:
    """Write a file of some rows, down to the disk."""
    path, rows = root / name, 0
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as stream:
        with parquet.ParquetWriter(stream, table.schema, compression="zstd") as writer:
            for group in _row_groups(table, chunks):
                writer.write_table(group, row_group_size=_ROW_GROUP)
                rows += group.num_rows
        stream.flush()
        os.fsync(stream.fileno())
    return Written(name, path.stat().st_size, rows, _digest(path))


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _row_groups(table: Table, chunks: Iterable[list[Row]]) -> Iterator[pa.Table]:
    """All rows in groups of one size, the last one smaller, however they come.

    Each group is of one piece: where the pieces of one meet would show in its bytes.
    """
    held = table.schema.empty_table()
    for rows in chunks:
        held = pa.concat_tables([held, pa.Table.from_batches([table.batch(rows)])])
        while held.num_rows >= _ROW_GROUP:
            yield held.slice(0, _ROW_GROUP).combine_chunks()
            held = held.slice(_ROW_GROUP)
    if held.num_rows:
        yield held.combine_chunks()
