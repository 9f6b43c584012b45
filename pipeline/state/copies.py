"""Copies: documents that share a band of their signatures with another, and those set aside for one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.state.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyRow:
    """A document that may be a copy."""

    id: str
    first_run: int
    state: str
    duplicate_of: str | None
    url: str | None


class Copies:
    """The index of bands."""

    def __init__(self, database: Database) -> None:
        """Work on a state."""
        self._database = database

    def of(self, document: str) -> list[str]:
        """The documents that were set aside for this one, sorted."""
        return self._database.column(
            "SELECT id FROM documents WHERE duplicate_of = ? ORDER BY id", (document,)
        )

    def sharing(self, bands: Sequence[int]) -> list[CopyRow]:
        """The documents that share one of these bands, in the order in which they stand.

        The first that was seen comes first, of those of one run the one with the smallest id.
        """
        rows = self._database.rows(
            "SELECT id, first_run, state, duplicate_of, url FROM documents WHERE number IN "
            f"(SELECT document FROM bands WHERE hash IN ({', '.join('?' * len(bands))})) "
            "ORDER BY first_run, id",
            bands,
        )
        return [CopyRow(**dict(row)) for row in rows]


def keep_bands(database: Database, number: int, bands: Sequence[int]) -> None:
    """Find a document by its bands from now on."""
    for band in bands:
        database.execute("INSERT OR IGNORE INTO bands VALUES (?, ?)", (band, number))


def drop_bands(database: Database, number: int, bands: Sequence[int]) -> None:
    """Find a document by its bands no more."""
    for band in bands:
        database.execute("DELETE FROM bands WHERE hash = ? AND document = ?", (band, number))
