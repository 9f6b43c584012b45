"""What was forgotten of a run, as feeds must know it: what they gave away before may still name it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
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


@contextmanager
def what_was_forgotten(directory: Path) -> Iterator[Forgotten]:
    """The tombstones of a run, open while the block runs.

    Raises:
        StateUnknown: another version wrote the state, or it is broken.
    """
    with _tombstones(directory) as tombstones:
        yield Forgotten(tombstones)


@dataclass(frozen=True, slots=True)
class ForgottenDocuments:
    """Which documents of a run were forgotten until a moment; needs no open state.

    Attributes:
        has: whether one of them has an id.
        digest: a digest of all that was forgotten, None where nothing was; it tells that more was since.
    """

    has: Callable[[str], bool]
    digest: str | None


def forgotten_documents(directory: Path) -> ForgottenDocuments:
    """The documents of a run that were forgotten so far.

    Raises:
        StateUnknown: another version wrote the state, or it is broken.
    """
    with _tombstones(directory) as tombstones:
        if tombstones is None:
            return ForgottenDocuments(lambda id: False, None)
        return ForgottenDocuments(tombstones.forgotten_ids(), tombstones.digest)


@contextmanager
def _tombstones(directory: Path) -> Iterator[Tombstones | None]:
    """The tombstones of a run, None where it keeps no state."""
    if not (directory / STATE_FILE).is_file():
        yield None
        return
    with State.reading(directory) as state:
        yield state.tombstones


def _texts(value: Any) -> Iterator[str]:
    """All strings of a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _texts(item)
