"""What a report is made of: the run's figures and events, and its documents one after the other.

Of a run that was reviewed, the ledger tells them; of another, the run's files do, read twice and never held.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from pipeline.article import Article
from pipeline.review.decisions import Standing
from pipeline.review.ledger.figures import Figures
from pipeline.review.ledger.ledger import Ledger
from pipeline.review.ledger.opening import REVIEW_FILE
from pipeline.review.ledger.reading import found_documents
from pipeline.review.report.counting import counted
from pipeline.review.showing.plots.months import Happening

Document = tuple[Article, list[Standing]]


class Contents(Protocol):
    """What a run holds."""

    def figures(self) -> tuple[Figures, list[Happening]]:
        """The numbers of the whole run, and its events in order."""

    def documents(self) -> Iterator[Document]:
        """All documents with their records in the order of reading, in the order of their ids."""


class _Found:
    """A run that nobody has reviewed: every record stands as it was found."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory

    def figures(self) -> tuple[Figures, list[Happening]]:
        return counted(self.documents())

    def documents(self) -> Iterator[Document]:
        for document in found_documents(self._directory):
            records = sorted(
                document.records(), key=lambda one: min(piece.position for piece in one.evidence)
            )
            standings = [Standing(record=one, found=one, state="unreviewed", seen="") for one in records]
            yield document.article(), standings


class _Reviewed:
    """A run as its reviewers left it."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def figures(self) -> tuple[Figures, list[Happening]]:
        return self._ledger.figures(), self._ledger.events()

    def documents(self) -> Iterator[Document]:
        return ((sheet.article, list(sheet.standings)) for sheet in self._ledger.sheets())


@contextmanager
def contents(directory: Path) -> Iterator[Contents]:
    """The contents of a run's directory, as reviewed where there is a review.

    Raises:
        SourceMissing: there is no run in the directory.
        StateUnknown: its review was written by another version.
        WrongUse: a line of its files is broken, or they are of different runs.
    """
    if not (directory / REVIEW_FILE).exists():
        yield _Found(directory)
        return
    with Ledger.opened(directory) as ledger:
        if not ledger.is_current():
            ledger.load()
        yield _Reviewed(ledger)
