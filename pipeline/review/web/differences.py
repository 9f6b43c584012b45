"""How far two reviewers agree who work independently, and their differences, to be settled one by one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from fastapi import FastAPI, Request
from starlette.datastructures import QueryParams
from starlette.responses import RedirectResponse, Response

from pipeline.errors import WrongUse
from pipeline.records import TYPES
from pipeline.review.comparing import Agreement, Difference, agreement
from pipeline.review.decisions import REASONS, RIGHT, Reason, Standing
from pipeline.review.ledger import Ledger
from pipeline.review.settling import Seen, opinion_of, settle
from pipeline.review.showing.cards import Difference as FieldDifference
from pipeline.review.showing.cards import Row, differences, rows_of, summary
from pipeline.review.web.bodies import Form, submitted
from pipeline.review.web.ledgers import borrowed
from pipeline.review.web.numbers import number_in
from pipeline.review.web.rendering import render
from pipeline.review.web.visitors import reviewer

_ON_A_PAGE = 25


@dataclass(frozen=True, slots=True)
class Shown:
    """A difference as the page shows it.

    `fields` are those in which the two records differ; where only one of the two holds it for a fact, `rows`
    are the fields of that record. `standings` are where the records stand for all.
    """

    difference: Difference
    fields: Sequence[FieldDifference]
    rows: Sequence[Row]
    standings: Sequence[Standing]

    @property
    def sides(self) -> tuple[Standing | None, Standing | None]:
        """What each of the two says."""
        return self.difference.first, self.difference.second

    @property
    def name(self) -> str:
        """The fact in a few words."""
        return summary(next(side.record for side in self.sides if side))

    @property
    def is_open(self) -> bool:
        """Whether nobody has settled it."""
        return any(standing.is_open for standing in self.standings)


def register(app: FastAPI) -> None:
    """Add the page."""

    @app.get("/differences")
    def shown(request: Request) -> Response:
        params = request.query_params
        with borrowed(request) as ledger:
            names = ledger.facets().reviewers
            asked = params.get("first"), params.get("second")
            first, second = _pair(names, *(asked if any(asked) else ledger.most_in_common() or asked))
            found = agreement(ledger, first, second) if first and second and ledger.double else None
            context = _context(ledger, found, number_in(params.get("page")) or 1)
        return render(
            request,
            "differences.html",
            **context,
            names=names,
            first=first,
            second=second,
            acts=_acts(params),
        )

    @app.post("/differences")
    def settled(request: Request) -> Response:
        form = submitted(request)
        with borrowed(request) as ledger:
            acts = settle(ledger, _records(form), form.get("says", ""), reviewer(request), _reason(form))
        return _back(form, [act.number for act in acts])

    @app.post("/differences/undo")
    def undone(request: Request) -> Response:
        form = submitted(request)
        with borrowed(request) as ledger:
            for act in reversed(_acts(form)):
                ledger.undo(reviewer(request), act)
        return _back(form, [])


def _pair(names: Sequence[str], first: str | None, second: str | None) -> tuple[str | None, str | None]:
    """The two who are compared: those asked for, else the first two of all."""
    one = first if first in names else next((name for name in names if name != second), None)
    other = second if second in names and second != one else None
    return one, other or next((name for name in names if name != one), None)


def _context(ledger: Ledger, found: Agreement | None, page: int) -> dict[str, Any]:
    differing = found.differences if found else []
    pages = max(1, -(-len(differing) // _ON_A_PAGE))
    number = min(page, pages)
    part = differing[(number - 1) * _ON_A_PAGE : number * _ON_A_PAGE]
    return {
        "agreement": found,
        "types": TYPES,
        "reasons": REASONS,
        "shown": [_shown(ledger, one) for one in part],
        "page": number,
        "pages": pages,
    }


def _shown(ledger: Ledger, difference: Difference) -> Shown:
    sides = [side for side in (difference.first, difference.second) if side is not None]
    right = [side.record for side in sides if side.state in RIGHT]
    ids = dict.fromkeys(side.record.id for side in sides)
    standings = [standing for id in ids if (standing := opinion_of(ledger, id, None)) is not None]
    both = len(right) > 1
    return Shown(
        difference, differences(*right) if both else (), () if both else list(rows_of(right[0])), standings
    )


def _records(form: Form) -> list[Seen]:
    records, seen = form.getlist("record"), form.getlist("seen")
    if not records or len(records) != len(seen):
        raise WrongUse("the form does not say what is to be settled; open the page again")
    return [Seen(*pair) for pair in zip(records, seen, strict=True)]


def _reason(form: Form) -> Reason:
    return next((reason for reason in REASONS if reason == form.get("reason")), "not_in_text")


def _acts(params: Form | QueryParams) -> list[int]:
    return [act for value in params.getlist("act") if (act := number_in(value)) is not None]


def _back(form: Form, acts: Sequence[int]) -> Response:
    pairs = [(name, form.get(name, "")) for name in ("first", "second", "page")]
    return RedirectResponse(f"/differences?{urlencode([*pairs, *(('act', act) for act in acts)])}", 303)
