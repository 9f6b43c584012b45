"""Workers and runs that are killed in the middle: nothing is lost, and next to nothing is done twice."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import PipelineError
from pipeline.state import State
from tests.batch.runs import bytes_of
from tests.command import PRESSFACTS, pressfacts
from tests.corpus import RAW, ROOT
from tests.engines.clusters import by_hand
from tests.engines.preload import DIARY

psutil = pytest.importorskip("psutil", reason="the extra cluster is not installed: make cluster-install")
pytest.importorskip("distributed", reason="the extra cluster is not installed: make cluster-install")
pytestmark = pytest.mark.slow

LOCAL_WORKERS = ("--workers", "2")
PATIENCE = 300.0


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The bytes of a run of two processes that nobody kills."""
    out = tmp_path_factory.mktemp("whole")
    pressfacts("run", RAW, "--out", out, "--workers", 2, "-q")
    return bytes_of(out)


def begun(out: Path, *told: str) -> subprocess.Popen[str]:
    """A run in a process group of its own."""
    command = [*PRESSFACTS, "run", str(RAW), "--out", str(out), "--engine", "dask", "-q"]
    return subprocess.Popen(
        [*command, *told], cwd=ROOT, stderr=subprocess.PIPE, text=True, start_new_session=True
    )


def until(happened: Callable[[], object], process: subprocess.Popen[str] | None = None) -> None:
    """Wait for something; a process that ends before is a failure."""
    end = time.monotonic() + PATIENCE
    while not happened():
        assert process is None or process.poll() is None, "the run was over too soon"
        assert time.monotonic() < end, "it never happened"
        time.sleep(0.05)


def kept(out: Path) -> int:
    """How many articles have their records in the state."""
    try:
        with State.reading(out) as state:
            return state.totals().articles
    except PipelineError:
        return 0


def family(process: subprocess.Popen[str]) -> list[Any]:
    """All processes that a run has started, and theirs."""
    return list(psutil.Process(process.pid).children(recursive=True))


def gone(processes: list[Any]) -> bool:
    return not [one for one in processes if one.is_running() and one.status() != psutil.STATUS_ZOMBIE]


@pytest.fixture
def run(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """A run with two workers that has kept the records of some articles, and ends with the test."""
    process = begun(tmp_path, *LOCAL_WORKERS)
    try:
        until(lambda: kept(tmp_path), process)
        yield process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def test_a_worker_that_is_killed_loses_nothing(
    run: subprocess.Popen[str], whole: dict[str, bytes], tmp_path: Path
) -> None:
    worker = next(one for one in family(run) if one.children() and one.ppid() == run.pid)
    children = worker.children()
    worker.kill()
    assert run.wait(PATIENCE) == 0
    assert bytes_of(tmp_path) == whole
    until(lambda: gone(children))


def test_a_worker_that_is_killed_repeats_its_shard_and_no_other(
    whole: dict[str, bytes], tmp_path: Path
) -> None:
    diary = tmp_path / "diary"
    diary.touch()

    def lines(verb: str) -> list[list[str]]:
        rows = [line.split() for line in diary.read_text().splitlines()]
        return [row[1:] for row in rows if row[0] == verb]

    with by_hand() as cluster:
        for _ in range(2):
            cluster.worker(told={DIARY: diary})
        process = begun(tmp_path / "out", "--scheduler", cluster.address)
        until(lambda: kept(tmp_path / "out") and len(lines("begin")) > len(lines("end")), process)
        os.kill(int(lines("begin")[-1][2]), signal.SIGKILL)
        assert process.wait(PATIENCE) == 0
        process.communicate()
    times = Counter(shard for shard, _, _ in lines("begin"))
    assert sorted(times.values())[-2:] in ([1, 1], [1, 2])
    assert len(lines("begin")) - len(lines("end")) <= 1
    assert bytes_of(tmp_path / "out") == whole


def test_a_run_that_is_killed_with_all_its_workers_goes_on_behind_its_finished_shards(
    run: subprocess.Popen[str], whole: dict[str, bytes], tmp_path: Path
) -> None:
    processes = family(run)
    os.killpg(run.pid, signal.SIGKILL)
    run.wait()
    until(lambda: gone(processes))
    before = kept(tmp_path)
    assert 0 < before < len(whole["articles.jsonl"].splitlines())
    assert not (tmp_path / "records.jsonl").exists()
    told = ["--engine", "dask", *LOCAL_WORKERS, "--log-json"]
    _, talk = pressfacts("run", RAW, "--out", tmp_path, *told)
    messages = [json.loads(line) for line in talk.splitlines()]
    extracted = [one for one in messages if one["event"] == "document" and one["stage"] == "extract"]
    assert len(extracted) == len(whole["articles.jsonl"].splitlines()) - before
    assert bytes_of(tmp_path) == whole


def test_a_run_that_is_killed_alone_leaves_no_worker_behind(
    run: subprocess.Popen[str], whole: dict[str, bytes], tmp_path: Path
) -> None:
    processes = family(run)
    run.kill()
    until(lambda: gone(processes))
    pressfacts("run", RAW, "--out", tmp_path, "-q")  # with whatever engine
    assert bytes_of(tmp_path) == whole


def test_an_interrupt_ends_all_workers_and_the_next_run_goes_on(
    run: subprocess.Popen[str], whole: dict[str, bytes], tmp_path: Path
) -> None:
    processes, begun_at = family(run), time.monotonic()
    os.killpg(run.pid, signal.SIGINT)
    _, talk = run.communicate(timeout=PATIENCE)
    assert (run.returncode, talk) == (
        130,
        "pressfacts: interrupted; the next run goes on where this one stopped\n",
    )
    assert time.monotonic() - begun_at < 60
    until(lambda: gone(processes))
    pressfacts("run", RAW, "--out", tmp_path, "--engine", "dask", *LOCAL_WORKERS, "-q")
    assert bytes_of(tmp_path) == whole
