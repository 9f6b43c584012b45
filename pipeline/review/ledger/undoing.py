"""Taking back what one click did: by a decision of its own, for no line of the book is ever removed.

What somebody has decided again since stays as that one left it. Where two reviewers work independently, that
somebody is oneself, or who settled the dispute.
"""

from __future__ import annotations

from pipeline.database import Database
from pipeline.review.decisions import Undone
from pipeline.review.errors import NothingToUndo
from pipeline.review.ledger.alike import choose, derive_chosen
from pipeline.review.ledger.book import EFFECTIVE, Writing
from pipeline.review.ledger.derived import derive, is_double

_FIRST = f"""
SELECT decisions.record, decisions.document, documents.id FROM decisions
JOIN documents ON documents.number = decisions.document
WHERE act = ? AND reviewer = ? AND {EFFECTIVE} ORDER BY decisions.number LIMIT 1
"""
_EFFECTIVE_LATER = EFFECTIVE.replace("decisions.", "later.")
_LATER = f"""
SELECT 1 FROM decisions later
WHERE later.record = decisions.record AND later.number > decisions.number
    AND (NOT ?2 OR later.settling OR later.reviewer = decisions.reviewer) AND {_EFFECTIVE_LATER}
"""
_LAST = f"SELECT act FROM decisions WHERE reviewer = ?1 AND {EFFECTIVE} {{}} ORDER BY number DESC LIMIT 1"
_LAST_FREE = _LAST.format(f"AND (record IS NULL OR NOT EXISTS ({_LATER}))")
_LAST_OF_ALL = _LAST.format("")
_TAKEN_BACK = f"""
SELECT decisions.record, decisions.document, records.shown, records.found, records.decision, decisions.number
FROM decisions JOIN records ON records.number = decisions.record
WHERE decisions.act = ?1 AND {EFFECTIVE} AND NOT EXISTS ({_LATER})
"""
_KEPT = f"""
SELECT records.id FROM decisions JOIN records ON records.number = decisions.record
WHERE decisions.act = ?1 AND {EFFECTIVE} AND EXISTS ({_LATER}) ORDER BY decisions.number
"""
_DOCUMENT = """
SELECT documents.id FROM decisions JOIN documents ON documents.number = document
WHERE act = ? ORDER BY decisions.number LIMIT 1
"""
_MARKS = f"SELECT number FROM decisions WHERE act = ? AND {EFFECTIVE}"


def undo(database: Database, reviewer: str, act: int | None = None) -> Undone:
    """Take back a reviewer's own act, by its number or the last one of which anything can be taken back.

    Raises:
        NothingToUndo: there is none, or it is another's, or it was taken back already.
        OutputUnwritable: the disk is full; nothing was saved.
    """
    with database.transaction():
        number = act if act is not None else _last_act(database, reviewer)
        first = database.row(_FIRST, (number, reviewer))
        if first is None:
            what = "there is no decision of yours that could be undone" if act is None else _not_yours(act)
            raise NothingToUndo(what)
        writing = Writing(database, reviewer, "undo")
        if first["record"] is None:
            _take_back_mark(database, writing, number, first["document"])
            return Undone(act=writing.act(), kept=(), document=first["id"])
        values = (number, is_double(database))
        kept = tuple(database.column(_KEPT, values))
        choose(database, _TAKEN_BACK, values)
        writing.add_chosen()
        derive_chosen(database)
        document = database.value(_DOCUMENT, (writing.number,)) or first["id"]
        return Undone(act=writing.act(), kept=kept, document=document)


def _last_act(database: Database, reviewer: str) -> int:
    """A reviewer's last act of which anything can be taken back, else the last that counts; 0 for none."""
    free = database.value(_LAST_FREE, (reviewer, is_double(database)))
    return int(free or database.value(_LAST_OF_ALL, (reviewer,)) or 0)


def _not_yours(act: int) -> str:
    return f"{act}: no act of yours has this number, or it was undone already"


def _take_back_mark(database: Database, writing: Writing, act: int, document: int) -> None:
    """Take back that a document was marked done, or opened again."""
    for number in database.column(_MARKS, (act,)):
        writing.add(document, undoes=number)
    derive(database, document)
