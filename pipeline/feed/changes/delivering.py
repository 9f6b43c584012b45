"""Feeding changes: the next delta and the snapshot after it, and last the manifest that names them.

The snapshot of the last time is gone through next to what the run gives now. A call that is killed leaves the
feed as it was, with files that no manifest names, which the next call removes.
"""

from __future__ import annotations

import hashlib
import secrets
from collections import Counter
from collections.abc import Iterable, Iterator
from operator import attrgetter
from pathlib import Path

from pipeline.errors import StateUnknown, WrongUse
from pipeline.feed.aligning import aligned
from pipeline.feed.changes.comparing import Comparing
from pipeline.feed.changes.items import Item, item_of_entity, item_of_fact, item_of_line
from pipeline.feed.changes.manifest import (
    MANIFEST,
    Delta,
    Digested,
    Manifest,
    Snapshot,
    not_of_a_feed,
    read_manifest,
    remove_strays,
)
from pipeline.feed.changes.scrubbing import rewritten, tainted
from pipeline.feed.delivered import Delivered
from pipeline.feed.forgotten import forgotten_documents, what_was_forgotten
from pipeline.feed.locking import locked
from pipeline.feed.sources import Feeding, Selection, feeding
from pipeline.store import leftovers_in, prepared_directory, whole_file, whole_files

_OF_A_RUN = ("state.sqlite", "records.jsonl", "articles.jsonl", "review.sqlite")


def deliver(directory: Path, place: Path, selection: Selection, *, confirm: bool = False) -> Delivered:
    """Bring a change feed up to what a run says now; the second call in a row changes no byte.

    Args:
        directory: the run's.
        place: the directory of the feed, made where there is none.
        selection: what is fed.
        confirm: let a source lose more than the guard allows.

    Raises:
        SourceMissing: no run has written in `directory`.
        WrongUse: a line is not what this version's runs write, or the place has files of others.
        DirectoryLocked: another feed works on one of the two.
        DeletionGuard: a source would lose too much; the feed is as it was.
        StateUnknown: the feed, or what lies beside the run, is of another version or broken.
        OutputUnwritable: the disk is full; the feed is as it was.
    """
    _check_is_ours(place)
    # before the run is opened: what is forgotten from now on may still be in the files that are read
    digest = forgotten_documents(directory).digest
    with feeding(directory, selection) as feed, locked(prepared_directory(place)):
        manifest = read_manifest(place)
        _clean(place, manifest)
        try:
            with what_was_forgotten(directory) as forgotten:
                named = tainted(place, manifest, forgotten)
            comparing = Comparing(feed, named)
            former = rewritten(place, manifest or _empty(selection), named)
            now = _written(place, former, comparing, _items(feed), confirm=confirm)
            marks = {"min_confidence": selection.min_confidence, "forgotten": digest}
            _publish(place, manifest, now.model_copy(update=marks))
            return comparing.delivered
        finally:
            _clean(place, read_manifest(place))


def _check_is_ours(place: Path) -> None:
    """See that a place is free for a feed before anything is left there.

    Raises:
        WrongUse: a run or somebody else has files there.
    """
    if place.exists() and not place.is_dir():
        raise WrongUse(f"{place}: is a file; name a directory with --to")
    if any((place / name).exists() for name in _OF_A_RUN):
        raise WrongUse(f"{place}: a run keeps its own files there; name another directory with --to")
    if place.is_dir() and not (place / MANIFEST).exists() and (others := not_of_a_feed(place)):
        raise WrongUse(f"{place}: has files of others, as {others[0]}; name another directory with --to")


def _clean(place: Path, manifest: Manifest | None) -> None:
    remove_strays(place, manifest)
    for leftover in leftovers_in(place):
        leftover.unlink(missing_ok=True)


def _empty(selection: Selection) -> Manifest:
    """A feed that has nothing, and is like no other one that was begun at its place."""
    digest = hashlib.sha256().hexdigest()
    snapshot = Snapshot(file="000000.snapshot.jsonl", bytes=0, sha256=digest, facts=0, entities=0)
    return Manifest(
        feed=f"feed-{secrets.token_hex(8)}",
        sequence=0,
        min_confidence=selection.min_confidence,
        snapshot=snapshot,
        deltas=(),
    )


def _items(feed: Feeding) -> Iterator[Item]:
    """All that the run gives, in the order of a snapshot."""
    portraits = feed.portraits()
    for document in feed.documents():
        for fact in sorted(document.facts, key=lambda fact: fact.fact_id):
            portraits.add(fact)
            yield item_of_fact(fact)
    yield from map(item_of_entity, portraits.entities())


def _written(
    place: Path, former: Manifest, comparing: Comparing, items: Iterable[Item], *, confirm: bool
) -> Manifest:
    """Write the next delta and the snapshot after it; the manifest that has them, if there is any news."""
    number = former.sequence + 1
    names = (f"{number:06}.delta.jsonl", f"{number:06}.snapshot.jsonl")
    with whole_files([place / name for name in names]) as streams:
        delta, snapshot = map(Digested, streams)
        for pair in aligned(_former_items(place, former), items, key=attrgetter("key")):
            heard, stands = comparing.compared(pair)
            delta.write(heard)
            snapshot.write(stands)
        for line in comparing.rest():
            delta.write(line)
        if not confirm:
            comparing.check()
    if not comparing.is_change:
        return former
    return former.model_copy(
        update={
            "sequence": number,
            "snapshot": _snapshot(names[1], snapshot, comparing.standing),
            "deltas": (*former.deltas, _delta(number, names[0], delta, comparing.lines)),
        }
    )


def _snapshot(name: str, written: Digested, standing: Counter[str]) -> Snapshot:
    counts = {"facts": standing["fact"], "entities": standing["entity"]}
    return Snapshot(file=name, bytes=written.bytes, sha256=written.sha256, **counts)


def _delta(number: int, name: str, written: Digested, lines: Counter[str]) -> Delta:
    counts = {op: lines[op] for op in ("add", "change", "retract")}
    return Delta(sequence=number, file=name, bytes=written.bytes, sha256=written.sha256, **counts)


def _former_items(place: Path, former: Manifest) -> Iterator[Item]:
    """What the last snapshot says.

    Raises:
        StateUnknown: it is not the one that the manifest names.
    """
    path, digest = place / former.snapshot.file, hashlib.sha256()
    if former.snapshot.bytes:
        with path.open("rb") as lines:
            for line in lines:
                digest.update(line)
                yield item_of_line(line.rstrip(b"\n"))
    if digest.hexdigest() != former.snapshot.sha256:
        raise StateUnknown(f"{path}: is not what {MANIFEST} says; bring back a copy of the feed")


def _publish(place: Path, former: Manifest | None, now: Manifest) -> None:
    """Put the manifest in the place of the former one, and remove what it does not name."""
    if not now.snapshot.bytes and not (place / now.snapshot.file).exists():
        with whole_file(place / now.snapshot.file):
            pass
    if now != former:
        with whole_file(place / MANIFEST) as stream:
            stream.write(now.line())
