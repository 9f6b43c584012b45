"""Opening a file: the connection, and whether the file is one of ours and of which version."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Literal

from pipeline.database.database import Database
from pipeline.database.schema import Schema
from pipeline.errors import OutputUnwritable, StateUnknown

_WAIT_SECONDS = 30.0  # for another that holds the file for a moment
_IDENTITY = """
SELECT (SELECT count(*) FROM sqlite_schema), user_version, application_id
FROM pragma_user_version, pragma_application_id
"""
"""In one statement: another may be making the file meanwhile, and would be seen half way."""


def connected(path: Path, mode: Literal["ro", "rwc"], *, any_thread: bool = False) -> sqlite3.Connection:
    """A connection to a file, in autocommit mode.

    Args:
        path: the file.
        mode: only for reading, or made where it is missing.
        any_thread: whether another thread than this one may use it, one at a time.

    Raises:
        OutputUnwritable: it cannot be opened.
    """
    uri = f"{path.resolve().as_uri()}?mode={mode}"
    try:
        return sqlite3.connect(
            uri, uri=True, isolation_level=None, timeout=_WAIT_SECONDS, check_same_thread=not any_thread
        )
    except sqlite3.OperationalError as error:
        raise OutputUnwritable(f"{path}: cannot be opened: {error}") from error


def version_of(database: Database, path: Path, schema: Schema) -> int:
    """The version of a file's schema; 0 for a file that has just been made.

    Raises:
        StateUnknown: a later version wrote it, or it is another program's.
    """
    ((tables, version, owner),) = database.rows(_IDENTITY)
    if version > schema.version and owner == schema.application:
        raise StateUnknown(
            f"{path}: was written by a later version (schema {version}, this one knows {schema.version}); "
            "install that version or use another directory"
        )
    if (version or tables or owner) and (owner != schema.application or not version):
        raise StateUnknown(f"{path}: is no {schema.name} of pressfacts; use another directory")
    return int(version)
