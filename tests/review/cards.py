"""What the tests of the ledger look at: the cards of a document of the small run."""

from __future__ import annotations

from typing import Any

from pipeline.records import Record
from pipeline.review.decisions import Standing
from pipeline.review.ledger import Ledger
from tests.review.making import record

DOCUMENT = "halvorsen-rail"
ANN, BEN = "Ann", "Ben"


def cards(ledger: Ledger, reviewer: str = ANN, document: str = DOCUMENT) -> tuple[Standing, ...]:
    return ledger.sheet(document, reviewer).standings


def card(ledger: Ledger, type: str = "role", reviewer: str = ANN) -> Standing:
    return next(each for each in cards(ledger, reviewer) if each.record.type == type)


def states(ledger: Ledger, reviewer: str = ANN) -> list[str]:
    return [each.state for each in cards(ledger, reviewer)]


def amended(shown: Record, **fields: Any) -> Record:
    return shown.model_copy(update=fields)


def added_date(ledger: Ledger) -> Record:
    source = ledger.sheet(DOCUMENT, ANN).article
    return record(source, "date", {"value": "OSLO"}, value="2024", rule="review", confidence=1.0)
