"""What the book keeps is what follows from the run, the decisions and the articles, whatever was done."""

from __future__ import annotations

import shutil
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from pipeline.article import Article
from pipeline.records import Record
from pipeline.review.decisions import OPEN, REASONS, Decision, Reason
from pipeline.review.errors import NothingToUndo, Undecided
from pipeline.review.ledger import Ledger
from pipeline.review.ledger.book import lines_where
from pipeline.review.ledger.versions import article_of, record_of
from pipeline.review.query import Query
from pipeline.review.standing import Entry, Stand, stands
from tests.review.making import article, record
from tests.review.runs import written

REVIEWERS = st.sampled_from(["Ann", "Ben", "Cem"])
DOCUMENTS = ("one", "two")
DRAWN = st.integers(0, 99)

Content = tuple[Article, list[Record]]


def content(id: str, drawn: int) -> Content | None:
    """A document as one of several runs might leave it; `drawn` picks what the run says of each record."""
    if drawn % 11 == 10:
        return None
    before = "An editor's note.\n\n" if drawn % 2 else ""
    one = article(
        f"{before}Halvorsen Rail named Jane Roe chair on 1 May 2024. Jane Roe of Halvorsen Rail thanked all.",
        "Halvorsen Rail",
        id=id,
    )
    post = {"person": "Jane Roe", "title": "chair", "organization": "Halvorsen Rail"}
    status = "incoming" if drawn % 7 == 3 else "current"
    other = 1 if drawn % 5 == 2 else 0  # the same fact under another id
    records = [record(one, "role", post, status=status, ordinal=other, confidence=0.5 + drawn % 3 / 10)]
    if drawn % 3:
        records.append(record(one, "date", {"value": "1 May 2024"}, value="2024-05-01"))
    if drawn % 4:
        words = (
            {"person": "Jane Roe", "cue": "thanked"} if drawn % 13 else {"person": "Roe", "cue": "thanked"}
        )
        records.append(record(one, "speaker", words, person="Jane Roe", after=len(before) + 50))
    return one, records


class Reviewing(RuleBasedStateMachine):
    """Reviewers and runs in any order."""

    def __init__(self) -> None:
        """Begin in a directory of its own."""
        super().__init__()
        self.directory = Path(tempfile.mkdtemp())

    def teardown(self) -> None:
        self.ledger.close()
        shutil.rmtree(self.directory)

    @initialize(drawn=st.tuples(DRAWN, DRAWN))
    def begin(self, drawn: tuple[int, int]) -> None:
        self._write(drawn)
        self.ledger = Ledger.opened(self.directory)
        self.ledger.load()

    def _write(self, drawn: Sequence[int]) -> None:
        contents = [content(id, number) for id, number in zip(DOCUMENTS, drawn, strict=True)]
        written(self.directory, filter(None, contents))

    @rule(drawn=st.tuples(DRAWN, DRAWN))
    def run_again(self, drawn: tuple[int, int]) -> None:
        self._write(drawn)
        self.ledger.load()

    @rule(drawn=DRAWN)
    def work_apart(self, drawn: int) -> None:
        self.ledger.set_double(drawn % 4 == 0)

    @rule(
        reviewer=REVIEWERS,
        number=DRAWN,
        action=st.sampled_from(["accept", "reject", "edit"]),
        reason=st.sampled_from(list(REASONS)),
        settle=st.booleans(),
    )
    def decide(self, reviewer: str, number: int, action: str, reason: Reason, settle: bool) -> None:
        seen = [
            standing
            for document in self._documents()
            for standing in self.ledger.sheet(document, None if settle else reviewer).standings
        ]
        if not seen:
            return
        standing = seen[number % len(seen)]
        id, token, shown = standing.record.id, standing.seen, standing.record
        if action == "accept":
            self.ledger.accept(id, token, reviewer, settle=settle)
        elif action == "reject":
            self.ledger.reject(id, token, reviewer, reason, settle=settle)
        else:
            changed = {"confidence": 0.4} if number % 3 else {"status": "former", "role": "event"}
            known = {name: value for name, value in changed.items() if hasattr(shown, name)}
            self.ledger.edit(id, token, reviewer, shown.model_copy(update=known), settle=settle)

    @rule(reviewer=REVIEWERS, number=DRAWN)
    def add(self, reviewer: str, number: int) -> None:
        for document in self._documents()[number % 2 :][:1]:
            source = self.ledger.sheet(document, reviewer).article
            words = {"value": "1 May 2024"}
            added = record(source, "date", words, value="2024-05-01", rule="review", ordinal=number % 3)
            self.ledger.add(document, reviewer, added)

    @rule(reviewer=REVIEWERS, document=st.sampled_from(DOCUMENTS))
    def accept_rest(self, reviewer: str, document: str) -> None:
        if document in self._documents():
            self.ledger.accept_rest(document, reviewer)

    @rule(reviewer=REVIEWERS, reject=st.booleans(), again=st.booleans())
    def decide_many(self, reviewer: str, reject: bool, again: bool) -> None:
        query = Query(
            states=("accepted", "edited", "added", "changed", "rejected") if again else (), done=True
        )
        self.ledger.bulk(query, "reject" if reject else "accept", reviewer, "duplicate" if reject else None)

    @rule(reviewer=REVIEWERS)
    def undo(self, reviewer: str) -> None:
        with suppress(NothingToUndo):
            self.ledger.undo(reviewer)

    @rule(reviewer=REVIEWERS, document=st.sampled_from(DOCUMENTS), again=st.booleans())
    def finish(self, reviewer: str, document: str, again: bool) -> None:
        if document in self._documents():
            with suppress(Undecided):
                (self.ledger.reopen if again else self.ledger.done)(document, reviewer)

    def _documents(self) -> list[str]:
        return [row.id for row in self.ledger.queue(Query(done=True), None).rows]

    @invariant()
    def what_is_kept_follows_from_the_book(self) -> None:
        if hasattr(self, "ledger"):
            for document in DOCUMENTS:
                assert _kept(self.ledger, document) == _rebuilt(self.ledger, document)


