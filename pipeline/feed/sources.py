"""What a run gives to registries: its facts, each with its id, as it was decided and as far as it is trusted.

    with feeding(Path("out"), Selection(min_confidence=0.9)) as feed:
        for document in feed.documents():
            print(document.article.title, len(document.facts))

Facts come in the order of documents, and within one in the order of `records.jsonl`. A page that is gone has
none. Memory is that of one document.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pipeline.article import Article
from pipeline.errors import WrongUse
from pipeline.feed.facts import Fact, FactLink, FedEntity, Review, Source
from pipeline.feed.identity import Found, Identities, Withdrawal, opened_database
from pipeline.feed.identity.forgetting import forget_if
from pipeline.feed.joining import Joining
from pipeline.feed.locking import locked
from pipeline.feed.portraits import Portraits
from pipeline.feed.reading import has_run
from pipeline.feed.reviewing import Decided, RunReader, is_reviewed, opened_run
from pipeline.records import Record
from pipeline.review.decisions import RIGHT
from pipeline.review.ledger.intake import source_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What a registry takes: what people found right, and open records of at least some confidence.

    With None, no record that nobody has decided is taken.
    """

    min_confidence: float | None = None

    def takes(self, decided: Decided) -> bool:
        """Whether a record is fed. One that two reviewers dispute is not, however sure the rules are."""
        if decided.state in ("rejected", "disputed"):
            return False
        if decided.state in RIGHT:
            return True
        return self.min_confidence is not None and decided.record.confidence >= self.min_confidence


@dataclass(frozen=True, slots=True, kw_only=True)
class FedDocument:
    """An article with its facts; one that is gone has none."""

    article: Article
    facts: tuple[Fact, ...]


class Feeding:
    """A run, opened to feed from; can be gone through more than once, and says the same each time."""

    def __init__(
        self, run: RunReader, identities: Identities, joining: Joining, selection: Selection
    ) -> None:
        """Take over what was opened; see `feeding`."""
        self._run = run
        self._identities = identities
        self._joining = joining
        self._selection = selection

    def documents(self) -> Iterator[FedDocument]:
        """All articles with their facts, in the order of ids; those without facts too."""
        for article, found in self._run.documents():
            standing = [] if article.state == "gone" else [one for one in found if one.state != "rejected"]
            yield FedDocument(article=article, facts=self._facts(article, standing))

    def facts(self) -> Iterator[Fact]:
        """All facts."""
        return (fact for document in self.documents() for fact in document.facts)

    def portraits(self) -> Portraits:
        """Where to gather what facts say of persons and organisations."""
        return Portraits(self._joining.supersedes)

    def entities(self) -> Iterator[FedEntity]:
        """The persons and organisations that the facts name, in the order of ids; goes through the facts."""
        portraits = self.portraits()
        for fact in self.facts():
            portraits.add(fact)
        yield from portraits.entities()

    def entity_withdrawal(self, entity_id: str) -> Withdrawal:
        """Why an entity that was fed is named by no fact now; it must not be."""
        heir = self._joining.superseded_by(entity_id)
        return Withdrawal("superseded", heir) if heir else Withdrawal("not_found")

    def withdrawal(self, document: str, fact_id: str) -> Withdrawal:
        """Why a fact that was fed is not among the facts now; it must not be."""
        return self._identities.withdrawal(document, fact_id)

    def is_forgotten(self, fact_id: str) -> bool:
        """Whether a fact was forgotten, whatever it went for before."""
        return self._identities.is_forgotten(fact_id)

    def _facts(self, article: Article, standing: Sequence[Decided]) -> tuple[Fact, ...]:
        taken = [one for one in standing if self._selection.takes(one)]
        if not taken:
            return ()
        joined = self._joining.of(one.record for one in standing)
        known = {fact.record: fact.fact_id for fact in self._identities.of(article.id).open}
        fed = {one.record.id: known[one.record.id] for one in taken}
        source = Source(name=source_of(article), retrieved_at=article.retrieved_at, urls=_urls(article))
        return tuple(
            Fact(
                fact_id=fed[one.record.id],
                record=one.record,
                review=_review(one),
                source=source,
                person=joined.person(one.record),
                organizations=joined.organizations(one.record),
                links=_links(one.record, fed),
            )
            for one in taken
        )


@contextmanager
def feeding(directory: Path, selection: Selection) -> Iterator[Feeding]:
    """Open a run to feed from; its facts get their ids. No other feed works on it while the block runs.

    Raises:
        SourceMissing: no run has written in the directory.
        WrongUse: a line is not what this version's runs write, or nothing can be selected.
        DirectoryLocked: another feed works on it.
        StateUnknown: what lies beside the run was written by a later version, or is broken.
        OutputUnwritable: the disk is full.
    """
    if selection.min_confidence is None and not is_reviewed(directory) and has_run(directory):
        raise WrongUse(
            f"{directory}: nobody has reviewed this run, so there is nothing to feed; let people review it "
            "(`pressfacts review`), or say from which confidence on you take what nobody has looked at "
            "(--min-confidence)"
        )
    with opened_run(directory) as run, locked(directory), opened_database(directory) as database:
        identities, joining = Identities(database), Joining(database)
        if not identities.is_current(run.stamp):
            forget_if(database, run.is_forgotten)
            joining.renew(_standing(identities.given(_states(run))))
            identities.set_current(run.stamp)
        yield Feeding(run, identities, joining, selection)


def selected(directory: Path, selection: Selection) -> Iterator[Fact]:
    """The facts of a run; see `feeding`."""
    with feeding(directory, selection) as feed:
        yield from feed.facts()


def _states(run: RunReader) -> Iterator[Found]:
    for article, found in run.documents():
        yield article, [(one.record, one.state) for one in found]


def _standing(documents: Iterable[Found]) -> Iterator[Record]:
    """The records that nobody rejected, of pages that are there."""
    for article, found in documents:
        if article.state == "live":
            yield from (record for record, state in found if state != "rejected")


def _urls(article: Article) -> tuple[str, ...]:
    """Every URL of an article, its own first."""
    return tuple(dict.fromkeys(filter(None, (article.url, *article.urls))))


def _review(decided: Decided) -> Review:
    if decided.state not in RIGHT:
        return Review(state="unreviewed")
    return Review(state=decided.state, reviewer=decided.reviewer, at=decided.at)


def _links(record: Record, fed: Mapping[str, str]) -> tuple[FactLink, ...]:
    """The links to records that are fed too."""
    return tuple(FactLink(rel=link.rel, fact_id=fed[link.id]) for link in record.links if link.id in fed)
