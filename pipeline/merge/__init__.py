"""Findings → facts: one finding a fact a document, with all its evidence.

Dates stay one a mention. Each other type has its module here that says when two findings are one
fact, and which of their values stands.
"""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.findings import (
    CertificationFinding,
    DateFinding,
    EventFinding,
    Finding,
    RoleFinding,
    SpeakerFinding,
)
from pipeline.merge.certifications import merged_certifications
from pipeline.merge.events import merged_events
from pipeline.merge.roles import merged_roles
from pipeline.merge.speakers import merged_speakers

__all__ = ["merged"]


def merged(findings: Iterable[Finding]) -> list[Finding]:
    """Join the findings of one article that state one fact, in order of type and position."""
    found = sorted(findings, key=lambda finding: finding.position)
    events = merged_events([f for f in found if isinstance(f, EventFinding)])
    return [
        *events,
        *(f for f in found if isinstance(f, DateFinding)),
        *merged_speakers([f for f in found if isinstance(f, SpeakerFinding)], events),
        *merged_roles([f for f in found if isinstance(f, RoleFinding)]),
        *merged_certifications([f for f in found if isinstance(f, CertificationFinding)]),
    ]
