"""The ids of facts beside a run: given at the first appearance of a record, and kept.

What is written for one document does not depend on any other, so that a call that was killed goes on where it
stopped, with the same ids.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from pipeline.article import Article
from pipeline.database import Database
from pipeline.feed.facts import FeedReason
from pipeline.feed.identity.giving import ended, given
from pipeline.feed.identity.known import ClosedFact, KnownDocument, OpenFact
from pipeline.records import Record
from pipeline.review.decisions import RecordState

Found = tuple[Article, Sequence[tuple[Record, RecordState]]]

_BATCH = 500  # documents
_KNOWN = "SELECT facts FROM documents WHERE id = ?"
_KEEP = "INSERT INTO documents VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET facts = excluded.facts"
_UNSEEN = "SELECT id FROM documents WHERE id > ? AND id NOT IN (SELECT id FROM seen) ORDER BY id LIMIT ?"
_OF_STATE: dict[RecordState, FeedReason] = {"rejected": "rejected_in_review", "disputed": "disputed"}


class Withdrawal(NamedTuple):
    """Why a fact that was fed is fed no more, and the fact in its place, where there is one."""

    reason: FeedReason
    superseded_by: str | None = None


WhyWithdrawn = Callable[[str, str], Withdrawal]
"""Why a fact is not fed any more, by the ids of its document and of itself."""


class Identities:
    """The table of facts that the documents of a run have, or have had."""

    def __init__(self, database: Database) -> None:
        """Work on an open file."""
        self._database = database

    def is_current(self, stamp: str) -> bool:
        """Whether ids were given when the run looked like this."""
        return bool(self._database.value("SELECT value FROM meta WHERE key = 'stamp'") == stamp)

    def set_current(self, stamp: str) -> None:
        """Note what the run looked like when ids were given."""
        self._database.execute("INSERT OR REPLACE INTO meta VALUES ('stamp', ?)", (stamp,))

    def given(self, documents: Iterable[Found]) -> Iterator[Found]:
        """Note what all documents of the run say now; each is passed on.

        Args:
            documents: all that it has.

        Raises:
            OutputUnwritable: the disk is full; what was noted stays.
        """
        self._database.execute("CREATE TEMP TABLE IF NOT EXISTS seen (id TEXT PRIMARY KEY) WITHOUT ROWID")
        self._database.execute("DELETE FROM seen")
        remaining = iter(documents)
        while batch := list(islice(remaining, _BATCH)):
            with self._database.transaction():
                for article, found in batch:
                    self._note(article, found)
            yield from batch
        self._end_unseen()

    def of(self, document: str) -> KnownDocument:
        """What is known of the facts of a document."""
        data = self._database.value(_KNOWN, (document,))
        return KnownDocument() if data is None else KnownDocument.unpacked(data)

    def withdrawal(self, document: str, fact_id: str) -> Withdrawal:
        """Why a fact is not among those that are fed now; it must not be."""
        known = self.of(document)
        for fact in known.facts:
            if fact.fact_id == fact_id:
                return _withdrawal(fact, known.gone)
        return Withdrawal("forgotten" if self.is_forgotten(fact_id) else "page_withdrawn")

    def is_forgotten(self, fact_id: str) -> bool:
        """Whether a fact was forgotten: nothing but its id is known of it any more."""
        return self._database.value("SELECT 1 FROM forgotten WHERE fact_id = ?", (fact_id,)) is not None

    def _note(self, article: Article, found: Sequence[tuple[Record, RecordState]]) -> None:
        self._database.execute("INSERT INTO seen VALUES (?)", (article.id,))
        known = self.of(article.id)
        now = given(known, article, found, self.is_forgotten)
        if now != known:
            self._keep(article.id, now)

    def _keep(self, document: str, known: KnownDocument) -> None:
        self._database.execute(_KEEP, (document, known.packed()))

    def _end_unseen(self) -> None:
        for ids in self._unseen():
            with self._database.transaction():
                for id in ids:
                    known = self.of(id)
                    if known.open:
                        self._keep(id, ended(known))

    def _unseen(self) -> Iterator[list[str]]:
        ids = [""]
        while ids := self._database.column(_UNSEEN, (ids[-1], _BATCH)):
            yield ids


def _withdrawal(fact: OpenFact | ClosedFact, gone: bool) -> Withdrawal:
    if isinstance(fact, ClosedFact):
        return Withdrawal(fact.reason, fact.superseded_by)
    return Withdrawal("page_withdrawn" if gone else _OF_STATE.get(fact.state, "below_threshold"))
