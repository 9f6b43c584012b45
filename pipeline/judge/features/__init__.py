"""The features of a finding that the judge weighs: short strings, each true of it or not."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.findings import (
    CertificationFinding,
    DateFinding,
    EventFinding,
    Finding,
    RoleFinding,
    SpeakerFinding,
)
from pipeline.judge.features.certifications import certification_features
from pipeline.judge.features.dates import date_features
from pipeline.judge.features.events import event_features
from pipeline.judge.features.roles import role_features
from pipeline.judge.features.setting import Setting
from pipeline.judge.features.speakers import speaker_features
from pipeline.ranking import bucket

__all__ = ["Setting", "features_of"]


def features_of(finding: Finding, setting: Setting) -> Iterator[str]:
    """All features of a finding."""
    yield from _common(finding, setting)
    match finding:
        case EventFinding():
            yield from event_features(finding, setting)
        case DateFinding():
            yield from date_features(finding, setting)
        case SpeakerFinding():
            yield from speaker_features(finding, setting)
        case RoleFinding():
            yield from role_features(finding, setting)
        case CertificationFinding():
            yield from certification_features(finding, setting)


def _common(finding: Finding, setting: Setting) -> Iterator[str]:
    """The rule, the other rules that found the same, the blocks, and how much the article has of the type."""
    yield f"rule={finding.rule}"
    yield f"prior={int(finding.confidence * 10)}"
    others = {vote for vote in finding.votes if vote != finding.rule}
    yield f"votes={min(len(finding.votes), 4)}"
    yield from (f"also={rule}" for rule in sorted(others))
    yield from (f"block={kind}" for kind in sorted({setting.kind(piece) for piece in finding.evidence}))
    yield f"of-type={bucket(setting.counts[finding.type])}"
