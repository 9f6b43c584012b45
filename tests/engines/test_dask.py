"""A real scheduler and real workers: the same bytes and limits, and what can be wrong with a cluster."""

from __future__ import annotations

import io
import logging
import shutil
import socket
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from pipeline.engines.shelf import SHELF
from pipeline.errors import ClusterUnreachable, VersionsDiffer, WrongUse
from pipeline.fetch.sources import sources_of
from pipeline.outcome import Cleaned
from pipeline.run import run
from pipeline.settings import Settings
from pipeline.workers import Result, Task
from tests.batch.runs import Silent, bytes_of, rows
from tests.command import pressfacts
from tests.corpus import RAW, ROOT
from tests.engines.clusters import ByHand, by_hand, without_pressfacts
from tests.engines.preload import BLIND, DIARY, MISBEHAVING
from tests.workers.misbehaving import order

pytest.importorskip("distributed", reason="the extra cluster is not installed: make cluster-install")

from pipeline.engines.sharded import DaskEngine

MILLION = 1_000_000


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Six documents of the corpus, and four that are rejected, each in its own way."""
    directory = tmp_path_factory.mktemp("documents")
    for path in sorted(RAW.glob("*.html"))[:4] + sorted(RAW.glob("*.txt"))[:2]:
        shutil.copy(path, directory)
    (directory / "spanish.txt").write_text(
        "La empresa anunció ayer que abrirá una nueva planta en Madrid. " * 5
    )
    (directory / "empty.html").write_bytes(b"")
    (directory / "caf\udce9.html").write_bytes(b"<nav>Menu</nav>")
    (directory / "rows.jsonl").write_text('{"id": \n')
    return directory


@pytest.fixture(scope="module")
def local(documents: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The files of a run with two processes."""
    out = tmp_path_factory.mktemp("local")
    pressfacts("run", documents, "--out", out, "--workers", 2, "-q")
    return bytes_of(out)


@pytest.fixture(scope="module")
def cluster() -> Iterator[ByHand]:
    """A scheduler with one worker of two threads."""
    with by_hand() as cluster:
        cluster.worker(threads=2)
        yield cluster


Results = Callable[..., list[Result]]


@pytest.fixture(scope="module")
def carried_out(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Results]:
    """What comes of orders that the children of a worker of a cluster carry out."""
    with by_hand() as cluster:
        cluster.worker(told={MISBEHAVING: 1})

        def results(*words: str, strict: bool = False) -> list[Result]:
            told = Settings(
                engine="dask", scheduler=cluster.address, document_seconds=1, document_memory=200 * MILLION
            )
            shelf = tmp_path_factory.mktemp("out") / SHELF
            with DaskEngine(told, strict, shelf) as engine:
                groups = engine.groups(order(one, f"{number}") for number, one in enumerate(words))
                return sorted((one for group in groups for one in group), key=lambda one: one.document)

        yield results


def joined(out: Path, cluster: ByHand, *sources: Path) -> None:
    settings = Settings(engine="dask", scheduler=cluster.address)
    run(list(sources_of(list(map(str, sources)))), out, settings, io.BytesIO(), Silent())


def ended(diary: Path) -> Counter[str]:
    """How often each shard was ended, once all are that were begun."""
    while True:
        lines = [line.split() for line in diary.read_text().splitlines()]
        begun, done = ([words[1] for words in lines if words[0] == verb] for verb in ("begin", "end"))
        if len(begun) == len(done):
            return Counter(done)
        time.sleep(0.1)


@pytest.mark.slow
def test_two_workers_started_here_write_the_bytes_of_two_processes(
    documents: Path, local: dict[str, bytes], tmp_path: Path
) -> None:
    _, talk = pressfacts(
        "run", documents, "--out", tmp_path, "--engine", "dask", "--workers", 2, "--log-json"
    )
    assert bytes_of(tmp_path) == local
    assert len(rows(tmp_path, "rejected")) == 4
    assert not (tmp_path / SHELF).exists()
    assert all(line.startswith("{") for line in talk.splitlines()), "Dask's own talk stays out of ours"


@pytest.mark.slow
def test_a_scheduler_that_is_joined_gives_the_same_bytes(
    cluster: ByHand, documents: Path, local: dict[str, bytes], tmp_path: Path
) -> None:
    joined(tmp_path, cluster, documents)
    assert bytes_of(tmp_path) == local
    assert not (tmp_path / SHELF).exists()


@pytest.mark.slow
def test_workers_that_do_not_see_our_disk_send_their_results(
    documents: Path, local: dict[str, bytes], tmp_path: Path
) -> None:
    with by_hand() as cluster:
        cluster.worker(told={BLIND: 1})
        joined(tmp_path, cluster, documents)
    assert bytes_of(tmp_path) == local


def test_one_document(cluster: ByHand, tmp_path: Path) -> None:
    joined(tmp_path, cluster, min(RAW.glob("*.html")))
    assert len(rows(tmp_path, "articles")) == 1


