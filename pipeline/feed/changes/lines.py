"""The lines of the change feed.

A snapshot has a fact or an entity a line; a delta says what became of them, a `fact` or an `entity` a line:

    {"op": "add", "fact": {…}}
    {"op": "change", "fact": {"before": {…}, "after": {…}}}
    {"op": "retract", "fact": {"fact_id": "fact-…", "reason": "not_found", "superseded_by": null}}
"""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

import orjson
from pydantic import Field

from pipeline.feed.facts import ENTITY_ID, FACT_ID, Fact, FedEntity, FeedReason, Model
from pipeline.feed.identity import Withdrawal

Kind = Literal["fact", "entity"]

_NO_CHANGE = frozenset({"schema_version", "id", "document", "evidence", "confidence", "rule", "links"})
"""What of a record may become another while it says the same; of the evidence, the words count."""


class Named(NamedTuple):
    """A fact or an entity by its id."""

    kind: Kind
    id: str


class FactChange(Model):
    """A fact as it was and as it is."""

    before: Fact
    after: Fact


class EntityChange(Model):
    """An entity as it was and as it is."""

    before: FedEntity
    after: FedEntity


class FactEnd(Model):
    """A fact that stands no more. It says nothing but its id."""

    fact_id: str = Field(pattern=FACT_ID)
    reason: FeedReason = Field(description="why it stands no more")
    superseded_by: str | None = Field(default=None, description="the fact in its place")


class EntityEnd(Model):
    """An entity that no fact names any more."""

    entity_id: str = Field(pattern=ENTITY_ID)
    reason: FeedReason = Field(description="superseded where it was merged into another, else not_found")
    superseded_by: str | None = Field(default=None, description="the entity that it was merged into")


class AddFact(Model):
    """A fact that stands from now on; put it in the place of what the consumer has under its id, if any."""

    op: Literal["add"]
    fact: Fact


class AddEntity(Model):
    """An entity that facts name from now on."""

    op: Literal["add"]
    entity: FedEntity


class ChangeFact(Model):
    """A fact that says something else."""

    op: Literal["change"]
    fact: FactChange


class ChangeEntity(Model):
    """An entity of which something else is known."""

    op: Literal["change"]
    entity: EntityChange


class RetractFact(Model):
    """A fact that stands no more; the consumer may not have it."""

    op: Literal["retract"]
    fact: FactEnd


class RetractEntity(Model):
    """An entity that no fact names any more; the consumer may not have it."""

    op: Literal["retract"]
    entity: EntityEnd


SnapshotLine = Fact | FedEntity
DeltaLine = AddFact | AddEntity | ChangeFact | ChangeEntity | RetractFact | RetractEntity


def snapshot_line(row: SnapshotLine) -> bytes:
    """A fact or an entity as a line without its break; the same one gives the same bytes."""
    return row.model_dump_json(by_alias=True).encode()


def added(kind: Kind, line: bytes) -> bytes:
    """The line of a delta that adds one of a snapshot."""
    return b'{"op":"add","%b":%b}\n' % (kind.encode(), line)


def changed(kind: Kind, before: bytes, after: bytes) -> bytes:
    """The line of a delta that puts one line of a snapshot in the place of another."""
    return b'{"op":"change","%b":{"before":%b,"after":%b}}\n' % (kind.encode(), before, after)


def retracted(kind: Kind, id: str, why: Withdrawal) -> bytes:
    """The line of a delta that takes one back."""
    end = {f"{kind}_id": id, "reason": why.reason, "superseded_by": why.superseded_by}
    return orjson.dumps({"op": "retract", kind: end}) + b"\n"


def named(row: dict[str, Any]) -> Named:
    """What a line of a delta is about."""
    kind: Kind = "fact" if "fact" in row else "entity"
    said = row[kind]["before"] if row["op"] == "change" else row[kind]
    return Named(kind, said[f"{kind}_id"])


def versions(row: dict[str, Any]) -> list[dict[str, Any]]:
    """What a line of a delta says of that: the fact or entity that it adds, or both versions, or nothing."""
    said = row["fact"] if "fact" in row else row["entity"]
    match row["op"]:
        case "add":
            return [said]
        case "change":
            return [said["before"], said["after"]]
    return []


def says_the_same(kind: Kind, before: dict[str, Any], after: dict[str, Any]) -> bool:
    """Whether two lines of a snapshot differ in nothing that a registry has to hear of.

    A fact says something else where a field of its type, the words that it rests on, where it stands in
    review, or a tie to a person, an organisation or another fact is another. How sure the pipeline is, which
    rule it was and at which offset the words stand is no news.
    """
    return before == after if kind == "entity" else _said(before) == _said(after)


def _said(fact: dict[str, Any]) -> tuple[object, ...]:
    record = fact["record"]
    fields = {name: value for name, value in record.items() if name not in _NO_CHANGE}
    words = sorted((piece["field"], piece["in"], piece["text"]) for piece in record["evidence"])
    return fields, words, fact["review"]["state"], fact["person"], fact["organizations"], fact["links"]
