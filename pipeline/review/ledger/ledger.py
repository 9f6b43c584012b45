"""The book of a run: one object over its file, with what can be asked of it and done to it."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Self

from pipeline.database import Database
from pipeline.review.ledger.accounts import Accounts
from pipeline.review.ledger.changes import Readings
from pipeline.review.ledger.loading import Loaded, Progress, is_current, load
from pipeline.review.ledger.opening import opened_database
from pipeline.review.ledger.writer import Writer


class Ledger(Writer):
    """A connection to the book of a run. Several threads may share one, but not at the same time."""

    def __init__(self, database: Database, directory: Path, readings: Readings) -> None:
        """Take over an open book; see `opened`."""
        super().__init__(database, readings)
        self.directory = directory
        self.accounts = Accounts(database)

    @classmethod
    def opened(cls, directory: Path, readings: Readings | None = None) -> Ledger:
        """Open the book of a run, made or brought up to date where needed.

        Args:
            directory: where the run wrote.
            readings: what other connections of this process to the same book have counted, to be shared;
                those that share it also write in turn.

        Raises:
            SourceMissing: no run has written in the directory.
            StateUnknown: a later version wrote the book, or it is broken.
            OutputUnwritable: it cannot be written, or the disk is full.
        """
        shared = readings or Readings()
        return cls(opened_database(directory, shared.turn), directory, shared)

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def __enter__(self) -> Self:
        """Close at the end of the block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close."""
        self.close()

    def is_current(self) -> bool:
        """Whether the files of the run are those that were taken in last."""
        return is_current(self._database, self.directory)

    def load(self, progress: Progress | None = None) -> Loaded:
        """Take in what the run's files say now; those who read and decide meanwhile go on.

        Args:
            progress: is told now and then how many documents have been looked at.

        Raises:
            SourceMissing: a file is missing.
            WrongUse: a line is not what a run writes.
            OutputUnwritable: the disk is full; what was taken in stays.
        """
        return load(self._database, self.directory, progress)
