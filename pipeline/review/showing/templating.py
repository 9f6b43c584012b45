"""Templates in which everything is escaped, with their filters: those of the page and of the report."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from pipeline.review.showing.escaping import Escaping
from pipeline.review.showing.exact import exact, plain
from pipeline.review.showing.quoting import listed, stretches


def templates_in(*directories: Path) -> Environment:
    """The templates of some directories, the first going before.

    The filter `visible` (or `exact`) shows characters that act on others without being seen, `plain` does so
    where no markup may stand, `stretches` and `listed` (of `pipeline.review.showing.quoting`) put texts
    together, `moment` tells a time of the ledger, `counted` a number with its noun.
    """
    templates = Escaping(
        loader=FileSystemLoader(directories),
        autoescape=True,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    templates.filters.update(visible=exact, exact=exact, plain=plain, stretches=stretches, listed=listed)
    templates.filters.update(moment=moment, counted=counted)
    return templates


def moment(at: str) -> str:
    """A moment of the ledger to the minute, in the time of the machine.

    >>> moment("2025-03-04T09:30:12+00:00")[-2:]
    '30'
    """
    return f"{datetime.fromisoformat(at).astimezone():%Y-%m-%d %H:%M}"


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun.

    >>> counted(1, "record"), counted(1200, "record")
    ('1 record', '1,200 records')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"
