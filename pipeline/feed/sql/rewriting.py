"""Writing a database anew when something was forgotten, so that its bytes leave the files too.

That it is due is noted with the deletion: a call that is killed in between is made good by the next one.
"""

from __future__ import annotations

from pipeline.feed.sql.schema import STATE, STATE_COLUMNS
from pipeline.feed.sql.target import Target

_KEY = "rewrite"
_IS_DUE = f"SELECT 1 FROM {STATE} WHERE key = '{_KEY}'"


def note(target: Target) -> None:
    """Note that it is due; in the transaction that deletes."""
    if not is_due(target):
        target.load(STATE, STATE_COLUMNS, [(_KEY, "due")])


def is_due(target: Target) -> bool:
    """Whether it is due; in the transaction."""
    return any(target.rows(_IS_DUE))


def rewrite(target: Target) -> None:
    """Write the database anew; behind the transaction.

    Raises:
        OutputUnwritable: the disk is full; it stays due.
    """
    target.rewrite()
    target.execute(f"DELETE FROM {STATE} WHERE key = '{_KEY}'")
