"""A table: its columns, and rows as Arrow has them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pyarrow as pa

from pipeline.feed.facts import Fact, FedEntity
from pipeline.feed.parquet.columns import Column
from pipeline.feed.reading import SCHEMA_VERSION
from pipeline.feed.sources import FedDocument

Row = tuple[object, ...]


@dataclass(frozen=True)
class Table:
    """A table by its name."""

    name: str
    about: str
    key: str
    columns: tuple[Column, ...]
    is_by_month: bool = True

    @cached_property
    def schema(self) -> pa.Schema:
        """Its columns as Arrow types them."""
        return pa.schema(
            [one.field for one in self.columns], metadata={"pressfacts.schema_version": SCHEMA_VERSION}
        )

    def row(self, thing: Fact | FedDocument | FedEntity) -> Row:
        """What a row says of a fact, a document or an entity."""
        return tuple([one.value(thing) for one in self.columns])

    def batch(self, rows: Sequence[Row]) -> pa.RecordBatch:
        """Rows as Arrow has them, column by column."""
        values: Iterable[Any] = zip(*rows, strict=True) if rows else [()] * len(self.columns)
        arrays = [pa.array(found, one.type) for one, found in zip(self.columns, values, strict=True)]
        return pa.RecordBatch.from_arrays(arrays, schema=self.schema)
