"""Forgetting in a feed: what was given away is taken out of the deltas that gave it.

A delta without forgotten lines is a file of another name, which the next manifest points to; until then the
feed is as it was. Consumers who have taken the former one hear of it by the retractions that follow.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson

from pipeline.feed.changes.lines import Named, named, versions
from pipeline.feed.changes.manifest import Delta, Digested, Manifest
from pipeline.feed.forgotten import Forgotten
from pipeline.store import whole_file


def tainted(place: Path, manifest: Manifest | None, forgotten: Forgotten) -> frozenset[Named]:
    """The facts and entities of which a feed has said something that was forgotten since.

    An entity that such a fact names counts too, for what it says of posts may come from there; and so does a
    person with a post at such an organisation, whose name may.
    """
    if manifest is None or manifest.forgotten == forgotten.digest:
        return frozenset()
    found: set[Named] = set()
    for one, said in _all_given(place, manifest):
        if forgotten.is_in(said):
            found.add(one)
            found.update(_entities(said))
    at_them = (one for one, said in _all_given(place, manifest) if not found.isdisjoint(_employers(said)))
    return frozenset(found.union(at_them) if found else ())


def rewritten(place: Path, manifest: Manifest, forgotten: frozenset[Named]) -> Manifest:
    """The manifest with the deltas that say nothing of these any more; those that did are written anew.

    Args:
        place: where the feed is.
        manifest: as it is.
        forgotten: facts and entities.

    Raises:
        OutputUnwritable: the disk is full.
    """
    if not forgotten:
        return manifest
    number = manifest.sequence + 1
    deltas = tuple(_rewritten(place, delta, forgotten, number) for delta in manifest.deltas)
    changed = {new.sequence for new, old in zip(deltas, manifest.deltas, strict=True) if new != old}
    return manifest.model_copy(
        update={"deltas": deltas, "rewritten": tuple(sorted(changed.union(manifest.rewritten)))}
    )


def _all_given(place: Path, manifest: Manifest) -> Iterator[tuple[Named, dict[str, Any]]]:
    """All that a feed has given away, in every version."""
    for delta in manifest.deltas:
        for _, row in _lines(place / delta.file):
            for version in versions(row):
                yield named(row), version


def _lines(path: Path) -> Iterator[tuple[bytes, dict[str, Any]]]:
    """The lines of a delta, as they stand and read."""
    with path.open("rb") as lines:
        for line in lines:
            yield line, orjson.loads(line)


def _entities(row: dict[str, Any]) -> Iterator[Named]:
    """The entities that a fact names."""
    for id in (row.get("person"), *row.get("organizations", {}).values()):
        if id:
            yield Named("entity", id)


def _employers(row: dict[str, Any]) -> Iterator[Named]:
    """The organisations at which an entity has posts."""
    for tenure in row.get("tenures", ()):
        if tenure["organization_id"]:
            yield Named("entity", tenure["organization_id"])


def _rewritten(place: Path, delta: Delta, forgotten: frozenset[Named], number: int) -> Delta:
    """A delta without what was forgotten, written anew by the delivery with a number."""
    if not any(_gives_away(row, forgotten) for _, row in _lines(place / delta.file)):
        return delta
    name = f"{delta.sequence:06}-{number:06}.delta.jsonl"
    counts = {"add": 0, "change": 0, "retract": 0}
    with whole_file(place / name) as stream:
        written = Digested(stream)
        for line, row in _lines(place / delta.file):
            if not _gives_away(row, forgotten):
                written.write(line)
                counts[row["op"]] += 1
    return Delta(sequence=delta.sequence, file=name, bytes=written.bytes, sha256=written.sha256, **counts)


def _gives_away(row: dict[str, Any], forgotten: frozenset[Named]) -> bool:
    return row["op"] != "retract" and named(row) in forgotten
