"""The command, killed on purpose: `python -m tests.batch.killing KIND N VERB...` dies at the N-th write step.

Kinds of steps: `commit` (of the state or of the HTTP cache), `sync` (a file to the disk), `rename` (a file to
its name). With `0` nothing is killed, and the number of steps of each kind is printed at the end.
"""

from __future__ import annotations

import os
import signal
import sqlite3
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pipeline.cli import main
from pipeline.fetch.web import addresses
from tests.fetch.site import LOOPBACK, invented_addresses


class Killer:
    """Counts steps, and ends the process just before the one that it was told."""

    def __init__(self, kind: str, number: int) -> None:
        """Take the step to die at."""
        self._kind, self._number = kind, number
        self.steps: Counter[str] = Counter()

    def step(self, kind: str) -> None:
        self.steps[kind] += 1
        if kind == self._kind and self.steps[kind] == self._number:
            os.kill(os.getpid(), signal.SIGKILL)

    def before(self, kind: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def watched(*arguments: Any, **named: Any) -> Any:
            self.step(kind)
            return function(*arguments, **named)

        return watched

    def connected(self, connect: Callable[..., sqlite3.Connection]) -> Callable[..., sqlite3.Connection]:
        def watched(*arguments: Any, **named: Any) -> sqlite3.Connection:
            connection = connect(*arguments, **named)
            connection.set_trace_callback(
                lambda statement: self.step("commit") if statement.upper().startswith("COMMIT") else None
            )
            return connection

        return watched


def _prepare(killer: Killer) -> None:
    os.fsync = killer.before("sync", os.fsync)
    os.replace = killer.before("rename", os.replace)
    Path.replace = killer.before("rename", Path.replace)  # type: ignore[method-assign]
    sqlite3.connect = killer.connected(sqlite3.connect)  # type: ignore[assignment]
    public = addresses.is_public
    addresses.resolved = invented_addresses
    addresses.is_public = lambda address: address == LOOPBACK or public(address)


if __name__ == "__main__":
    kind, number, *arguments = sys.argv[1:]
    killer = Killer(kind, int(number))
    _prepare(killer)
    sys.argv = ["pressfacts", *arguments]
    try:
        main()
    finally:
        print(dict(killer.steps))  # noqa: T201
