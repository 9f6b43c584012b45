"""The overview: the run and its review as plots, the events to come, and who has worked."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from fastapi import FastAPI, Request
from starlette.responses import Response

from pipeline.edtf import is_edtf, shift_months
from pipeline.review.ledger import Ledger
from pipeline.review.ledger.figures import Figures
from pipeline.review.showing.drawing import calendar_start, latest_day, plotted
from pipeline.review.showing.plots.months import BEFORE, MONTHS, Happening, Month, months
from pipeline.review.web.ledgers import borrowed
from pipeline.review.web.rendering import render
from pipeline.review.web.rules import records_of

_RULES = 12
_DAYS = 30
_MONTH = len("2026-10")


@dataclass(frozen=True, slots=True)
class Workday:
    """How many decisions of each reviewer stand, of those made on a day in the time of the machine."""

    day: str
    decisions: Mapping[str, int]

    @property
    def total(self) -> int:
        """Decisions of all."""
        return sum(self.decisions.values())


def register(app: FastAPI) -> None:
    """Add the page."""

    @app.get("/overview")
    def overview(request: Request) -> Response:
        chosen = _month(request.query_params.get("from", ""))
        with borrowed(request) as ledger:
            figures = ledger.figures()
            calendar = _calendar(ledger, figures, chosen)
        return render(
            request,
            "overview.html",
            **plotted(figures, _RULES),
            **calendar,
            **_work(figures),
            address=records_of,
            notes=None,
            rules_page="/rules",
        )


def _month(value: str) -> date | None:
    """The month that was asked for; none where it is not one."""
    if len(value) != _MONTH or not is_edtf(value):
        return None
    return date.fromisoformat(f"{value}-01")


def _calendar(ledger: Ledger, figures: Figures, chosen: date | None) -> dict[str, Any]:
    """Six months of events: from the month that was chosen, else from the latest day of publication."""
    latest = latest_day(figures)
    first = chosen or calendar_start(latest, ())
    if first is None:
        first = calendar_start(None, ledger.events())
    return {
        "months": _months(ledger, first) if first else [],
        "latest": latest,
        "chosen": chosen is not None,
        "earlier": _shifted(first, -MONTHS),
        "later": _shifted(first, MONTHS),
        "address_of_event": _address,
    }


def _months(ledger: Ledger, first: date) -> list[Month]:
    since = max(first.toordinal() - BEFORE.days, 1)
    until = min(first.toordinal() + 31 * MONTHS, date.max.toordinal())
    return months(ledger.events(date.fromordinal(since), date.fromordinal(until)), first)


def _shifted(month: date | None, number: int) -> str | None:
    try:
        return f"{shift_months(month, number):%Y-%m}" if month else None
    except ValueError:
        return None


def _address(event: Happening) -> str:
    return f"/document?{urlencode({'id': event.document})}"


def _work(figures: Figures) -> dict[str, Any]:
    """The latest days on which anybody decided, and who did."""
    days: dict[str, Counter[str]] = defaultdict(Counter)
    for name, counts in figures.reviewers.items():
        for day, number in counts.items():
            days[day][name] += number
    work = [Workday(day, days[day]) for day in sorted(days, reverse=True)[:_DAYS]]
    return {
        "work": work,
        "reviewers": [name for name in figures.reviewers if any(name in day.decisions for day in work)],
        "busiest": max((day.total for day in work), default=0),
    }
