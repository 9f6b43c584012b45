"""A delivery: all files anew beside the former ones, then in their place, if one differs.

A file that says what it said is the former one still, under a second name in the new directory.
"""

from __future__ import annotations

import filecmp
import tempfile
from collections.abc import Sequence
from pathlib import Path

from pipeline.edtf import bounds
from pipeline.feed.delivered import Delivered
from pipeline.feed.parquet.comparing import Comparing
from pipeline.feed.parquet.datapackage import DATAPACKAGE, Package, described, read_package
from pipeline.feed.parquet.files import Written, written
from pipeline.feed.parquet.spilling import Spill
from pipeline.feed.parquet.swapping import Staging, linked, staging
from pipeline.feed.parquet.table import Table
from pipeline.feed.parquet.tables import ALL, DOCUMENTS, ENTITIES, FACTS
from pipeline.feed.sources import Feeding, Selection

UNKNOWN = "unknown"

_OF_FACTS = tuple(f"{table.name}/" for table in FACTS.values())


def write(feed: Feeding, place: Path, selection: Selection, *, confirm: bool) -> Delivered:
    """Write what a run feeds into a directory; see `deliver`."""
    if place.is_dir():
        read_package(place)  # files of others are told of before anything is left beside them
    with staging(place) as made:
        former = read_package(made.place)
        files = _written(feed, made.path)
        same = _kept(made, former)
        delivered = _compared(feed, made, former, files, same, confirm=confirm)
        package = described(files, selection.min_confidence)
        if former is None or len(same) < len(former.files) or not _is_said(made.place, package):
            with (made.path / DATAPACKAGE).open("wb") as stream:
                stream.write(package)
            made.take_place()
        return delivered


def month_of(published: str | None) -> str:
    """The month of a day of publication.

    >>> month_of("2025-10-28"), month_of("2025-10"), month_of("2025"), month_of(None)
    ('2025-10', '2025-10', 'unknown', 'unknown')
    """
    first, last = (day.isoformat()[:7] for day in bounds(published)) if published else ("", UNKNOWN)
    return first if first == last else UNKNOWN


def _written(feed: Feeding, root: Path) -> dict[str, Sequence[Written]]:
    """Write all tables."""
    with tempfile.TemporaryFile(dir=root.parent) as stream:
        spill = Spill(stream)
        _spill_all(feed, spill)
        return {table.name: _table(root, table, spill) for table in ALL}


def _spill_all(feed: Feeding, spill: Spill) -> None:
    portraits = feed.portraits()
    for document in feed.documents():
        if not document.facts:
            continue
        month = month_of(document.article.published)
        spill.put(DOCUMENTS, month, DOCUMENTS.row(document))
        for fact in document.facts:
            portraits.add(fact)
            table = FACTS[fact.record.type]
            spill.put(table, month, table.row(fact))
    for entity in portraits.entities():
        spill.put(ENTITIES, "", ENTITIES.row(entity))


def _table(root: Path, table: Table, spill: Spill) -> list[Written]:
    """Write the files of a table; one without rows has an empty one, so that queries find its columns."""
    partitions = spill.partitions(table) or [UNKNOWN]
    return [written(root, _name(table, one), table, spill.rows(table, one)) for one in partitions]


def _name(table: Table, partition: str) -> str:
    folder = f"{table.name}/month={partition}" if table.is_by_month else table.name
    return f"{folder}/{table.name}.parquet"


def _kept(made: Staging, former: Package | None) -> set[str]:
    """The files that are as they were; they take the place of those just written."""
    same = set()
    for name in former.files if former else ():
        old, new = made.place / name, made.path / name
        if new.is_file() and filecmp.cmp(old, new, shallow=False):
            new.unlink()
            linked(old, new)
            same.add(name)
    return same


def _compared(
    feed: Feeding,
    made: Staging,
    former: Package | None,
    files: dict[str, Sequence[Written]],
    same: set[str],
    *,
    confirm: bool,
) -> Delivered:
    """What is delivered, if the guard allows it."""
    now = {one.path: one.rows for found in files.values() for one in found if _has_facts(one.path)}
    if former is None:
        return Delivered(added=sum(now.values()))
    before = [name for name in former.files if _has_facts(name)]
    comparing = Comparing(made.place, made.path)
    found = comparing.compare([name for name in before if name not in same], [*(now.keys() - same)])
    if not confirm:
        comparing.check(feed.withdrawal, before)
    kept = sum(rows for name, rows in now.items() if name in same)
    return Delivered(
        added=found.added,
        changed=found.changed,
        retracted=found.retracted,
        unchanged=found.unchanged + kept,
    )


def _has_facts(name: str) -> bool:
    return name.startswith(_OF_FACTS)


def _is_said(place: Path, package: bytes) -> bool:
    return (place / DATAPACKAGE).read_bytes() == package
