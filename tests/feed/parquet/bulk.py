"""Parquet by pyarrow's own path, to compare with: the same rows, a file a table, and nothing else.

It keeps no months apart, compares nothing, gives no digests, and could not be called twice.
"""

from __future__ import annotations

import pickle
from contextlib import ExitStack
from pathlib import Path

from pyarrow import parquet

from pipeline.feed.parquet import deliver
from pipeline.feed.parquet.table import Row, Table
from pipeline.feed.parquet.tables import ALL, DOCUMENTS, ENTITIES, FACTS
from pipeline.feed.sources import Selection, feeding

EVERYTHING = Selection(min_confidence=0.0)
FED = "fed.pickle"
_BATCH = 32_768


class Bulk:
    """A file for each table, open together."""

    def __init__(self, place: Path, opened: ExitStack) -> None:
        """Open them in a directory."""
        place.mkdir()
        self._writers = {
            table.name: opened.enter_context(
                parquet.ParquetWriter(place / f"{table.name}.parquet", table.schema, compression="zstd")
            )
            for table in ALL
        }
        self._rows: dict[str, list[Row]] = {table.name: [] for table in ALL}

    def put(self, table: Table, row: Row) -> None:
        """Add a row."""
        self._rows[table.name].append(row)
        if len(self._rows[table.name]) >= _BATCH:
            self._flush(table)

    def finish(self) -> None:
        """Write what is held."""
        for table in ALL:
            self._flush(table)

    def _flush(self, table: Table) -> None:
        self._writers[table.name].write_batch(table.batch(self._rows[table.name]))
        self._rows[table.name].clear()


def by_bulk(directory: Path, place: str) -> None:
    """Write a run by pyarrow; the entities are known already."""
    with feeding(directory, EVERYTHING) as feed, ExitStack() as opened:
        bulk = Bulk(Path(place), opened)
        for document in feed.documents():
            if document.facts:
                bulk.put(DOCUMENTS, DOCUMENTS.row(document))
                for fact in document.facts:
                    table = FACTS[fact.record.type]
                    bulk.put(table, table.row(fact))
        for entity in pickle.loads((directory / FED).read_bytes()):
            bulk.put(ENTITIES, ENTITIES.row(entity))
        bulk.finish()


def by_delivery(directory: Path, place: str) -> None:
    """Write a run as the product does."""
    deliver(directory, Path(place), EVERYTHING)
