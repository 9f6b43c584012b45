"""What speaks for a certification: the scheme, how the holder stands to it, and the words around."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.findings import CertificationFinding
from pipeline.judge.features.around import bag, between, folded, known, nearest, neighbours, prefixed, shape
from pipeline.judge.features.setting import Setting, pieces


def certification_features(finding: CertificationFinding, setting: Setting) -> Iterator[str]:
    """Features of a certification."""
    holders, schemes, cues = (pieces(finding, name) for name in ("holder", "scheme", "cue"))
    words = folded(finding.scheme)
    yield f"status={finding.status}"
    yield f"scheme-last={words[-1]}"
    yield from (f"scheme:{word}" for word in dict.fromkeys(words))
    yield from prefixed("scheme", shape(finding.scheme))
    yield f"known={known(finding, 'standard', 'issuer', 'date')}"
    yield from (f"cue={word}" for piece in cues[:1] for word in folded(piece.text))
    yield from _holder(finding, setting)
    if pair := nearest(schemes, holders):
        yield from between(setting, *pair)
    if schemes:
        yield from neighbours(setting, schemes[0])
        yield from bag(setting, schemes[0], "near")
        yield f"in-title={any(piece.part == 'title' for piece in schemes)}"


def _holder(finding: CertificationFinding, setting: Setting) -> Iterator[str]:
    holders = pieces(finding, "holder")
    organizations = setting.entities.organizations
    subject = organizations.subject
    yield from prefixed("holder", shape(finding.holder))
    yield f"holder-subject={subject is not None and subject.name == finding.holder}"
    yield f"holder-known={organizations.resolve(finding.holder) is not None}"
    yield f"holder-person={any(person.name == finding.holder for person in setting.entities.people.all)}"
    if holders:
        yield f"holder={setting.label(holders[0])}"
        yield f"holder-last={folded(finding.holder)[-1] if folded(finding.holder) else ''}"
