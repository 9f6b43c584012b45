"""Pairs of mentions that were judged by reading, and what the joining of a run makes of them.

`entities.jsonl` holds them; `models.entities` says how they were drawn.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

import orjson

from models.documents import all_documents
from pipeline.feed.entities import DocumentEntities, EntityKind, Registry, resolve
from pipeline.feed.entities.mentions import named_organizations
from pipeline.names import organization_key, person_key
from pipeline.records import Certification, Record, Role, Speaker

PAIRS = Path(__file__).parent / "entities.jsonl"
SIDES = ("one", "other")
_KEYS = {"person": person_key, "organization": organization_key}


class Count(NamedTuple):
    """Pairs, or what they stand for: joined rightly, joined wrongly, left apart though one, rightly apart."""

    right: float = 0
    wrong: float = 0
    missed: float = 0
    apart: float = 0

    def __add__(self, other: Any) -> Count:
        """The sum of two counts."""
        return Count(*(mine + theirs for mine, theirs in zip(self, other, strict=True)))

    @property
    def precision(self) -> float:
        """Of the joined pairs those that are one; 1 if none is joined."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """Of the pairs that are one those that are joined; 1 if there are none."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0


class Mentioned(NamedTuple):
    """A name in a document, and the entity that it was joined to."""

    kind: EntityKind
    document: str
    name: str
    entity: str


class Judged(NamedTuple):
    """A pair with what the joining made of it."""

    pair: dict[str, Any]
    joined: bool

    def counted(self, weight: float = 1) -> Count:
        """The pair as a count of one, or of as many as it stands for."""
        same = self.pair["verdict"] == "same"
        if self.joined:
            return Count(right=weight) if same else Count(wrong=weight)
        return Count(missed=weight) if same else Count(apart=weight)


def pairs(drawn_from: str, gold: Path, press: Path) -> list[dict[str, Any]]:
    """The judged pairs of a set with the names that they are of, without those that could not be told."""
    rows = [orjson.loads(line) for line in PAIRS.read_bytes().splitlines()]
    rows = [row for row in rows if row["drawn_from"] == drawn_from and row["verdict"] != "unclear"]
    wanted = {row[side]["document"] for row in rows for side in SIDES}
    texts = {
        digest: {"id": raw.id, "title": raw.title or "", "text": str(raw.content)}
        for raw in all_documents(gold, press)
        if (digest := _digest(raw.id)) in wanted
    }
    for mention in (row[side] for row in rows for side in SIDES):
        document = texts[mention["document"]]
        mention["document"] = document["id"]
        mention["name"] = document[mention["in"]][mention["start"] : mention["end"]]
    return rows


def _digest(document: str) -> str:
    """What stands for a document's id, which may be made of the words of its headline."""
    return hashlib.sha256(document.encode()).hexdigest()[:16]


def judged_pairs(drawn: Sequence[dict[str, Any]], records: Sequence[Record]) -> Iterator[Judged]:
    """Each pair both of whose mentions are there, and whether they are joined.

    Args:
        drawn: pairs with names.
        records: those that are joined.
    """
    entities = {
        (one.kind, one.document, _KEYS[one.kind](one.name)): one.entity
        for one in mentioned(records, resolve(records))
    }
    for pair in drawn:
        one, other = (_entity(entities, pair["kind"], pair[side]) for side in SIDES)
        if one and other:
            yield Judged(pair, one == other)


def mentioned(records: Iterable[Record], registry: Registry) -> Iterator[Mentioned]:
    """What records name, with the entity that each name was joined to, as feeds have it."""
    entity = {member: entity.id for entity in registry.entities for member in entity.members}.get
    for document, group in groupby(records, key=lambda record: record.document.id):
        found = list(group)
        named = DocumentEntities(found, entity)
        for record in found:
            if (person := named.person(record)) and isinstance(record, Role | Speaker | Certification):
                name = record.holder if isinstance(record, Certification) else record.person
                yield Mentioned("person", document, name, person)
            organizations = named.organizations(record)
            for field, name in named_organizations(record):
                if field in organizations:
                    yield Mentioned("organization", document, name, organizations[field])


def _entity(
    entities: Mapping[tuple[EntityKind, str, str], str], kind: str, side: dict[str, Any]
) -> str | None:
    """The entity of a mention; what is asked for as an organisation may be a person who holds something."""
    document, name = side["document"], side["name"]
    person = entities.get(("person", document, person_key(name)))
    if kind == "person":
        return person
    return entities.get(("organization", document, organization_key(name))) or person


def total(judged: Iterable[Judged]) -> Count:
    """The sum over pairs."""
    return sum((one.counted() for one in judged), Count())
