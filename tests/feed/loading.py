"""What loading a target costs beside the target's own bulk path: the same rows, the same tables, one run.

    python -m tests.feed.loading --records 100000 [--target sqlite|postgresql|parquet] [--rounds 3]

Both begin with the facts of a run and end with a commit. The bulk path reads them, makes the same rows of
them, and puts these by COPY or executemany straight into the empty tables: it compares nothing, retracts
nothing, and could not be called twice. Each runs in a process of its own, whose peak memory is told;
*database* is the time that it spends in calls of the driver. A third process delivers once more, and
changes nothing. The bulk path of Parquet is `tests.feed.parquet.bulk`.
"""

from __future__ import annotations

import argparse
import multiprocessing
import pickle
import re
import shutil
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from statistics import median
from typing import Any

from pipeline.feed.sources import Selection, feeding
from pipeline.feed.sql import delivering, opening
from pipeline.feed.sql.address import Address, address
from pipeline.feed.sql.rows import Thing, document_thing, entity_thing, fact_thing
from pipeline.feed.sql.schema import bring_up_to_date
from pipeline.feed.sql.tables import DELIVERIES, DOCUMENTS, ENTITIES, FACTS, Kind
from pipeline.feed.sql.target import Row, Target
from tests.feed.making import invented_run
from tests.feed.sql.server import programs, running_server

ALL = Selection(min_confidence=0.0)
BATCH = 4_000
DELIVERY = 1
KNOWN = "entities.pickle"  # entities are known when all facts were read, and facts refer to them
GOAL = 0.5
TARGETS = ("sqlite", "postgresql")  # the databases
ALL_TARGETS = (*TARGETS, "parquet")
Job = Callable[[Path, str], None]


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process took: seconds, those in calls of the driver, and its peak memory in megabytes."""

    seconds: float
    database: float
    memory: float

    def __str__(self) -> str:
        """A row."""
        return f"{self.seconds:8.1f} s, database {self.database:8.1f} s, peak {self.memory:5.0f} MB"


def ready_run(directory: Path, records: int) -> Path:
    """Write a run of so many records; its facts have their ids, and the bulk path has its entities."""
    invented_run(directory, records)
    with feeding(directory, ALL) as feed:
        (directory / KNOWN).write_bytes(pickle.dumps(list(map(entity_thing, feed.entities()))))
    return directory


def by_bulk(directory: Path, url: str) -> None:
    """Load a run by the bulk path."""
    with feeding(directory, ALL) as feed, opening.opened(address(url)) as target, target.transaction():
        bring_up_to_date(target)
        target.load(DELIVERIES.name, DELIVERIES.columns, [(DELIVERY, "2031-05-09T00:00:00+00:00")])
        _load(target, ENTITIES, pickle.loads((directory / KNOWN).read_bytes()))
        documents = (one for one in feed.documents() if one.facts)
        while batch := list(islice(documents, BATCH // 10)):
            _load(target, DOCUMENTS, [document_thing(one.article, one.facts[0].source) for one in batch])
            _load(target, FACTS, [fact_thing(fact) for one in batch for fact in one.facts])


def _load(target: Target, kind: Kind, things: Sequence[Thing]) -> None:
    rows: dict[str, list[Row]] = defaultdict(list)
    for thing in things:
        rows[kind.head.name].append((*thing.head, thing.digest, *[DELIVERY] * kind.numbers))
        for name, row in thing.details:
            rows[name].append(row)
    for table in kind.tables:
        if table.name in rows:
            target.load(table.name, table.columns, rows[table.name])


def by_delivery(directory: Path, url: str) -> None:
    """Load a run as the product does."""
    delivering.deliver(directory, url, ALL)


def cost_of(job: Job, directory: Path, url: str) -> Cost:
    """Do a job in a process of its own."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_measured, (job, directory, url))


