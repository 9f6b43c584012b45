"""What is kept in memory is what the book says, whatever was done to it, and by which connection."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from shutil import copytree

import pytest

from pipeline.review.ledger import Ledger, Readings
from pipeline.review.query import Query
from tests.review.inventing import invented_contents, invented_run
from tests.review.runs import written

ANN, BEN = "Ann", "Ben"
QUERIES = (
    Query(),
    Query(sort="newest"),
    Query(done=True),
    Query(types=("role",), states=("unreviewed",)),
    Query(states=("accepted", "rejected", "edited")),
    Query(reviewers=(ANN,)),
    Query(confidence_to=0.7),
    Query(text="energy"),
)


def all_that_is_read(ledger: Ledger) -> list[object]:
    queues = [(ledger.queue(query, ANN), ledger.count(query, ANN)) for query in QUERIES]
    return [queues, ledger.facets(), ledger.figures(), ledger.events()]


def first_open(ledger: Ledger, page: int = 0) -> tuple[str, str, str]:
    """Document, record and `seen` of an open record of the queue."""
    document = ledger.queue(Query(), ANN).rows[page].id
    standing = next(one for one in ledger.sheet(document, ANN).standings if one.is_open)
    return document, standing.record.id, standing.seen


def accept(ledger: Ledger) -> None:
    _, record, seen = first_open(ledger)
    ledger.accept(record, seen, ANN)


def reject(ledger: Ledger) -> None:
    _, record, seen = first_open(ledger, 3)
    ledger.reject(record, seen, BEN, "duplicate")


def edit(ledger: Ledger) -> None:
    _, record, seen = first_open(ledger, 2)
    found = ledger.standing(record, ANN).record
    ledger.edit(record, seen, ANN, found.model_copy(update={"confidence": 0.11}))


def add(ledger: Ledger) -> None:
    document, record, _ = first_open(ledger, 1)
    found = ledger.standing(record, ANN).record
    ledger.add(document, ANN, found.model_copy(update={"id": "date-00000000000000aa", "confidence": 0.07}))


def finish(ledger: Ledger) -> None:
    document, _, _ = first_open(ledger)
    ledger.accept_rest(document, ANN)
    ledger.done(document, ANN)


def finish_and_reopen(ledger: Ledger) -> None:
    document, _, _ = first_open(ledger)
    ledger.accept_rest(document, ANN)
    ledger.done(document, ANN)
    ledger.reopen(document, BEN)


def accept_many(ledger: Ledger) -> None:
    assert ledger.bulk(Query(types=("date",)), "accept", ANN).records


def reject_and_undo(ledger: Ledger) -> None:
    assert ledger.bulk(Query(confidence_to=0.8), "reject", ANN, "wrong_type").records
    ledger.undo(ANN)


def work_independently(ledger: Ledger) -> None:
    ledger.set_double(True)
    accept(ledger)
    _, record, _ = first_open(ledger, 1)
    ledger.reject(record, ledger.standing(record, BEN).seen, BEN, "duplicate")


def take_in_another_run(ledger: Ledger) -> None:
    contents = list(invented_contents(60, 600))[5:]
    written(ledger.directory, [(one, found[1:]) for one, found in contents])
    ledger.load()


ACTIONS = (
    accept,
    reject,
    edit,
    add,
    finish,
    finish_and_reopen,
    accept_many,
    reject_and_undo,
    work_independently,
    take_in_another_run,
)


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = invented_run(tmp_path_factory.mktemp("readings") / "run", 60, 600)
    with Ledger.opened(directory) as ledger:
        ledger.load()
    return directory


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.__name__)
def test_readings_that_were_renewed_are_as_if_they_began_again(
    run: Path, tmp_path: Path, action: Callable[[Ledger], None]
) -> None:
    directory = tmp_path / "run"
    copytree(run, directory)
    shared = Readings()
    with Ledger.opened(directory, shared) as ledger, Ledger.opened(directory, shared) as other:
        before = all_that_is_read(other)
        action(ledger)
        after = all_that_is_read(other)
        assert after != before or action in (reject_and_undo, finish_and_reopen)
        with Ledger.opened(directory) as fresh:
            assert after == all_that_is_read(fresh)


def test_readings_that_are_not_asked_for_give_way(ledger: Ledger) -> None:
    for number in range(200):
        assert ledger.queue(replace(Query(), confidence_from=number / 200), ANN).documents <= 3
    assert ledger.queue(Query(), ANN).documents == 3


def test_connections_of_one_process_write_in_turn(run: Path, tmp_path: Path) -> None:
    directory = tmp_path / "run"
    copytree(run, directory)
    shared = Readings()
    with ExitStack() as stack:
        ledgers = [stack.enter_context(Ledger.opened(directory, shared)) for _ in range(4)]
        documents = [row.id for row in ledgers[0].queue(Query(), ANN).rows][:40]

        def work(number: int) -> int:
            return sum(ledgers[number].accept_rest(id, ANN).records for id in documents[number::4])

        with ThreadPoolExecutor(4) as people:
            decided = sum(people.map(work, range(4)))
        assert decided == ledgers[0].count(Query(states=("accepted",)), ANN).records
        assert decided == len({one.record for id in documents for one in ledgers[0].history(id)})
