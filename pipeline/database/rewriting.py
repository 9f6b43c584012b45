"""Writing a file anew without what was deleted, so that its bytes are gone too.

That it is due is noted in the table `meta` with what was deleted, and the note goes when it is done: a call
that was killed in between is made good at the next opening.
"""

from __future__ import annotations

import logging

from pipeline.database.database import Database

log = logging.getLogger(__name__)

DUE = "INSERT OR REPLACE INTO meta VALUES ('rewrite', 1)"
"""Notes that a rewriting is due; for the transaction that deletes."""


def rewrite(database: Database, name: str) -> None:
    """Write the file anew without what was deleted, if that is due.

    Raises:
        OutputUnwritable: the disk is full; it stays due.
    """
    if database.value("SELECT 1 FROM meta WHERE key = 'rewrite'") is None:
        return
    database.execute("VACUUM")
    if database.value("PRAGMA wal_checkpoint(TRUNCATE)"):
        log.warning("a reader holds the %s; what was forgotten leaves its file when it is next opened", name)
        return
    database.execute("DELETE FROM meta WHERE key = 'rewrite'")
