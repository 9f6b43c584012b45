"""What facts of several articles say of one person: names, days, and posts over time."""

from __future__ import annotations

from pathlib import Path

from pipeline.feed.facts import FedEntity
from pipeline.feed.sources import Selection, feeding
from tests.review.making import article, record
from tests.review.runs import written

Told = tuple[str, str, str, str | None, str]
"""Name, title, organisation, since when, and the day of publication."""


def person(directory: Path, *told: Told, status: str = "current") -> FedEntity:
    """The one person whom so many articles tell of."""
    contents = []
    for place, (name, title, organization, since, day) in enumerate(told):
        one = article(f"{organization} has {name} as {title}.", id=f"doc{place:02}", published=day)
        words = {"person": name, "title": title, "organization": organization}
        contents.append((one, [record(one, "role", words, since=since, status=status)]))
    written(directory, contents)
    with feeding(directory, Selection(min_confidence=0.0)) as feed:
        (found,) = (entity for entity in feed.entities() if entity.kind == "person")
    return found


def test_posts_over_time(tmp_path: Path) -> None:
    found = person(
        tmp_path,
        ("Ula Vonn", "CFO", "Orvane", "2020", "2023-01-02"),
        ("Ula Vonn", "Chief Financial Officer", "Orvane, Inc.", "2020-04", "2024-01-02"),
        ("Ula Vonn", "Chief Financial Officer", "Orvane", None, "2024-02-02"),
        ("Ula Vonn", "CEO", "Orvane", None, "2025-03"),
    )
    told = [(post.title, post.status, post.since, post.first_seen, post.last_seen) for post in found.tenures]
    assert told == [
        ("Chief Financial Officer", "current", "2020", "2023-01-02", "2024-02-02"),
        ("CEO", "current", None, "2025-03", "2025-03"),
    ]
    assert len({post.organization_id for post in found.tenures}) == 1
    assert (found.first_seen, found.last_seen) == ("2023-01-02", "2025-03")


def test_the_fullest_frequent_name_is_the_best(tmp_path: Path) -> None:
    day = "2025-03-01"
    short = [("Ula Vonn", "CEO", "Orvane", None, day)] * 3
    found = person(tmp_path, ("Ula Q. Vonn", "CEO", "Orvane", None, day), *short)
    assert (found.name, found.aliases) == ("Ula Q. Vonn", ("Ula Vonn",))


def test_a_fuller_name_that_stands_once_is_not_the_best(tmp_path: Path) -> None:
    day = "2025-03-01"
    short = [("Ula Vonn", "CEO", "Orvane", None, day)] * 12
    found = person(tmp_path, ("Ula P. Vonn", "CEO", "Orvane", None, day), *short)
    assert (found.name, found.aliases) == ("Ula Vonn", ("Ula P. Vonn",))
