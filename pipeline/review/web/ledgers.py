"""Ledgers to borrow: a handler has one for the time of its request, and no two share one.

Opening a ledger takes longer than most requests, so that the few there are go from hand to hand.
"""

from __future__ import annotations

import queue
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from fastapi import Request

from pipeline.review.ledger import Ledger, Readings

THREADS = 4
"""Handlers that work side by side: each writes or reads one file, and more would only wait for each other."""


class Ledgers:
    """The ledgers of one directory."""

    def __init__(self, directory: Path) -> None:
        """Open none yet."""
        self._directory = directory
        self._idle: queue.LifoQueue[Ledger] = queue.LifoQueue()
        self._readings = Readings()
        self.double = False
        """Whether two reviewers work independently, as the ledger that was borrowed last says."""

    @contextmanager
    def borrowed(self) -> Iterator[Ledger]:
        """A ledger for a block; there are as many as were ever needed at once.

        Raises:
            StateUnknown: the review was written by another version, or is broken.
            OutputUnwritable: it cannot be opened.
        """
        try:
            ledger = self._idle.get_nowait()
        except queue.Empty:
            ledger = Ledger.opened(self._directory, self._readings)
        self.double = ledger.double
        try:
            yield ledger
        finally:
            self._idle.put(ledger)

    def close(self) -> None:
        """Close those that are idle."""
        while True:
            try:
                self._idle.get_nowait().close()
            except queue.Empty:
                return


@contextmanager
def borrowed(request: Request) -> Iterator[Ledger]:
    """A ledger for the handler of a request; now and then a look whether there is a new run."""
    request.app.state.freshness.look()
    ledgers: Ledgers = request.app.state.ledgers
    with ledgers.borrowed() as ledger:
        yield ledger
