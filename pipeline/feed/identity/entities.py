"""The tables of persons and organisations: what the next joining needs to know each again, and no name.

An entity that is no more stays as an id, with that of the one which it went into.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from pipeline.database import Database
from pipeline.feed.entities import Entity
from pipeline.feed.identity.known import restored, shrunk


class KnownEntities:
    """The entities that the last joining has found, and those that it found no more."""

    def __init__(self, database: Database) -> None:
        """Work on the file of identities."""
        self._database = database

    def all(self) -> Iterator[Entity]:
        """Every entity, in the order of ids."""
        for id, kind, known in self._database.rows("SELECT id, kind, known FROM entities ORDER BY id"):
            said = {name: _hashable(value) for name, value in restored(known).items()}
            yield Entity(id=id, kind=kind, **said)

    def of_member(self, member: str) -> str | None:
        """The id of the entity that a member belongs to."""
        found: str | None = self._database.value("SELECT entity FROM members WHERE member = ?", (member,))
        return found

    def supersedes(self, entity: str) -> tuple[str, ...]:
        """The ids of the entities that went into one; none for one that is not there."""
        known = self._database.value("SELECT known FROM entities WHERE id = ?", (entity,))
        return () if known is None else tuple(restored(known)["supersedes"])

    def retired(self) -> tuple[str, ...]:
        """The ids of all entities that are no more."""
        return tuple(self._database.column("SELECT id FROM retired"))

    def superseded_by(self, entity: str) -> str | None:
        """The id of the entity that one went into which is no more."""
        found: str | None = self._database.value("SELECT superseded_by FROM retired WHERE id = ?", (entity,))
        return found

    def replace(self, former: Iterable[Entity], now: Iterable[Entity]) -> None:
        """Put entities, with their members, in the place of former ones; a transaction must be open."""
        for entity in former:
            members = ((member,) for member in entity.members)  # by their key: a table of them is long
            self._database.execute_many("DELETE FROM members WHERE member = ?", members)
            self._database.execute("DELETE FROM entities WHERE id = ?", (entity.id,))
        for entity in now:
            self._database.execute(
                "INSERT INTO entities VALUES (?, ?, ?)", (entity.id, entity.kind, shrunk(_known(entity)))
            )
            self._database.execute_many(
                "INSERT OR REPLACE INTO members VALUES (?, ?)",
                ((member, entity.id) for member in entity.members),
            )

    def retire(self, entity: str, heir: str | None = None) -> None:
        """Note that an entity is no more, and which other one it went into, if it did."""
        self._database.execute("INSERT INTO retired VALUES (?, ?)", (entity, heir))


def _known(entity: Entity) -> dict[str, object]:
    """What is kept of an entity beside its id and kind."""
    return {
        "members": entity.members,
        "documents": entity.documents,
        "first_seen": entity.first_seen,
        "supersedes": entity.supersedes,
    }


def _hashable(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
