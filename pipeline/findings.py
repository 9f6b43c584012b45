"""What an extractor yields: a fact as found, before it is merged, linked, given an id and validated.

A finding has the fields of its record type and the evidence for them. It is not checked: that is
`pipeline.assemble`'s work, so that a faulty one costs itself and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from pipeline.evidence import Evidence
from pipeline.records import CertificationStatus, DateRole, EventKind, RecordType, RoleStatus, SpeakerKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What every finding carries: the rule that spoke, its evidence, and how far it is trusted.

    `votes` are the rules that found the same fact, once findings are merged.
    """

    type: ClassVar[RecordType]

    rule: str
    evidence: tuple[Evidence, ...]
    confidence: float
    votes: tuple[str, ...] = ()

    @property
    def position(self) -> tuple[bool, int, int]:
        """Where its first piece of evidence stands; a finding without any is rejected later."""
        return min((piece.position for piece in self.evidence), default=(True, 0, 0))


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFinding(Finding):
    """A gathering, with what the text says of its time, place and hosts."""

    type: ClassVar[RecordType] = "event"

    name: str
    kind: EventKind
    start: str | None = None
    end: str | None = None
    place: str | None = None
    organizers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DateFinding(Finding):
    """One date expression with its value."""

    type: ClassVar[RecordType] = "date"

    text: str
    value: str
    role: DateRole = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerFinding(Finding):
    """Speech and the person to whom it is attributed; `event` is the event's words, if near."""

    type: ClassVar[RecordType] = "speaker"

    person: str
    kind: SpeakerKind
    quote: str | None = None
    event: str | None = None
    honorific: str | None = None
    cue: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleFinding(Finding):
    """A person's post."""

    type: ClassVar[RecordType] = "role"

    person: str
    title: str
    organization: str | None
    status: RoleStatus = "current"
    since: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificationFinding(Finding):
    """A certificate and its holder."""

    type: ClassVar[RecordType] = "certification"

    holder: str
    scheme: str
    issuer: str | None = None
    status: CertificationStatus = "held"
    date: str | None = None
    standard: str | None = None
    number: str | None = None
