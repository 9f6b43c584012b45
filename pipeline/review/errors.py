"""What can go wrong while a run is reviewed; each says what to do about it."""

from __future__ import annotations

from pipeline.errors import PipelineError
from pipeline.review.decisions import Standing


class Stale(PipelineError):
    """Somebody, or a new run, changed a record after it was shown; nothing was saved."""

    def __init__(self, standing: Standing) -> None:
        """Keep where the record stands now."""
        by = f"{standing.reviewer} has decided it" if standing.reviewer else "it has changed"
        super().__init__(f"{standing.record.id}: {by} since you saw it; look at it again, then decide")
        self.standing = standing


class Groundless(PipelineError):
    """A record was to be accepted that the run finds no more and whose words stand no more."""

    def __init__(self, record: str) -> None:
        """Name the record."""
        super().__init__(f"{record}: its words no longer stand in the article; edit it, or reject it")


class OutOfDate(PipelineError):
    """A new run changed the records of a document after they were shown; nothing was saved."""

    def __init__(self, document: str) -> None:
        """Name the document."""
        super().__init__(f"{document}: a new run has changed its records; look at them again, then decide")


class Undecided(PipelineError):
    """A document was to be marked done while records of it are open."""

    def __init__(self, count: int) -> None:
        """Keep how many are open."""
        records = "one record is" if count == 1 else f"{count} records are"
        super().__init__(f"{records} not decided yet; decide what is open, then mark the document done")
        self.count = count


class NothingToUndo(PipelineError):
    """There is no decision of this reviewer that could be taken back, or it is another's."""


class UnknownDocument(PipelineError):
    """No document of the run has this id."""

    def __init__(self, document: str) -> None:
        """Name it."""
        missing = f"{document}: no document of this run has this id" if document else "No document is named"
        super().__init__(f"{missing}; go back to the queue")
        self.document = document


class UnknownRecord(PipelineError):
    """No record of the run has this id."""

    def __init__(self, record: str) -> None:
        """Name it."""
        missing = f"{record}: no record of this run has this id" if record else "No record is named"
        super().__init__(f"{missing}; go back to the queue")
        self.record = record
