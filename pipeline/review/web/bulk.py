"""Deciding all records that match a filter: first how many and which, then the deed, then the way back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import urlencode

from fastapi import FastAPI, Request
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from pipeline.errors import WrongUse
from pipeline.review.decisions import REASONS, Act, Action
from pipeline.review.ledger import Ledger
from pipeline.review.query import Query
from pipeline.review.sampling import sample
from pipeline.review.web.bodies import Form, submitted
from pipeline.review.web.chips import chips, pairs_of
from pipeline.review.web.ledgers import borrowed
from pipeline.review.web.numbers import number_in
from pipeline.review.web.rendering import render
from pipeline.review.web.visitors import reviewer

_SAMPLE = 12
_CONFLICT = 409
_MOVED = (
    "Nothing was decided: the number of records that match is not the one that you saw. "
    "Somebody has worked on them, or a new run was taken in. Look again, then decide."
)
_ALL_SO = (
    "Nothing was left to decide: all that match are so already, or cannot be accepted, because their words "
    "no longer stand in the article."
)
_DEEDS: Mapping[Action, str] = {"accept": "Accepted", "reject": "Rejected"}


def register(app: FastAPI) -> None:
    """Add the pages."""

    @app.get("/bulk")
    def asked(request: Request) -> Response:
        with borrowed(request) as ledger:
            return _before(request, ledger, _query(Query.from_params(request.query_params)))

    @app.post("/bulk")
    def decided(request: Request) -> Response:
        form = submitted(request)
        query = _query(Query.from_params(form))
        with borrowed(request) as ledger:
            matching = ledger.count(query, reviewer(request)).records
            if not query.asks or form.get("expected") != str(matching):
                return _before(request, ledger, query, _MOVED, _CONFLICT)
            act = _decide(ledger, query, form, reviewer(request))
            if not act.records:
                return _before(request, ledger, query, _ALL_SO)
        return _told(query, act.number, matching - act.records)

    @app.post("/bulk/undo")
    def undone(request: Request) -> Response:
        form = submitted(request)
        number = _number(form.get("act"))
        with borrowed(request) as ledger:
            ledger.undo(reviewer(request), number)
        return _told(_query(Query.from_params(form)), number)

    @app.get("/bulk/done")
    def told(request: Request) -> Response:
        query = _query(Query.from_params(request.query_params))
        with borrowed(request) as ledger:
            act = ledger.act(_number(request.query_params.get("act")))
        if act is None or act.action not in _DEEDS:
            raise HTTPException(404)
        return render(
            request,
            "bulk_done.html",
            query=query,
            pairs=pairs_of(query),
            act=act,
            deed=_DEEDS[act.action],
            left=number_in(request.query_params.get("left")),
        )


def _told(query: Query, act: int, left: int = 0) -> Response:
    """On to what was done, so that a reload shows it again and does not do it again.

    Args:
        query: the filter.
        act: what was done.
        left: how many records match that it did not decide.
    """
    counted = [("left", left)] if left else []
    return RedirectResponse(f"/bulk/done?{urlencode([('act', act), *counted, *pairs_of(query)])}", 303)


def _number(act: str | None) -> int:
    number = number_in(act)
    if number is None:
        raise WrongUse("the address does not say which act is meant; go back and try again")
    return number


def _query(query: Query) -> Query:
    return replace(query, at=None)


def _before(
    request: Request, ledger: Ledger, query: Query, note: str | None = None, status: int = 200
) -> Response:
    """How many records match, and some of them; `note` says why nothing was decided."""
    who = reviewer(request)
    count = ledger.count(query, who)
    return render(
        request,
        "bulk.html",
        status,
        query=query,
        chips=list(chips(query)),
        pairs=pairs_of(query),
        count=count,
        note=note,
        sample=sample(ledger, query, who, _SAMPLE) if query.asks and count.records else [],
        reasons=REASONS,
    )


def _decide(ledger: Ledger, query: Query, form: Form, who: str) -> Act:
    reasons = [reason for reason in REASONS if reason == form.get("reason")]
    if form.get("action") == "accept":
        return ledger.bulk(query, "accept", who)
    if form.get("action") == "reject" and reasons:
        return ledger.bulk(query, "reject", who, reasons[0])
    raise WrongUse("the form does not say what to do with the records; open the page again")
