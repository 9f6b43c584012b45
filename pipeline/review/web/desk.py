"""What the desk shows: one document with its article marked, its cards, and its place in the queue."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from urllib.parse import urlencode

from fastapi import Request
from starlette.datastructures import QueryParams

from pipeline.article import Article
from pipeline.review.decisions import Decision, Reason, Standing
from pipeline.review.ledger.ledger import Ledger
from pipeline.review.ledger.neighbours import Neighbour
from pipeline.review.ledger.sheets import Sheet
from pipeline.review.query import Query
from pipeline.review.showing.cards import Card, cards_of, last_that_counts
from pipeline.review.showing.marks import MarkedArticle, marked
from pipeline.review.web.visitors import reviewer

REASON_KEYS: dict[Reason, str] = {
    "not_in_text": "t",
    "wrong_field": "f",
    "wrong_type": "y",
    "duplicate": "d",
}
"""The second key, after the one that rejects."""


class Desk:
    """A document as one reviewer sees it, in the queue that they came from."""

    def __init__(self, ledger: Ledger, sheet: Sheet, query: Query) -> None:
        """Show a sheet of a ledger; `query` is the filter of the queue."""
        self.sheet = sheet
        self.query = query.params()
        self._query = query
        self.has_original = addressed_on_web(sheet.article) and (ledger.directory / "raw").is_dir()
        """Whether the page of the article may have been kept: a local file is not copied."""
        self._past = {
            standing.record.id: decision
            for standing in sheet.standings
            if standing.state == "changed" and (decision := _decided(ledger, sheet, standing))
        }

    @property
    def article(self) -> Article:
        """The article."""
        return self.sheet.article

    @cached_property
    def cards(self) -> list[Card]:
        """Its records in the order of reading."""
        return cards_of(self.sheet.standings, self._past)

    @cached_property
    def marked(self) -> MarkedArticle:
        """The article with the words that the records rest on."""
        return marked(self.article, (standing.record for standing in self.sheet.standings))

    @cached_property
    def rejected(self) -> frozenset[str]:
        """The records that do not stand."""
        standings = self.sheet.standings
        return frozenset(one.record.id for one in standings if one.state == "rejected")

    @cached_property
    def open(self) -> int:
        """How many records are still to be decided."""
        return sum(standing.is_open for standing in self.sheet.standings)

    @cached_property
    def carried(self) -> str:
        """The query string of a page about this document: its id and the filter."""
        return addressed(self.article.id, self.query)

    def to(self, neighbour: Neighbour) -> str:
        """The query string of a document beside this one in the queue."""
        return addressed(neighbour.id, replace(self._query, at=neighbour.at).params())

    @property
    def address(self) -> str | None:
        """The article on the web; nothing but a web address becomes a link."""
        found = filter(None, (self.article.url, *self.article.urls))
        return next((url for url in found if url.lower().startswith(("https://", "http://"))), None)

    def card(self, record: str) -> Card | None:
        """The card of a record, None where it is not shown."""
        return next((card for card in self.cards if card.record.id == record), None)

    def following(self, card: Card) -> str | None:
        """The record whose card comes next."""
        return self.cards[card.number].record.id if card.number < len(self.cards) else None


def addressed_on_web(article: Article) -> bool:
    """Whether an article was fetched from the web, or names an address there."""
    return any(
        url.startswith(("http://", "https://")) for url in (article.source, article.url or "", *article.urls)
    )


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request to the desk is about: whose desk, which document, and the queue it is of."""

    reviewer: str
    document: str
    query: Query

    def desk(self, ledger: Ledger) -> Desk:
        """The desk as it is now.

        Raises:
            UnknownDocument: there is no such document.
        """
        return Desk(ledger, ledger.sheet(self.document, self.reviewer), self.query)


def asked(request: Request) -> Asked:
    """What a page or a fragment is asked for, from its address."""
    params = request.query_params
    return Asked(reviewer(request), params.get("id", ""), Query.from_params(params))


def posted(request: Request, form: Mapping[str, str]) -> Asked:
    """What a form is about."""
    query = Query.from_params(QueryParams(form.get("query", "")))
    return Asked(reviewer(request), form.get("document", ""), query)


def addressed(document: str, query: str, **more: str | int | None) -> str:
    """The query string of a page about a document."""
    pairs = [("id", document), *((name, value) for name, value in more.items() if value is not None)]
    return urlencode(pairs) + (f"&{query}" if query else "")


def _decided(ledger: Ledger, sheet: Sheet, standing: Standing) -> Decision | None:
    """The decision that the record has changed since; never another's than the one whose decision counts."""
    decisions = ledger.history(sheet.article.id, standing.record.id)
    return last_that_counts(one for one in decisions if one.reviewer == standing.reviewer)
