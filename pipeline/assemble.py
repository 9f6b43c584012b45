"""Findings → records: ids given, evidence checked, models validated, links drawn.

A finding that cannot become a valid record becomes a `Rejection` and costs nothing else. An id is
the digest of the type, the document's id, the normalised key fields and the ordinal among equals in
order of position: no offset and no model version, so that a rerun gives the same.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from typing import Any

from pydantic import TypeAdapter, ValidationError

from pipeline.article import Article
from pipeline.errors import DocumentRejected, RecordPlace, Rejection
from pipeline.findings import CertificationFinding, Finding, RoleFinding, SpeakerFinding
from pipeline.links import with_links
from pipeline.names import organization_key, person_key
from pipeline.records import KEY_FIELDS, TYPES, DocumentRef, Record

_ADAPTER: TypeAdapter[Record] = TypeAdapter(Record)
_QUOTE_WORDS = 8


def assembled(found: Iterable[Finding], article: Article) -> tuple[list[Record], list[Rejection]]:
    """The valid records of one article, in their order, and what was lost on the way.

    The order is that of the types, then title before text, start, end, id.
    """
    findings = sorted(found, key=lambda finding: (TYPES.index(finding.type), finding.position))
    organizations = _first_organizations(findings)
    reference = _reference(article)
    records: list[Record] = []
    rejections: list[Rejection] = []
    for identifier, finding in zip(_ids(findings, article), findings, strict=True):
        try:
            _check_evidence(finding, article)
            records.append(_record(identifier, finding, reference, organizations))
        except DocumentRejected as error:
            rejections.append(_rejection(finding, article, error))
    return sorted(with_links(records, article), key=_order), rejections


def _order(record: Record) -> tuple[object, ...]:
    return (TYPES.index(record.type), min(piece.position for piece in record.evidence), record.id)


def _first_organizations(findings: Sequence[Finding]) -> dict[str, str]:
    """The organisation that the article first gives each person, by the person's key."""
    first: dict[str, str] = {}
    for finding in findings:
        if isinstance(finding, RoleFinding) and finding.organization:
            first.setdefault(person_key(finding.person), organization_key(finding.organization))
    return first


def _ids(findings: Sequence[Finding], article: Article) -> Iterator[str]:
    ordinals: Counter[tuple[str, ...]] = Counter()
    for finding in findings:
        key = (finding.type, article.id, *_key_values(finding))
        yield f"{finding.type}-{_digest(*key, str(ordinals[key]))}"
        ordinals[key] += 1


def _key_values(finding: Finding) -> Iterator[str]:
    """The key fields that an id rests on, in one spelling."""
    for name in KEY_FIELDS[finding.type]:
        value = getattr(finding, name)
        if name == "quote":
            value = " ".join((value or "").split()[:_QUOTE_WORDS])
        yield _folded(value or "")
    if isinstance(finding, SpeakerFinding) and finding.kind == "address":
        yield _folded(finding.event or "")


def _folded(value: str) -> str:
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFKC", value).casefold()))


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def _record(
    identifier: str, finding: Finding, reference: DocumentRef, organizations: dict[str, str]
) -> Record:
    row: dict[str, Any] = {f.name: getattr(finding, f.name) for f in fields(finding) if f.name != "votes"}
    row |= {"type": finding.type, "id": identifier, "document": reference}
    row["confidence"] = round(finding.confidence, 2)  # more digits would claim what nobody measured
    row |= _entity_ids(finding, organizations)
    try:
        return _ADAPTER.validate_python(row)
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


def _entity_ids(finding: Finding, organizations: dict[str, str]) -> dict[str, str | None]:
    ids: dict[str, str | None] = {}
    if isinstance(finding, SpeakerFinding | RoleFinding):
        key = person_key(finding.person)
        ids["person_id"] = f"person-{_digest(key, organizations.get(key, ''))}"
    if isinstance(finding, RoleFinding):
        ids["organization_id"] = _organization_id(finding.organization)
    if isinstance(finding, CertificationFinding):
        ids["holder_id"] = _organization_id(finding.holder)
    return ids


def _organization_id(name: str | None) -> str | None:
    return f"org-{_digest(organization_key(name))}" if name else None


def _reference(article: Article) -> DocumentRef:
    return DocumentRef(
        id=article.id,
        url=article.url,
        title=article.title,
        site=article.site,
        published=article.published,
        content_sha256=article.content_sha256,
    )


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
