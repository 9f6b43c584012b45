"""A record as review left it: a line of `reviewed.jsonl`, which the feeds to other registries read.

It is the record as decided, with all fields of its type, and `review` behind them.

>>> Review(state="rejected", reviewer="ada", at="2025-10-19T08:00:00Z", reason="duplicate").state
'rejected'
"""

from __future__ import annotations

from typing import Annotated

import orjson
from pydantic import BaseModel, ConfigDict, Field

from pipeline.records import Certification, Date, Event, Record, Role, Speaker
from pipeline.review.decisions import Reason, RecordState, Standing


class Review(BaseModel):
    """Where a record stands, and who left it there."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    state: RecordState = Field(
        description="accepted, edited, added: right; rejected: wrong; unreviewed, changed, disputed: open"
    )
    reviewer: str | None = Field(description="who made the last decision that counts")
    at: str | None = Field(description="when that was, UTC")
    reason: Reason | None = Field(description="why it was rejected")


class ReviewedEvent(Event):
    """An event and its review."""

    review: Review


class ReviewedDate(Date):
    """A date and its review."""

    review: Review


class ReviewedSpeaker(Speaker):
    """A speaker and the review."""

    review: Review


class ReviewedRole(Role):
    """A role and its review."""

    review: Review


class ReviewedCertification(Certification):
    """A certification and its review."""

    review: Review


ReviewedRecord = Annotated[
    ReviewedEvent | ReviewedDate | ReviewedSpeaker | ReviewedRole | ReviewedCertification,
    Field(discriminator="type"),
]


def reviewed_line(record: Record, standing: Standing) -> bytes:
    """A record, as it is written, with where it stands: a line of JSON with its line break."""
    review = Review(state=standing.state, reviewer=standing.reviewer, at=standing.at, reason=standing.reason)
    return (
        orjson.dumps(record.model_dump(mode="json", by_alias=True) | {"review": review.model_dump()}) + b"\n"
    )
