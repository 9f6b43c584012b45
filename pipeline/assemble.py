"""Findings → records: ids given, evidence checked, models validated, links drawn.

A finding that cannot become a valid record becomes a `Rejection` and costs nothing else. `pipeline.ids`
says what an id is made of.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any

from pydantic import ValidationError

from pipeline.article import Article
from pipeline.errors import DocumentRejected, RecordPlace, Rejection
from pipeline.findings import CertificationFinding, Finding, RoleFinding, SpeakerFinding
from pipeline.ids import first_organizations, organization_id, person_id, record_ids
from pipeline.links import with_links
from pipeline.records import KEY_FIELDS, RECORD, TYPES, DocumentRef, Record, reading_order


def assembled(found: Iterable[Finding], article: Article) -> tuple[list[Record], list[Rejection]]:
    """The valid records of one article, in their order, and what was lost on the way.

    The order is that of the types, then title before text, start, end, id.
    """
    findings = sorted(found, key=lambda finding: (TYPES.index(finding.type), finding.position))
    organizations = first_organizations(findings)
    reference = DocumentRef.of(article)
    records: list[Record] = []
    rejections: list[Rejection] = []
    for identifier, finding in zip(record_ids(findings, article.id), findings, strict=True):
        try:
            _check_evidence(finding, article)
            records.append(_record(identifier, finding, reference, organizations))
        except DocumentRejected as error:
            rejections.append(_rejection(finding, article, error))
    return sorted(with_links(records, article), key=reading_order), rejections


def _record(
    identifier: str, finding: Finding, reference: DocumentRef, organizations: Mapping[str, str]
) -> Record:
    row: dict[str, Any] = {f.name: getattr(finding, f.name) for f in fields(finding) if f.name != "votes"}
    row |= {"type": finding.type, "id": identifier, "document": reference}
    row["confidence"] = round(finding.confidence, 2)  # more digits would claim what nobody measured
    row |= _entity_ids(finding, organizations)
    try:
        return RECORD.validate_python(row)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"][1:])
        raise DocumentRejected("record_invalid", f"{place}: {first['msg']}") from error


def _check_evidence(finding: Finding, article: Article) -> None:
    for piece in finding.evidence:
        if not piece.stands_in(article):
            raise DocumentRejected(
                "evidence_mismatch",
                f"the evidence of {piece.field} does not stand at {piece.part} {piece.start}-{piece.end}",
            )
    supported = {piece.field for piece in finding.evidence}
    for name in KEY_FIELDS[finding.type]:
        if name != "kind" and getattr(finding, name) is not None and name not in supported:
            raise DocumentRejected("record_invalid", f"{name}: no evidence supports it")


def _entity_ids(finding: Finding, organizations: Mapping[str, str]) -> dict[str, str | None]:
    ids: dict[str, str | None] = {}
    if isinstance(finding, SpeakerFinding | RoleFinding):
        ids["person_id"] = person_id(finding.person, organizations)
    if isinstance(finding, RoleFinding):
        ids["organization_id"] = organization_id(finding.organization) if finding.organization else None
    if isinstance(finding, CertificationFinding):
        ids["holder_id"] = organization_id(finding.holder)
    return ids


def _rejection(finding: Finding, article: Article, error: DocumentRejected) -> Rejection:
    first = min(finding.evidence, key=lambda piece: piece.position, default=None)
    place = first and RecordPlace(type=finding.type, part=first.part, start=first.start, end=first.end)
    return Rejection(
        document=article.id,
        where=article.url or article.source,
        stage="validate",
        code=error.code,
        message=f"{finding.rule}: {error}",
        record=place or None,
    )
