"""What was forgotten of a run, as feeds must know it: what they gave away before may still name it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pipeline.state import State
from pipeline.state.opening import STATE_FILE
from pipeline.state.tombstones import Tombstones


class Forgotten:
    """The tombstones of a run."""

    def __init__(self, tombstones: Tombstones | None) -> None:
        """Look at tombstones; at none where the run keeps no state."""
        self._tombstones = tombstones
        self.digest = tombstones.digest if tombstones else None

    def has_document(self, id: str) -> bool:
        """Whether a document was forgotten."""
        return self._tombstones is not None and self._tombstones.is_forgotten(id=id)

    def is_in(self, row: dict[str, Any]) -> bool:
        """Whether a fact or an entity, as JSON, is of a forgotten document or page, or names a person."""
        tombstones = self._tombstones
        if tombstones is None or self.digest is None:
            return False
        record, source = row.get("record", {}), row.get("source", {})
        document = record.get("document", {})
        urls = {document.get("url"), *source.get("urls", ())} - {None}
        if document and tombstones.is_forgotten(id=document["id"]):
            return True
        if any(tombstones.is_forgotten(url=url) for url in urls):
            return True
        return tombstones.has_persons and any(map(tombstones.names_forgotten, set(_texts(row))))


def digest_of_forgotten(directory: Path) -> str | None:
    """The digest of all that was forgotten of a run so far.

    Raises:
        StateUnknown: another version wrote the state, or it is broken.
    """
    with what_was_forgotten(directory) as forgotten:
        return forgotten.digest


@contextmanager
def what_was_forgotten(directory: Path) -> Iterator[Forgotten]:
    """The tombstones of a run.

    Raises:
        StateUnknown: another version wrote the state, or it is broken.
    """
    if not (directory / STATE_FILE).is_file():
        yield Forgotten(None)
        return
    with State.reading(directory) as state:
        yield Forgotten(state.tombstones)


def _texts(value: Any) -> Iterator[str]:
    """All strings of a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _texts(item)