def _kept(ledger: Ledger, document: str) -> dict[str, Any]:
    """What the rows of a document say."""
    database = ledger._database
    number = database.value("SELECT number FROM documents WHERE id = ?", (document,))
    records = database.rows(
        "SELECT records.*, line FROM records JOIN versions ON versions.number = shown "
        "WHERE document = ? AND visible ORDER BY records.number",
        (number,),
    )
    rows = {
        row["id"]: (record_of(row["line"]), row["state"], row["decision"], row["reviewer"], row["reason"])
        for row in records
    }
    opinions = {
        (row["id"], row["reviewer"]): (row["state"], row["decision"])
        for row in database.rows(
            "SELECT records.id, opinions.* FROM opinions JOIN records ON records.number = record "
            "WHERE opinions.document = ?",
            (number,),
        )
    }
    sums = database.row("SELECT open, lowest, done FROM documents WHERE number = ?", (number,))
    return {"records": rows, "opinions": opinions, "sums": sums and tuple(sums)}


def _rebuilt(ledger: Ledger, document: str) -> dict[str, Any]:
    """The same, from what the run says, the book, and the article."""
    database = ledger._database
    row = database.row("SELECT * FROM documents WHERE id = ?", (document,))
    if row is None:
        return {"records": {}, "opinions": {}, "sums": None}
    source = article_of(row["article"])
    lines = list(lines_where(database, "decisions.document = ? ORDER BY decisions.number", (row["number"],)))
    undone = {line.undoes for line in lines}
    lines = [line for line in lines if line.action != "undo" and line.number not in undone]
    finished = _finished(ledger, row["number"], lines, source)
    found = _stands(ledger, row["number"], lines, source, finished) if row["present"] else {}
    shown = {id: stand for id, stand in found.items() if stand.record is not None}
    still_open = [stand.record for stand in shown.values() if stand.state in OPEN]
    lowest = min((each.confidence for each in still_open if each), default=None)
    done = len(finished) > ledger.double and not still_open
    return {
        "records": {id: _row(stand) for id, stand in shown.items()},
        "opinions": {
            (id, opinion.decision.reviewer): (opinion.state, opinion.decision.number)
            for id, stand in found.items()
            for opinion in stand.opinions
        },
        "sums": (len(still_open), lowest, done),
    }


def _row(stand: Stand) -> tuple[Any, ...]:
    counts = stand.decision
    told = (counts.number, counts.reviewer, counts.reason) if counts else (None, None, None)
    return (stand.record, stand.state, *told)


def _finished(ledger: Ledger, number: int, lines: list[Decision], source: Article) -> set[str]:
    """Who has said of this text that it is done."""
    said: dict[str, bool] = {}
    for line in lines:
        if line.record is None:
            content = ledger._database.value("SELECT content FROM decisions WHERE number = ?", (line.number,))
            said = said if ledger.double else {}
            said[line.reviewer] = line.action == "done" and content == source.content_sha256
    return {reviewer for reviewer, done in said.items() if done}


def _stands(
    ledger: Ledger, number: int, lines: list[Decision], source: Article, finished: set[str]
) -> dict[str, Stand]:
    decisions: dict[str | None, list[Decision]] = defaultdict(list)
    for line in lines:
        decisions[line.record].append(line)
    rows = ledger._database.rows(
        "SELECT records.id, line FROM records LEFT JOIN versions ON versions.number = found "
        "WHERE document = ? ORDER BY records.number",
        (number,),
    )
    entries = [
        Entry(
            id=row["id"],
            found=record_of(row["line"]) if row["line"] else None,
            decisions=tuple(decisions[row["id"]]),
        )
        for row in rows
    ]
    return stands(entries, source, double=ledger.double, finished=frozenset(finished))


TestReviewing = Reviewing.TestCase
TestReviewing.settings = settings(
    max_examples=25,
    stateful_step_count=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
