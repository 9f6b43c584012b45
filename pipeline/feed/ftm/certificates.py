"""Certificates: a `License` with a tie to its holder, or a `Note` on the holder where no issuer is known.

The status stands in each of them. One that is planned or under way is called so in its type and name too, and
ties an applicant, not a holder.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.feed.facts import Fact
from pipeline.feed.ftm.line import Entity, entity
from pipeline.feed.ftm.scene import Scene
from pipeline.feed.kinds import holder_kind
from pipeline.feed.spans import common_point
from pipeline.records import Certification

_OPEN = {"in_progress": "in progress", "planned": "planned"}
_ROLES = {"in_progress": "applicant", "planned": "applicant", "lost": "former holder"}


def certificate(scene: Scene, fact: Fact, record: Certification) -> Iterator[Entity]:
    """A certificate and its holder."""
    kind = holder_kind(record.holder, record.scheme)
    holder = scene.party(scene.parties.holder(fact), kind)
    issuer = scene.parties.issuer(fact)
    if issuer is None:
        yield _note(scene, fact, record, holder)
        return
    yield _license(scene, fact, record, scene.party(issuer, "organization"))
    yield entity(
        f"{fact.fact_id}-holder",
        "UnknownLink",
        subject=holder,
        object=fact.fact_id,
        role=_ROLES.get(record.status, "holder"),
        status=record.status,
        date=common_point(record.date) if record.date else None,
        recordId=record.id,
        **scene.provenance(fact),
    )


def _license(scene: Scene, fact: Fact, record: Certification, authority: str) -> Entity:
    return entity(
        fact.fact_id,
        "License",
        name=_named(record),
        alias=_standard(record),
        authority=authority,
        type=_type(record),
        status=record.status,
        contractDate=common_point(record.date) if record.date else None,
        description=_number(record),
        **scene.provenance(fact),
    )


def _note(scene: Scene, fact: Fact, record: Certification, holder: str) -> Entity:
    return entity(
        fact.fact_id,
        "Note",
        name=_named(record),
        alias=_standard(record),
        entity=holder,
        keywords=[_type(record), record.status],
        description=[part for part in (record.date, _number(record)) if part],
        **scene.provenance(fact),
    )


def _named(record: Certification) -> str:
    """The scheme; where nothing was granted, that says so wherever the name is shown."""
    return f"{record.scheme} ({_OPEN[record.status]})" if record.status in _OPEN else record.scheme


def _type(record: Certification) -> str:
    return "certification applied for" if record.status in _OPEN else "certification"


def _standard(record: Certification) -> str | None:
    return record.standard if record.standard != record.scheme else None


def _number(record: Certification) -> str | None:
    return f"number {record.number}" if record.number else None
