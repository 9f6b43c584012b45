"""A reviewed document as a line of gold: what `pressfacts score` compares a run with.

It has the records that stand as facts, in the form of `corpus/annotated/gold.jsonl`. Links are left out: a
reviewer decides what a record says and not what it is tied to, and gold without links says that nobody
looked. So are `honorific` and `cue`, and the ids that follow from names.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import orjson

from pipeline.records import Record
from pipeline.review.decisions import RIGHT, Standing
from pipeline.review.editing.forms import form_of
from pipeline.score.documents import LISTS

_NOT_IN_GOLD = frozenset({"honorific", "cue"})


def gold_line(document: str, standings: Iterable[Standing]) -> bytes:
    """A document with its right records as a line of JSON, with its line break."""
    row: dict[str, Any] = {"id": document} | {name: [] for name in LISTS.values()}
    for standing in standings:
        if standing.state in RIGHT:
            row[LISTS[standing.record.type]].append(gold_fields(standing.record))
    return orjson.dumps(row) + b"\n"


def gold_fields(record: Record) -> dict[str, Any]:
    """What the gold says of a record: the fields of its type, in the order of the guidelines."""
    names = [one.name for one in form_of(record.type).fields]
    return {name: getattr(record, name) for name in names if name not in _NOT_IN_GOLD}
