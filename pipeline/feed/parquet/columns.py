"""Columns: what a table has of a fact, how it is typed, and where it comes from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from types import NoneType
from typing import Any, get_args

import pyarrow as pa
from pydantic import BaseModel

from pipeline.edtf import bounds

TEXT, DAY = pa.string(), pa.date32()


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table; `value` takes it from a fact, a document or an entity."""

    name: str
    type: pa.DataType
    about: str
    value: Callable[[Any], object]
    is_required: bool = False

    @property
    def field(self) -> pa.Field:
        """The column as Arrow types it."""
        return pa.field(self.name, self.type, nullable=not self.is_required)


def column(
    name: str,
    about: str,
    value: Callable[[Any], object],
    type: pa.DataType = TEXT,
    *,
    is_required: bool = False,
) -> Column:
    """A column that is written out."""
    return Column(name=name, type=type, about=about, value=value, is_required=is_required)


def stated(model: type[BaseModel], *names: str, within: str = "record.") -> tuple[Column, ...]:
    """Columns of text that a model has, with its own descriptions."""
    return tuple(
        Column(
            name=name,
            type=TEXT,
            about=model.model_fields[name].description or "",
            value=attrgetter(within + name),
            is_required=NoneType not in get_args(model.model_fields[name].annotation),
        )
        for name in names
    )


def dated(name: str, about: str, path: str) -> Column:
    """A column of a date as the records write it."""
    return column(name, f"{about}, EDTF", attrgetter(path))


def day_of(name: str, about: str, value: Callable[[Any], str | None], *, is_last: bool = False) -> Column:
    """A column of the first or the last day that a date covers."""
    return column(name, about, lambda row: edge(value(row), is_last=is_last), DAY)


def edge(value: str | None, *, is_last: bool = False) -> date | None:
    """The first or the last day that a date covers.

    >>> edge("2025-02", is_last=True), edge(None)
    (datetime.date(2025, 2, 28), None)
    """
    return bounds(value)[is_last] if value else None


def entity(field: str, about: str) -> Column:
    """A column of the entity that a field of a fact names."""
    return column(f"{field}_entity", about, lambda fact: fact.organizations.get(field))


def structs(**fields: pa.DataType) -> pa.DataType:
    """A list of structures; every field of one is always there, but for entities and dates."""
    return pa.list_(pa.struct(list(fields.items())))
