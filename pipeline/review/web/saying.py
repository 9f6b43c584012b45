"""What the desk says after a click, in words that a screen reader reads out too."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.review.decisions import REASONS, Action, Decision, Reason
from pipeline.review.showing.templating import counted
from pipeline.review.web.desk import Desk

SAID = {
    "accepted": "Accepted.",
    "already": "Already accepted.",
    "rejected": "Rejected.",
    "edited": "Saved.",
    "added": "Added.",
    "rest": "Accepted all that remained.",
    "moved": "A new run has changed the records. Nothing was saved: look at them, then decide.",
    "reopened": "The document is open again.",
    "done": "The document before this one is done.",
    "nothing": "There is nothing of yours to take back.",
    "kept": "Others have decided since on what you did last; it was left as it is.",
}
"""What is said on the page that a form without a script leads to, by the word in its address."""

_DOING: dict[Action, str] = {
    "accept": "accepted {}",
    "reject": "rejected {}",
    "edit": "edited {}",
    "add": "added {}",
    "done": "marked {} as done",
    "reopen": "opened {} again",
}


def left(desk: Desk) -> str:
    """What is left to do at the desk."""
    if desk.open:
        return f"{desk.open} left."
    if desk.sheet.done:
        return "Nothing is left; the document is done: d goes on to the next."
    return "Nothing is left here: d marks the document done and goes on."


def rejected(reason: Reason) -> str:
    """A rejection with its reason."""
    return f"Rejected: {REASONS[reason]}."


def taken_back(history: Sequence[Decision], act: int, records: int, kept: int = 0) -> str:
    """What was undone.

    Args:
        history: the decisions on a document of it.
        act: the undoing.
        records: how many records it took back.
        kept: how many it left because others have decided them since.
    """
    undos = [one for one in history if one.act == act and one.action == "undo"]
    if not undos:
        return SAID["kept"] if kept else ""
    actions = {one.number: one.action for one in history}
    doing = _DOING.get(actions.get(undos[0].undoes or 0, "undo"), "decided {}")
    what = counted(records, "record") if undos[0].record else "the document"
    left = f" {counted(kept, 'record was', 'records were')} left: others have decided since." if kept else ""
    return f"Taken back: you had {doing.format(what)}.{left}"
