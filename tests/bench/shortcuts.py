"""What the shortcuts through the language model cost in quality: `python -m tests.bench.shortcuts`.

F1 of each record type on annotated articles that were not read when the rules were made, with shortcuts and
without; the goal is for the difference, whichever way it goes.
"""

from __future__ import annotations

from models.documents import annotated_documents
from models.report import found_by, gold_of
from pipeline.records import TYPES, RecordType
from pipeline.score import Scores, scored
from pipeline.settings import Settings
from pipeline.stages import Pipeline
from tests.bench.asking import Asked, alone
from tests.bench.figures import Answer, Figure

GOAL = 0.003
WHAT = "F1 with shortcuts against without, difference"


def answer(asked: Asked) -> Answer:
    """The difference for each type."""
    missing = [path for path in (asked.gold, asked.press) if not path.exists()]
    if missing:
        return Answer(figures=[Figure(what=WHAT, goal=GOAL, note=f"not measured: there is no {missing[0]}")])
    unread = [one for one in annotated_documents(asked.gold, asked.press) if not one.was_read]
    unread = unread[: asked.documents]
    gold = gold_of(unread)
    taken: Scores = scored(gold, found_by(Pipeline(Settings()), unread))
    without: Scores = scored(gold, found_by(Pipeline(Settings(shortcuts=False)), unread))
    return Answer(figures=[_figure(kind, taken, without, len(unread)) for kind in TYPES])


def _figure(kind: RecordType, taken: Scores, without: Scores, articles: int) -> Figure:
    one, other = taken.types[kind].f1, without.types[kind].f1
    return Figure(
        what=f"{WHAT}: {kind}",
        goal=GOAL,
        value=round(abs(one - other), 4),
        note=f"{one:.4f}, {other:.4f} without; {articles} articles",
    )


if __name__ == "__main__":
    alone(answer, __doc__)
