"""How long pages take on a large run: a server on one core, twenty people who never pause on the others.

    python -m tests.review.load --documents 10000 --records 150000

Each of the people keeps a connection and asks for the next page as soon as the last one has come, so that the
server has twenty requests before it all the time: a page that takes 5 ms of its core is then answered within
100 ms. Times are those that the people see, from the request to the last byte.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable
from pathlib import Path

from pipeline.review.ledger import Ledger
from pipeline.review.query import Query
from tests.review.inventing import invented_run
from tests.review.people import Person, Timing, asking
from tests.review.serving import served

CLIENTS = 20
_FILTERS = (
    "sort=newest",
    "type=event",
    "type=role&type=speaker&state=unreviewed",
    "to=0.5",
    "from=0.4&to=0.6&type=certification",
    "rule=role.names",
    "source=Fjord+Report",
    "since=2025-06-01&until=2025-12-31",
    "text=energy",
    "text=%22was+certified+to%22&type=certification&sort=newest",
    "source=Beacon+Wire&type=date&to=0.8",
)
_PAGES = 8  # of the queue that people look at


def queue(person: Person) -> None:
    """A page of the queue."""
    person.get(f"/?page={person.drawn.randint(1, _PAGES)}")


def filtered(person: Person) -> None:
    """A page of the queue, narrowed by one of a dozen filters."""
    person.get(f"/?{person.drawn.choice(_FILTERS)}&page={person.drawn.randint(1, _PAGES)}")


def article(person: Person) -> None:
    """A document with its records."""
    person.get(person.drawn.choice(person.documents))


def reviewing(person: Person) -> None:
    """What people do all day: a page of the queue, a document of it, and a decision on three records."""
    queue(person)
    article(person)
    for form in person.forms("/accept")[:3]:
        person.post("/accept", form)


WAYS: dict[str, Callable[[Person], None]] = {
    "queue": queue,
    "queue, filtered": filtered,
    "article": article,
    "reviewing": reviewing,
}


def prepared(directory: Path, documents: int, records: int) -> Path:
    """A run of that size, taken in, of which a part was decided; the directory."""
    invented_run(directory, documents, records)
    with Ledger.opened(directory) as ledger:
        ledger.load()
        ledger.bulk(Query(sources=("Meridian Newswire",)), "accept", "Ingrid")
        ledger.bulk(Query(rules=("date.day-month.list",)), "reject", "Kofi", "wrong_field")
    return directory


def measured(directory: Path, seconds: float, clients: int = CLIENTS) -> list[Timing]:
    """How each way of asking went, one after the other, on a directory that was prepared."""
    with served(directory) as server:
        return [asking(server, name, way, clients, seconds) for name, way in WAYS.items()]


def table(timings: list[Timing]) -> str:
    """The timings as lines."""
    head = f"{'ms':<16}   median      p95    worst  processor  requests/s   core"
    lines = [
        f"{each.name:<16} {each.median:>8.1f} {each.p95:>8.1f} {each.worst:>8.1f} {each.processor:>10.2f} "
        f"{each.requests / each.seconds:>11.0f} {each.share:>6.0%}"
        for each in timings
    ]
    return "\n".join([head, *lines])


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.review.load", description=__doc__)
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--records", type=int, default=150_000)
    parser.add_argument("--clients", type=int, default=CLIENTS)
    parser.add_argument("--seconds", type=float, default=15.0, help="for each way of asking")
    parser.add_argument("--kept", type=Path, help="a directory that an earlier call has left, or shall leave")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        directory = given.kept or Path(temporary) / "run"
        if not directory.exists():
            prepared(directory, given.documents, given.records)
        print(table(measured(directory, given.seconds, given.clients)))  # noqa: T201


if __name__ == "__main__":
    main()
