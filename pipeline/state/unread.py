"""What never became a document: broken lines, pages that did not come, second documents of one id.

Each source has its own, and reading it again replaces them.
"""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.database import encodable
from pipeline.errors import Rejection
from pipeline.state.database import Database
from pipeline.store import json_line

Order = tuple[str, str, str, str, tuple[str, bool, int]]


def order_of(rejection: Rejection) -> Order:
    """What `rejected.jsonl` is sorted by: document, place, code, message, the record's place."""
    place = rejection.record
    position = (place.type, place.part == "text", place.start) if place else ("", False, 0)
    return (rejection.document or "", rejection.where, rejection.code, rejection.message, position)


def rejection_lines(rejections: Iterable[Rejection]) -> list[bytes]:
    """Rejections as lines, in the order of the file."""
    return [json_line(rejection) for rejection in sorted(map(_encodable, rejections), key=order_of)]


class Unread:
    """The table of what could not be read."""

    def __init__(self, database: Database) -> None:
        """Work on a state."""
        self._database = database

    def put(self, origin: str, rejections: Iterable[Rejection]) -> None:
        """Replace what a source could not give."""
        wanted = sorted(map(_encodable, rejections), key=order_of)
        if wanted == self.of(origin):
            return
        with self._database.transaction():
            self._database.execute("DELETE FROM unread WHERE origin = ?", (origin,))
            for rejection in wanted:
                self._database.execute(
                    "INSERT INTO unread VALUES (?, ?, ?, ?, ?, ?)",
                    (origin, *order_of(rejection)[:4], json_line(rejection)),
                )
            self._database.mark_changed()

    def of(self, origin: str) -> list[Rejection]:
        """What a source could not give."""
        lines = self._database.column("SELECT line FROM unread WHERE origin = ?", (origin,))
        return sorted(map(Rejection.model_validate_json, lines), key=order_of)


def _encodable(rejection: Rejection) -> Rejection:
    """The rejection as a file can hold it: a file's name need not be Unicode."""
    texts = {
        "document": encodable(rejection.document) if rejection.document else rejection.document,
        "where": encodable(rejection.where),
        "message": encodable(rejection.message),
    }
    return rejection.model_copy(update=texts)
