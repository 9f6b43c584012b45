"""Feeding one file: the same call for each form that there is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from pipeline.feed.delivered import Delivered
from pipeline.feed.filing.filed import Form, filed
from pipeline.feed.sources import Feeding, Selection, feeding


class Deliver(Protocol):
    """A way to bring a file up to what a run says; the second call in a row does not touch it."""

    def __call__(
        self, directory: Path, place: Path, selection: Selection, *, confirm: bool = False
    ) -> Delivered:
        """Bring a file up to what a run says.

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


def delivering(form: Callable[[Feeding], Form]) -> Deliver:
    """How files of a form are fed; the function makes the form for a run that is open."""

    def deliver(directory: Path, place: Path, selection: Selection, *, confirm: bool = False) -> Delivered:
        with feeding(directory, selection) as feed:
            return filed(feed, place, form(feed), confirm=confirm)

    return deliver
