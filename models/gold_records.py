"""Gold as records: what the pipeline would write if it made no mistakes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from models.documents import Annotated
from pipeline.evidence import Evidence
from pipeline.ids import organization_id, person_id
from pipeline.names import organization_key, person_key
from pipeline.records import Certification, DocumentRef, Event, Record, Role, Speaker


def gold_records(document: Annotated) -> Iterator[Record]:
    """The roles, speakers, certifications and events of an annotated article as records.

    Of forms that are equally right the first is taken. The evidence is a mere sign, as the gold has none.
    """
    raw, gold = document.raw, document.gold
    frame = {
        "document": DocumentRef(
            id=raw.id, url=None, title=raw.title or "", site=None, published=raw.published, content_sha256=""
        ),
        "evidence": (Evidence(field="cue", part="text", start=0, end=1, text="."),),
        "confidence": 1.0,
        "rule": "gold",
    }
    organizations = _first_organizations(gold)
    for nth, row in enumerate(gold.get("events", ())):
        yield Event(**frame, **_id("event", raw.id, nth), **_plain(row))
    for nth, row in enumerate(gold.get("speakers", ())):
        fields = _plain(row) | {"honorific": None, "cue": None}
        fields["person_id"] = person_id(fields["person"], organizations)
        yield Speaker(**frame, **_id("speaker", raw.id, nth), **fields)
    for nth, row in enumerate(gold.get("roles", ())):
        fields = _plain(row) | {"since": None}
        fields["person_id"] = person_id(fields["person"], organizations)
        organization = fields["organization"]
        fields["organization_id"] = organization_id(organization) if organization else None
        yield Role(**frame, **_id("role", raw.id, nth), **fields)
    for nth, row in enumerate(gold.get("certifications", ())):
        fields = _plain(row) | {"standard": None, "number": None}
        fields["holder_id"] = organization_id(fields["holder"])
        yield Certification(**frame, **_id("certification", raw.id, nth), **fields)


def _first_organizations(gold: dict[str, Any]) -> dict[str, str]:
    """The organisation that an article first gives each person, by the person's key."""
    first: dict[str, str] = {}
    for row in map(_plain, gold.get("roles", ())):
        if row["organization"]:
            first.setdefault(person_key(row["person"]), organization_key(row["organization"]))
    return first


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    """A row with one form for each field."""
    return {name: value[0] if _has_forms(name, value) else value for name, value in row.items()}


def _has_forms(name: str, value: Any) -> bool:
    return isinstance(value, list) and name != "organizers"


def _id(kind: str, document: str, nth: int) -> dict[str, str]:
    """A record's id, by its place in the gold: it must only be nobody else's."""
    place = f"{document}\x1f{nth}"
    return {"id": f"{kind}-{hashlib.sha256(place.encode()).hexdigest()[:16]}"}
