"""A delivery: the facts of a run into a database, in one transaction.

The database then says what the run says. What it had before and the run has no more is retracted, with the
reason. A delivery that finds nothing different writes nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from pipeline.feed.delivered import Delivered
from pipeline.feed.entities.entity import EntityKind
from pipeline.feed.sources import FedDocument, Feeding, Selection, feeding
from pipeline.feed.sql import rewriting
from pipeline.feed.sql.address import address
from pipeline.feed.sql.opening import opened
from pipeline.feed.sql.rows import document_thing, entity_thing, fact_thing, named_entities
from pipeline.feed.sql.schema import bring_up_to_date
from pipeline.feed.sql.staging import Staging
from pipeline.feed.sql.tables import DOCUMENTS, ENTITIES, FACTS
from pipeline.feed.sql.target import Target
from pipeline.feed.sql.withdrawing import withdraw

_BATCH = 4_000  # facts or entities


def deliver(directory: Path, url: str, selection: Selection, *, confirm: bool = False) -> Delivered:
    """Bring a database up to what a run says.

    Args:
        directory: the run's.
        url: `sqlite:///FILE` or `postgresql://…`.
        selection: which facts the registry takes.
        confirm: let a source lose more than the guard allows.

    Raises:
        WrongUse: the URL is none, or there is nothing to select.
        SourceMissing: no run has written in `directory`.
        ExtraMissing: the driver is not installed.
        StateUnknown: the database has other tables, or those of a later version.
        TargetUnreachable: the database does not answer, or went away; it is as it was.
        OutputUnwritable: it does not take what is written, or its disk is full; it is as it was.
        DirectoryLocked: another delivery is under way, from the run or into the database.
        DeletionGuard: a source would lose too much; the database is as it was.
    """
    place = address(url)
    with feeding(directory, selection) as feed, opened(place) as target:
        return write(target, feed, confirm=confirm)


def write(target: Target, feed: Feeding, *, confirm: bool) -> Delivered:
    """Write what a run feeds into an open database; see `deliver`."""
    with target.transaction():
        bring_up_to_date(target)
        staging = Staging(target)
        target.look_up()
        counts = _put_all(staging, feed)
        retracted = withdraw(target, staging, feed, confirm=confirm)
        if retracted.is_any_forgotten:
            rewriting.note(target)
        is_due = rewriting.is_due(target)
    if is_due:
        rewriting.rewrite(target)
    return Delivered(
        added=counts["added"],
        changed=counts["changed"],
        retracted=retracted.facts,
        unchanged=counts["facts"] - counts["added"] - counts["changed"],
    )


def _put_all(staging: Staging, feed: Feeding) -> Counter[str]:
    """Write documents, facts and entities; how many facts there are, and were added and changed."""
    counts: Counter[str] = Counter()
    portraits = feed.portraits()
    known: dict[str, EntityKind] = {}
    for batch in _batches(feed.documents()):
        facts = [fact for document in batch for fact in document.facts]
        named = {id: kind for fact in facts for id, kind in named_entities(fact).items() if id not in known}
        staging.introduce(named)
        staging.put(DOCUMENTS, [document_thing(one.article, one.facts[0].source) for one in batch])
        put = staging.put(FACTS, [fact_thing(fact) for fact in facts])
        counts.update(facts=len(facts), added=put.added, changed=put.changed)
        known |= named
        for fact in facts:
            portraits.add(fact)
    entities = map(entity_thing, portraits.entities())
    while things := list(islice(entities, _BATCH)):
        staging.put(ENTITIES, things)
    return counts


def _batches(documents: Iterable[FedDocument]) -> Iterator[list[FedDocument]]:
    """The documents that have facts, whole ones together: facts refer to others of their document."""
    batch: list[FedDocument] = []
    size = 0
    for document in documents:
        if document.facts:
            batch.append(document)
            size += len(document.facts)
        if size >= _BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
