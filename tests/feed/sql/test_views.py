"""The views: what a person asks a database of facts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from pipeline.article import Article
from pipeline.feed.sources import Selection
from pipeline.feed.sql import deliver
from pipeline.records import Record
from tests.feed.sql.contents import rows
from tests.review.making import article, record
from tests.review.runs import written

TODAY = datetime.now(UTC).date()  # as SQLite has it
TOMORROW, YESTERDAY = TODAY + timedelta(days=1), TODAY - timedelta(days=1)


def _news(id: str, text: str, published: str) -> Article:
    return article(
        text, id, id=id, published=published, url=f"https://press.example/{id}", site="Beacon Wire"
    )


def _event(number: int, start: str | None, end: str | None, **fields: Any) -> tuple[Article, list[Record]]:
    name = f"Ferry Forum {number}"
    one = _news(f"event-{number}", f"The {name} meets.", "2025-03-01")
    return one, [record(one, "event", {"name": name}, start=start, end=end, **fields)]


def _certificate(id: str, published: str, holder: str, status: str) -> tuple[Article, list[Record]]:
    one = _news(id, f"{holder} and ISO 9001.", published)
    words = {"holder": holder, "scheme": "ISO 9001"}
    return one, [record(one, "certification", words, status=status, standard="ISO 9001")]


def _post(id: str, published: str | None, status: str, title: str) -> tuple[Article, list[Record]]:
    one = _news(id, f"Beatriz Quiroga, {title} of Halvorsen Rail.", published or "")
    one = one.model_copy(update={"published": published})
    words = {"person": "Beatriz Quiroga", "title": title, "organization": "Halvorsen Rail"}
    return one, [record(one, "role", words, status=status)]


CONTENTS = [
    _event(1, TOMORROW.isoformat(), None, place="Husavik", organizers=("Tern Ferries", "Port Orrin")),
    _event(2, YESTERDAY.isoformat(), TOMORROW.isoformat()),
    _event(3, YESTERDAY.isoformat(), None),
    _event(4, None, None),
    _event(5, f"{TODAY.year + 1}", None),
    _certificate("a", "2024-01-01", "Halvorsen Rail", "in_progress"),
    _certificate("b", "2025-01-01", "Halvorsen Rail", "awarded"),
    _certificate("c", "2025-06-01", "Halvorsen Rail", "planned"),
    _certificate("d", "2024-01-01", "Tamsar Ledger", "held"),
    _certificate("e", "2025-01-01", "Tamsar Ledger", "lost"),
    _certificate("f", "2025-01-01", "Quay Registrars", "planned"),
    _post("g", "2024-01-01", "incoming", "chief executive"),
    _post("h", "2024-06-01", "current", "Chief Executive"),
    _post("i", "2024-01-01", "current", "finance director"),
    _post("j", "2024-06-01", "former", "finance director"),
    _post("k", None, "current", "chair"),
    _post("l", "2024-01-01", "current", "CFO"),
    _post("m", "2024-06-01", "former", "Chief Financial Officer"),
    _post("n", "2024-01-01", "current", "Chief Operating Officer"),
    _post("o", "2024-06-01", "current", "COO"),
    *(
        _certificate(f"{status}-{holder}", "2025-01-01", holder, status)
        for holder in ("Beacon Mills", "Osprey Looms", "Port Orrin Dairy", "Heron Glass")
        for status in ("held", "lost")
    ),
    *(
        _post(f"{status}-{title}", "2024-06-01", status, title)
        for title in ("clerk", "treasurer", "harbour master", "pilot")
        for status in ("current", "former")
    ),
]


@pytest.fixture
def fed(tmp_path: Path, url: str) -> str:
    """A database with all of this."""
    deliver(written(tmp_path / "run", CONTENTS), url, Selection(min_confidence=0.5))
    return url


def test_upcoming_events_are_those_that_are_not_over(fed: str) -> None:
    query = "SELECT name, first_day, last_day, place, organizers FROM upcoming_events ORDER BY name"
    year = TODAY.year + 1
    assert rows(fed, query) == [
        ("Ferry Forum 1", str(TOMORROW), str(TOMORROW), "Husavik", "Tern Ferries; Port Orrin"),
        ("Ferry Forum 2", str(YESTERDAY), str(TOMORROW), None, None),
        ("Ferry Forum 5", f"{year}-01-01", f"{year}-12-31", None, None),
    ]


def test_what_is_planned_or_lost_is_no_valid_certificate(fed: str) -> None:
    valid = rows(fed, "SELECT holder, standard, status, published_edtf FROM valid_certificates")
    assert valid == [("Halvorsen Rail", "ISO 9001", "awarded", "2025-01-01")]
    sought = rows(fed, "SELECT holder, status FROM sought_certificates ORDER BY published_edtf")
    assert sought == [
        ("Halvorsen Rail", "in_progress"),
        ("Quay Registrars", "planned"),
        ("Halvorsen Rail", "planned"),
    ]


def test_current_posts_are_what_the_newest_article_says(fed: str) -> None:
    posts = rows(fed, "SELECT person, title, organization, url FROM current_posts ORDER BY title")
    assert sorted(posts) == [
        ("Beatriz Quiroga", "COO", "Halvorsen Rail", "https://press.example/o"),
        ("Beatriz Quiroga", "Chief Executive", "Halvorsen Rail", "https://press.example/h"),
        ("Beatriz Quiroga", "chair", "Halvorsen Rail", "https://press.example/k"),
    ]


def test_a_query_for_a_name_takes_all_who_have_it(tmp_path: Path, url: str) -> None:
    page = Path(__file__).parents[3] / "docs" / "feeds" / "sql.md"
    query = page.read_text().partition("form of the name:\n")[2]
    query = query.partition(";")[0].replace("B. Quiroga", "Michael Smith")
    found = []
    for id in ("a", "b"):
        one = _news(id, "“Yes,” said Michael Smith.", "2025-01-01")
        said = {"person": "Michael Smith", "quote": "Yes", "cue": "said"}
        found.append((one, [record(one, "speaker", said, kind="quote")]))
    deliver(written(tmp_path / "run", found), url, Selection(min_confidence=0.5))
    assert rows(url, "SELECT count(*) FROM persons") == [(2,)]
    assert len(rows(url, query)) == 2


def test_statements_and_who_is_known(fed: str) -> None:
    assert rows(fed, "SELECT * FROM statements") == []
    assert rows(fed, "SELECT name FROM persons") == [("Beatriz Quiroga",)]
    organizations = {name for (name,) in rows(fed, "SELECT name FROM organizations")}
    assert {"Halvorsen Rail", "Tamsar Ledger", "Tern Ferries"} <= organizations
