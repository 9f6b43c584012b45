"""What a run asks of whoever does its tasks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from types import TracebackType
from typing import Protocol

from pipeline.workers import Result, Task


class Engine(Protocol):
    """Does tasks; whatever it has started ends with its block."""

    def __enter__(self) -> Engine:
        """Get ready, as far as that cannot wait for the first task."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End everything that was started."""

    def expect(self) -> None:
        """Start what takes long to start: there will be a task before long, or so it seems."""

    def groups(self, tasks: Iterable[Task]) -> Iterator[Sequence[Result]]:
        """The results of all tasks as they are ready, in groups that are kept together or not at all.

        The caller has kept a group when it asks for the next one. Tasks are taken from the iterable only as
        they can be worked on, so it may be endless.
        """
