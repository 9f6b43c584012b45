"""What a file's tables are, and how an older file becomes today's.

A migration never changes once it was released: a new one is added behind it. `PRAGMA user_version` says how
many of them a file has seen, `PRAGMA application_id` whose file it is.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Schema:
    """The tables of one kind of file.

    `name` is what messages call such a file; `application` the id in the file's header; a migration makes
    version n out of version n - 1, and the first begins with an empty file.
    """

    name: str
    application: int
    migrations: tuple[str, ...]

    @property
    def version(self) -> int:
        """The version of today."""
        return len(self.migrations)

    def statements(self, version: int, target: int | None = None) -> Iterator[str]:
        """What brings a file of a version (0: an empty one) to another, one statement at a time.

        >>> list(Schema(name="box", application=7, migrations=("CREATE TABLE box (x);",)).statements(0))
        ['CREATE TABLE box (x);', 'PRAGMA application_id = 7', 'PRAGMA user_version = 1']
        """
        target = self.version if target is None else target
        for migration in self.migrations[version:target]:
            yield from _statements(migration)
        yield f"PRAGMA application_id = {self.application}"
        yield f"PRAGMA user_version = {target}"


def _statements(script: str) -> Iterator[str]:
    """The statements of a script; each begins on a line of its own."""
    statement = ""
    for line in script.splitlines():
        statement = f"{statement}\n{line}".strip()
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