@pytest.mark.parametrize("options", [[], ["--workers", "2"]])
def test_nothing_to_do_starts_no_worker(options: list[str], tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    pressfacts("run", tmp_path / "empty", "--out", tmp_path / "out", "--engine", "dask", *options, "-q")
    assert bytes_of(tmp_path / "out") == {"articles.jsonl": b"", "records.jsonl": b"", "rejected.jsonl": b""}


@pytest.mark.slow
def test_a_finished_shard_is_not_worked_on_again_though_its_run_never_kept_it(
    documents: Path, local: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lost(engine: DaskEngine, tasks: Sequence[Task]) -> Iterator[list[Result]]:
        for _ in whole(engine, tasks):
            raise KeyboardInterrupt  # the results are there, and the run is killed before it keeps them
        yield []

    whole, diary = DaskEngine.groups, tmp_path / "diary"
    with by_hand() as cluster:
        cluster.worker(told={DIARY: diary})
        with monkeypatch.context() as patched:
            patched.setattr(DaskEngine, "groups", lost)
            with pytest.raises(KeyboardInterrupt):
                joined(tmp_path / "out", cluster, documents)
        before = ended(diary)
        assert before
        assert list((tmp_path / "out" / SHELF).glob("*.json"))
        joined(tmp_path / "out", cluster, documents)
        again = ended(diary)
        assert again - before, "the articles were not extracted before"
        assert set(again.values()) == {1}
    assert bytes_of(tmp_path / "out") == local


@pytest.mark.slow
def test_each_document_keeps_to_its_limits_and_costs_itself_at_most(carried_out: Results) -> None:
    results = carried_out("", "sleep 600", "", "eat 900000000", "", "crash", "", "backtrack", "")
    codes = [one.rejection.code if one.rejection else "" for one in results if isinstance(one, Cleaned)]
    assert codes == ["", "timeout", "", "too_large", "", "internal", "", "timeout", ""]


@pytest.mark.slow
def test_a_child_stays_for_the_next_run_and_is_replaced_after_a_failure(carried_out: Results) -> None:
    def pid() -> bytes | None:
        (result,) = carried_out("")
        assert isinstance(result, Cleaned)
        return result.article

    first = pid()
    assert pid() == first
    with pytest.raises(KeyError):
        carried_out("bug", strict=True)
    assert pid() == first, "strict runs have children of their own"
    carried_out("crash")
    assert pid() not in (None, first)


def test_what_a_child_logs_on_another_machine_is_logged_by_the_run(
    carried_out: Results, caplog: pytest.LogCaptureFixture
) -> None:
    carried_out("log owls", "log barn owls")
    said = [record.getMessage() for record in caplog.records if record.levelno == logging.WARNING]
    assert any("owls seen" in message and "none left" in message for message in said)


def test_a_bug_comes_out_if_it_is_to(carried_out: Results) -> None:
    with pytest.raises(KeyError, match="owls"):
        carried_out("bug", strict=True)


@pytest.mark.slow
def test_a_worker_with_other_rules_ends_the_run(documents: Path, tmp_path: Path) -> None:
    code = tmp_path / "code"
    shutil.copytree(ROOT / "pipeline", code / "pipeline", ignore=shutil.ignore_patterns("__pycache__"))
    with (code / "pipeline" / "extract" / "roles.en.yaml").open("a") as rules:
        rules.write("# one more\n")
    with by_hand() as cluster:
        cluster.worker(code=code)
        with pytest.raises(
            VersionsDiffer, match=r"the worker on .*: rules [0-9a-f]{12} instead of"
        ) as caught:
            joined(tmp_path / "out", cluster, documents)
    assert caught.value.exit_code == 3
    assert not (tmp_path / "out" / "records.jsonl").exists()


@pytest.mark.slow
def test_a_worker_without_pressfacts_ends_the_run(documents: Path, tmp_path: Path) -> None:
    with by_hand() as cluster:
        cluster.worker(code=without_pressfacts(tmp_path / "code"))
        with pytest.raises(VersionsDiffer, match="not installed"):
            joined(tmp_path / "out", cluster, documents)


@pytest.mark.slow
def test_a_scheduler_that_does_not_answer_is_said_and_ends_with_three(
    documents: Path, tmp_path: Path
) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
        told = ["--engine", "dask", "--scheduler", address]
        _, talk = pressfacts("run", documents, "--out", tmp_path, *told, "-q", code=3)
    assert talk == f"pressfacts: {address}: no scheduler answers there\n"


@pytest.mark.parametrize("address", ["owl://somewhere", "tcp://", "tcp://127.0.0.1:owl"])
def test_what_is_no_address_is_wrong_use(address: str, documents: Path, tmp_path: Path) -> None:
    told = Settings(engine="dask", scheduler=address)
    with pytest.raises(WrongUse, match="no address"):
        run(list(sources_of([str(documents)])), tmp_path, told, io.BytesIO(), Silent())


@pytest.mark.slow
def test_a_scheduler_that_ends_in_the_middle_ends_the_run(tmp_path: Path) -> None:
    with by_hand() as cluster:
        cluster.worker(told={MISBEHAVING: 1})
        told = Settings(engine="dask", scheduler=cluster.address)
        with DaskEngine(told, False, tmp_path / SHELF) as engine:
            groups = engine.groups(order("sleep 0.1", str(number)) for number in range(1000))
            next(groups)
            cluster.scheduler.kill()
            with pytest.raises(ClusterUnreachable, match="has gone"):
                list(groups)
