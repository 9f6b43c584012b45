"""The rules page: what reviewers say of each rule's records, and why they reject them."""

from __future__ import annotations

from fastapi import FastAPI, Request
from starlette.responses import Response

from pipeline.review.decisions import OPEN, REASONS
from pipeline.review.query import Query
from pipeline.review.showing.drawing import most_decided
from pipeline.review.showing.rule_notes import note_of
from pipeline.review.web.ledgers import borrowed
from pipeline.review.web.rendering import render


def register(app: FastAPI) -> None:
    """Add the page."""

    @app.get("/rules")
    def rules(request: Request) -> Response:
        with borrowed(request) as ledger:
            figures = ledger.figures()
        return render(
            request,
            "rules.html",
            rules=most_decided(figures),
            reasons=REASONS,
            address=records_of,
            notes=note_of,
        )


def records_of(rule: str, state: str) -> str:
    """The queue of a rule's records in a state, `open` for those that are still to be decided.

    >>> records_of("role.names", "rejected")
    '/?state=rejected&rule=role.names&done=1'
    """
    states = OPEN if state == "open" else (state,)
    return f"/?{Query(rules=(rule,), states=states, done=True).params()}"
