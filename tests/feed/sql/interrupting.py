"""Deliveries that something happens to at a step: at a statement, or at rows that are loaded.

The product knows nothing of this: the steps are found by replacing the methods of the targets.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any

import pytest

from pipeline.errors import PipelineError
from pipeline.feed.sql import opening
from pipeline.feed.sql.address import Address


@contextmanager
def watched(happens: Callable[[int], None]) -> Iterator[None]:
    """Let a function know the number of each step before it is done."""
    numbers = count(1)
    connected = opening._connected

    def watching(address: Address) -> Any:
        target = connected(address)
        for name in ("execute", "load", "rewrite"):
            setattr(target, name, _told(getattr(target, name), lambda: happens(next(numbers))))
        return target

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(opening, "_connected", watching)
        yield


def _told(method: Callable[..., Any], before: Callable[[], None]) -> Callable[..., Any]:
    def watching(*arguments: Any) -> Any:
        before()
        return method(*arguments)

    return watching


def at(step: int, happens: Callable[[], object]) -> Callable[[int], None]:
    """What happens at a step."""
    return lambda number: happens() if number == step else None  # type: ignore[return-value]


def steps_of(job: Callable[[], object]) -> int:
    """How many steps a delivery has, which is done."""
    found: list[int] = []
    with watched(found.append):
        job()
    return len(found)


def killed_at(step: int, job: Callable[[], object]) -> None:
    """Do a delivery in a process that dies before a step."""
    with watched(at(step, lambda: os.kill(os.getpid(), signal.SIGKILL))):
        assert in_child(job) == -signal.SIGKILL


def in_child(job: Callable[[], object]) -> int:
    """Do something in a process of its own; its exit code, which is that of an error of ours."""
    child = os.fork()
    if child == 0:
        code = 99
        try:
            job()
            code = 0
        except PipelineError as error:
            code = error.exit_code
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
