"""The book of decisions beside a run: what was found, who decided what, where each record stands."""

from pipeline.review.ledger.changes import Readings
from pipeline.review.ledger.ledger import Ledger

__all__ = ["Ledger", "Readings"]