def _measured(job: Job, directory: Path, url: str) -> Cost:
    spent = [0.0]
    with _timed(spent):
        start = time.perf_counter()
        job(directory, url)
        seconds = time.perf_counter() - start
    return Cost(seconds, spent[0], _peak_memory())


def _peak_memory() -> float:
    """The most memory that this process had resident, in megabytes; getrusage would say its parent's too."""
    found = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
    assert found
    return int(found[1]) / 1024


@contextmanager
def _timed(spent: list[float]) -> Iterator[None]:
    """Add up what the calls of targets take."""
    connected = opening._connected

    def timing(address: Address) -> Any:
        target = connected(address)
        for name in ("execute", "load", "empty"):
            setattr(target, name, _counted(getattr(target, name), spent))
        rows = target.rows
        setattr(target, "rows", _counted(lambda query: iter(list(rows(query))), spent))  # noqa: B010
        return target

    opening._connected = timing
    try:
        yield
    finally:
        opening._connected = connected


def _counted(method: Callable[..., Any], spent: list[float]) -> Callable[..., Any]:
    def timing(*arguments: Any) -> Any:
        start = time.perf_counter()
        try:
            return method(*arguments)
        finally:
            spent[0] += time.perf_counter() - start

    return timing


def compare(
    target: str, directory: Path, new_place: Callable[[], str], rounds: int, bulk: Job, delivery: Job
) -> None:
    """Print what both ways cost, round by round, and their ratios."""
    whole, database = [], []
    for number in range(rounds):
        place = new_place()
        ways = [(bulk, new_place()), (delivery, place)]
        costs = {job: cost_of(job, directory, place) for job, place in ways[:: -1 if number % 2 else 1]}
        again = cost_of(delivery, directory, place)
        whole.append(costs[bulk].seconds / costs[delivery].seconds)
        if costs[delivery].database:
            database.append(costs[bulk].database / costs[delivery].database)
        for name, cost in (("bulk path", costs[bulk]), ("delivery", costs[delivery]), ("once more", again)):
            print(f"{target:10} {name:10} {cost}", flush=True)  # noqa: T201
    for name, ratios in (("from the run on", whole), ("in the database", database)):
        if ratios:
            met = "met" if median(ratios) >= GOAL else "NOT MET"
            print(f"{target:10} {name}: {median(ratios):.2f} of the bulk path's speed, goal ≥ {GOAL}: {met}")  # noqa: T201


def compare_parquet(directory: Path, place: Path, rounds: int) -> None:
    """Compare with pyarrow, where the extra `parquet` is installed."""
    try:
        from tests.feed.parquet import bulk
    except ImportError:
        return
    with feeding(directory, ALL) as feed:
        (directory / bulk.FED).write_bytes(pickle.dumps(list(feed.entities())))
    places = iter(range(1000))
    compare(
        "parquet", directory, lambda: str(place / f"{next(places)}"), rounds, bulk.by_bulk, bulk.by_delivery
    )


def main() -> None:
    """Make a run, and load it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--target", choices=ALL_TARGETS, action="append")
    parser.add_argument("--rounds", type=int, default=1)
    wanted = parser.parse_args()
    place = Path(tempfile.mkdtemp(prefix="pressfacts-loading-"))
    try:
        directory = ready_run(place / "run", wanted.records)
        if "sqlite" in (wanted.target or ALL_TARGETS):
            files = iter(range(1000))
            new_file = lambda: f"sqlite:///{place}/{next(files)}.sqlite"  # noqa: E731
            compare("sqlite", directory, new_file, wanted.rounds, by_bulk, by_delivery)
        found = programs()
        if "postgresql" in (wanted.target or ALL_TARGETS) and found:
            with running_server(found) as server:
                compare("postgresql", directory, server.new_database, wanted.rounds, by_bulk, by_delivery)
        if "parquet" in (wanted.target or ALL_TARGETS):
            compare_parquet(directory, place, wanted.rounds)
    finally:
        shutil.rmtree(place)


if __name__ == "__main__":
    main()
