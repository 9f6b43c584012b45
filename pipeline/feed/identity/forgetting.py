"""Forgetting: of the facts of a document nothing stays but their ids, so that feeds can retract them.

Feeds themselves hear of it with the next delivery, for nobody knows here where they all are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.database import DUE, Database, rewrite
from pipeline.feed.entities import Entity
from pipeline.feed.identity.entities import KnownEntities
from pipeline.feed.identity.identities import Identities
from pipeline.feed.identity.known import KnownDocument
from pipeline.feed.identity.opening import FEED_FILE, opened_database
from pipeline.feed.locking import locked
from pipeline.state.forgetting import Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class ForgottenFacts:
    """What the identities of a run have of a subject: documents by their ids, and how many facts."""

    documents: tuple[str, ...] = ()
    facts: int = 0


def forget_fed(directory: Path, subject: Subject, *, dry_run: bool = False) -> ForgottenFacts:
    """Remove a subject from the identities of a run, if it was ever fed.

    Args:
        directory: where the run wrote.
        subject: what is to be forgotten.
        dry_run: only say what would go.

    Raises:
        DirectoryLocked: a feed works on the run.
        StateUnknown: a later version wrote the identities, or they are broken.
        OutputUnwritable: the disk is full; either nothing was removed, or all but the old bytes, which the
            next opening removes.
    """
    if not (directory / FEED_FILE).is_file():
        return ForgottenFacts()
    with locked(directory), opened_database(directory) as database:
        facts = {id: len(known.facts) for id, known in _documents(database) if _is_in(subject, id, known)}
        if not dry_run:
            _forget(database, facts)
            rewrite(database, "identities")
        return ForgottenFacts(documents=tuple(facts), facts=sum(facts.values()))


def forget_if(database: Database, is_forgotten: Callable[[str], bool]) -> None:
    """Forget the documents of which a function says so, where a forgetting was killed before it came here."""
    found = [id for id in database.column("SELECT id FROM documents ORDER BY id") if is_forgotten(id)]
    _forget(database, found)
    rewrite(database, "identities")


def _forget(database: Database, documents: Iterable[str]) -> None:
    """Remove documents; the ids of their facts stay, for they are never given again.

    Raises:
        OutputUnwritable: the disk is full; nothing was removed.
    """
    forgotten = set(documents)
    if not forgotten:
        return
    identities, entities = Identities(database), KnownEntities(database)
    with database.transaction():
        for id in sorted(forgotten):
            used = ((fact_id,) for fact_id in sorted(identities.of(id).used))
            database.execute_many("INSERT OR IGNORE INTO forgotten VALUES (?)", used)
            database.execute("DELETE FROM documents WHERE id = ?", (id,))
        for entity in [one for one in entities.all() if not forgotten.isdisjoint(one.documents)]:
            _forget_in_entity(entities, entity, forgotten)
        database.execute("DELETE FROM meta WHERE key = 'stamp'")
        database.execute(DUE)


def _documents(database: Database) -> Iterator[tuple[str, KnownDocument]]:
    for id, facts in database.rows("SELECT id, facts FROM documents ORDER BY id"):
        yield id, KnownDocument.unpacked(facts)


def _is_in(subject: Subject, document: str, known: KnownDocument) -> bool:
    pieces = (piece.text for fact in known.open for piece in fact.pieces)
    return subject.is_in(document) or any(map(subject.is_named_in, pieces))


def _forget_in_entity(entities: KnownEntities, entity: Entity, documents: set[str]) -> None:
    """Remove documents from what is known of an entity; one that no other document names is retired."""
    left = tuple(id for id in entity.documents if id not in documents)
    members = tuple(member for member in entity.members if member.partition("@")[2] not in documents)
    if left and members:
        entities.replace([entity], [replace(entity, documents=left, members=members)])
    else:
        entities.replace([entity], [])
        entities.retire(entity.id)
