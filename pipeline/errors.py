"""What can go wrong, one class for each circumstance, and the row that a bad document leaves.

An error is raised by the stage that meets it and caught in one place (`pipeline.run`). One that
concerns a single document is a `DocumentRejected`; it becomes a `Rejection`, a line of
`rejected.jsonl`. The others end the command, with the exit code they carry.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field

Stage = Literal["fetch", "clean", "analyse", "extract", "validate"]

Code = Literal[
    "unreadable",  # bytes that are no text, a broken archive, a file that cannot be opened
    "broken_line",  # a line of JSON Lines that is no JSON object with the fields of a document
    "duplicate_id",  # a second document of the run with an id that was already taken
    "fetch_failed",  # a URL that did not give a page
    "robots_disallowed",  # a page that the host's robots.txt asks not to be fetched
    "address_refused",  # a URL that leads to a loopback, private or link-local address, or to no http(s)
    "timeout",  # a document that took longer than the settings allow
    "too_large",  # more bytes or characters than the settings allow
    "empty",  # nothing in it at all
    "no_text",  # a page without an article text
    "language_unsupported",  # an article in another language than English
    "record_invalid",  # a record that fails its model
    "evidence_mismatch",  # a record whose evidence is not what stands in the article
    "internal",  # a bug of ours; the log has the traceback
]


class PipelineError(Exception):
    """The base of all errors that this package raises on purpose."""

    exit_code: ClassVar[int] = 3


class SourceMissing(PipelineError):
    """A local source that was named does not exist or is of no known kind."""

    exit_code = 2


class WrongUse(PipelineError):
    """Arguments that do not fit together, or an input file that is not what the verb reads."""

    exit_code = 2


class OutputUnwritable(PipelineError):
    """The output directory or file cannot be written."""


class ModelMissing(PipelineError):
    """The language model is not installed or cannot be loaded."""


class WorkerDied(PipelineError):
    """A worker process ended before its work did."""


class ClusterUnreachable(PipelineError):
    """The scheduler of a cluster does not answer, or does no more."""


class VersionsDiffer(PipelineError):
    """A worker of a cluster has other code, rules, model or libraries than the run."""


class DirectoryLocked(PipelineError):
    """Another run works on the output directory."""


class StateUnknown(PipelineError):
    """The state of an output directory was written by a version that this one does not know, or is broken."""


class DeletionGuard(PipelineError):
    """A feed would withdraw so much of a source that it is rather an accident."""


class ExtraMissing(PipelineError):
    """A library that is installed with an extra is not there."""


class TargetUnreachable(PipelineError):
    """The target of a feed does not answer, or does no more."""


class RuleFileInvalid(PipelineError):
    """A rule file has an unknown key, a misspelt pattern or a repeated id."""


class DocumentRejected(PipelineError):
    """One document cannot be used; the run goes on without it."""

    def __init__(self, code: Code, message: str) -> None:
        """Say which of the documented codes it is, and in a sentence what is wrong."""
        super().__init__(message)
        self.code: Code = code


class PageGone(DocumentRejected):
    """A page that the server says is no more (404, 410)."""

    def __init__(self, status: int) -> None:
        """Keep the status that the server gave."""
        super().__init__("fetch_failed", f"the server answered {status}")
        self.status = status


class RecordPlace(BaseModel):
    """Where a rejected record would have stood."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", validate_by_name=True, validate_by_alias=True, serialize_by_alias=True
    )

    type: str = Field(description="the record's type")
    part: Literal["title", "text"] = Field(alias="in", description="the part of the article")
    start: int = Field(description="offset of its first piece of evidence")
    end: int = Field(description="offset behind its first piece of evidence")


class Rejection(BaseModel):
    """One bad document or record: a line of `rejected.jsonl`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    document: str | None = Field(description="the document's id, null where it has none yet")
    where: str = Field(description="file and line, or URL; never an absolute path")
    stage: Stage = Field(description="the stage that gave up")
    code: Code = Field(description="what happened, one of the documented codes")
    message: str = Field(description="what happened, in a sentence")
    record: RecordPlace | None = Field(default=None, description="the record, where one was lost")
    origin: str = Field(default="", exclude=True, description="the name of the source; not written")
