"""The setting: what an expression is resolved against, beside its own words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from pipeline.entities.dates.anchor import Anchor
from pipeline.entities.dates.expression import Parts
from pipeline.entities.dates.tense import Tense

NamedPeriod = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Setting:
    """Where an expression stands.

    Attributes:
        anchor: the document's day of publication, or its year.
        tense: the tense of the verb above the expression.
        previous: the value of the date before it.
        story: the last day or month before it, near by, if the text gave it a past year: what it tells next
            without a year may be of that year.
        event: the last day or interval of days before it that lies more than a week ahead of
            publication: days of the week may belong to its programme.
        reported: the only day that a report of unknown publication names: its `today`.
        day_first: whether dates in numbers stand day first.
        weekdays: the last day that the document named by each day of the week.
        years: the years in which the document itself puts a day or a quarter.
    """

    anchor: Anchor
    tense: Tense | None = None
    previous: str | None = None
    story: str | None = None
    event: str | None = None
    reported: date | None = None
    day_first: bool = False
    weekdays: Mapping[int, str] | None = None
    years: Mapping[NamedPeriod, frozenset[int]] | None = None


def named_periods(parts: Parts) -> Iterable[NamedPeriod]:
    """The day or quarter that an expression names, whatever the year."""
    if "quarter" in parts:
        yield ("quarter", parts["quarter"], 0)
    if "month" in parts and "day" in parts:
        yield ("day", parts["month"], parts["day"])
