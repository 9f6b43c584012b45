"""Calendars, as a reader of iCalendar sees them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.article import Article
from pipeline.feed.calendar import deliver
from pipeline.feed.calendar.content import folded, plain, text, unfolded
from pipeline.feed.identity.forgetting import forget_fed
from pipeline.feed.sources import Selection
from pipeline.records import Record
from pipeline.review.ledger import Ledger
from pipeline.state.forgetting import Subject
from tests.feed.newsroom import EVERYTHING, contents, newsroom_run
from tests.feed.newsroom import corpus_run as corpus_run
from tests.feed.newsroom import generated_run as generated_run
from tests.review.making import article, record
from tests.review.runs import written

icalendar = pytest.importorskip("icalendar", reason="icalendar comes with the extra `dev`")


def events(place: Path) -> list[Any]:
    """The events of a calendar that has no error."""
    calendar = icalendar.Calendar.from_ical(place.read_bytes())
    assert calendar.errors == []
    assert [event.errors for event in calendar.events if event.errors] == []
    assert all(len(line) <= 75 for line in place.read_bytes().split(b"\r\n"))
    found: list[Any] = calendar.events
    return found


def delivered(directory: Path, place: Path, selection: Selection = EVERYTHING) -> list[Any]:
    deliver(directory, place, selection, confirm=True)
    return events(place)


def test_the_corpus_and_a_generated_run(corpus_run: Path, generated_run: Path, tmp_path: Path) -> None:
    for number, directory in enumerate((corpus_run, generated_run)):
        found = delivered(directory, tmp_path / str(number))
        assert found
        assert len({str(event["UID"]) for event in found}) == len(found)


def test_an_event_is_a_stretch_of_days(tmp_path: Path) -> None:
    (event,) = delivered(newsroom_run(tmp_path / "out"), tmp_path / "feed.ics")
    assert (event.start, event.end) == (date(2026, 5, 5), date(2026, 5, 9))
    assert (event["SUMMARY"], event["LOCATION"]) == ("Congress of Harbour Pilots", "Vila Serena, Portugal")
    assert event["URL"] == "https://meridian.example/congress"
    assert event["CATEGORIES"].to_ical() == b"CONFERENCE"
    assert event["DTSTAMP"].to_ical() == b"20260501T080000Z"
    assert (event["STATUS"], event["SEQUENCE"]) == ("TENTATIVE", 0)  # nobody has reviewed it
    assert event["DESCRIPTION"] == (
        "Held by Pilots' Guild, Ada Quill\n"
        "Read in “Pilots meet in Vila Serena”, Meridian Newswire, 2026-04-30"
    )


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        ("2026-05-05", None, (date(2026, 5, 5), date(2026, 5, 6))),
        ("2026-05-05", "2026-05-08", (date(2026, 5, 5), date(2026, 5, 9))),
        ("2026-05-05/2026-05-06", None, (date(2026, 5, 5), date(2026, 5, 7))),
        ("2026-05-05", "2026-06", (date(2026, 5, 5), date(2026, 5, 6))),
        ("2024-02-28", "2024-02-29", (date(2024, 2, 28), date(2024, 3, 1))),
        ("2026-05", "2026-05-08", None),
        ("2026", None, None),
        ("2026-07/2026-09", None, None),
        (None, None, None),
    ],
)
def test_days(start: str | None, end: str | None, days: tuple[date, date] | None, tmp_path: Path) -> None:
    one = article("The Regatta of Terns opens.", "T", id="a")
    row = record(one, "event", {"name": "Regatta of Terns"}, start=start, end=end)
    found = delivered(written(tmp_path / "out", [(one, [row])]), tmp_path / "feed.ics")
    assert [(event.start, event.end) for event in found] == ([days] if days else [])


def test_a_review_confirms(tmp_path: Path) -> None:
    directory, place = newsroom_run(tmp_path / "out"), tmp_path / "feed.ics"
    delivered(directory, place)
    with Ledger.opened(directory) as ledger:
        ledger.load()
        one = next(one for sheet in ledger.sheets() for one in sheet.standings if one.record.type == "event")
        ledger.accept(one.record.id, one.seen, "ada")
    (event,) = delivered(directory, place, Selection())
    assert (event["STATUS"], event["SEQUENCE"]) == ("CONFIRMED", 1)


class Course:
    """A run whose one event changes from delivery to delivery."""

    def __init__(self, root: Path) -> None:
        """Begin with the newsroom."""
        self.directory, self.place = root / "out", root / "feed.ics"

    def after(self, **changes: Any) -> list[tuple[str, int]]:
        """Status and number of the events after another delivery; without changes, the event is not found."""
        (congress, records), awards = contents()
        event = records[0].model_copy(update=changes)
        written(self.directory, [(congress, [event] if changes else records[1:]), awards])
        return [(str(one["STATUS"]), int(one["SEQUENCE"])) for one in delivered(self.directory, self.place)]


def test_changes_and_withdrawals_are_numbered(tmp_path: Path) -> None:
    course = Course(tmp_path)
    assert course.after(place="Porto") == [("TENTATIVE", 0)]
    assert course.after(place="Porto") == [("TENTATIVE", 0)]
    assert course.after(place="Lisbon") == [("TENTATIVE", 1)]
    assert course.after(place="Lisbon", confidence=0.5) == [("TENTATIVE", 1)]
    assert course.after(start=None, end=None) == [("CANCELLED", 2)]
    assert course.after(start=None, end=None) == [("CANCELLED", 2)]
    assert course.after(place="Lisbon") == [("TENTATIVE", 3)]


def test_what_is_withdrawn_says_nothing_but_its_day(tmp_path: Path) -> None:
    course = Course(tmp_path)
    course.after(place="Porto")
    assert course.after() == [("CANCELLED", 1)]
    (event,) = events(course.place)
    assert (event["SUMMARY"], event.start) == ("Withdrawn", date(2026, 5, 5))
    assert b"Pilots" not in course.place.read_bytes()
    assert b"congress" not in course.place.read_bytes()


@pytest.mark.parametrize("is_withdrawn_before", [False, True])
def test_what_is_forgotten_has_not_even_a_day(is_withdrawn_before: bool, tmp_path: Path) -> None:
    course = Course(tmp_path)
    course.after(place="Porto")
    if is_withdrawn_before:
        course.after()
    written(course.directory, contents()[1:])
    forget_fed(course.directory, Subject(ids=frozenset({"congress"}), person=None, alone=True))
    (event,) = delivered(course.directory, course.place)
    assert (event["SUMMARY"], event["STATUS"], event.start) == ("Withdrawn", "CANCELLED", date(1970, 1, 1))
    before = course.place.stat().st_mtime_ns
    delivered(course.directory, course.place)
    assert course.place.stat().st_mtime_ns == before


TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.just("\n"), max_size=200)


@given(TEXTS)
def test_texts_come_back(value: str) -> None:
    line = f"SUMMARY:{text(value)}"
    content = folded([line, "END:X"])
    assert list(unfolded(content.splitlines(keepends=True))) == [line, "END:X"]
    assert plain(line.removeprefix("SUMMARY:")) == value
    assert all(len(one) <= 75 for one in content.split(b"\r\n"))
    assert content.decode().startswith("SUMMARY:")


def hostile() -> Iterator[tuple[Article, list[Record]]]:
    """Names that would break a line, or begin another component."""
    for number, name in enumerate(
        ("Fair; a, b\\n", "END:VEVENT", "é" * 90, "BEGIN:VEVENT\r\nUID:x", "a\x00b")
    ):
        one = article(f"The fair is called\n\n{name}\n\nand more.", "T", id=f"d{number}, x;y\x01\r\n%41")
        yield one, [record(one, "event", {"name": name}, start="2026-05-05")]


def test_no_name_breaks_the_calendar(tmp_path: Path) -> None:
    directory, place = written(tmp_path / "out", hostile()), tmp_path / "feed.ics"
    found = delivered(directory, place)
    assert [str(event["SUMMARY"]) for event in found] == [
        "Fair; a, b\\n",
        "END:VEVENT",
        "é" * 90,
        "BEGIN:VEVENT\nUID:x",
        "ab",
    ]
    before = place.stat().st_mtime_ns
    assert deliver(directory, place, EVERYTHING).unchanged == 5
    assert place.stat().st_mtime_ns == before
