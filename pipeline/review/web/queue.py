"""The queue: documents to review, narrowed by a filter, a page at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote_plus

from fastapi import FastAPI, Request
from starlette.responses import Response

from pipeline.records import TYPES
from pipeline.review.decisions import OPEN
from pipeline.review.ledger.facets import Facets
from pipeline.review.ledger.queue import QueuePage
from pipeline.review.ledger.rows import QueueRow
from pipeline.review.query import Query
from pipeline.review.showing.drawing import STATES
from pipeline.review.web.chips import chips
from pipeline.review.web.ledgers import borrowed
from pipeline.review.web.numbers import number_in
from pipeline.review.web.rendering import render
from pipeline.review.web.visitors import reviewer

_RESULTS = "results"
"""The element that a change of the filter exchanges."""


@dataclass(frozen=True, slots=True)
class Whole:
    """How far the review of the whole run is."""

    documents: int
    done: int
    records: int
    decided: int


def register(app: FastAPI) -> None:
    """Add the page."""

    @app.get("/")
    def queue(request: Request) -> Response:
        query = replace(Query.from_params(request.query_params), at=None)
        number = number_in(request.query_params.get("page")) or 1
        only_results = request.headers.get("hx-target") == _RESULTS
        with borrowed(request) as ledger:
            page = ledger.queue(query, reviewer(request), number)
            facets = None if only_results else ledger.facets()
        context = _found(query, page)
        if facets is None:
            # the address without the form's empty fields
            return render(
                request, "queue_results.html", headers={"hx-push-url": f"/?{query.params()}"}, **context
            )
        return render(request, "queue.html", **context, **_choices(facets), whole=whole(facets))


def _found(query: Query, page: QueuePage) -> dict[str, Any]:
    """What `queue_results.html` needs."""
    carried = query.params()
    pages = f"{carried}&page=" if carried else "page="
    return {
        "query": query,
        "chips": list(chips(query)),
        "page": page,
        "rows": [(row, _counts(row), _address(row, carried)) for row in page.rows],
        "page_address": lambda number: f"/?{pages}{number}",
    }


def _address(row: QueueRow, carried: str) -> str:
    """Where a document is reviewed; the filter and the place go along, so that it knows the next one."""
    return f"/document?id={quote_plus(row.id)}&{carried}{'&' if carried else ''}at={row.at}"


def _counts(row: QueueRow) -> Sequence[tuple[str, int]]:
    return [(name, row.counts[name]) for name in TYPES if row.counts.get(name)]


def whole(facets: Facets) -> Whole:
    """How far the review is, from what there is."""
    by_state = [(state, number) for states in facets.records.values() for state, number in states.items()]
    return Whole(
        documents=facets.documents,
        done=facets.done,
        records=sum(number for _, number in by_state),
        decided=sum(number for state, number in by_state if state not in OPEN),
    )


def _choices(facets: Facets) -> dict[str, Any]:
    """What `queue_filters.html` needs: all that can be chosen, with how much there is of it."""
    states = {state: sum(counts.get(state, 0) for counts in facets.records.values()) for state in STATES}
    return {
        "types": [(name, sum(facets.records.get(name, {}).values())) for name in TYPES],
        "states": list(states.items()),
        "choices": (
            ("rule", "Rule", list(facets.rules.items())),
            ("source", "Source", list(facets.sources.items())),
            ("reviewer", "Decided by", [(name, None) for name in facets.reviewers]),
        ),
    }
