"""Runs in processes of their own that are killed at a step of writing.

As a program it takes lines of a directory, a job and a number, forks for each, does the job in the
directory, and dies by SIGKILL right before the step of that number, counted over every commit, fsync and
rename; with the number 0 it lets the job end and prints its steps. The product knows nothing of this: the
steps are found by replacing `os.fsync`, `Path.replace`, and the state's `execute`.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import fields
from pathlib import Path
from typing import Any

from pipeline.state import State, Tally
from pipeline.state.database import Database
from tests.state.making import begin, page, put_done, rejection

WRITES = ("COMMIT", "DELETE FROM meta", "INSERT INTO meta", "UPDATE runs", "VACUUM", "PRAGMA wal_checkpoint")


def work(directory: Path) -> None:
    """Two runs: the second changes, adds, loses, and sets a copy aside. It can be begun again at any time."""
    with State.opened(directory) as state:
        while (step := _next_run(state)) <= 2:
            begin(state, step)
            (_first if step == 1 else _second)(state)
            told = {origin: _figures(tally) for origin, tally in state.tally().items()}
            state.finish(told, {}, "2031-05-09T00:00:00+00:00")


def _figures(tally: Tally) -> dict[str, Any]:
    return {field.name: getattr(tally, field.name) for field in fields(tally)}


def _next_run(state: State) -> int:
    """The number of the run that is to be begun, or gone on with."""
    last = state.runs.last(1)
    return 1 if not last else last[0].number + (last[0].finished is not None)


def _first(state: State) -> None:
    with state._database.transaction():
        for id in ("a", "b", "c"):
            state.pages.put(page(f"https://own.example/{id}", id))
            put_done(state, id, records=2)
    state.unread.put("room", [rejection(None, "x")])
    state.publish()


def _second(state: State) -> None:
    with state._database.transaction():
        state.pages.put(page("https://own.example/a", "a", content="other"))
        state.pages.gone("https://own.example/b")
    put_done(state, "a", "Other words.", records=3)
    put_done(state, "d")
    state.documents.put_duplicate("c", "a")
    state.unread.put("room", [])
    state.publish()


def forget(directory: Path) -> None:
    """Forget one of the documents."""
    with State.opened(directory) as state:
        state.forget(id="a")
        state.publish()


JOBS: dict[str, Callable[[Path], None]] = {"work": work, "forget": forget}


def steps_of(job: str, directory: Path) -> list[str]:
    """The steps of a job, which is done."""
    return _driven([f"{directory} {job} 0"])


def kill_at(job: str, killed: Iterable[tuple[Path, int]]) -> None:
    """Do a job in each directory, one after the other, until it is killed before a step."""
    _driven([f"{directory} {job} {step}" for directory, step in killed])


def _driven(lines: list[str]) -> list[str]:
    command = [sys.executable, "-m", "tests.state.killing"]
    done = subprocess.run(
        command, input="\n".join(lines), capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def _drive(line: str) -> None:
    """Do what a line says in a child, and see that it died, or was done, as it should."""
    directory, job, number = line.split()
    child = os.fork()
    if child == 0:
        _watch(int(number))
        JOBS[job](Path(directory))
        sys.stdout.flush()
        os._exit(0)
    _, status = os.waitpid(child, 0)
    expected = -signal.SIGKILL if int(number) else 0
    if os.waitstatus_to_exitcode(status) != expected:
        raise SystemExit(f"{line}: ended with {os.waitstatus_to_exitcode(status)}")


def _watch(last: int) -> None:
    """Count each step before it is done, and die before the last one; name them all where there is none."""
    count = 0

    def step(name: str) -> None:
        nonlocal count
        count += 1
        if not last:
            sys.stdout.write(f"{name}\n")
        elif count == last:
            os.kill(os.getpid(), signal.SIGKILL)

    _before(os, "fsync", lambda *_: step("fsync"))
    _before(Path, "replace", lambda path, target: step(f"replace {Path(target).name}"))

    execute = Database.execute

    def watched(self: Database, sql: str, parameters: Any = ()) -> int:
        if sql.startswith(WRITES):
            step(sql.partition(" (")[0])
        return execute(self, sql, parameters)

    Database.execute = watched  # type: ignore[method-assign, assignment]


def _before(owner: Any, name: str, told: Callable[..., None]) -> None:
    original = getattr(owner, name)

    def watched(*arguments: Any, **named: Any) -> Any:
        told(*arguments)
        return original(*arguments, **named)

    setattr(owner, name, watched)


if __name__ == "__main__":
    for wanted in sys.stdin.read().splitlines():
        _drive(wanted)
