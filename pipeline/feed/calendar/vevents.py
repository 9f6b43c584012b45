"""Events as components of a calendar: all-day, or left out where no day is known.

A component is the tuple of its lines between `BEGIN:VEVENT` and `END:VEVENT`, unfolded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from pipeline.article import Article
from pipeline.edtf import bounds
from pipeline.feed.calendar.content import bare, encoded, text
from pipeline.feed.facts import Fact
from pipeline.feed.spans import first_point, last_point
from pipeline.records import Event

Component = tuple[str, ...]

DOCUMENT, SOURCE = "X-PRESSFACTS-DOCUMENT", "X-PRESSFACTS-SOURCE"
"""Properties of ours: the id of an event's document, and what its facts are filed under."""

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_AT = "@pressfacts"
_EPOCH = "19700101"
_UNSAID = ("SEQUENCE", "DTSTAMP")


def component(fact: Fact, article: Article) -> Component | None:
    """The component of a fact that is an event with a day to begin on; None for others."""
    event = fact.record
    if not isinstance(event, Event) or (span := _days(event)) is None:
        return None
    first, last = span
    return tuple(
        _lines(
            ("UID", f"{fact.fact_id}{_AT}"),
            ("DTSTAMP", _stamp(fact, article)),
            ("SEQUENCE", "0"),
            ("DTSTART;VALUE=DATE", _basic(first)),
            ("DTEND;VALUE=DATE", _basic(last + timedelta(days=1)) if last < date.max else ""),
            ("STATUS", "TENTATIVE" if fact.review.state == "unreviewed" else "CONFIRMED"),
            ("SUMMARY", text(event.name)),
            ("LOCATION", text(event.place or "")),
            ("CATEGORIES", event.kind.upper()),
            ("DESCRIPTION", text("\n".join(_told(event, article)))),
            ("URL", bare(fact.source.urls[0]) if fact.source.urls else ""),
            ("TRANSP", "TRANSPARENT"),
            (DOCUMENT, encoded(article.id)),
            (SOURCE, text(fact.source.name)),
        )
    )


def value(lines: Component, name: str) -> str:
    """The value of a property.

    Raises:
        KeyError: there is none of the name.
    """
    for line in lines:
        if line.startswith((f"{name}:", f"{name};")):
            return line.partition(":")[2]
    raise KeyError(name)


def fact_of(lines: Component) -> str:
    """The fact of a component."""
    return value(lines, "UID").removesuffix(_AT)


def is_cancelled(lines: Component) -> bool:
    """Whether a component was withdrawn."""
    return value(lines, "STATUS") == "CANCELLED"


def said(lines: Component) -> Component:
    """What a component says of its event; its number and time of revision do not count."""
    return tuple(line for line in lines if line.partition(":")[0] not in _UNSAID)


def revised(before: Component, after: Component) -> Component:
    """A component as it is now: the one that was, or one revision later."""
    if said(before) == said(after):
        return before
    revision = _next_revision(before)
    return tuple(revision if line.startswith("SEQUENCE:") else line for line in after)


def withdrawn(before: Component) -> Component:
    """A component that is withdrawn: nothing is said of its event but the day."""
    return _withdrawn(before, value(before, "DTSTART"))


def forgotten(before: Component) -> Component:
    """A component that was withdrawn because its event was forgotten: not even the day is said."""
    return before if value(before, "DTSTART") == _EPOCH else _withdrawn(before, _EPOCH)


def _withdrawn(before: Component, day: str) -> Component:
    return (
        f"UID:{value(before, 'UID')}",
        f"DTSTAMP:{day}T000000Z",
        _next_revision(before),
        f"DTSTART;VALUE=DATE:{day}",
        "STATUS:CANCELLED",
        "SUMMARY:Withdrawn",
    )


def _next_revision(before: Component) -> str:
    return f"SEQUENCE:{int(value(before, 'SEQUENCE')) + 1}"


def _days(event: Event) -> tuple[date, date] | None:
    """The first and the last day; an end of which only the month is known is left out."""
    if event.start is None or not _DAY.fullmatch(first_point(event.start)):
        return None
    first = bounds(first_point(event.start))[0]
    ends = [last_point(end) for end in (event.end, event.start) if end]
    last = next((bounds(end)[1] for end in ends if _DAY.fullmatch(end)), first)
    return first, max(first, last)


def _lines(*properties: tuple[str, str]) -> Iterator[str]:
    return (f"{name}:{said}" for name, said in properties if said)


def _told(event: Event, article: Article) -> Iterator[str]:
    if event.organizers:
        yield f"Held by {', '.join(event.organizers)}"
    told = [f"“{article.title}”" if article.title else "", article.site or "", article.published or ""]
    if any(told):
        yield f"Read in {', '.join(filter(None, told))}"


def _stamp(fact: Fact, article: Article) -> str:
    """When what is said was last revised: by a reviewer, else fetched, else published; never now."""
    moment = fact.review.at or fact.source.retrieved_at
    if moment:
        return datetime.fromisoformat(moment).astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    return f"{_basic(bounds(article.published)[0]) if article.published else _EPOCH}T000000Z"


def _basic(day: date) -> str:
    return day.isoformat().replace("-", "")
