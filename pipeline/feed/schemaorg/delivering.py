"""Feeding schema.org: one file of JSON Lines."""

from __future__ import annotations

from pathlib import Path

from pipeline.feed.delivered import Delivered
from pipeline.feed.filing import filed
from pipeline.feed.schemaorg.form import JsonLd
from pipeline.feed.sources import Selection, feeding


def deliver(directory: Path, place: Path, selection: Selection, *, confirm: bool = False) -> Delivered:
    """Bring a file of JSON-LD up to what a run says; the second call in a row does not touch it.

    Args:
        directory: the run's.
        place: the file, made where there is none.
        selection: which facts the registry takes.
        confirm: let a source lose more than the guard allows.

    Raises:
        WrongUse: there is nothing to select, or another file lies in the place.
        SourceMissing: no run has written in `directory`.
        DirectoryLocked: another feed works on the run.
        DeletionGuard: a source would lose too much; the file is as it was.
        OutputUnwritable: the disk is full; the file is as it was.
    """
    with feeding(directory, selection) as feed:
        return filed(feed, place, JsonLd(), confirm=confirm)
