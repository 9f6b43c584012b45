"""Workers: each document costs itself at most, whatever it does to the process that works on it."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import count, groupby
from pathlib import Path

import pytest

from pipeline.article import RawDocument
from pipeline.errors import ModelMissing, WorkerDied
from pipeline.outcome import Cleaned
from pipeline.settings import Settings
from pipeline.workers import CleanTask, ExtractTask, Task, Workers
from tests.workers.misbehaving import Misbehaving, order

ROOT = Path(__file__).resolve().parents[2]
MILLION = 1_000_000


def misbehaving(workers: int = 1, seconds: float = 20, memory: int = 200 * MILLION) -> Workers:
    settings = Settings(workers=workers, document_seconds=seconds, document_memory=memory)
    return Workers(settings, make_work=Misbehaving)


def outcome_of(words: str, *, seconds: float = 20) -> Cleaned:
    """What comes of one order, of which another one before and behind must notice nothing."""
    with misbehaving(seconds=seconds) as workers:
        tasks = [order("", "before"), order(words), order("", "behind")]
        results = {result.document: result for result in workers.results(tasks)}
    assert set(results) == {"before", "doc", "behind"}
    for name in ("before", "behind"):
        neighbour = results[name]
        assert isinstance(neighbour, Cleaned)
        assert neighbour.article
    found = results["doc"]
    assert isinstance(found, Cleaned)
    return found


def test_another_process_takes_the_place_of_one_that_has_done_its_share() -> None:
    tasks = [order("", str(number)) for number in range(5)]
    with Workers(Settings(workers=1), make_work=Misbehaving, most_tasks=2) as workers:
        found = [result for result in workers.results(tasks) if isinstance(result, Cleaned)]
        left = len(workers.pids)
    assert [result.document for result in found] == list("01234")
    assert [len([*same]) for _, same in groupby(result.article for result in found)] == [2, 2, 1]
    assert left == 1


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        ("eat 900000000", "too_large", "more memory"),
        ("signal SIGKILL", "too_large", "killed"),
        ("signal SIGABRT", "internal", "SIGABRT"),
        ("crash", "internal", "SIGSEGV"),
        ("exit 7", "internal", "code 7"),
        ("exit 0", "internal", "code 0"),
    ],
)
def test_a_document_that_ends_its_worker_is_rejected_alone(words: str, code: str, message: str) -> None:
    rejection = outcome_of(words).rejection
    assert rejection is not None
    assert (rejection.document, rejection.where, rejection.stage) == ("doc", "doc.txt", "clean")
    assert rejection.code == code
    assert message in rejection.message


@pytest.mark.parametrize("words", ["sleep 600", "backtrack"])
def test_a_document_that_takes_too_long_is_rejected_when_its_time_is_over(words: str) -> None:
    begun = time.monotonic()
    found = outcome_of(words, seconds=1)
    assert found.rejection is not None
    assert found.rejection.code == "timeout"
    assert 1 <= found.seconds < 20
    assert time.monotonic() - begun < 60


def test_waiting_for_the_processor_does_not_count_as_a_documents_time() -> None:
    assert outcome_of("sleep 2", seconds=1).rejection is None


def test_loading_does_not_count_as_a_documents_time() -> None:
    assert outcome_of("load-slowly 3", seconds=1).rejection is None


def test_memory_below_the_limit_is_given_back_and_costs_no_worker() -> None:
    with misbehaving() as workers:
        results = list(workers.results(order("eat 150000000", str(number)) for number in range(5)))
    assert len({result.article for result in results if isinstance(result, Cleaned)}) == 1


def test_a_worker_whose_memory_ran_out_is_replaced() -> None:
    with misbehaving() as workers:
        tasks = [order("", "a"), order("eat 900000000", "b"), order("", "c")]
        results = [r.article for r in workers.results(tasks) if isinstance(r, Cleaned) and r.article]
    assert len(set(results)) == 2


def test_large_documents_and_answers_pass() -> None:
    with misbehaving(workers=2) as workers:
        tasks = [order("answer 5000000" + " " * 5_000_000, str(number)) for number in range(6)]
        results = list(workers.results(tasks))
    assert sorted(result.document for result in results) == [str(number) for number in range(6)]
    assert all(isinstance(r, Cleaned) and len(r.article or b"") == 5_000_000 for r in results)


def test_tasks_are_taken_only_when_a_worker_is_free() -> None:
    taken: list[int] = []

    def endless() -> Iterator[Task]:
        for number in count():
            taken.append(number)
            yield order("", str(number))

    with misbehaving(workers=2) as workers:
        results = workers.results(endless())
        for _ in range(5):
            next(results)
        assert len(taken) <= 5 + 2 * 2


def test_results_can_be_asked_for_again_even_after_a_caller_stopped_in_the_middle() -> None:
    with misbehaving(workers=2) as workers:
        first = workers.results(order("sleep 0.2", f"old-{number}") for number in count())
        next(first)
        first.close()  # type: ignore[attr-defined]
        assert [r.document for r in workers.results([order("", "new")])] == ["new"]
        assert list(workers.results([])) == []


def test_a_second_worker_starts_only_for_a_second_task() -> None:
    with misbehaving(workers=8) as workers:
        list(workers.results([order("", "only")]))
        assert len(workers.pids) == 1


def test_an_expected_task_is_done_by_the_worker_that_was_started_for_it() -> None:
    with misbehaving(workers=8) as workers:
        workers.expect()
        workers.expect()
        (pid,) = workers.pids
        (result,) = workers.results([order("", "only")])
        assert isinstance(result, Cleaned)
        assert result.article == str(pid).encode()


def test_an_expected_task_that_does_not_come_costs_nothing() -> None:
    with misbehaving() as workers:
        workers.expect()
        (pid,) = workers.pids
        assert list(workers.results([])) == []
    assert _gone([pid], within=5)


def test_a_slow_document_holds_up_no_other() -> None:
    with misbehaving(workers=2) as workers:
        tasks = [order("sleep 1.5", "slow"), *(order("", str(number)) for number in range(20))]
        assert [result.document for result in workers.results(tasks)][-1] == "slow"


def test_a_worker_that_is_killed_while_it_waits_is_replaced() -> None:
    with misbehaving() as workers:
        list(workers.results([order("", "a")]))
        (pid,) = workers.pids
        os.kill(pid, signal.SIGKILL)
        results = list(workers.results([order("", "b"), order("", "c")]))
        assert [result.document for result in results] == ["b", "c"]
        assert workers.pids != [pid]


def test_a_task_whose_worker_dies_before_it_begins_goes_to_another(tmp_path: Path) -> None:
    with misbehaving() as workers:
        results = list(workers.results([order(f"die-loading-once {tmp_path / 'seen'}")]))
    assert isinstance(results[0], Cleaned)
    assert results[0].article


def test_workers_that_never_begin_end_the_run() -> None:
    with misbehaving() as workers, pytest.raises(WorkerDied, match="before they have begun"):
        list(workers.results([order("die-loading")]))


def test_a_missing_model_comes_out_as_it_is() -> None:
    with misbehaving() as workers, pytest.raises(ModelMissing, match="no spaCy pipeline 'owl'"):
        list(workers.results([order("miss-model")]))


def test_a_bug_comes_out_with_its_traceback() -> None:
    with misbehaving() as workers, pytest.raises(KeyError, match="owls") as caught:
        list(workers.results([order("bug")]))
    assert "in result" in caught.value.__notes__[0]


def test_what_a_worker_logs_is_logged_by_the_run(caplog: pytest.LogCaptureFixture) -> None:
    with misbehaving() as workers:
        list(workers.results([order("log owls")]))
    (record,) = [record for record in caplog.records if "owls seen" in record.getMessage()]
    assert record.levelno == logging.WARNING
    assert "none left" in record.getMessage()


def test_an_error_of_the_source_of_tasks_comes_out_and_ends_the_workers() -> None:
    def broken() -> Iterator[Task]:
        yield order("sleep 600")
        raise OSError("the disk is gone")

    with misbehaving(workers=2) as workers:
        with pytest.raises(OSError, match="disk"):
            list(workers.results(broken()))
        assert workers.pids == []


def test_documents_are_cleaned_in_a_process_that_this_one_needs_no_library_for() -> None:
    raw = RawDocument(
        id="owl", kind="given", content="The owls moved in.", where="w", source="s", url="https://a.example/b"
    )
    with Workers(Settings()) as workers:
        (result,) = workers.results([CleanTask(raw)])
    assert isinstance(result, Cleaned)
    assert result.article
    assert b'"id":"owl"' in result.article
    assert len(result.signature) == 256
    code = "import sys, pipeline.workers; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_a_model_that_is_not_installed_is_named() -> None:
    line = b'{"id":"a","text":"The owls moved in.","source":"s"}'
    with (
        Workers(Settings(model="no_such_model")) as workers,
        pytest.raises(ModelMissing, match="no_such_model"),
    ):
        list(workers.results([ExtractTask(line, "a.txt")]))


RUN = """
import sys, time
from pipeline.settings import Settings
from pipeline.workers import Workers
from tests.workers.misbehaving import Misbehaving, order

