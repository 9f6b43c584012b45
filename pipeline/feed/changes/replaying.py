r"""A snapshot out of deltas, as a consumer makes it.

Put each added or changed fact and entity under its id, and take away what is retracted; then sort: facts
before entities, facts by the id of their document and their own, entities by theirs. Strings compare by code
points. Written as compact JSON in UTF-8, that is the snapshot, byte for byte.

>>> list(replayed([b'{"op":"add","entity":{"entity_id":"entity-1","name":"Norvera"}}']))
[b'{"entity_id":"entity-1","name":"Norvera"}\n']
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import orjson

from pipeline.feed.changes.items import key_of
from pipeline.feed.changes.lines import named, versions
from pipeline.feed.changes.manifest import read_manifest

Standing = dict[str, dict[str, Any]]
"""What stands, by its id."""


def taken(line: bytes, standing: Standing) -> None:
    """Do to what stands what a line of a delta says; to take it twice does no harm."""
    row = orjson.loads(line)
    if said := versions(row):
        standing[named(row).id] = said[-1]
    else:
        standing.pop(named(row).id, None)


def replayed(lines: Iterable[bytes]) -> Iterator[bytes]:
    """The lines of the snapshot that the lines of all deltas, one after the other, make."""
    standing: Standing = {}
    for line in lines:
        taken(line, standing)
    return (orjson.dumps(row) + b"\n" for row in sorted(standing.values(), key=key_of))


def delta_lines(place: Path, since: int = 0) -> Iterator[bytes]:
    """The lines of the deltas behind the one that a consumer took last.

    Raises:
        StateUnknown: the feed is not whole.
    """
    manifest = read_manifest(place)
    for delta in manifest.deltas if manifest else ():
        if delta.sequence > since:
            with (place / delta.file).open("rb") as lines:
                yield from lines