if __name__ == "__main__":
    settings = Settings(workers=2, document_seconds=float(sys.argv[1]))
    with Workers(settings, make_work=Misbehaving) as workers:
        tasks = [order("", "a"), order("", "b"), order(sys.argv[2]), order(sys.argv[2])]
        for number, _ in enumerate(workers.results(tasks)):
            if number == 1:
                print(*workers.pids, flush=True)
                time.sleep(float(sys.argv[3]))
"""


def _run(tmp_path: Path, *arguments: str) -> tuple[subprocess.Popen[str], list[int]]:
    """A run in a process group of its own, and the numbers of its workers once they work."""
    script = tmp_path / "run.py"
    script.write_text(RUN)
    process = subprocess.Popen(
        [sys.executable, str(script), *arguments],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stdout is not None
    return process, [int(pid) for pid in process.stdout.readline().split()]


def _gone(pids: list[int], within: float) -> bool:
    until = time.monotonic() + within
    while time.monotonic() < until:
        if not any(Path(f"/proc/{pid}").exists() and not _is_zombie(pid) for pid in pids):
            return True
        time.sleep(0.1)
    return False


def _is_zombie(pid: int) -> bool:
    try:
        return ") Z" in Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return True


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="there is no /proc to look for processes in")
@pytest.mark.parametrize(
    ("arguments", "end"),
    [
        (("600", "", "600"), signal.SIGKILL),  # the workers wait for a task
        (("600", "", "600"), signal.SIGINT),
        (("600", "sleep 600", "0"), signal.SIGINT),
        (("1", "backtrack", "0"), signal.SIGKILL),  # they are at a document that never ends
        pytest.param(("1", "sleep 600", "0"), signal.SIGKILL, marks=pytest.mark.slow),
    ],
)
def test_no_worker_outlives_its_run(
    tmp_path: Path, arguments: tuple[str, str, str], end: signal.Signals
) -> None:
    process, pids = _run(tmp_path, *arguments)
    assert len(pids) == 2
    try:
        time.sleep(0.3)
        os.killpg(process.pid, end) if end == signal.SIGINT else process.send_signal(end)
        assert process.wait(timeout=20) != 0
        assert _gone(pids, within=20)
    finally:
        process.kill()
        _, talk = process.communicate()
    assert talk.count("KeyboardInterrupt\n") <= 1  # the run's own, and none of a worker
    assert "Process SpawnProcess" not in talk
